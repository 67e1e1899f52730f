import { sentenceOf } from '../../../../client/api-error.ts';
import { codeSentTo, PHONE_SIGN_IN, resendLabel, secondsToResend } from '../../../../client/phone-sign-in.ts';
import { maskPhone } from '../../../../shared/domain/identity/mask.ts';
import { call, forgetSession } from '../../api.ts';

interface Own {
  timer?: number;
  sentAtMs?: number;
  resendInSeconds?: number;
}
const ownOf = (component: object): Own => component as Own;

interface ValueEvent {
  readonly detail: { readonly value: string };
}

/** 登录方式: what leads into this account, and a mobile number to link, change or take away. */
Component({
  properties: { ways: { type: Object, value: { weChat: true } as { weChat: boolean; phone?: string } } },
  data: {
    words: PHONE_SIGN_IN,
    isLinking: false,
    mobile: '',
    code: '',
    sentTo: '',
    error: '',
    busy: false,
    again: '',
    wait: 0,
  },
  lifetimes: {
    detached() {
      clearInterval(ownOf(this).timer ?? 0);
    },
  },
  methods: {
    open() {
      this.setData({ isLinking: true, mobile: '', code: '', sentTo: '', error: '' });
    },
    close() {
      this.setData({ isLinking: false });
    },
    typedMobile({ detail }: ValueEvent) {
      this.setData({ mobile: detail.value });
    },
    typedCode({ detail }: ValueEvent) {
      this.setData({ code: detail.value });
    },
    async work(act: () => Promise<void>) {
      this.setData({ busy: true, error: '' });
      await act().catch((error) => this.setData({ error: sentenceOf(error) }));
      this.setData({ busy: false });
    },
    send() {
      return this.work(async () => {
        const { mobile } = this.data;
        const { resendInSeconds } = await call('sendLinkCode', { body: { mobile } });
        Object.assign(ownOf(this), { sentAtMs: Date.now(), resendInSeconds });
        this.setData({ sentTo: codeSentTo(maskPhone(mobile.trim())) });
        this.tick();
        clearInterval(ownOf(this).timer ?? 0);
        ownOf(this).timer = setInterval(() => this.tick(), 1000);
      });
    },
    /** When the next code may be asked for. */
    tick() {
      const { sentAtMs = 0, resendInSeconds = 0, timer = 0 } = ownOf(this);
      const wait = secondsToResend(sentAtMs, resendInSeconds, Date.now());
      this.setData({ wait, again: resendLabel(wait) });
      if (wait === 0) clearInterval(timer);
    },
    link() {
      return this.work(async () => {
        const { state } = await call('linkPhone', { body: { code: this.data.code } });
        // The number's account is the person's own: the next call signs in there.
        if (state === 'moved') forgetSession();
        this.setData({ isLinking: false });
        this.triggerEvent('changed');
      });
    },
    unlink() {
      return this.work(async () => {
        await call('unlinkPhone', {});
        this.triggerEvent('changed');
      });
    },
  },
});
