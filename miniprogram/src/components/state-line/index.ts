/** What a page waits for, or why it failed, and the way to try again; the offline note. */
Component({
  properties: { loading: Boolean, error: String, offline: Boolean, note: String },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
  },
});
