import { Refused } from '../../shared/domain/refusal.ts';
import type { Ports } from './ports.ts';

/** Signs a person in with their one-time WeChat code; creates the account on first sign-in. */
export async function signIn(
  { body }: { readonly body: { readonly code: string; readonly challenge?: string | undefined } },
  { weChat, accounts, sessions, sessionTokens }: Ports,
) {
  const openid = await weChat.openidOf(body.code);
  if (openid === undefined) throw new Refused('sign-in.refused');
  const { accountId } = await accounts.signIn(openid);
  if (body.challenge) await sessions.open(accountId, body.challenge);
  return sessionTokens.issue(accountId);
}
