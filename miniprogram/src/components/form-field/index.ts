import { DOUBT_WORDS, pieceOf, pieceStyles } from '../../../../client/documents/read-values.ts';
import type { DocumentKind } from '../../../../shared/domain/media/document.ts';
import type { OfferedField } from '../../../../shared/domain/media/evidence.ts';

interface ValueEvent {
  readonly detail: { readonly value: unknown };
}
interface Field {
  readonly key: string;
  readonly label: string;
  readonly control: string;
  readonly value: unknown;
  readonly choices: readonly { readonly code: string; readonly name: string }[];
  /** The values of a field that two devices have changed. */
  readonly conflict: readonly { readonly text: string; readonly from: string }[];
  /** A value that was read with doubt: its picture, and where it stands there. */
  readonly doubt: {
    readonly kind: DocumentKind;
    readonly field: string;
    readonly places?: OfferedField['places'];
  } | null;
}

const LONG_TERM = 'long-term';
const TYPED = ['text', 'phone', 'email', 'long-text'];
const KEYBOARDS: Readonly<Record<string, string>> = { phone: 'tel' };

/** One field of a form: label, control, source of its value, hint and messages. */
Component({
  properties: {
    field: {
      type: Object,
      value: { key: '', label: '', control: 'text', value: '', choices: [], conflict: [], doubt: null } as Field,
    },
  },
  data: {
    text: '',
    isTyped: true,
    keyboard: 'text',
    isLongTerm: false,
    choiceAt: 0,
    choiceNames: [] as string[],
    place: -1,
    words: DOUBT_WORDS,
    /** What was read with doubt is mended. */
    isMending: false,
    isWhole: false,
    piece: null as { frame: string; picture: string } | null,
  },
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
    /** The picture is drawn: only the piece of it is shown. */
    measured({ detail }: { readonly detail: { readonly width: number; readonly height: number } }) {
      const { doubt } = this.data.field;
      if (!doubt) return;
      this.setData({ piece: pieceStyles(pieceOf(doubt.kind, doubt.field, detail, doubt.places), detail) });
    },
    whole() {
      this.setData({ isWhole: !this.data.isWhole });
    },
    mend() {
      this.setData({ isMending: true });
    },
    left() {
      this.setData({ isMending: false });
      this.triggerEvent('leave', {});
    },
    /** The phone number button: a code for the service, or nothing when the person has said no. */
    tapped({ detail }: { readonly detail: { readonly code?: string } }) {
      if (detail.code) this.triggerEvent('number', { code: detail.code });
    },
    looked({ detail }: ValueEvent) {
      this.setData({ place: Number(detail.value) });
    },
    settle() {
      this.triggerEvent('settle', { place: this.data.place });
      this.setData({ place: -1 });
    },
    confirm() {
      this.triggerEvent('confirm', {});
    },
    take() {
      this.triggerEvent('take', {});
    },
  },
});
