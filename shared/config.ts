import * as z from 'zod/mini';
import { type ConfigOf, type ConfigurationProblem, configReader, missingOf } from '../platform/config/configuration.ts';
import {
  httpUrl,
  key,
  optional,
  optionalHttpUrl,
  optionalSwitch,
  SIGNING_SECRET,
  secret,
  string,
  text,
} from '../platform/config/formats.ts';
import { configOfInstance } from '../platform/config/instance.ts';
import { platformVariables } from '../platform/config/platform-variables.ts';

/** Codes of `contracts/data/provinces.ts`; a test compares them. */
const PROVINCE = '(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])0000';
const provinces = text(
  new RegExp(`^${PROVINCE}(,${PROVINCE})*$`),
  'must be six-digit codes of provinces, separated by commas',
);
const SERVICES = ['ocr', 'faces', 'liveness', 'company-register', 'sms', 'sms-codes', 'mails', 'captcha'];
const callsOf = (from: number, to?: number) => SERVICES.slice(from, to).join('=\\d{1,7},');
/** Calls of every service of `shared/domain/paid-calls.ts`, in its order. Those that came later may be left out. */
const budgets = z.pipe(
  text(
    new RegExp(`^${callsOf(0, 5)}=\\d{1,7}(,${callsOf(5, 7)}=\\d{1,7}(,captcha=\\d{1,7})?)?$`),
    `must be ${SERVICES.join('=<calls>,')}=<calls>`,
  ),
  z.transform((given) => {
    const calls = given.split(',').map((entry) => Number(entry.split('=')[1]));
    const [ocr = 0, faces = 0, liveness = 0, register = 0, sms = 0, codes = sms, mails = sms, captcha = codes] = calls;
    return { ocr, faces, liveness, 'company-register': register, sms, 'sms-codes': codes, mails, captcha };
  }),
);

const LIMIT = '[A-Za-z]+\\.[A-Za-z]+=(0(\\.\\d{1,4})?|1)';
const statedLimits = z.pipe(
  text(new RegExp(`^(${LIMIT}(,${LIMIT})*)?$`), 'must be <action>.<value>=<0 to 1>, separated by commas'),
  z.transform((given): Readonly<Record<string, number>> => {
    const entries = given.split(',').map((entry) => entry.split('='));
    return Object.fromEntries(given === '' ? [] : entries.map(([name, limit]) => [name, Number(limit)]));
  }),
);

/** Every variable of the filing service, in the order of its documentation. */
export const environment = {
  ...platformVariables,
  /** IANA's file of RDAP servers: facts about domains outside the account. */
  RDAP_BOOTSTRAP_URL: httpUrl,
  /** CNNIC's WHOIS server for `.cn`, as `host:port`. */
  WHOIS_HOST: text(/^[a-z0-9.-]+:\d{1,5}$/, 'must be <host>:<port>'),
  /** `on`: endings are reviewed before they go to the authority; otherwise a code by SMS is enough. */
  ENDING_REVIEW: optionalSwitch,
  /** `on`: before a filing is submitted it is looked whether its websites answer already; wants a way out to the internet. */
  WEBSITE_PROBE: optionalSwitch,
  /**
   * `off`: nobody looks whether filed websites answer and show their numbers, neither once a month nor when people ask for it; wants a
   * way out to the internet.
   */
  FILED_WEBSITE_CHECK: optionalSwitch,
  /**
   * `on`: whoever has linked no cloud account of their own picks from a list of the operator's servers. For operators who
   * file for themselves; elsewhere these servers are other customers', and people enter the id of theirs.
   */
  OPERATOR_SERVERS: optionalSwitch,
  /** `on`: a cloud service that was bought for exactly three months may be filed with; otherwise it must be longer (CS-03). */
  THREE_MONTH_SERVERS: optionalSwitch,
  /**
   * The action that reads ID cards: `RecognizeValidIDCardOCR`, which states how sure it is of each value, or, where the
   * account has not bought it, `IDCardOCR`, whose values without a check digit people must compare.
   */
  ID_CARD_ACTION: optional(z.enum(['RecognizeValidIDCardOCR', 'IDCardOCR'])),
  /**
   * From which stated confidence, 0 to 1, a value counts beside its other evidence: `<action>.<value>=<limit>,…`, as
   * `npm run calibration` proposes it from the log. What is absent never counts by its confidence.
   */
  OCR_SURE_FROM: optional(statedLimits),
  /** `off`: pictures of licences are not looked at by RecognizeGeneralCardWarn, which is billed beside their reading. */
  LICENCE_PICTURE_CHECK: optionalSwitch,
  /** `on`: the same for ID cards, of which RecognizeValidIDCardOCR doesn't tell watermarks. */
  ID_CARD_PICTURE_CHECK: optionalSwitch,
  /**
   * `off`: GeneralAccurateOCR, which is billed beside each reading, does not tell where values stand in certificates. Then the
   * desk covers all of an ID card's picture. Letters and hand-held photos are judged by it all the same.
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
  /** The web page, without a trailing slash: the short addresses in messages begin with it. */
  PAGE_URL: optionalHttpUrl,
  /** Tencent Cloud SMS: id of the application. */
  SMS_SDK_APP_ID: optional(text(/^\d{10}$/, 'must be ten digits')),
  /** Tencent Cloud SMS: the approved signature. */
  SMS_SIGN_NAME: optional(string),
  /** Tencent Cloud SMS: the approved templates, `<notification>=<id>` separated by commas. */
  SMS_TEMPLATES: optional(text(/^([a-z-]+=\d+)(,[a-z-]+=\d+)*$/, 'must be <notification>=<id>,…')),
  /** Tencent Cloud captcha, which strangers pass before a second code: id of the application; left out, their page solves a puzzle. */
  CAPTCHA_APP_ID: optional(text(/^\d{6,12}$/, 'must be six to twelve digits')),
  /** Tencent Cloud captcha: AppSecretKey. */
  CAPTCHA_APP_SECRET: optional(secret(/^.{16,}$/, 'must have at least 16 characters')),
  /** Name of the deployed function `delivery`, which is called after a commit that wrote messages; left out, its timer does it all. */
  DELIVERY_FUNCTION: optional(text(/^[\w-]{2,60}$/)),
  /** How many long polls of one function run at once, of all people; each holds an instance. */
  POLLS_AT_ONCE: z.pipe(text(/^[1-9]\d{0,3}$/, 'must be 1 to 9999'), z.transform(Number)),
  /** Signs session tokens: base64 of 32 random bytes. */
  SESSION_KEY: key,
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
  /** Provinces in which one liveness check serves all websites of a person in a filing, six-digit codes; left out, none. */
  ONE_LIVENESS_PROVINCES: optional(provinces),
  /** Version of the consent text in force. */
  CONSENT_TEXT_VERSION: string,
  /** Version of the terms and the privacy statement in force. */
  TERMS_TEXT_VERSION: string,
};

/** The checked environment of the filing service (serverless.yml). */
export type Config = ConfigOf<typeof environment>;

/** Variables that are missing because another variable's value requires them. */
function missingBesides(config: Partial<Config>): readonly ConfigurationProblem[] {
  const { CAPTCHA_APP_ID, LIVENESS_PROVIDER, SMTP_HOST } = config;
  return [
    ...(LIVENESS_PROVIDER === 'eid' ? missingOf(config, ['EID_MERCHANT_ID'], 'LIVENESS_PROVIDER=eid') : []),
    ...(CAPTCHA_APP_ID ? missingOf(config, ['CAPTCHA_APP_SECRET'], 'CAPTCHA_APP_ID') : []),
    ...(SMTP_HOST ? missingOf(config, ['SMTP_USER', 'SMTP_PASSWORD', 'MAIL_FROM'], 'SMTP_HOST') : []),
    ...(LIVENESS_PROVIDER === 'hosted' ? missingOf(config, ['FACEID_RULE_ID'], 'LIVENESS_PROVIDER=hosted') : []),
  ];
}

/** Reads the environment of the filing service. @throws ConfigurationError with all variables that are missing or wrong. */
export const readConfig = configReader(environment, missingBesides);

/** The configuration of this instance; see `configOfInstance`. */
export const config = configOfInstance(readConfig);
