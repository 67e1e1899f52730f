import { createHmac } from 'node:crypto';
import type { SignInSecrets } from '../../ports/identity-provider.ts';

/** The cookie of a try to sign in. It never leaves for another site: the page that the provider returns to sends it. */
export const TRY_COOKIE = '__Host-desk-sign-in';

/**
 * What belongs to a try, all from the secret in its cookie: only the browser that began can finish it, and the desk keeps
 * nothing with which somebody else could. HMAC-SHA-256 as base64url has the 43 characters that PKCE asks for.
 */
export function secretsOf(secret: string): SignInSecrets {
  const derived = (use: string) => createHmac('sha256', secret).update(use).digest('base64url');
  return { state: derived('state'), nonce: derived('nonce'), codeVerifier: derived('code verifier') };
}
