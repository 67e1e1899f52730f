import type { Ports } from './ports.ts';

/** Issues a new access token to a device for its secret. */
export async function renew(
  { body }: { readonly body: { readonly secret: string; readonly next: string } },
  { sessions, sessionTokens }: Ports,
) {
  const { accountId } = await sessions.renew(body.secret, body.next);
  return sessionTokens.issue(accountId);
}
