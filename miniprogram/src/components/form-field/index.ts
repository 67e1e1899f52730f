interface ValueEvent {
  readonly detail: { readonly value: unknown };
}
interface Field {
  readonly key: string;
  readonly label: string;
  readonly control: string;
  readonly value: unknown;
}

const LONG_TERM = 'long-term';
const TYPED = ['text', 'phone', 'email', 'long-text'];
const KEYBOARDS: Readonly<Record<string, string>> = { phone: 'tel' };

/** One field of a form: label, control, source of its value, hint and messages. */
Component({
  properties: {
    field: { type: Object, value: { key: '', label: '', control: 'text', value: '' } as Field },
  },
  data: { text: '', isTyped: true, keyboard: 'text', isLongTerm: false },
  observers: {
    field({ control, value }: Field) {
      const isTyped = TYPED.includes(control);
      const isLongTerm = value === LONG_TERM;
      const isDay = control === 'day' || control === 'day-or-long-term';
      const text = isTyped || isDay ? (isLongTerm ? '' : String(value)) : '';
      this.setData({ isTyped, isLongTerm, keyboard: KEYBOARDS[control] ?? 'text' });
      // What is being typed stays as it is: setting it again would move the cursor.
      if (text !== this.data.text) this.setData({ text });
    },
  },
  methods: {
    change(value: unknown) {
      this.triggerEvent('change', { value });
    },
    typed({ detail }: ValueEvent) {
      this.change(detail.value);
    },
    controlled({ detail }: ValueEvent) {
      this.change(detail.value);
    },
    longTerm({ detail }: ValueEvent) {
      this.change((detail.value as readonly string[]).length > 0 ? LONG_TERM : '');
    },
    confirm() {
      this.triggerEvent('confirm', {});
    },
    take() {
      this.triggerEvent('take', {});
    },
  },
});
