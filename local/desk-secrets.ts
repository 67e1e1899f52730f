import { randomBytes } from 'node:crypto';
import { keptSecrets } from './laptop-secrets.ts';

/** Secrets of a laptop's desk service. None of them is one of the filing service's. */
export interface DeskSecrets {
  readonly SEAL_KEYS: string;
  readonly BLIND_INDEX_KEY: string;
  readonly AUDIT_KEY: string;
  /** The desk's, as a client of the identity provider. */
  readonly OIDC_CLIENT_SECRET: string;
}

/** Reads the desk's secrets of a data directory; generates them on the first call. */
export const deskSecrets = (dir: string): DeskSecrets => {
  const key = () => randomBytes(32).toString('base64');
  return keptSecrets(dir, 'desk-secrets.json', () => ({
    SEAL_KEYS: `d1:${key()}`,
    BLIND_INDEX_KEY: key(),
    AUDIT_KEY: key(),
    OIDC_CLIENT_SECRET: randomBytes(24).toString('base64url'),
  }));
};
