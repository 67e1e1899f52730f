import { computed, onUnmounted, reactive, ref, shallowRef } from 'vue';
import { type CodeProof, withProof } from '../../client/account/code-proof.ts';
import {
  type PhoneStep,
  resendLabel,
  type SentCode as Sent,
  secondsToResend,
} from '../../client/account/phone-sign-in.ts';
import { maskPhone } from '../../shared/domain/identity/mask.ts';
import { type Action, useAction } from '../../ui/action.ts';
import { beginSessionBy, call } from './api.ts';
import { isProving, prove as proofFor } from './code-proof.ts';
import { type DeviceSecret, newDeviceSecret, thisDevice } from './device-secret.ts';
import { ownMobile } from './session.ts';

/** What the service says of a code that it has sent. */
type Times = Pick<Sent, 'expiresInSeconds' | 'resendInSeconds'>;

/** The last code that was sent, and the time, by the second. Stops when the calling component is unmounted. */
function useLastCode() {
  const nowMs = ref(Date.now());
  const last = shallowRef<Sent>();
  const timer = setInterval(() => {
    nowMs.value = Date.now();
  }, 500);
  onUnmounted(() => clearInterval(timer));
  const seconds = computed(() =>
    last.value ? secondsToResend(last.value.atMs, last.value.resendInSeconds, nowMs.value) : 0,
  );
  return {
    last,
    nowMs,
    mayResend: computed(() => seconds.value === 0),
    label: computed(() => resendLabel(seconds.value)),
    noteSent: ({ expiresInSeconds, resendInSeconds }: Times, to: string) => {
      nowMs.value = Date.now();
      last.value = { to, atMs: nowMs.value, expiresInSeconds, resendInSeconds };
    },
  };
}

/** Sends a code, and notes what was typed. @param ask sends it. @param to where it goes, unless the service tells. */
export function useSentCode(
  run: Action['run'],
  ask: () => Promise<Times & { readonly mobile?: string }>,
  to: () => string = () => '',
) {
  const { noteSent, ...shown } = useLastCode();
  const sent = reactive({ ...shown, code: '', send });
  function send(): Promise<unknown> {
    return run(async () => {
      const reply = await ask();
      noteSent(reply, reply.mobile ?? to());
      sent.code = '';
    });
  }
  return sent;
}
export type SentCode = ReturnType<typeof useSentCode>;

/** A sign-in with a mobile number and the code that was sent there. @param stays whether the session outlives the tab. */
export function usePhoneSignIn(stays: () => boolean) {
  const typed = reactive({ mobile: '', code: '', certificateNumber: '' });
  const step = ref<PhoneStep>('number');
  const sent = useLastCode();
  const { isBusy, error, run } = useAction();
  let device: DeviceSecret | undefined;

  const work = async (attempt: (secret: DeviceSecret) => Promise<void>) => {
    await run(async () => {
      if (device) await attempt(device);
    });
  };

  async function send(): Promise<void> {
    // A challenge begins one session: a device that was signed in and out needs another one.
    const fresh = await newDeviceSecret();
    const to = maskPhone(typed.mobile.trim());
    // Until another code is sent there, the last one is good, with the secret that it was asked for with.
    if (sent.last.value?.to === to) step.value = 'code';
    await run(async () => {
      if (!fresh) return;
      const body = { mobile: typed.mobile, challenge: fresh.challenge, device: thisDevice() };
      const ask = (proof?: CodeProof) => call('sendPhoneCode', { body: { ...body, ...(proof && { proof }) } });
      sent.noteSent(await withProof(ask, proofFor), to);
      device = fresh;
      Object.assign(typed, { code: '' });
      step.value = 'code';
    });
  }

  async function begin(secret: string): Promise<void> {
    await beginSessionBy(secret, stays());
    ownMobile.value = typed.mobile;
  }

  const enter = () =>
    work(async ({ challenge, secret }) => {
      const { state } = await call('signInByPhone', { body: { challenge, device: thisDevice(), code: typed.code } });
      if (state === 'certificate-needed') step.value = 'certificate';
      else await begin(secret);
    });

  const prove = (proof: { readonly certificateNumber: string } | { readonly startsNew: true }) =>
    work(async ({ challenge, secret }) => {
      await call('proveNumber', { body: { challenge, device: thisDevice(), ...proof } });
      await begin(secret);
    });

  return {
    typed,
    step,
    sent,
    isProving,
    isBusy,
    error,
    send,
    enter,
    prove: () => prove({ certificateNumber: typed.certificateNumber }),
    startNew: () => prove({ startsNew: true }),
    back: () => {
      step.value = 'number';
      error.value = undefined;
    },
  };
}
