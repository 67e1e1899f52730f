import { computed, onUnmounted, reactive, ref } from 'vue';
import {
  codeSentTo,
  type PhoneStep,
  resendLabel,
  secondsToResend,
  triesLeftText,
} from '../../client/account/phone-sign-in.ts';
import { ApiError } from '../../contracts/client/api-error.ts';
import { maskPhone } from '../../shared/domain/identity/mask.ts';
import { type Action, useAction } from '../../ui/action.ts';
import { beginSessionBy, call } from './api.ts';
import { type DeviceSecret, newDeviceSecret } from './device-secret.ts';

/** When the next code may be asked for, by the second. Stops when the calling component is unmounted. */
export function useResend() {
  const now = ref(Date.now());
  const sent = reactive({ atMs: 0, resendInSeconds: 0 });
  const timer = setInterval(() => {
    now.value = Date.now();
  }, 500);
  onUnmounted(() => clearInterval(timer));
  const seconds = computed(() => secondsToResend(sent.atMs, sent.resendInSeconds, now.value));
  return {
    mayResend: computed(() => seconds.value === 0),
    label: computed(() => resendLabel(seconds.value)),
    noteSent: ({ resendInSeconds }: { readonly resendInSeconds: number }) => {
      now.value = Date.now();
      Object.assign(sent, { atMs: now.value, resendInSeconds });
    },
  };
}

/** Sends a code, and notes what was typed. @param ask sends it. @param to where it goes, unless the service tells. */
export function useSentCode(
  run: Action['run'],
  ask: () => Promise<{ readonly resendInSeconds: number; readonly mobile?: string }>,
  to: () => string = () => '',
) {
  const { mayResend, label, noteSent } = useResend();
  const sent = reactive({ code: '', to: undefined as string | undefined, mayResend, label, send });
  function send(): Promise<unknown> {
    return run(async () => {
      const reply = await ask();
      noteSent(reply);
      Object.assign(sent, { code: '', to: codeSentTo(reply.mobile ?? to()) });
    });
  }
  return sent;
}
export type SentCode = ReturnType<typeof useSentCode>;

/** A sign-in with a mobile number and the code that was sent there. @param stays whether the session outlives the tab. */
export function usePhoneSignIn(stays: () => boolean) {
  const typed = reactive({ mobile: '', code: '', certificateNumber: '' });
  const step = ref<PhoneStep>('number');
  const sentTo = ref('');
  const triesLeft = ref<string>();
  const resend = useResend();
  const { isBusy, error, run } = useAction();
  let device: DeviceSecret | undefined;

  const work = async (attempt: (own: DeviceSecret) => Promise<void>) => {
    triesLeft.value = undefined;
    const caught = await run(async () => {
      if (device) await attempt(device);
    });
    if (caught instanceof ApiError) triesLeft.value = triesLeftText(caught.facts.triesLeft);
  };

  async function send(): Promise<void> {
    // A challenge begins one session: a device that was signed in and out needs another one.
    device = await newDeviceSecret();
    await work(async ({ challenge }) => {
      resend.noteSent(await call('sendPhoneCode', { body: { mobile: typed.mobile, challenge } }));
      Object.assign(typed, { code: '' });
      sentTo.value = codeSentTo(maskPhone(typed.mobile.trim()));
      step.value = 'code';
    });
  }

  const enter = () =>
    work(async ({ challenge, secret }) => {
      const { state } = await call('signInByPhone', { body: { challenge, code: typed.code } });
      if (state === 'certificate-needed') step.value = 'certificate';
      else await beginSessionBy(secret, stays());
    });

  const prove = (proof: { readonly certificateNumber: string } | { readonly startsNew: true }) =>
    work(async ({ challenge, secret }) => {
      await call('proveNumber', { body: { challenge, ...proof } });
      await beginSessionBy(secret, stays());
    });

  return {
    typed,
    step,
    sentTo,
    triesLeft,
    resend,
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
