import { createSeal } from '../adapters/node-crypto/seal.ts';
import type { Secret } from '../config/formats.ts';
import { platformConfig } from '../config/instance.ts';
import type { PlatformConfig } from '../config/platform-variables.ts';
import type { Seal } from '../ports/seal.ts';
import { memo } from './provider.ts';

const list = (secrets: Secret): readonly string[] => secrets.reveal().split(',');

type KeySettings = Pick<PlatformConfig, 'SEAL_KEYS' | 'BLIND_INDEX_KEY'>;

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
    }),
    /** Id of the current sealing key. */
    currentKeyId,
    /** Whether the key of blind indexes is being replaced. */
    hasTwoIndexKeys: otherIndexKey !== undefined,
  };
}

export const seal = (): Promise<Seal> => memo(seal, async () => sealingOf(platformConfig()).seal);
