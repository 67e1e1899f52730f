import { Refused } from '../../contracts/kit/refusal.ts';
import { deviceOf } from '../../shared/domain/device.ts';
import type { Ports } from './ports.ts';

export interface SignInCommand {
  readonly body: { readonly code: string; readonly challenge?: string | undefined };
  readonly userAgent: string;
}

/** Signs a person in with their one-time WeChat code; creates the account on first sign-in. */
export async function signIn({ body, userAgent }: SignInCommand, { weChat, accounts, sessions, sessionTokens }: Ports) {
  const openid = await weChat.openidOf(body.code);
  if (openid === undefined) throw new Refused('sign-in.refused');
  const { accountId } = await accounts.signIn(openid);
  const session = await sessions.open(accountId, { challenge: body.challenge, device: deviceOf(userAgent) });
  return sessionTokens.issue(session);
}
