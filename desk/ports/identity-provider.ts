import type { Role } from '../../contracts/desk/rights.ts';
import type { Authentication } from '../domain/staff/sign-in.ts';

/** What only the browser that began a sign-in can have the desk use again. */
export interface SignInSecrets {
  readonly state: string;
  readonly nonce: string;
  /** The code verifier of PKCE (RFC 7636). */
  readonly codeVerifier: string;
}

/** What the identity provider says of a person. */
export interface ProvenPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** Undefined when the provider gives none: then nobody could ask again whether the person is still in force. */
  readonly refreshToken: string | undefined;
}

/** The provider's answer is not believed: its code says why, for the log. */
export interface NotBelieved {
  readonly because: string;
}

/** The operator's identity provider (OpenID Connect). Every method throws Failed('identity-provider', …). */
export interface IdentityProvider {
  /** Where the browser goes to sign in. */
  signInUrl(secrets: SignInSecrets): Promise<string>;
  /**
   * Exchanges the provider's answer for the person, with every check of OpenID Connect: state, issuer, audience, nonce,
   * times, signature.
   *
   * @param query of the address to which the provider sent the browser back, beginning with `?`.
   */
  identify(query: string, secrets: SignInSecrets): Promise<(ProvenPerson & Authentication) | NotBelieved>;
  /**
   * Asks again by a refresh token, which whoever is disabled or signed out at the provider has no more.
   *
   * @returns undefined when the provider does not confirm the person.
   */
  confirm(subject: string, refreshToken: string): Promise<ProvenPerson | undefined>;
  /** Where the browser can sign out at the provider too; undefined when it has no such page. */
  signOutUrl(): Promise<string | undefined>;
}
