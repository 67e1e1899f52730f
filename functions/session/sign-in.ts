import { Refused } from '../../contracts/kit/refusal.ts';
import { deviceOf } from '../../shared/domain/device.ts';
import { tellingNewDevice } from './new-device.ts';
import type { Ports } from './ports.ts';

export interface SignInCommand {
  readonly body: {
    readonly code: string;
    readonly challenge?: string | undefined;
    readonly device?: string | undefined;
  };
  readonly userAgent: string;
}

/** Signs a person in with their one-time WeChat code; creates the account on first sign-in. */
export async function signIn({ body, userAgent }: SignInCommand, ports: Ports) {
  const { weChat, accounts, sessions, sessionTokens } = ports;
  const openid = await weChat.openidOf(body.code);
  if (openid === undefined) throw new Refused('sign-in.refused');
  const { accountId } = await accounts.signIn(openid);
  const by = { challenge: body.challenge, device: { kind: deviceOf(userAgent), key: body.device } };
  const session = await tellingNewDevice(() => sessions.open(accountId, by), ports);
  return { ...(await sessionTokens.issue(session)), accountId };
}
