import { cookie } from '../../../platform/edge/cookies.ts';
import { TRY_SECONDS } from '../../domain/staff/sign-in.ts';
import type { Ports } from './ports.ts';
import { secretsOf, TRY_COOKIE } from './sign-in-try.ts';

/** Begins a try to sign in. @returns where the page goes: to the operator's identity provider. */
export async function beginSignIn(
  _input: unknown,
  { ids, identityProvider, signInTries }: Ports,
): Promise<{ readonly reply: { readonly url: string }; readonly setCookie: string }> {
  const secret = ids.secret();
  const url = await identityProvider.signInUrl(secretsOf(secret));
  await signInTries.begin(secret);
  return { reply: { url }, setCookie: cookie(TRY_COOKIE, secret, TRY_SECONDS) };
}
