/** A text to read over the page, with one button under it. */
Component({
  properties: { title: String, paragraphs: { type: Array, value: [] as string[] }, action: String },
  methods: {
    close() {
      this.triggerEvent('close');
    },
    stay() {},
  },
});
