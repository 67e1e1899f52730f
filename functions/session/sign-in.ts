import { Refused } from '../../shared/domain/refusal.ts';
import type { Ports } from './ports.ts';

/** Signs a person in by his one-time WeChat code; the first time makes his account. */
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
