import { resolve } from 'node:path';
import { inspect } from 'node:util';
import * as z from 'zod/mini';

/** A secret value. Prints as dots in strings, JSON and `inspect`. */
export class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  reveal(): string {
    return this.#value;
  }
  toString(): string {
    return '••••••';
  }
  toJSON(): string {
    return '••••••';
  }
  [inspect.custom](): string {
    return '••••••';
  }
}

/** Base64 of exactly 32 bytes: 43 characters and one of padding. */
const KEY = '[A-Za-z0-9+/]{43}=';
/** Base64 of 24 to 64 bytes, with or without the prefix of Standard Webhooks. */
const SIGNING_SECRET =
  '(?:whsec_)?(?=[A-Za-z0-9+/=]{32,88}(?:,|$))(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?';

const string = z.string();
const hidden = z.transform((value: string) => new Secret(value));
const httpUrl = z.url({ protocol: /^https?$/ });
const optional = z.optional;
const optionalHttpUrl = optional(httpUrl);
const optionalSwitch = optional(z.enum(['on', 'off']));
const text = (format: RegExp, must?: string) => string.check(z.regex(format, must));
const secret = (format: RegExp, must: string) => z.pipe(text(format, must), hidden);
/** Codes of `contracts/data/provinces.ts`; a test compares them. */
const PROVINCE = '(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])0000';
const provinces = text(
  new RegExp(`^${PROVINCE}(,${PROVINCE})*$`),
  'must be six-digit codes of provinces, separated by commas',
);
/** Calls of every service of `shared/domain/paid-calls.ts`, in its order. Those that came later may be left out. */
const budgets = z.pipe(
  text(
    /^ocr=\d{1,7},faces=\d{1,7},liveness=\d{1,7},company-register=\d{1,7},sms=\d{1,7}(,sms-codes=\d{1,7},mails=\d{1,7})?$/,
    'must be ocr=<calls>,faces=<calls>,liveness=<calls>,company-register=<calls>,sms=<calls>,sms-codes=<calls>,mails=<calls>',
  ),
  z.transform((given) => {
    const calls = given.split(',').map((entry) => Number(entry.split('=')[1]));
    const [ocr = 0, faces = 0, liveness = 0, register = 0, sms = 0, codes = sms, mails = sms] = calls;
    return { ocr, faces, liveness, 'company-register': register, sms, 'sms-codes': codes, mails };
  }),
);
const key = secret(new RegExp(`^${KEY}$`), 'must be base64 of 32 bytes');

const environment = z.object({
  /** `production` refuses placeholder secrets and stand-ins. */
  STAGE: string,
  /** Which state of the code this is, in the operator's words: a tag or a commit. `GET /v1/health` tells it. */
  RELEASE: text(/^[\w.+-]{1,64}$/, 'must be at most 64 letters, digits, and _ . + -'),
  /**
   * PostgreSQL: `postgres://<role>:<password>@<host>:5432/<database>?sslmode=verify-full`. The role only works; another one
   * migrates. A secret, for its password.
   */
  DATABASE_URL: secret(/^postgres(ql)?:\/\/./, 'must be a postgres:// address'),
  /**
   * File with the certificates of the authorities that may certify the database, beside the code; left out, public ones.
   */
  DATABASE_CA_FILE: optional(text(/^[\w.-]+$/, 'must be the name of a file without a folder')),
  /** The private bucket, `<name>-<appid>`. */
  COS_BUCKET: text(/^[a-z0-9-]+-\d{10}$/, 'must be <name>-<appid>'),
  /** Where several stages share a bucket: what the keys of this one begin with, such as `trial/`. */
  OBJECT_PREFIX: optional(
    text(/^[a-z0-9][a-z0-9-]{0,30}\/$/, 'must be letters, digits and -, with a slash at the end'),
  ),
  /** Region of the bucket and of the Cloud API, such as `ap-guangzhou`. */
  COS_REGION: string,
  /** The API by which the bucket is reached: COS's own, or S3's, which private clouds speak too. */
  OBJECT_STORE: z.enum(['cos', 's3']),
  /** S3 of a private cloud, with the bucket in the path; empty for COS's. */
  S3_ENDPOINT: optionalHttpUrl,
  /** The laptop's stand-in for COS; empty for the real one. */
  COS_ENDPOINT: optionalHttpUrl,
  /** The laptop's stand-in for the Cloud API; empty for the real one. */
  CLOUD_API_ENDPOINT: optionalHttpUrl,
  /** IANA's file of RDAP servers: facts about domains outside the account. */
  RDAP_BOOTSTRAP_URL: httpUrl,
  /** CNNIC's WHOIS server for `.cn`, as `host:port`. */
  WHOIS_HOST: text(/^[a-z0-9.-]+:\d{1,5}$/, 'must be <host>:<port>'),
  /** `on`: endings are reviewed before they go to the authority; otherwise a code by SMS is enough. */
  ENDING_REVIEW: optionalSwitch,
  /** `on`: before a filing is submitted it is looked whether its websites answer already; wants a way out to the internet. */
  WEBSITE_PROBE: optionalSwitch,
  /** `on`: once a month it is looked whether filed websites answer and show their number; wants a way out to the internet. */
  FILED_WEBSITE_CHECK: optionalSwitch,
  /**
   * `on`: whoever has linked no cloud account of their own picks from a list of the operator's servers. For operators who
   * file for themselves; elsewhere these servers are other customers', and people enter the id of theirs.
   */
  OPERATOR_SERVERS: optionalSwitch,
  /**
   * The action that reads ID cards: `RecognizeValidIDCardOCR`, which states how sure it is of each value, or, where the
   * account has not bought it, `IDCardOCR`, whose values without a check digit people must compare.
   */
  ID_CARD_ACTION: optional(z.enum(['RecognizeValidIDCardOCR', 'IDCardOCR'])),
  /** `off`: pictures of licences are not looked at by RecognizeGeneralCardWarn, which is billed beside their reading. */
  LICENCE_PICTURE_CHECK: optionalSwitch,
  /** `on`: the same for ID cards, of which RecognizeValidIDCardOCR doesn't tell watermarks. */
  ID_CARD_PICTURE_CHECK: optionalSwitch,
  /**
   * `off`: GeneralAccurateOCR, which is billed beside each reading, does not tell where values stand in pictures. Then the
   * desk covers all of an ID card's picture.
   */
  VALUE_PLACES: optionalSwitch,
  /**
   * `on`: a company is looked up by VerifyBizLicenseEnterprise3 when its licence has been read, and by
   * VerifyBizLicenseEnterprise4 before its filing is submitted. Both are billed.
   */
  COMPANY_CHECK: optionalSwitch,
  /** Most calls of each service that bills them, for one account in a day (Beijing): `<service>=<calls>,…`; 0 allows none. */
  PAID_CALLS_PER_ACCOUNT: budgets,
  /** The same for one filing in its whole life. */
  PAID_CALLS_PER_FILING: budgets,
  /** The same for everybody in a day. */
  PAID_CALLS_PER_DAY: budgets,
  /** WeChat's server API. */
  WECHAT_API_URL: httpUrl,
  /** The mini program's AppID. */
  WECHAT_APP_ID: string,
  /** The mini program's AppSecret. */
  WECHAT_APP_SECRET: secret(/^.{16,}$/, 'must have at least 16 characters'),
  /**
   * Subscribe-message templates, `<kind>=<id>:<keywords for subject, what, next and time>`, separated by `;`. A kind that is left out is
   * not sent.
   */
  WECHAT_TEMPLATES: optional(
    text(
      /^((^|;)(progress|action|result)=[\w-]+:thing\d+,thing\d+,thing\d+,(time|date)\d+)+$/,
      'must be <kind>=<id>:thing<n>,thing<n>,thing<n>,time<n>;…',
    ),
  ),
  /** Tencent Cloud SMS: id of the application. */
  SMS_SDK_APP_ID: optional(text(/^\d{10}$/, 'must be ten digits')),
  /** Tencent Cloud SMS: the approved signature. */
  SMS_SIGN_NAME: optional(string),
  /** Tencent Cloud SMS: the approved templates, `<notification>=<id>` separated by commas. */
  SMS_TEMPLATES: optional(text(/^([a-z-]+=\d+)(,[a-z-]+=\d+)*$/, 'must be <notification>=<id>,…')),
  /** Mail server: host. Without it no mail is sent. */
  SMTP_HOST: optional(text(/^[a-z0-9.-]+$/i, 'must be a host')),
  /** Mail server: 465 (TLS) or 587 (STARTTLS). */
  SMTP_PORT: optional(z.pipe(text(/^\d{2,5}$/, 'must be a port'), z.transform(Number))),
  /** Mail server: user. */
  SMTP_USER: optional(string),
  /** Mail server: password, or the code that a provider gives for SMTP. */
  SMTP_PASSWORD: optional(secret(/^.{4,}$/, 'must have at least 4 characters')),
  /** Sender of mails: `name <address>`. */
  MAIL_FROM: optional(text(/^[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>$/, 'must be <name> <address>')),
  /** Name of the role that signs upload grants, in the account of the functions; a deployment creates it. */
  UPLOAD_ROLE: text(/^[\w+=,.@-]{1,128}$/),
  /** Name of the deployed function `delivery`, which is called after a commit that wrote messages; left out, its timer does it all. */
  DELIVERY_FUNCTION: optional(text(/^[\w-]{2,60}$/)),
  /** How many long polls of one function run at once, of all people; each holds an instance. */
  POLLS_AT_ONCE: z.pipe(text(/^[1-9]\d{0,3}$/, 'must be 1 to 9999'), z.transform(Number)),
  /** Signs session tokens: base64 of 32 random bytes. */
  SESSION_KEY: key,
  /** `<id>:<base64 of 32 random bytes>`, several separated by commas; the first one seals, all of them open. */
  SEAL_KEYS: secret(
    new RegExp(`^[\\w.-]{1,32}:${KEY}(,[\\w.-]{1,32}:${KEY})*$`),
    'must be <id>:<base64 of 32 bytes>,…',
  ),
  /**
   * Whether sealed values are bound to their place: `off` only while version 0.1.0 may be deployed again, `required` once
   * `npm run keys -- rebind` has bound what was there; left out, `on`.
   */
  SEAL_BINDING: optional(z.enum(['off', 'on', 'required'])),
  /**
   * Makes what is sealed findable: base64 of 32 random bytes, none of SEAL_KEYS. While it is replaced, two with a comma:
   * the first makes indexes, both find.
   */
  BLIND_INDEX_KEY: secret(new RegExp(`^${KEY}(,${KEY})?$`), 'must be base64 of 32 bytes, or two of them with a comma'),
  /** How a site owner is filmed: `video` by the client, `eid` on the pages of E证通, `hosted` on FaceID's own; left out, `video`. */
  LIVENESS_PROVIDER: optional(z.enum(['video', 'eid', 'hosted'])),
  /** Merchant of E证通, from the vendor's console. */
  EID_MERCHANT_ID: optional(string),
  /** Rule of FaceID's pages, from the vendor's console. */
  FACEID_RULE_ID: optional(string),
  /** The review desk's API, as `docs/api/review-desk.yaml` describes it, without a trailing slash. */
  REVIEW_DESK_URL: httpUrl,
  /** Standard Webhooks secret with which we sign to the desk: `whsec_<base64 of 24 to 64 random bytes>`. */
  REVIEW_DESK_SECRET: secret(new RegExp(`^${SIGNING_SECRET}$`), 'must be whsec_<base64 of 24 to 64 bytes>'),
  /** The provider's record service, signed to with the same secret; empty where there is none. */
  RECORD_SERVICE_URL: optionalHttpUrl,
  /** Secrets with which the desk signs to us; two during rotation, separated by commas. */
  REVIEW_WEBHOOK_SECRETS: secret(
    new RegExp(`^${SIGNING_SECRET}(,${SIGNING_SECRET})*$`),
    'must be whsec_<base64 of 24 to 64 bytes>,…',
  ),
  /** Provinces open for filing, six-digit codes separated by commas. */
  OPEN_PROVINCES: provinces,
  /** Provinces in which a change may put another unit in the place of the filed one, six-digit codes; left out, none. */
  REPLACEMENT_PROVINCES: optional(provinces),
  /** Version of the consent text in force. */
  CONSENT_TEXT_VERSION: string,
  /** Version of the terms and the privacy statement in force. */
  TERMS_TEXT_VERSION: string,
  /** TrueType file with Chinese glyphs for the commitment letter; a relative path begins where the function's code is. */
  LETTER_FONT: string,
});

/** What only the functions of the desk have (serverless.desk.yml). */
const deskEnvironment = z.object({
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
  /** The authority's interface by `docs/api/authority.yaml`, without a trailing slash; left out, staff hand in by hand. */
  AUTHORITY_URL: optionalHttpUrl,
  /** Signs what the desk hands in to the authority. */
  AUTHORITY_SECRET: optional(secret(new RegExp(`^${SIGNING_SECRET}$`), 'must be whsec_<base64 of 24 to 64 bytes>')),
  /** Key of the audit chain, base64 of 32 random bytes. It is never replaced. */
  DESK_AUDIT_KEY: key,
});

const STAND_INS = ['COS_ENDPOINT', 'CLOUD_API_ENDPOINT'];
const PLACEHOLDER = /laptop|placeholder|change-?me|example/i;

/** The checked environment. */
export type Config = z.output<typeof environment> & z.output<typeof deskEnvironment>;

/**
 * What is wrong with a variable. `needed`: missing, and another one needs it; `same-keys`: two of its keys are the same;
 * `seal-key`: it is one of SEAL_KEYS; `unverified`: the connection would not be encrypted, or its end not verified.
 */
export type ConfigurationFault =
  | 'missing'
  | 'malformed'
  | 'needed'
  | 'placeholder'
  | 'stand-in'
  | 'not-https'
  | 'not-encrypted'
  | 'same-keys'
  | 'seal-key'
  | 'unverified';

/** A variable that is missing or wrong, without its value. */
export interface ConfigurationProblem {
  readonly name: string;
  readonly fault: ConfigurationFault;
  /** For people, in words that follow the name. */
  readonly sentence: string;
  /** Of `needed`: the other variable, with its value where that matters. */
  readonly neededBy?: string;
}

/** The environment is invalid. Message and code name every variable that is missing or wrong, without their values. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  /** The names of the variables, for the log, which never includes messages. */
  readonly code: string;
  constructor(readonly problems: readonly ConfigurationProblem[]) {
    const lines = problems.map(({ name, sentence }) => `  ${name}: ${sentence}`);
    super(`the environment is not complete:\n${lines.join('\n')}`);
    this.code = problems.map(({ name }) => name).join(',');
  }
}

const SHAPE = { ...environment.shape, ...deskEnvironment.shape };
const EVERY_NAME = Object.keys(SHAPE) as readonly (keyof Config)[];
/** Of the filing service. */
const NAMES: readonly string[] = Object.keys(environment.shape);

/**
 * Reads the environment.
 *
 * @param names the variables to check; the default is all of the filing service. Others are not read, and are missing
 * when they are asked for.
 * @throws ConfigurationError with all variables that are missing or wrong.
 */
export function readConfig(
  variables: Readonly<Record<string, string | undefined>>,
  names: readonly string[] = NAMES,
): Config {
  const own = EVERY_NAME.filter((name) => names.includes(name));
  // serverless.yml passes an unset variable as an empty text.
  const given = own.map((name) => [name, variables[name] || undefined]);
  const parsed = z
    .object(Object.fromEntries(own.map((name) => [name, SHAPE[name]])))
    .safeParse(Object.fromEntries(given), { error: sentence });
  // Checks of one variable beside another read both from here.
  const read = (parsed.data ?? {}) as Partial<Config>;
  const problems = parsed.success
    ? [...missingBesides(read), ...keyProblems(read), ...productionProblems(read)]
    : parsed.error.issues.map(({ path, code, message }): ConfigurationProblem => {
        const fault = code === 'invalid_type' ? 'missing' : 'malformed';
        return { name: path.join('.'), fault, sentence: message };
      });
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(problems);
  return withoutOthers(read);
}

/** A required variable that was not read throws when it is asked for: nobody goes on with an empty one. */
function withoutOthers(read: Partial<Config>): Config {
  const others = EVERY_NAME.filter((name) => !(name in read) && !SHAPE[name].safeParse(undefined).success);
  const missing = (name: string) => ({
    get: () => {
      throw new ConfigurationError([{ name, fault: 'missing', sentence: 'is missing' }]);
    },
  });
  return Object.defineProperties(
    { ...read },
    Object.fromEntries(others.map((name) => [name, missing(name)])),
  ) as Config;
}

/** The message for an issue for which the schema has none. */
function sentence(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_type') return 'is missing';
  return issue.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : 'is not well-formed';
}

/** Variables that are missing because another variable's value requires them. */
function missingBesides(config: Partial<Config>): readonly ConfigurationProblem[] {
  const { LIVENESS_PROVIDER, SMTP_HOST } = config;
  return [
    ...(LIVENESS_PROVIDER === 'eid' ? missingOf(config, ['EID_MERCHANT_ID'], 'LIVENESS_PROVIDER=eid') : []),
    ...(SMTP_HOST ? missingOf(config, ['SMTP_USER', 'SMTP_PASSWORD', 'MAIL_FROM'], 'SMTP_HOST') : []),
    ...(LIVENESS_PROVIDER === 'hosted' ? missingOf(config, ['FACEID_RULE_ID'], 'LIVENESS_PROVIDER=hosted') : []),
  ];
}

const missingOf = (
  config: Partial<Config>,
  names: readonly (keyof Config)[],
  neededBy: string,
): readonly ConfigurationProblem[] =>
  names
    .filter((name) => !config[name])
    .map((name) => ({ name, fault: 'needed', sentence: `${neededBy} needs it`, neededBy }));

/** Problems of keys that are valid individually but not together. */
function keyProblems({ SEAL_KEYS, BLIND_INDEX_KEY }: Partial<Config>): readonly ConfigurationProblem[] {
  if (!SEAL_KEYS) return [];
  const entries = SEAL_KEYS.reveal()
    .split(',')
    .map((entry) => entry.split(':'));
  const ids = entries.map(([id]) => id);
  const indexKeys = BLIND_INDEX_KEY?.reveal().split(',') ?? [];
  const found: readonly (readonly [boolean, ConfigurationProblem])[] = [
    [new Set(ids).size < ids.length, { name: 'SEAL_KEYS', fault: 'same-keys', sentence: 'two keys have the same id' }],
    [
      entries.some(([, sealKey]) => indexKeys.includes(sealKey ?? '')),
      { name: 'BLIND_INDEX_KEY', fault: 'seal-key', sentence: 'must not be one of SEAL_KEYS' },
    ],
    [
      new Set(indexKeys).size < indexKeys.length,
      { name: 'BLIND_INDEX_KEY', fault: 'same-keys', sentence: 'both keys are the same' },
    ],
  ];
  return found.flatMap(([isSo, problem]) => (isSo ? [problem] : []));
}

function productionProblems(config: Partial<Config>): readonly ConfigurationProblem[] {
  if (config.STAGE !== 'production') return [];
  const { DATABASE_URL, DATABASE_CA_FILE } = config;
  const database = DATABASE_URL ? databaseProblems('DATABASE_URL', DATABASE_URL.reveal(), DATABASE_CA_FILE) : [];
  const others = Object.entries(config).flatMap(([name, value]): readonly ConfigurationProblem[] => {
    const refused = (fault: ConfigurationFault, sentence: string) => [{ name, fault, sentence }];
    if (value instanceof Secret && PLACEHOLDER.test(value.reveal()))
      return refused('placeholder', 'a placeholder is refused in production');
    if (STAND_INS.includes(name) && value !== undefined)
      return refused('stand-in', 'a stand-in is refused in production');
    if (name === 'SMTP_PORT' && value !== undefined && value !== 465 && value !== 587)
      return refused('not-encrypted', 'only 465 and 587 are allowed in production, which encrypt');
    if (/_(URL|ENDPOINT)$/.test(name) && typeof value === 'string' && !value.startsWith('https:'))
      return refused('not-https', 'only https is allowed in production');
    return [];
  });
  return [...database, ...others];
}

/**
 * Why an address of the database is refused in production: whoever stands between could read and change everything.
 *
 * @param caFile the authorities that `verify-ca` trusts; without them it would take anyone's certificate.
 */
export function databaseProblems(
  name: string,
  url: string,
  caFile: string | undefined,
): readonly ConfigurationProblem[] {
  const mode = new URL(url).searchParams.get('sslmode');
  if (mode === 'verify-full' || (mode === 'verify-ca' && caFile !== undefined)) return [];
  const sentence =
    '正式环境须加密连接数据库并验证它的证书。请在地址末尾加上 ?sslmode=verify-full；' +
    '证书没有写明主机时，加上 ?sslmode=verify-ca，并用 DATABASE_CA_FILE 给出 CA 证书文件。';
  return [{ name, fault: 'unverified', sentence }];
}

let checked: Config | undefined;

/**
 * The configuration of this instance, read and checked once. A function has only the variables that it uses; a
 * deployment has checked that none of those is missing.
 */
export function config(): Config {
  checked ??= readConfig(
    process.env,
    Object.keys(process.env).filter((name) => process.env[name] !== ''),
  );
  return checked;
}

/**
 * The execution role's temporary credentials, under the names that SCF gives them. Read at each call: the platform may renew them
 * while an instance is warm.
 */
export function roleCredentials() {
  const { TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY, TENCENTCLOUD_SESSIONTOKEN } = process.env;
  return {
    secretId: TENCENTCLOUD_SECRETID ?? '',
    secretKey: TENCENTCLOUD_SECRETKEY ?? '',
    token: TENCENTCLOUD_SESSIONTOKEN ?? '',
  };
}

/** UIN of the main account that the function belongs to, as SCF says it. */
export const accountUin = (): string => process.env.TENCENTCLOUD_UIN ?? '';

/** Absolute path of a file that is deployed beside the code, in the folder that SCF names. */
export const codeFile = (path: string): string => resolve(process.env.USER_CODE_ROOT ?? '', path);
