import { deviceOf } from '../../shared/domain/device.ts';
import type { Ports } from './ports.ts';

/** Issues a new access token to a device for its secret. */
export async function renew(
  {
    body,
    userAgent,
  }: { readonly body: { readonly secret: string; readonly next: string }; readonly userAgent: string },
  { sessions, sessionTokens }: Ports,
) {
  return sessionTokens.issue(await sessions.renew(body.secret, body.next, deviceOf(userAgent)));
}
