import type { Sign } from '../../platform/adapters/http/signed-exchange.ts';
import { createSeal } from '../../platform/adapters/node-crypto/seal.ts';
import { once } from '../../platform/compose/provider.ts';
import { clock } from '../../platform/compose/system.ts';
import { signingKey, signRequest } from '../../platform/edge/signed-message.ts';
import { traceparent } from '../../platform/edge/trace.ts';
import type { Seal } from '../../platform/ports/seal.ts';
import { type Config, config, type Secret } from '../config.ts';
import type { SessionTokens } from '../ports/session-tokens.ts';

const list = (secrets: Secret): readonly string[] => secrets.reveal().split(',');

type KeySettings = Pick<Config, 'SEAL_KEYS' | 'BLIND_INDEX_KEY' | 'SEAL_BINDING'>;

const sealKeys = ({ SEAL_KEYS }: KeySettings) => list(SEAL_KEYS).map((entry) => entry.split(':') as [string, string]);

const indexKeys = ({ BLIND_INDEX_KEY }: KeySettings) => list(BLIND_INDEX_KEY).map((key) => Buffer.from(key, 'base64'));

/** The keys of a configuration, as an operator who replaces them needs them. */
export function sealingOf(settings: KeySettings) {
  const [keys, [indexKey = Buffer.alloc(0), otherIndexKey]] = [sealKeys(settings), indexKeys(settings)];
  const currentKeyId = keys[0]?.[0] ?? '';
  return {
    seal: createSeal({
      keys: Object.fromEntries(keys.map(([id, key]) => [id, Buffer.from(key, 'base64')])),
      currentKeyId,
      indexKey,
      otherIndexKey,
      binding: settings.SEAL_BINDING,
    }),
    /** Id of the current sealing key. */
    currentKeyId,
    /** Whether the key of blind indexes is being replaced. */
    hasTwoIndexKeys: otherIndexKey !== undefined,
    /** Whether values that are sealed now are bound to their place. */
    binds: settings.SEAL_BINDING !== 'off',
  };
}

export const seal = (): Promise<Seal> => once(seal, async () => sealingOf(config()).seal);

export const sessionTokens = (): Promise<SessionTokens> =>
  once(sessionTokens, async () => {
    const { createSessionTokens } = await import('../adapters/jsonwebtoken/session-tokens.ts');
    const key = Buffer.from(config().SESSION_KEY.reveal(), 'base64');
    return createSessionTokens({ key, issuer: 'icp-filing', audience: 'icp-filing', clock: await clock() });
  });

/** With which the review desk may sign. */
export const deskKeys = (): readonly Buffer[] => list(config().REVIEW_WEBHOOK_SECRETS).map(signingKey);

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
