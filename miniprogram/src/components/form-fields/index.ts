interface FieldEvent {
  readonly type: string;
  readonly currentTarget: { readonly dataset: { readonly key: string } };
  readonly detail: { readonly value?: unknown; readonly place?: number; readonly code?: string };
}

/** The fields of one form, and whether it is saved. Its events carry the path of the form. */
Component({
  properties: {
    form: {
      type: Object,
      value: {
        path: '',
        mayRetry: false,
        saveText: '',
        note: {},
        doubtsText: '',
        folds: [] as unknown[],
        fields: [] as unknown[],
      },
    },
  },
  /** What the person has opened of what lies folded. */
  data: { opened: {} as Readonly<Record<string, boolean>> },
  methods: {
    toggle({ currentTarget: { dataset } }: { currentTarget: { dataset: { place: string } } }) {
      const { opened } = this.data;
      this.setData({ opened: { ...opened, [dataset.place]: !opened[dataset.place] } });
    },
    tell({ type, currentTarget: { dataset }, detail }: FieldEvent) {
      const name = type === 'change' ? 'set' : type;
      this.triggerEvent(name, { ...detail, path: this.data.form.path, key: dataset.key });
    },
    again() {
      this.triggerEvent('again', { path: this.data.form.path });
    },
  },
});
