interface FieldEvent {
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
    tell(name: string, event: FieldEvent) {
      const { path } = this.data.form;
      this.triggerEvent(name, { ...event.detail, path, key: event.currentTarget.dataset.key });
    },
    changed(event: FieldEvent) {
      this.tell('set', event);
    },
    confirmed(event: FieldEvent) {
      this.tell('confirm', event);
    },
    taken(event: FieldEvent) {
      this.tell('take', event);
    },
    left(event: FieldEvent) {
      this.tell('leave', event);
    },
    numbered(event: FieldEvent) {
      this.tell('number', event);
    },
    settled(event: FieldEvent) {
      this.tell('settle', event);
    },
    again() {
      this.triggerEvent('again', { path: this.data.form.path });
    },
  },
});
