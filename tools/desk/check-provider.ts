import * as z from 'zod';

const list = z.array(z.string()).optional();
/** What an identity provider says of itself (OpenID Connect Discovery, section 3); only what the desk needs. */
const metadata = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  userinfo_endpoint: z.string().optional(),
  end_session_endpoint: z.string().optional(),
  response_types_supported: list,
  grant_types_supported: list,
  scopes_supported: list,
  acr_values_supported: list,
  code_challenge_methods_supported: list,
  token_endpoint_auth_methods_supported: list,
});

/** The variables of a deployment that are about the provider. */
export interface ProviderSettings {
  readonly DESK_OIDC_ISSUER_URL?: string | undefined;
  readonly DESK_OIDC_SCOPE?: string | undefined;
  readonly DESK_OIDC_SECOND_FACTOR?: string | undefined;
}

/** A line for the operator: what must be mended, or what to know. */
export interface Remark {
  readonly isFault: boolean;
  readonly text: string;
}

const TIMEOUT_MS = 10_000;

/** Looks at what the provider says of itself, before anybody signs in. @returns what is printed, and the exit code. */
export async function checkProvider(
  settings: ProviderSettings,
): Promise<{ readonly output: string; readonly code: 0 | 1 }> {
  const remarks = await remarksOfProvider(settings);
  const faults = remarks.filter(({ isFault }) => isFault).length;
  const verdict = faults === 0 ? '登录服务的说明没有问题。' : `有 ${faults} 处要改，改好前不能登录。`;
  const lines = remarks.map(({ isFault, text }) => `${isFault ? '✗' : '·'} ${text}`);
  return { output: [...lines, verdict].join('\n'), code: faults === 0 ? 0 : 1 };
}

/** @throws Error without the provider's address. */
export async function remarksOfProvider(settings: ProviderSettings): Promise<readonly Remark[]> {
  const issuer = settings.DESK_OIDC_ISSUER_URL;
  if (!issuer) throw new Error('请设置 DESK_OIDC_ISSUER_URL，与部署审核工作台时相同。');
  return remarksOf(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, issuer, settings);
}

async function remarksOf(address: string, issuer: string, settings: ProviderSettings): Promise<readonly Remark[]> {
  const fault = (text: string): readonly Remark[] => [{ isFault: true, text }];
  const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => undefined);
  if (!response) return fault(`${address} 连不上：请检查 DESK_OIDC_ISSUER_URL 和网络。`);
  if (response.status !== 200) return fault(`${address} 返回 ${response.status}：请核对 DESK_OIDC_ISSUER_URL 的路径。`);
  const parsed = metadata.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success)
    return fault(
      `${address} 不是 OpenID Connect 的说明：缺少 ${parsed.error.issues.map(({ path }) => path.join('.')).join('、') || '内容'}。`,
    );
  return remarksOn(parsed.data, issuer, settings);
}

/** What is listed and lacks the value; a provider may leave a list out. */
const lacks = (all: readonly string[] | undefined, value: string): boolean => all !== undefined && !all.includes(value);

function remarksOn(told: z.output<typeof metadata>, issuer: string, settings: ProviderSettings): readonly Remark[] {
  const scopes = (settings.DESK_OIDC_SCOPE || 'openid profile offline_access').split(' ');
  const classes = (settings.DESK_OIDC_SECOND_FACTOR ?? '')
    .split(',')
    .flatMap((text) => /^acr=(.+)$/.exec(text)?.[1] ?? []);
  const methods = told.token_endpoint_auth_methods_supported;
  const checks: readonly (readonly [isSo: boolean, isFault: boolean, text: string])[] = [
    [
      told.issuer !== issuer,
      true,
      `issuer 是 ${told.issuer}：请把 DESK_OIDC_ISSUER_URL 改成完全相同（包括末尾的斜杠）。`,
    ],
    [lacks(told.response_types_supported, 'code'), true, '不支持授权码模式（response_type=code）。'],
    [lacks(told.code_challenge_methods_supported, 'S256'), true, '不支持 PKCE 的 S256。'],
    [lacks(told.grant_types_supported, 'refresh_token'), true, '不签发 refresh token，无法核对人员是否在职。'],
    [
      methods !== undefined &&
        !methods.some((method) => ['client_secret_basic', 'client_secret_post'].includes(method)),
      true,
      '不支持用密钥认证应用（client_secret_basic 或 client_secret_post）。',
    ],
    ...scopes.map(
      (scope) => [lacks(told.scopes_supported, scope), true, `没有 scope ${scope}：请修改 DESK_OIDC_SCOPE。`] as const,
    ),
    ...classes.map(
      (text) =>
        [lacks(told.acr_values_supported, text), true, `没有 acr ${text}：请核对 DESK_OIDC_SECOND_FACTOR。`] as const,
    ),
    [told.userinfo_endpoint === undefined, false, '没有 userinfo：岗位须写在 ID token 里，续期时也要有。'],
    [told.end_session_endpoint === undefined, false, '没有退出的地址：在工作台退出后，登录服务的登录仍在。'],
  ];
  return checks.flatMap(([isSo, isFault, text]) => (isSo ? [{ isFault, text }] : []));
}
