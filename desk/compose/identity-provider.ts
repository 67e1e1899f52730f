import { vendor } from '../../platform/compose/provider.ts';
import { config } from '../config.ts';
import { roleMap, secondFactorRule } from '../domain/staff/sign-in.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';

/** Left out, only the method that RFC 8176 has for several factors counts. */
const SEVERAL_FACTORS = 'amr=mfa';

/** What counts as a second factor. */
export const secondFactor = async () => secondFactorRule(config().DESK_OIDC_SECOND_FACTOR ?? SEVERAL_FACTORS);

/** The page to which the provider sends the browser back. */
const RETURN_PATH = 'signed-in';

/** The operator's identity provider. */
export const identityProvider = (): Promise<IdentityProvider> =>
  vendor(identityProvider, 'identity-provider', async () => {
    const { createIdentityProvider } = await import('../adapters/openid-client/identity-provider.ts');
    const { DESK_URL, DESK_OIDC_ISSUER_URL, DESK_OIDC_CLIENT_ID, DESK_OIDC_CLIENT_SECRET } = config();
    return createIdentityProvider({
      issuerUrl: DESK_OIDC_ISSUER_URL,
      clientId: DESK_OIDC_CLIENT_ID,
      clientSecret: DESK_OIDC_CLIENT_SECRET.reveal(),
      scope: config().DESK_OIDC_SCOPE ?? 'openid profile offline_access',
      rolesClaim: config().DESK_OIDC_ROLES_CLAIM ?? 'roles',
      roles: roleMap(config().DESK_OIDC_ROLES),
      acrValues: (await secondFactor()).acr,
      returnUrl: new URL(RETURN_PATH, DESK_URL).href,
      signedOutUrl: new URL(DESK_URL).href,
    });
  });
