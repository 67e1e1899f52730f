/** The kind and subject of the tile's document are the detail of its events. */
Component({
  properties: {
    tile: { type: Object, value: { kind: '', subject: '', picture: '' } },
    /** A picture that is as it should be takes a line. */
    brief: Boolean,
  },
  data: { hasRefreshed: false },
  methods: {
    tell(name: string) {
      const { kind, subject } = this.data.tile;
      this.triggerEvent(name, { kind, subject });
    },
    /** `data-as` is what the page is told. */
    act({ currentTarget }: { readonly currentTarget: { readonly dataset: { readonly as: string } } }) {
      this.tell(currentTarget.dataset.as);
    },
    /** A link is valid for five minutes, but a page may be open for hours. */
    broken() {
      if (this.data.hasRefreshed) return;
      this.setData({ hasRefreshed: true });
      this.tell('refresh');
    },
  },
});
