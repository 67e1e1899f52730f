import { PHONE_SIGN_IN, resendLabel, secondsToResend } from '../../../../client/account/phone-sign-in.ts';

/** A code that was sent. */
export interface SentCode {
  /** What was sent where, for the person. */
  readonly to: string;
  readonly atMs: number;
  readonly resendInSeconds: number;
}
interface Own {
  timer?: number;
}
const ownOf = (component: object): Own => component as Own;

/** One number or mailbox: confirmed, or a code to get and to type in. The page sends and checks codes. */
Component({
  properties: {
    label: String,
    address: String,
    isConfirmed: Boolean,
    /** Nothing until a code was sent. */
    sent: { type: Object, value: null as SentCode | null },
    confirmText: { type: String, value: '确认' },
    error: String,
    busy: Boolean,
  },
  data: { words: PHONE_SIGN_IN, code: '', again: '', wait: 0 },
  lifetimes: {
    detached() {
      clearInterval(ownOf(this).timer ?? 0);
    },
  },
  observers: {
    sent(sent: SentCode | null) {
      clearInterval(ownOf(this).timer ?? 0);
      if (!sent) return;
      this.setData({ code: '' });
      this.tick();
      ownOf(this).timer = setInterval(() => this.tick(), 1000);
    },
  },
  methods: {
    /** When the next code may be asked for. */
    tick() {
      const sent = this.data.sent as SentCode | null;
      const wait = sent ? secondsToResend(sent.atMs, sent.resendInSeconds, Date.now()) : 0;
      this.setData({ wait, again: resendLabel(wait) });
      if (wait === 0) clearInterval(ownOf(this).timer ?? 0);
    },
    typed({ detail }: { readonly detail: { readonly value: string } }) {
      this.setData({ code: detail.value });
    },
    send() {
      this.triggerEvent('send');
    },
    confirm() {
      this.triggerEvent('confirm', { code: this.data.code.trim() });
    },
  },
});
