import { Refused } from '../../shared/domain/refusal.ts';
import type { Accounts } from '../../shared/ports/accounts.ts';
import type { SessionTokens } from '../../shared/ports/session-tokens.ts';
import type { WeChat } from '../../shared/ports/wechat.ts';

/** Signs a person in by his one-time WeChat code; the first time makes his account. */
export async function signIn(
  { body }: { readonly body: { readonly code: string } },
  { weChat, accounts, sessionTokens }: { weChat: WeChat; accounts: Accounts; sessionTokens: SessionTokens },
) {
  const openid = await weChat.openidOf(body.code);
  if (openid === undefined) throw new Refused('sign-in.refused');
  const { accountId } = await accounts.signIn(openid);
  return sessionTokens.issue(accountId);
}
