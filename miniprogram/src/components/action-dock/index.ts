/** The bar at the bottom: a sentence, the main button, and at most one plain one. */
Component({
  properties: { text: String, main: String, plain: String, busy: Boolean, disabled: Boolean },
  methods: {
    act() {
      this.triggerEvent('act');
    },
    other() {
      this.triggerEvent('other');
    },
  },
});
