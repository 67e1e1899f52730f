interface ValueEvent {
  readonly detail: { readonly value: unknown };
}
interface Field {
  readonly key: string;
  readonly label: string;
  readonly control: string;
  readonly value: unknown;
  readonly choices: readonly { readonly code: string; readonly name: string }[];
}

const LONG_TERM = 'long-term';
const TYPED = ['text', 'phone', 'email', 'long-text'];
const KEYBOARDS: Readonly<Record<string, string>> = { phone: 'tel' };

/** One field of a form: label, control, source of its value, hint and messages. */
Component({
  properties: {
    field: { type: Object, value: { key: '', label: '', control: 'text', value: '', choices: [] } as Field },
  },
  data: { text: '', isTyped: true, keyboard: 'text', isLongTerm: false, choiceAt: 0, choiceNames: [] as string[] },
  observers: {
    field({ control, value, choices }: Field) {
      const isTyped = TYPED.includes(control);
      const isLongTerm = value === LONG_TERM;
      const isDay = control === 'day' || control === 'day-or-long-term';
      const text = isTyped || isDay ? (isLongTerm ? '' : String(value)) : '';
      const choiceAt = choices.findIndex(({ code }) => code === value);
      const choiceNames = choices.map(({ name }) => name);
      this.setData({ isTyped, isLongTerm, keyboard: KEYBOARDS[control] ?? 'text', choiceAt, choiceNames });
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
    chosen({ detail }: ValueEvent) {
      this.change(this.data.field.choices[Number(detail.value)]?.code ?? '');
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
