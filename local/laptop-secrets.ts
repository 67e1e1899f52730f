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

/** Reads the secrets of a data directory; generates them on the first call. */
export const laptopSecrets = (dir: string): LaptopSecrets => {
  const key = () => randomBytes(32).toString('base64');
  return keptSecrets(dir, 'secrets.json', () => ({
    SESSION_KEY: key(),
    SEAL_KEYS: `k1:${key()}`,
    BLIND_INDEX_KEY: key(),
    DESK_SECRET: `whsec_${key()}`,
  }));
};

/** A file of secrets, made when it is not there. Only the owner may read it. */
export function keptSecrets<T extends object>(dir: string, name: string, make: () => T): T {
  const file = join(dir, name);
  if (!existsSync(file)) {
    mkdirSync(dir, { recursive: true });
    writeFileSync(file, JSON.stringify(make(), null, 2), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
