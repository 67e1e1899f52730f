import { sentenceOf } from '../../contracts/client/api-error.ts';
import { maskPhone } from '../../shared/domain/identity/mask.ts';
import { call, forgetSession } from './api.ts';
import { createCodeSending } from './code-sending.ts';
import { show } from './shown.ts';

/** 登录方式: a mobile number to link, change or take away. @param changed loads the account again */
export function createSignInWays(changed: () => void) {
  const state = show({ isLinking: false, mobile: '', error: '', isBusy: false });
  const code = createCodeSending();
  const close = (): void => {
    code.reset();
    state.change({ isLinking: false, mobile: '', error: '' });
  };

  return {
    view: () => ({
      ...state.now,
      masked: maskPhone(state.now.mobile.trim()),
      code: code.now,
    }),
    open: () => state.change({ isLinking: true }),
    close,
    typed: (mobile: string) => state.change({ mobile }),
    send(): Promise<unknown> {
      const { mobile } = state.now;
      return code.send(maskPhone(mobile.trim()), () => call('sendLinkCode', { body: { mobile } }));
    },
    async link(typed: string): Promise<void> {
      const isLinked = await code.confirm(async () => {
        const { state: outcome } = await call('linkPhone', { body: { code: typed } });
        // The number's account is the person's own: the next call signs in there.
        if (outcome === 'moved') forgetSession();
      });
      if (!isLinked) return;
      close();
      changed();
    },
    async unlink(): Promise<void> {
      state.change({ isBusy: true, error: '' });
      try {
        await call('unlinkPhone', {});
        changed();
      } catch (caught) {
        state.change({ error: sentenceOf(caught) });
      } finally {
        state.change({ isBusy: false });
      }
    },
  };
}
export type SignInWays = ReturnType<typeof createSignInWays>;
