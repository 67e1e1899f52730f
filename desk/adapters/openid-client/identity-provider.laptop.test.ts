import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settingsFor } from '../../../tests/support/desk/desk-sign-in.ts';
import type { IdentityProvider } from '../../ports/identity-provider.ts';
import { createIdentityProvider } from './identity-provider.ts';

type Claims = Readonly<Record<string, unknown>>;

const SECRETS = { state: 's'.repeat(43), nonce: 'n'.repeat(43), codeVerifier: 'v'.repeat(43) };
const keys = await generateKeyPair('RS256');
const others = await generateKeyPair('RS256');

/** What the provider says next. */
let says: { status: number; error?: string; userinfo: Claims; idToken: () => Promise<string> | string | undefined };
let server: Running;
let idp: IdentityProvider;

const claims = (changes: Claims = {}): Record<string, unknown> => ({
  iss: server.url,
  aud: 'desk',
  sub: 'lin-yue',
  nonce: SECRETS.nonce,
  amr: ['mfa'],
  iat: Math.floor(Date.now() / 1000),
  exp: Math.floor(Date.now() / 1000) + 300,
  ...changes,
});
const signed = (changes?: Claims, key = keys.privateKey) =>
  new SignJWT(claims(changes)).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(key);

beforeAll(async () => {
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' };
  server = await listen(0, async ({ url = '' }, response) => {
    const json = (status: number, body: unknown) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.startsWith('/.well-known/'))
      return json(200, {
        issuer: server.url,
        authorization_endpoint: `${server.url}/auth`,
        token_endpoint: `${server.url}/token`,
        userinfo_endpoint: `${server.url}/me`,
        jwks_uri: `${server.url}/keys`,
        id_token_signing_alg_values_supported: ['RS256', 'none'],
      });
    if (url === '/keys') return json(200, { keys: [jwk] });
    if (url === '/me') return json(200, says.userinfo);
    if (says.status !== 200) return json(says.status, says.error ? { error: says.error } : {});
    return json(200, {
      access_token: 'access',
      token_type: 'Bearer',
      refresh_token: 'next',
      id_token: await says.idToken(),
    });
  });
  idp = createIdentityProvider(settingsFor(server.url));
});
afterAll(() => server.stop());
beforeEach(() => {
  says = { status: 200, userinfo: { sub: 'lin-yue', name: '林越', roles: ['reviewer'] }, idToken: () => signed() };
});

const identify = () => idp.identify(`?code=c&state=${SECRETS.state}`, SECRETS);
const LIN_YUE = { subject: 'lin-yue', displayName: '林越', roles: ['reviewer'], refreshToken: 'next' };

describe('an identity provider’s answer', () => {
  it('names the person, their roles, and how they have signed in', async () => {
    expect(await identify()).toEqual({ ...LIN_YUE, issuer: server.url, acr: undefined, amr: ['mfa'] });
  });

  it.each([
    ['another nonce', () => signed({ nonce: 'x'.repeat(43) })],
    ['no nonce', () => signed({ nonce: undefined })],
    ['another issuer', () => signed({ iss: 'https://login.evil.test' })],
    ['another audience', () => signed({ aud: 'the payroll' })],
    ['several audiences, issued to another', () => signed({ aud: ['desk', 'the payroll'], azp: 'the payroll' })],
    ['an end that is over', () => signed({ exp: Math.floor(Date.now() / 1000) - 300 })],
    ['another key’s signature', () => signed({}, others.privateKey)],
    ['no signature', () => new UnsecuredJWT(claims()).encode()],
    ['no ID token at all', () => undefined],
  ])('with %s is not believed', async (_, idToken) => {
    says = { ...says, idToken };

    expect(await identify()).toEqual({ because: expect.stringMatching(/^(OAUTH_|ERR_|not-believed)/) });
  });

  it('whose page about the person tells of another one is not believed', async () => {
    says = { ...says, userinfo: { sub: 'zhou-lan', roles: ['lead'] } };

    expect(await identify()).toEqual({ because: expect.any(String) });
  });

  it('that is written by whoever signs in puts no text of theirs into the log', async () => {
    const answer = (error: string) => `?error=${encodeURIComponent(error)}&state=${SECRETS.state}`;

    const said = await idp.identify(answer('access_denied'), SECRETS);
    const written = await idp.identify(answer('林越 13800001234'), SECRETS);

    expect([said, written]).toEqual([{ because: 'access_denied' }, { because: 'not-believed' }]);
  });

  it('that refuses the code is a refusal, and one of a broken provider a failure', async () => {
    says = { ...says, status: 400, error: 'invalid_grant' };
    expect(await identify()).toEqual({ because: 'invalid_grant' });

    says = { ...says, status: 401, error: 'invalid_client' };
    await expect(identify()).rejects.toMatchObject({
      name: 'Failed',
      port: 'identity-provider',
      vendorCode: 'invalid_client',
    });
    says = { ...says, status: 503, error: 'temporarily_unavailable' };
    await expect(identify()).rejects.toMatchObject({ name: 'Failed', kind: 'broken' });
    says = { status: 502, userinfo: {}, idToken: () => undefined };
    await expect(identify()).rejects.toMatchObject({ name: 'Failed', kind: 'broken' });
  });
});

describe('a question whether a person is still in force', () => {
  it('is answered with their name and roles of now', async () => {
    says = { ...says, userinfo: { sub: 'lin-yue', name: '林越', roles: ['auditor'] } };

    expect(await idp.confirm('lin-yue', 'token')).toMatchObject({ ...LIN_YUE, roles: ['auditor'] });
  });

  it('is answered with no when the token is void, or the answer is about another person', async () => {
    says = { ...says, status: 400, error: 'invalid_grant' };
    expect(await idp.confirm('lin-yue', 'token')).toBeUndefined();

    says = { ...says, status: 200, idToken: () => signed({ sub: 'zhou-lan' }) };
    expect(await idp.confirm('lin-yue', 'token')).toBeUndefined();
  });

  it('has no answer while the provider is out of order', async () => {
    says = { ...says, status: 500 };

    await expect(idp.confirm('lin-yue', 'token')).rejects.toMatchObject({ name: 'Failed', port: 'identity-provider' });
  });
});
