import { type ConfigOf, configReader, missingOf } from '../platform/config/configuration.ts';
import { httpUrl, key, optional, SIGNING_SECRET, secret, string, text } from '../platform/config/formats.ts';
import { configOfInstance } from '../platform/config/instance.ts';
import { platformVariables } from '../platform/config/platform-variables.ts';

const environment = {
  ...platformVariables,
  /** `POST /v1/webhooks/review` of the filing service, with its host. */
  FILING_WEBHOOK_URL: httpUrl,
  /** The desk's page, `https://<host>/`: only its requests are the desk's own. */
  DESK_URL: httpUrl,
  /** The operator's identity provider, its issuer by OpenID Connect. */
  DESK_OIDC_ISSUER_URL: httpUrl,
  /** The desk's id at the identity provider. */
  DESK_OIDC_CLIENT_ID: string,
  /** The desk's secret at the identity provider. */
  DESK_OIDC_CLIENT_SECRET: secret(/^.{8,}$/, 'must have at least 8 characters'),
  /** Scopes to ask for; left out, `openid profile offline_access`. */
  DESK_OIDC_SCOPE: optional(text(/^openid[ \w:./-]*$/, 'must begin with openid')),
  /** The claim with a person's roles, its name or a path with dots; left out, `roles`. */
  DESK_OIDC_ROLES_CLAIM: optional(string),
  /** What its values mean, `<role>=<value>,…`; left out, they are the names of the roles. */
  DESK_OIDC_ROLES: optional(
    text(
      /^((^|,)(reviewer|lead|auditor|authority-desk|operator-admin|support)=[^,]+)+$/,
      'must be <role>=<value>,… with reviewer, lead, auditor, authority-desk, operator-admin, support',
    ),
  ),
  /** What the provider says of a sign-in with a second factor, `amr=<method>` or `acr=<class>`, with commas; left out, `amr=mfa`. */
  DESK_OIDC_SECOND_FACTOR: optional(text(/^((^|,)(amr|acr)=[^,]+)+$/, 'must be amr=<method>,acr=<class>,…')),
  /** Signs verdicts: one of the filing service's REVIEW_WEBHOOK_SECRETS. */
  DESK_VERDICT_SECRET: secret(new RegExp(`^${SIGNING_SECRET}$`), 'must be whsec_<base64 of 24 to 64 bytes>'),
  /** What the filing service signs with, its REVIEW_DESK_SECRET; two during rotation, separated by commas. */
  DESK_REQUEST_SECRETS: secret(
    new RegExp(`^${SIGNING_SECRET}(,${SIGNING_SECRET})*$`),
    'must be whsec_<base64 of 24 to 64 bytes>,…',
  ),
  /** Key of the audit chain, base64 of 32 random bytes. It is never replaced. */
  DESK_AUDIT_KEY: key,
  /** The bucket for the seals of the audit chains, `<name>-<appid>`, in the region of the other one; left out, that one. */
  DESK_SEAL_BUCKET: optional(text(/^[a-z0-9-]+-\d{10}$/, 'must be <name>-<appid>')),
  /** Mailbox of the auditor, who gets every seal; left out, nobody does. */
  DESK_SEAL_MAIL: optional(text(/^[^\s<>@]+@[^\s<>@]+$/, 'must be a mailbox')),
};

/** The checked environment of the desk (desk/serverless.yml). */
export type DeskConfig = ConfigOf<typeof environment>;

/** Reads the environment of the desk. @throws ConfigurationError with all variables that are missing or wrong. */
export const readConfig = configReader(environment, (config) =>
  config.DESK_SEAL_MAIL
    ? missingOf(config, ['SMTP_HOST', 'SMTP_USER', 'SMTP_PASSWORD', 'MAIL_FROM'], 'DESK_SEAL_MAIL')
    : [],
);

/** The configuration of this instance; see `configOfInstance`. */
export const config = configOfInstance(readConfig);
