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
      value: { path: '', mayRetry: false, saveText: '', flagged: [] as unknown[], fields: [] as unknown[] },
    },
  },
  methods: {
    tell({ type, currentTarget: { dataset }, detail }: FieldEvent) {
      const name = type === 'change' ? 'set' : type;
      this.triggerEvent(name, { ...detail, path: this.data.form.path, key: dataset.key });
    },
    again() {
      this.triggerEvent('again', { path: this.data.form.path });
    },
  },
});
