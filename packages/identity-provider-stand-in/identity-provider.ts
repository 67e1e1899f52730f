import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, type Running, readBody } from 'loopback-server/http-server.ts';
import Provider, { type Configuration, errors } from 'oidc-provider';
import { memoryOf } from './memory.ts';
import { authenticatorPage, codePage, errorPage, passwordPage } from './pages.ts';
import { PASSWORD, type Person, STAFF } from './staff.ts';
import { codeAt, createCodeCheck } from './totp.ts';

export interface IdentityProviderOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** The one client, with its pages. */
  readonly client: {
    readonly id: string;
    readonly secret: string;
    readonly returnUrls: readonly string[];
    readonly signedOutUrls: readonly string[];
  };
  /** Whom the provider knows; by default the people of a fresh laptop. */
  readonly staff?: readonly Person[];
  readonly now?: () => Date;
}

/** An identity provider; its `url` is the issuer. */
export interface RunningIdentityProvider extends Running {
  /** Changes somebody, as an administrator does; the provider says so from then on. */
  change(id: string, changes: Partial<Omit<Person, 'id'>>): void;
  /** What the person's authenticator shows. */
  codeOf(id: string): string;
}

/** A class of sign-in with two factors, in this provider's own words. */
export const TWO_FACTORS = 'urn:laptop:two-factors';
const MOST_WRONG = 5;
const MAX_FORM_BYTES = 2_000;

/**
 * Starts an identity provider by OpenID Connect (`oidc-provider`): code flow with PKCE, refresh tokens that are replaced at
 * each use, and people who sign in with a password and an authenticator.
 */
export async function startIdentityProvider(options: IdentityProviderOptions): Promise<RunningIdentityProvider> {
  const now = options.now ?? (() => new Date());
  const { staff = STAFF } = options;
  const people = new Map(staff.map((person) => [person.id, person]));
  const secrets = new Map(staff.map(({ id }) => [id, randomBytes(20)]));
  const secretOf = (id: string): Buffer => secrets.get(id) ?? Buffer.alloc(0);
  const later: { handle: (request: IncomingMessage, response: ServerResponse) => Promise<void> } = {
    handle: async (_, response) => void response.writeHead(503).end(),
  };
  const server = await listen(options.port, (request, response) => later.handle(request, response));
  const provider = new Provider(server.url, { ...configuration(options, people), adapter: memoryOf(now) });
  const protocol = provider.callback();
  const interaction = interactions({ provider, people, isRight: createCodeCheck(secretOf, now) });
  later.handle = async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', server.url);
    if (pathname.startsWith('/interaction/')) return interaction(request, response);
    if (pathname !== '/authenticator') return protocol(request, response);
    const codes = [...people.values()].filter(({ hasAuthenticator }) => hasAuthenticator);
    send(response, authenticatorPage(codes.map(({ id, name }) => ({ name, code: codeAt(secretOf(id), now()) }))));
  };
  return {
    ...server,
    change: (id, changes) => {
      const before = people.get(id);
      if (before) people.set(id, { ...before, ...changes });
    },
    codeOf: (id) => codeAt(secretOf(id), now()),
  };
}

function configuration({ client }: IdentityProviderOptions, people: ReadonlyMap<string, Person>): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [...client.returnUrls],
        post_logout_redirect_uris: [...client.signedOutUrls],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'laptop', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    pkce: { required: () => true, methods: ['S256'] },
    responseTypes: ['code'],
    scopes: ['openid', 'profile', 'offline_access'],
    claims: { openid: ['sub', 'acr', 'amr'], profile: ['name', 'roles'] },
    acrValues: [TWO_FACTORS],
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true },
      userinfo: { enabled: true },
    },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: 600,
      Session: 12 * 3600,
      Grant: 12 * 3600,
      RefreshToken: 12 * 3600,
    },
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, by) => by.grantTypeAllowed('refresh_token'),
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    renderError: (ctx, { error }) => {
      ctx.type = 'html';
      ctx.body = errorPage(error);
    },
    findAccount: (_ctx, id) => {
      const found = people.get(id);
      if (!found || found.isDisabled) return undefined;
      return { accountId: id, claims: async () => ({ sub: id, name: found.name, roles: [...found.roles] }) };
    },
    // The company's own service needs nobody's consent.
    loadExistingGrant: async (ctx) => {
      const { client: by, session } = ctx.oidc;
      if (!by || !session?.accountId) return undefined;
      const known = session.grantIdFor(by.clientId);
      if (known) return ctx.oidc.provider.Grant.find(known);
      const grant = new ctx.oidc.provider.Grant({ clientId: by.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile offline_access');
      await grant.save();
      return grant;
    },
  };
}

interface InteractionParts {
  readonly provider: Provider;
  readonly people: ReadonlyMap<string, Person>;
  readonly isRight: (id: string, code: string) => boolean;
}

/** The two steps of a sign-in. */
function interactions({ provider, people, isRight }: InteractionParts) {
  /** Who has given their password, and how many codes were wrong since, by interaction. */
  const halfway = new Map<string, { readonly id: string; wrong: number }>();
  const able = () => [...people.values()].filter(({ isDisabled }) => !isDisabled);

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { uid } = await provider.interactionDetails(request, response);
    const finish = ({ id }: Person, amr: readonly string[]) => {
      halfway.delete(uid);
      const acr = amr.includes('mfa') ? { acr: TWO_FACTORS } : {};
      return provider.interactionFinished(request, response, { login: { accountId: id, amr: [...amr], ...acr } });
    };
    const begun = halfway.get(uid);
    const person = begun && people.get(begun.id);
    if (request.method !== 'POST') return send(response, person ? codePage(person) : passwordPage(able(), PASSWORD));
    const form = new URLSearchParams((await readBody(request, MAX_FORM_BYTES))?.toString('utf8'));
    if (!begun || !person) {
      const named = able().find(({ id }) => id === form.get('person'));
      if (!named || form.get('password') !== PASSWORD)
        return send(response, passwordPage(able(), PASSWORD, '没有选人，或密码不对，请重试。'));
      if (!named.hasAuthenticator) return finish(named, ['pwd']);
      halfway.set(uid, { id: named.id, wrong: 0 });
      return send(response, codePage(named));
    }
    if (isRight(person.id, form.get('code') ?? '')) return finish(person, ['pwd', 'otp', 'mfa']);
    begun.wrong += 1;
    if (begun.wrong < MOST_WRONG) return send(response, codePage(person, '验证码不对或已用过，请等下一个。'));
    halfway.delete(uid);
    const denied = new errors.AccessDenied('too many wrong codes');
    return provider.interactionFinished(request, response, { error: denied.error, error_description: denied.message });
  };
}

function send(response: ServerResponse, page: string): void {
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    })
    .end(page);
}
