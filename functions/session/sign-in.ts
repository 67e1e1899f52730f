import { Refused } from '../../shared/domain/refusal.ts';
import type { Accounts } from '../../shared/ports/accounts.ts';
import type { SessionTokens } from '../../shared/ports/session-tokens.ts';
import type { Sessions } from '../../shared/ports/sessions.ts';
import type { WeChat } from '../../shared/ports/wechat.ts';

export interface SignInPorts {
  readonly weChat: WeChat;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly sessionTokens: SessionTokens;
}

/** Signs a person in by his one-time WeChat code; the first time makes his account. */
export async function signIn(
  { body }: { readonly body: { readonly code: string; readonly challenge?: string | undefined } },
  { weChat, accounts, sessions, sessionTokens }: SignInPorts,
) {
  const openid = await weChat.openidOf(body.code);
  if (openid === undefined) throw new Refused('sign-in.refused');
  const { accountId } = await accounts.signIn(openid);
  if (body.challenge) await sessions.open(accountId, body.challenge);
  return sessionTokens.issue(accountId);
}
