/**
 * The bar at the bottom: a sentence or why the action failed, the main button, which shares a card where `share` has its id, and at
 * most one plain one.
 */
Component({
  properties: {
    text: String,
    error: String,
    main: String,
    plain: String,
    share: String,
    busy: Boolean,
    disabled: Boolean,
  },
  methods: {
    act() {
      this.triggerEvent('act');
    },
    other() {
      this.triggerEvent('other');
    },
  },
});
