/** What a page waits for, or why it failed, and the way to try again, unless that is final; a note about the network. */
Component({
  properties: { loading: Boolean, error: String, network: String, note: String, final: Boolean },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
  },
});
