import type { Input } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { deviceOf } from '../../shared/domain/device.ts';
import type { contract } from './contract.ts';
import { tellingNewDevice } from './new-device.ts';
import type { Ports } from './ports.ts';
import { endViewsOf } from './sign-out.ts';

/** Issues a new access token to a device for its secret. A copied one ends the session, and what was shown to it. */
export async function renew({ body, userAgent }: Input<typeof contract.renew>, ports: Ports) {
  const device = { kind: deviceOf(userAgent), key: body.device };
  try {
    const session = await tellingNewDevice(() => ports.sessions.renew(body.secret, body.next, device), ports);
    return { ...(await ports.sessionTokens.issue(session)), accountId: session.accountId };
  } catch (error) {
    if (error instanceof Refused) await endViewsOf(body.secret, ports);
    throw error;
  }
}
