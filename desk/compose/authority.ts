import { vendor } from '../../platform/compose/provider.ts';
import { clock, ids } from '../../platform/compose/system.ts';
import { signingKey, signRequest } from '../../platform/edge/signed-message.ts';
import { handedInByHand } from '../adapters/by-hand/authority.ts';
import { config } from '../config.ts';
import type { Authority } from '../ports/authority.ts';

/** The authority. @throws Error for an address without a secret. */
export async function authority(): Promise<Authority> {
  const { AUTHORITY_URL: baseUrl, AUTHORITY_SECRET: secret } = config();
  if (!baseUrl) return handedInByHand;
  if (!secret) throw new Error('AUTHORITY_SECRET: must be set with AUTHORITY_URL');
  return vendor(authority, 'authority', async () => {
    const { createAuthority } = await import('../adapters/http/authority.ts');
    const key = signingKey(secret.reveal());
    const now = await clock();
    return createAuthority({
      baseUrl,
      ids: await ids(),
      sign: (request) => ({ ...signRequest([key], { ...request, at: now.now() }) }),
    });
  });
}
