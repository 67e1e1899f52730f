import * as openId from 'openid-client';
import { Failed } from '../../../platform/ports/failed.ts';
import { type RoleMap, rolesIn } from '../../domain/staff/sign-in.ts';
import type { IdentityProvider, ProvenPerson } from '../../ports/identity-provider.ts';

export interface IdentityProviderSettings {
  /** The issuer; its description is at `/.well-known/openid-configuration` below it. */
  readonly issuerUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Words that ask for what the desk needs, such as `openid profile offline_access`. */
  readonly scope: string;
  /** The claim with the roles: its name, or a path of names with dots. */
  readonly rolesClaim: string;
  readonly roles: RoleMap;
  /** Classes of a sign-in with a second factor, to ask for one of them; the answer is judged elsewhere. */
  readonly acrValues: readonly string[];
  /** Where the provider sends the browser back to, and after it has signed out. */
  readonly returnUrl: string;
  readonly signedOutUrl: string;
}

const PORT = 'identity-provider';
const TIMEOUT_SECONDS = 5;
/** What the provider itself calls a trouble of its own (RFC 6749, section 4.1.2.1). */
const PASSING = ['server_error', 'temporarily_unavailable', 'slow_down'];

type Claims = Readonly<Record<string, unknown>>;
type Tokens = Pick<Awaited<ReturnType<typeof openId.refreshTokenGrant>>, 'access_token' | 'refresh_token' | 'claims'>;

export function createIdentityProvider(settings: IdentityProviderSettings): IdentityProvider {
  let known: Promise<openId.Configuration> | undefined;
  /** The provider as it describes itself, once per instance. */
  const provider = (): Promise<openId.Configuration> => {
    known ??= described(settings).catch((error: unknown) => {
      known = undefined;
      throw failure(error);
    });
    return known;
  };

  /** What the tokens and the provider's page about the person say now; the page is asked because it is never old. */
  async function person(
    config: openId.Configuration,
    tokens: Tokens,
    subject: string,
  ): Promise<ProvenPerson & { claims: Claims }> {
    const { issuer, userinfo_endpoint } = config.serverMetadata();
    const told = userinfo_endpoint ? await openId.fetchUserInfo(config, tokens.access_token, subject) : {};
    const claims: Claims = { ...tokens.claims(), ...told };
    const displayName = [claims.name, claims.preferred_username].find(
      (name) => typeof name === 'string' && name !== '',
    );
    return {
      issuer,
      subject,
      displayName: String(displayName ?? subject).slice(0, 100),
      roles: rolesIn(at(claims, settings.rolesClaim), settings.roles),
      refreshToken: tokens.refresh_token,
      claims,
    };
  }

  return {
    async signInUrl({ state, nonce, codeVerifier }) {
      const { acrValues, returnUrl: redirect_uri, scope } = settings;
      const url = openId.buildAuthorizationUrl(await provider(), {
        redirect_uri,
        scope,
        state,
        nonce,
        code_challenge: await openId.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        ...(acrValues.length > 0 && { acr_values: acrValues.join(' ') }),
      });
      return url.href;
    },

    async identify(query, { state, nonce, codeVerifier }) {
      const config = await provider();
      try {
        const tokens = await openId.authorizationCodeGrant(config, new URL(query, settings.returnUrl), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        });
        const { sub = '', acr, amr }: Claims & { readonly sub?: string } = tokens.claims() ?? {};
        const { claims: _, ...proven } = await person(config, tokens, sub);
        return { ...proven, acr: typeof acr === 'string' ? acr : undefined, amr: namesIn(amr) };
      } catch (error) {
        return { because: refusalCode(error) };
      }
    },

    async confirm(subject, refreshToken) {
      const config = await provider();
      try {
        const tokens = await openId.refreshTokenGrant(config, refreshToken);
        if ((tokens.claims()?.sub ?? subject) !== subject) return undefined;
        const { claims: _, ...proven } = await person(config, tokens, subject);
        // A provider that does not replace the token leaves the old one in force.
        return { ...proven, refreshToken: proven.refreshToken ?? refreshToken };
      } catch (error) {
        refusalCode(error);
        return undefined;
      }
    },

    async signOutUrl() {
      const config = await provider();
      if (!config.serverMetadata().end_session_endpoint) return undefined;
      return openId.buildEndSessionUrl(config, { post_logout_redirect_uri: settings.signedOutUrl }).href;
    },
  };
}

async function described({
  issuerUrl,
  clientId,
  clientSecret,
}: IdentityProviderSettings): Promise<openId.Configuration> {
  // Only the laptop's provider is reached without TLS: in production the configuration refuses another address.
  const isPlain = issuerUrl.startsWith('http:');
  const found = await openId.discovery(new URL(issuerUrl), clientId, clientSecret, undefined, {
    timeout: TIMEOUT_SECONDS,
    execute: isPlain ? [openId.allowInsecureRequests] : [],
  });
  const metadata = found.serverMetadata();
  // Without the list it is Basic (RFC 8414, section 2).
  const isBasic = metadata.token_endpoint_auth_methods_supported?.includes('client_secret_basic') ?? true;
  const auth = isBasic ? openId.ClientSecretBasic(clientSecret) : openId.ClientSecretPost(clientSecret);
  const config = new openId.Configuration(metadata, clientId, clientSecret, auth);
  config.timeout = TIMEOUT_SECONDS;
  if (isPlain) openId.allowInsecureRequests(config);
  // The signature of ID tokens is verified, also of those that came over TLS from the provider itself.
  openId.enableNonRepudiationChecks(config);
  return config;
}

/** The value of a claim by its name, which may have dots, or else by a path. */
function at(claims: Claims, name: string): unknown {
  if (name in claims) return claims[name];
  return name.split('.').reduce<unknown>((value, part) => (value as Claims | undefined)?.[part], claims);
}

const namesIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];

/** Why the provider's answer is refused. @throws Failed when it is no answer but a trouble of the provider. */
function refusalCode(error: unknown): string {
  if (error instanceof openId.AuthorizationResponseError && !PASSING.includes(error.error)) return codeOf(error.error);
  if (error instanceof openId.ResponseBodyError && error.status < 500 && error.status !== 429)
    if (!PASSING.includes(error.error) && error.error !== 'invalid_client') return codeOf(error.error);
  // By its page about the person.
  if (error instanceof openId.WWWAuthenticateChallengeError && error.status < 500) return 'userinfo-refused';
  if (error instanceof openId.ClientError && !isTrouble(error)) return error.code ?? 'not-believed';
  throw failure(error);
}

/** A code as RFC 6749 has them. It goes into the log, and whoever begins to sign in may put any text into their answer. */
const codeOf = (error: string): string => (/^[a-z_]{1,60}$/.test(error) ? error : 'not-believed');

const TROUBLE = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_RESPONSE_IS_NOT_CONFORM'];
const isTrouble = ({ code }: openId.ClientError): boolean => TROUBLE.includes(code ?? '');

function failure(error: unknown): Failed {
  if (error instanceof Failed) return error;
  const { code, error: told } = error as { readonly code?: unknown; readonly error?: unknown };
  const vendorCode = [told, code].find((text): text is string => typeof text === 'string');
  return new Failed(PORT, code === 'OAUTH_TIMEOUT' ? 'timeout' : 'broken', vendorCode, { cause: error });
}
