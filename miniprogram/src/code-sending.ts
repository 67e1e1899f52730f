import type { SentCode } from '../../client/account/phone-sign-in.ts';
import { sentenceOf } from '../../contracts/client/api-error.ts';
import { show } from './shown.ts';

/** What the service says of a code that it has sent. */
export interface SentBy extends Pick<SentCode, 'expiresInSeconds' | 'resendInSeconds'> {
  /** The number that it went to, masked. */
  readonly mobile?: string;
}

/** Where the code of one number or mailbox is. */
export interface CodeState {
  readonly sent: SentCode | null;
  readonly error: string;
  readonly isBusy: boolean;
}

/** Sends and checks the code of one number or mailbox, and shows how it goes. */
export function createCodeSending() {
  const state = show<CodeState>({ sent: null, error: '', isBusy: false });

  /** @returns whether it went well. */
  async function work(act: () => Promise<unknown>): Promise<boolean> {
    state.change({ isBusy: true, error: '' });
    try {
      await act();
      return true;
    } catch (caught) {
      state.change({ error: sentenceOf(caught) });
      return false;
    } finally {
      state.change({ isBusy: false });
    }
  }

  return {
    now: state.now,
    /** @param address as it is shown, unless the service tells it */
    send: (address: string, call: () => Promise<SentBy>) =>
      work(async () => {
        const { expiresInSeconds, resendInSeconds, mobile = address } = await call();
        state.change({ sent: { to: mobile, atMs: Date.now(), expiresInSeconds, resendInSeconds } });
      }),
    confirm: (call: () => Promise<unknown>) => work(call),
    reset: () => state.change({ sent: null, error: '' }),
  };
}
export type CodeSending = ReturnType<typeof createCodeSending>;
