import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Secrets of one laptop, generated once and kept beside its data, so that a restart can open what was sealed before.
 */
export interface LaptopSecrets {
  readonly SESSION_KEY: string;
  readonly SEAL_KEYS: string;
  readonly BLIND_INDEX_KEY: string;
  /** Signs requests between the filing service and the review desk in both directions. */
  readonly DESK_SECRET: string;
}

/** Reads the secrets of a data directory; generates them on the first call. Only the owner may read the file. */
export function laptopSecrets(dir: string): LaptopSecrets {
  const file = join(dir, 'secrets.json');
  if (!existsSync(file)) {
    const key = () => randomBytes(32).toString('base64');
    const secrets: LaptopSecrets = {
      SESSION_KEY: key(),
      SEAL_KEYS: `k1:${key()}`,
      BLIND_INDEX_KEY: key(),
      DESK_SECRET: `whsec_${key()}`,
    };
    mkdirSync(dir, { recursive: true });
    writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as LaptopSecrets;
}
