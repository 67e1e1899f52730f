/** The kind and subject of the tile's document are the detail of its events. */
Component({
  properties: { tile: { type: Object, value: { kind: '', subject: '', picture: '' } } },
  data: { hasRefreshed: false },
  methods: {
    tell(name: string) {
      const { kind, subject } = this.data.tile;
      this.triggerEvent(name, { kind, subject });
    },
    choose() {
      this.tell('choose');
    },
    again() {
      this.tell('again');
    },
    reuse() {
      this.tell('reuse');
    },
    handOver() {
      this.tell('handover');
    },
    takeBack() {
      this.tell('takeback');
    },
    /** A link is valid for five minutes, but a page may be open for hours. */
    broken() {
      if (this.data.hasRefreshed) return;
      this.setData({ hasRefreshed: true });
      this.tell('refresh');
    },
  },
});
