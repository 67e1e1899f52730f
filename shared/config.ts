import { inspect } from 'node:util';
import * as z from 'zod';

/** A value that must not be seen. Prints as dots in strings, JSON and `inspect`. */
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

const secret = (minLength: number) =>
  z
    .string()
    .min(minLength)
    .transform((value) => new Secret(value));
const httpUrl = z.url({ protocol: /^https?$/ });
/** serverless.yml hands an unset optional variable over as an empty text. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const environment = z.object({
  /** `production` refuses placeholder secrets and stand-ins. */
  STAGE: z.string().min(1),
  DATABASE_URL: secret(1),
  COS_BUCKET: z.string().regex(/^[a-z0-9-]+-\d{10}$/, 'must be <name>-<appid>'),
  COS_REGION: z.string().min(1),
  /** The API by which the bucket is reached: COS's own, or S3's, which private clouds speak too. */
  OBJECT_STORE: z.enum(['cos', 's3']),
  /** S3 of a private cloud, with the bucket in the path; empty for COS's. */
  S3_ENDPOINT: optional(httpUrl),
  /** Stand-ins of the laptop's cloud; empty in the real one. */
  COS_ENDPOINT: optional(httpUrl),
  CLOUD_API_ENDPOINT: optional(httpUrl),
  /** IANA's file of RDAP servers, and CNNIC's WHOIS server as `host:port`: facts about domains outside the account. */
  RDAP_BOOTSTRAP_URL: httpUrl,
  WHOIS_HOST: z.string().regex(/^[a-z0-9.-]+:\d{1,5}$/, 'must be <host>:<port>'),
  /** `on`: before a filing is submitted it is looked whether its websites answer already; wants a way out to the internet. */
  WEBSITE_PROBE: optional(z.enum(['on', 'off'])),
  /** `off`: pictures of licences are not looked at by RecognizeGeneralCardWarn, which is billed beside their reading. */
  LICENCE_PICTURE_CHECK: optional(z.enum(['on', 'off'])),
  /** `on`: before a filing is submitted, a company is looked up by VerifyBizLicenseEnterprise4, which is billed. */
  COMPANY_CHECK: optional(z.enum(['on', 'off'])),
  WECHAT_API_URL: httpUrl,
  WECHAT_APP_ID: z.string().min(1),
  WECHAT_APP_SECRET: secret(16),
  /** Page that the mini-program code of an eligibility check opens. */
  WECHAT_PAGE: z.string().min(1),
  /** Page that the code of a web sign-in opens. */
  WECHAT_SIGN_IN_PAGE: z.string().min(1),
  /** Page that a subscribe message opens, with `filingId`. */
  WECHAT_PROGRESS_PAGE: z.string().min(1),
  /**
   * Subscribe-message templates, `<kind>=<id>:<keywords for subject, what, next and time>`, separated by `;`. A kind that is left out is
   * not sent.
   */
  WECHAT_TEMPLATES: optional(
    z
      .string()
      .regex(
        /^((^|;)(progress|action|result)=[\w-]+:thing\d+,thing\d+,thing\d+,(time|date)\d+)+$/,
        'must be <kind>=<id>:thing<n>,thing<n>,thing<n>,time<n>;…',
      ),
  ),
  /** Tencent Cloud SMS: application, approved signature, and approved templates `<notification>=<id>` separated by commas. */
  SMS_SDK_APP_ID: optional(z.string().regex(/^\d{10}$/, 'must be ten digits')),
  SMS_SIGN_NAME: optional(z.string().min(1)),
  SMS_TEMPLATES: optional(z.string().regex(/^([a-z-]+=\d+)(,[a-z-]+=\d+)*$/, 'must be <notification>=<id>,…')),
  /** Name of the deployed function `delivery`, which is called after a commit that wrote messages; left out, its timer does it all. */
  DELIVERY_FUNCTION: optional(z.string().regex(/^[\w-]{2,60}$/)),
  SESSION_KEY: secret(32),
  /** `id:base64 of 32 bytes`, several separated by commas; the first one seals, all of them open. */
  SEAL_KEYS: secret(32),
  BLIND_INDEX_KEY: secret(32),
  /** How a site owner is filmed: `video` by the client, `eid` on the pages of E证通, `hosted` on FaceID's own; left out, `video`. */
  LIVENESS_PROVIDER: optional(z.enum(['video', 'eid', 'hosted'])),
  /** Merchant of E证通, and rule of FaceID's pages, from the vendor's console. */
  EID_MERCHANT_ID: optional(z.string()),
  FACEID_RULE_ID: optional(z.string()),
  REVIEW_DESK_URL: httpUrl,
  /** Standard Webhooks secret with which we sign to the desk. */
  REVIEW_DESK_SECRET: secret(24),
  /** The provider's record service, signed to with the same secret; empty where there is none. */
  RECORD_SERVICE_URL: optional(httpUrl),
  /** Secrets with which the desk signs to us; two during rotation, separated by commas. */
  REVIEW_WEBHOOK_SECRETS: secret(24),
  /** Provinces open for filing, six-digit codes separated by commas. */
  OPEN_PROVINCES: z.string().regex(/^\d{6}(,\d{6})*$/),
  /** Version of the consent text in force. */
  CONSENT_TEXT_VERSION: z.string().min(1),
  /** Version of the terms and the privacy statement in force. */
  TERMS_TEXT_VERSION: z.string().min(1),
  /** TrueType file with Chinese glyphs for the commitment letter. */
  LETTER_FONT: z.string().min(1),
});

const STAND_INS = ['COS_ENDPOINT', 'CLOUD_API_ENDPOINT'];
const PLACEHOLDER = /laptop|placeholder|change-?me|example/i;

/** The checked environment. */
export type Config = z.output<typeof environment>;

/**
 * Reads the environment.
 *
 * @throws Error naming every variable that is missing or wrong, all at once, without their values.
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(variables);
  const problems = parsed.success
    ? [...missingBesides(parsed.data), ...productionProblems(parsed.data)]
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  if (!parsed.success || problems.length > 0) {
    throw new Error(`the environment is not complete:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
  return parsed.data;
}

/** What one choice makes another variable need. */
function missingBesides(config: Config): readonly string[] {
  const { LIVENESS_PROVIDER, EID_MERCHANT_ID, FACEID_RULE_ID } = config;
  return [
    ...(LIVENESS_PROVIDER === 'eid' && !EID_MERCHANT_ID ? ['EID_MERCHANT_ID: LIVENESS_PROVIDER=eid needs it'] : []),
    ...(LIVENESS_PROVIDER === 'hosted' && !FACEID_RULE_ID ? ['FACEID_RULE_ID: LIVENESS_PROVIDER=hosted needs it'] : []),
  ];
}

function productionProblems(config: Config): readonly string[] {
  if (config.STAGE !== 'production') return [];
  return Object.entries(config).flatMap(([name, value]) => {
    if (value instanceof Secret && PLACEHOLDER.test(value.reveal()))
      return [`${name}: a placeholder is refused in production`];
    if (STAND_INS.includes(name) && value !== undefined) return [`${name}: a stand-in is refused in production`];
    if (/_(URL|ENDPOINT)$/.test(name) && typeof value === 'string' && !value.startsWith('https:'))
      return [`${name}: only https is allowed in production`];
    return [];
  });
}

let checked: Config | undefined;

/** The configuration of this instance, read and checked once. */
export function config(): Config {
  checked ??= readConfig(process.env);
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
