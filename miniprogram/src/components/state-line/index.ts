/** What a page waits for, or why it failed, and the way to try again; a note about the network. */
Component({
  properties: { loading: Boolean, error: String, network: String, note: String },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
  },
});
