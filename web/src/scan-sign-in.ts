import { onUnmounted, reactive, readonly } from 'vue';
import { sentenceOf } from '../../contracts/client/api-error.ts';
import { beginSessionBy, call } from './api.ts';
import { newDeviceSecret } from './device-secret.ts';

/** The longest wait of one call for the phone; the API's limit. */
const WAIT_SECONDS = 15;

/** A sign-in by scanning a code with the phone. */
export interface ScanSignIn {
  /** `unavailable`: this browser can't compute the digest that is needed (no https). */
  phase: 'making' | 'waiting' | 'expired' | 'unavailable' | 'failed';
  ticket: string | undefined;
  /** URL of the code to scan. */
  picture: string | undefined;
  error: string | undefined;
}

/**
 * Shows a code, waits for the phone, and signs in. Stops when the calling component is unmounted.
 *
 * @param stays whether the session is to outlive the tab, asked when it begins.
 */
export function useScanSignIn(stays: () => boolean) {
  const scan = reactive<ScanSignIn>({ phase: 'making', ticket: undefined, picture: undefined, error: undefined });
  let turn = 0;
  onUnmounted(() => {
    turn = -1;
  });

  async function start(): Promise<void> {
    turn += 1;
    const own = turn;
    Object.assign(scan, { phase: 'making', ticket: undefined, picture: undefined, error: undefined });
    try {
      const device = await newDeviceSecret();
      if (!device) {
        scan.phase = 'unavailable';
        return;
      }
      const { ticket, miniProgramCode } = await call('makeScanTicket', { body: { challenge: device.challenge } });
      Object.assign(scan, { phase: 'waiting', ticket, picture: miniProgramCode.url });
      const state = await answerTo(ticket, () => turn === own);
      if (state === 'confirmed') await beginSessionBy(device.secret, stays());
      if (state === 'expired') scan.phase = 'expired';
    } catch (caught) {
      Object.assign(scan, { phase: 'failed', error: sentenceOf(caught) });
    }
  }

  return { scan: readonly(scan), start };
}

/** Polls until the phone has confirmed, the code has expired, or nobody waits any more. */
async function answerTo(ticket: string, isWaiting: () => boolean): Promise<'waiting' | 'confirmed' | 'expired'> {
  while (isWaiting()) {
    const { state } = await call('showScanTicket', { params: { ticket }, query: { wait: WAIT_SECONDS } });
    if (state !== 'waiting') return state;
  }
  return 'waiting';
}
