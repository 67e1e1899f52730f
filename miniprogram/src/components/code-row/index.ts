import {
  codeLine,
  digitsMissing,
  PHONE_SIGN_IN,
  resendLabel,
  type SentCode,
  secondsToResend,
} from '../../../../client/account/phone-sign-in.ts';

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
  /** `line` is the one sentence about the code, `missing` what it lacked when somebody went on. */
  data: { words: PHONE_SIGN_IN, code: '', missing: 0, again: '', wait: 0, line: { text: '', isBad: false } },
  lifetimes: {
    detached() {
      clearInterval(ownOf(this).timer ?? 0);
    },
  },
  observers: {
    sent(sent: SentCode | null) {
      clearInterval(ownOf(this).timer ?? 0);
      if (!sent) return;
      this.setData({ code: '', missing: 0 });
      ownOf(this).timer = setInterval(() => this.tick(), 1000);
    },
    'sent, error, missing'() {
      this.tick();
    },
  },
  methods: {
    /** When the next code may be asked for, and until when this one is good. */
    tick() {
      const { sent, error, missing } = this.data as { sent: SentCode | null; error: string; missing: number };
      if (!sent) return;
      const now = Date.now();
      const wait = secondsToResend(sent.atMs, sent.resendInSeconds, now);
      this.setData({ wait, again: resendLabel(wait), line: codeLine(sent, { missing, error }, now) });
      if (now >= sent.atMs + sent.expiresInSeconds * 1000) clearInterval(ownOf(this).timer ?? 0);
    },
    typed({ detail }: { readonly detail: { readonly value: string } }) {
      this.setData({ code: detail.value, missing: 0 });
    },
    send() {
      this.triggerEvent('send');
    },
    confirm() {
      const code = this.data.code.trim();
      if (/^\d{6}$/.test(code)) this.triggerEvent('confirm', { code });
      else this.setData({ missing: digitsMissing(code) });
    },
  },
});
