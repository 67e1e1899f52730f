import type { SessionTokens } from '../../shared/ports/session-tokens.ts';
import type { Sessions } from '../../shared/ports/sessions.ts';

/** Gives a device a new access token for its secret. */
export async function renew(
  { body }: { readonly body: { readonly secret: string; readonly next: string } },
  { sessions, sessionTokens }: { sessions: Sessions; sessionTokens: SessionTokens },
) {
  const { accountId } = await sessions.renew(body.secret, body.next);
  return sessionTokens.issue(accountId);
}
