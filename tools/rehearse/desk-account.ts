import { randomBytes } from 'node:crypto';
import { startIdentityProvider, TWO_FACTORS } from 'identity-provider-stand-in/identity-provider.ts';
import type { StopList } from 'loopback-server/stop-list.ts';
import { deskRoles } from '../../local/database-roles.ts';
import { LAPTOP_DESK_BUCKET } from '../../local/stand-ins.ts';
import { endIdleSessions } from './idle-sessions.ts';

type Variables = Readonly<Record<string, string>>;

export interface DeskAccountOptions {
  /** The port of the operator's identity provider; 0 takes any free port. */
  readonly port: number;
  /** The filing service's, as a superuser. */
  readonly database: string;
  /** Where the filing service takes verdicts. */
  readonly webhookUrl: string;
}

/** What an operator has ready before they deploy the desk: roles, certificate, a client of their identity provider. */
export interface DeskAccount {
  /** What an operator writes into `.env`. */
  readonly settings: Variables;
  /** What an operator exports before they make the desk's secret. */
  readonly secrets: Variables;
  readonly domain: string;
}

export const DESK_CERTIFICATE = {
  id: 'rehearsal-desk',
  domain: 'desk.rehearsal.cn',
  names: ['desk.rehearsal.cn'],
  status: 1,
};

/** Starts the operator's identity provider and makes the desk's roles of the database. */
export async function startDeskAccount(options: DeskAccountOptions, stops: StopList): Promise<DeskAccount> {
  const { port, database, webhookUrl } = options;
  const { domain, id } = DESK_CERTIFICATE;
  const roles = await deskRoles(database);
  await endIdleSessions(database, roles.workingUrl);
  const client = { id: 'desk', secret: randomBytes(24).toString('base64url') };
  const identityProvider = await startIdentityProvider({
    port,
    client: { ...client, returnUrls: [`https://${domain}/signed-in`], signedOutUrls: [`https://${domain}/`] },
  });
  stops.add(identityProvider.stop);
  return {
    domain,
    settings: {
      DESK_COS_BUCKET: LAPTOP_DESK_BUCKET,
      FILING_WEBHOOK_URL: webhookUrl,
      DESK_URL: `https://${domain}/`,
      DESK_DOMAIN: domain,
      DESK_CERTIFICATE_ID: id,
      DESK_OIDC_ISSUER_URL: identityProvider.url,
      DESK_OIDC_CLIENT_ID: client.id,
      DESK_OIDC_SCOPE: 'openid profile',
      DESK_OIDC_SECOND_FACTOR: `acr=${TWO_FACTORS}`,
    },
    secrets: {
      DESK_DATABASE_URL: roles.workingUrl,
      DESK_MIGRATION_URL: roles.migrationUrl,
      DESK_OIDC_CLIENT_SECRET: client.secret,
    },
  };
}
