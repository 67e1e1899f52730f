import type { Sign } from '../../platform/adapters/http/signed-exchange.ts';
import { once } from '../../platform/compose/provider.ts';
import { clock } from '../../platform/compose/system.ts';
import { signingKey, signRequest } from '../../platform/edge/signed-message.ts';
import { traceparent } from '../../platform/edge/trace.ts';
import { config } from '../config.ts';
import type { SessionTokens } from '../ports/session-tokens.ts';

export const sessionTokens = (): Promise<SessionTokens> =>
  once(sessionTokens, async () => {
    const { createSessionTokens } = await import('../adapters/jsonwebtoken/session-tokens.ts');
    const key = Buffer.from(config().SESSION_KEY.reveal(), 'base64');
    return createSessionTokens({ key, issuer: 'icp-filing', audience: 'icp-filing', clock: await clock() });
  });

/** With which the review desk may sign. */
export const deskKeys = (): readonly Buffer[] => config().REVIEW_WEBHOOK_SECRETS.reveal().split(',').map(signingKey);

/** Signs requests to the provider: to its review desk and to its record service. */
export async function deskSigner(): Promise<Sign> {
  const key = signingKey(config().REVIEW_DESK_SECRET.reveal());
  const now = await clock();
  return (request) => ({ ...signRequest([key], { ...request, at: now.now() }), ...traceHeader() });
}

function traceHeader(): Readonly<Record<string, string>> {
  const own = traceparent();
  return own === undefined ? {} : { traceparent: own };
}
