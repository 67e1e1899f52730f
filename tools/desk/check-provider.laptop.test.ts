import { listen } from 'loopback-server/http-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProvider } from '../../tests/support/desk/desk-sign-in.ts';
import { checkProvider } from './check-provider.ts';

let provider: Awaited<ReturnType<typeof startTestProvider>>;
let says: unknown;
let poor: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  provider = await startTestProvider();
  poor = await listen(0, async ({ url = '' }, response) => {
    if (url !== '/.well-known/openid-configuration') return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(says));
  });
});
afterAll(async () => {
  await provider.stop();
  await poor.stop();
});

describe('npm run desk -- provider', () => {
  it('finds nothing wrong with a provider that has all that the desk needs', async () => {
    const second = 'acr=urn:laptop:two-factors';

    expect(await checkProvider({ DESK_OIDC_ISSUER_URL: provider.url, DESK_OIDC_SECOND_FACTOR: second })).toEqual({
      output: '登录服务的说明没有问题。',
      code: 0,
    });
  });

  it('says what each fault is and what to change', async () => {
    const at = `${poor.url}/`;
    says = {
      issuer: poor.url,
      authorization_endpoint: `${poor.url}/a`,
      token_endpoint: `${poor.url}/t`,
      jwks_uri: `${poor.url}/k`,
      response_types_supported: ['id_token'],
      grant_types_supported: ['authorization_code'],
      scopes_supported: ['openid'],
      acr_values_supported: ['1'],
      code_challenge_methods_supported: ['plain'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    };

    const { output, code } = await checkProvider({
      DESK_OIDC_ISSUER_URL: at,
      DESK_OIDC_SECOND_FACTOR: 'amr=mfa,acr=2',
    });

    expect(code).toBe(1);
    expect(output.split('\n')).toEqual([
      `✗ issuer 是 ${poor.url}：请把 DESK_OIDC_ISSUER_URL 改成完全相同（包括末尾的斜杠）。`,
      '✗ 不支持授权码模式（response_type=code）。',
      '✗ 不支持 PKCE 的 S256。',
      '✗ 不签发 refresh token，无法核对人员是否在职。',
      '✗ 不支持用密钥认证应用（client_secret_basic 或 client_secret_post）。',
      '✗ 没有 scope profile：请修改 DESK_OIDC_SCOPE。',
      '✗ 没有 scope offline_access：请修改 DESK_OIDC_SCOPE。',
      '✗ 没有 acr 2：请核对 DESK_OIDC_SECOND_FACTOR。',
      '· 没有 userinfo：岗位须写在 ID token 里，续期时也要有。',
      '· 没有退出的地址：在工作台退出后，登录服务的登录仍在。',
      '有 8 处要改，改好前不能登录。',
    ]);
  });

  it('tells an address that is none from one that can’t be reached', async () => {
    says = { issuer: poor.url };

    expect((await checkProvider({ DESK_OIDC_ISSUER_URL: `${poor.url}/realm` })).output).toContain('返回 404');
    expect((await checkProvider({ DESK_OIDC_ISSUER_URL: poor.url })).output).toContain('缺少 authorization_endpoint');
    expect((await checkProvider({ DESK_OIDC_ISSUER_URL: 'http://127.0.0.1:9' })).output).toContain('连不上');
    await expect(checkProvider({})).rejects.toThrow('请设置 DESK_OIDC_ISSUER_URL');
  });
});
