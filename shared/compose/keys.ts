import { once } from '../../platform/compose/provider.ts';
import { clock } from '../../platform/compose/system.ts';
import { signingKey, signMessage, verifyMessage } from '../../platform/edge/signed-message.ts';
import { traceparent } from '../../platform/edge/trace.ts';
import { config } from '../config.ts';
import type { DeskSignature } from '../ports/review-desk.ts';
import type { SessionTokens } from '../ports/session-tokens.ts';

export const sessionTokens = (): Promise<SessionTokens> =>
  once(sessionTokens, async () => {
    const { createSessionTokens } = await import('../adapters/jsonwebtoken/session-tokens.ts');
    const key = Buffer.from(config().SESSION_KEY.reveal(), 'base64');
    return createSessionTokens({ key, issuer: 'icp-filing', audience: 'icp-filing', clock: await clock() });
  });

/** Verifies messages from the review desk. */
export async function deskSignature(): Promise<DeskSignature> {
  const keys = config().REVIEW_WEBHOOK_SECRETS.reveal().split(',').map(signingKey);
  const now = await clock();
  return {
    messageIdOf: (headers, body) => {
      const verified = verifyMessage(keys, { headers, body, now: now.now() });
      return verified.believed ? verified.messageId : undefined;
    },
  };
}

/** Signs requests to the provider: to its review desk and to its record service. */
export async function deskSigner() {
  const key = signingKey(config().REVIEW_DESK_SECRET.reveal());
  const now = await clock();
  return (message: { readonly id: string; readonly body: string }): Readonly<Record<string, string>> => ({
    ...signMessage([key], { ...message, at: now.now() }),
    ...traceHeader(),
  });
}

function traceHeader(): Readonly<Record<string, string>> {
  const own = traceparent();
  return own === undefined ? {} : { traceparent: own };
}
