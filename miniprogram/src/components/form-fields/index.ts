interface FieldEvent {
  readonly currentTarget: { readonly dataset: { readonly key: string } };
  readonly detail: { readonly value: unknown };
}

/** The fields of one form, and whether it is saved. Its events carry the path of the form. */
Component({
  properties: { form: { type: Object, value: { path: '', saveState: '', saveText: '', fields: [] as unknown[] } } },
  methods: {
    tell(name: string, event: FieldEvent) {
      const { path } = this.data.form;
      this.triggerEvent(name, { path, key: event.currentTarget.dataset.key, value: event.detail.value });
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
    again() {
      this.triggerEvent('again', { path: this.data.form.path });
    },
  },
});
