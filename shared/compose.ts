import { codeFile, config, roleCredentials, type Secret } from './config.ts';
import { measured } from './edge/measured.ts';
import { signingKey, signMessage, verifyMessage } from './edge/signed-message.ts';
import { traceparent } from './edge/trace.ts';
import { type Asked, whenAsked } from './edge/when-asked.ts';
import type { Courier } from './ports/courier.ts';
import type { DeskSignature } from './ports/desk-signature.ts';
import type { LivenessProvider } from './ports/liveness.ts';
import type { Settings } from './ports/settings.ts';
import type { Deployment } from './ports/vitals.ts';

// Every port is a provider: made on first use, once per instance. A room names the providers it needs, and the bundler leaves out
// the adapters of all others; that is why the adapters are imported dynamically and every `once` is marked as pure.

/** Makes a value on first use and keeps it. A failed attempt is not kept. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** A port of somebody else's machines: made when it is first asked, and every call of it leaves a measurement in the log. */
const vendor = <P extends Asked<P>>(port: string, make: () => Promise<P>): (() => Promise<P>) => {
  const made = once(make);
  return once(async () => measured(port, whenAsked(made)));
};

/** Time for one vendor call: less than every function's own limit in serverless.yml. */
const VENDOR_TIMEOUT_SECONDS = 8;
/** A public registry is asked after the account, RDAP in two steps; all of it must fit into the function's 20 seconds. */
const REGISTRY_TIMEOUT_SECONDS = 4;
/** Two calls, and the longest wait for a turn before each, fit into the function's 60 seconds. */
const OCR_TIMEOUT_SECONDS = 20;
const OCR_TURN_MS = 3_000;
/** A face check downloads and looks at a whole video; two of them and two looks at the photo fit into the function's 75 seconds. */
const LIVENESS_TIMEOUT_SECONDS = 25;

/** A caller waits for it after his commit, so it must not be missed when it is slow. */
const COURIER_TIMEOUT_SECONDS = 1;

const list = (secrets: Secret): readonly string[] => secrets.reveal().split(',');

const cloudApi = (timeoutSeconds = VENDOR_TIMEOUT_SECONDS) => ({
  credentials: roleCredentials,
  region: config().COS_REGION,
  endpoint: config().CLOUD_API_ENDPOINT,
  timeoutSeconds,
  traceparent,
});

const bucket = () => ({
  bucket: config().COS_BUCKET,
  region: config().COS_REGION,
  endpoint: config().COS_ENDPOINT,
  credentials: roleCredentials,
});

const isS3 = (): boolean => config().OBJECT_STORE === 's3';
/** A stand-in for COS has its S3 door at the same address. */
const s3Bucket = () => ({ ...bucket(), endpoint: config().S3_ENDPOINT ?? config().COS_ENDPOINT });

export const settings = /* @__PURE__ */ once(
  async (): Promise<Settings> => ({
    openProvinces: config().OPEN_PROVINCES.split(','),
    consentTextVersion: config().CONSENT_TEXT_VERSION,
    termsTextVersion: config().TERMS_TEXT_VERSION,
    miniProgramPage: config().WECHAT_PAGE,
    signInPage: config().WECHAT_SIGN_IN_PAGE,
    letterFont: codeFile(config().LETTER_FONT),
  }),
);

export const deployment = /* @__PURE__ */ once(
  async (): Promise<Deployment> => ({ stage: config().STAGE, release: config().RELEASE }),
);

/** Full name of the bucket, `<name>-<appid>`. */
export const bucketName = (): string => config().COS_BUCKET;

export const clock = /* @__PURE__ */ once(async () => (await import('./adapters/system/clock.ts')).systemClock);
export const ids = /* @__PURE__ */ once(async () => (await import('./adapters/node-crypto/ids.ts')).cryptoIds);

const sealKeys = () => list(config().SEAL_KEYS).map((entry) => entry.split(':') as [string, string]);
/** Id of the key that seals now. */
export const currentSealKeyId = (): string => sealKeys()[0]?.[0] ?? '';

export const seal = /* @__PURE__ */ once(async () => {
  const { createSeal } = await import('./adapters/node-crypto/seal.ts');
  const keys = sealKeys();
  return createSeal({
    keys: Object.fromEntries(keys.map(([id, key]) => [id, Buffer.from(key, 'base64')])),
    currentKeyId: currentSealKeyId(),
    indexKey: Buffer.from(config().BLIND_INDEX_KEY.reveal(), 'base64'),
  });
});

/** Where no function is named, messages wait for the timer. */
const courier = /* @__PURE__ */ once(async (): Promise<Courier> => {
  const { DELIVERY_FUNCTION: functionName } = config();
  if (functionName === undefined) return { call: async () => {} };
  const { createCourier } = await import('./adapters/tencent/courier.ts');
  return createCourier({ ...cloudApi(COURIER_TIMEOUT_SECONDS), functionName, clock: await clock() });
});

export const database = /* @__PURE__ */ once(async () => {
  const { openDatabase } = await import('./adapters/postgres/database.ts');
  const { call } = whenAsked(courier);
  return openDatabase(config().DATABASE_URL.reveal(), call, traceparent);
});

export const transactions = database;

/** Brings a database up to date; part of a deployment, not of a function. */
export const migrate = async (databaseUrl: string): Promise<readonly string[]> =>
  (await import('./adapters/postgres/migrate.ts')).migrate(databaseUrl);

/** The outbox of a database, for an operator's command. */
export async function openOutbox(databaseUrl: string) {
  const { openDatabase } = await import('./adapters/postgres/database.ts');
  const { createOutbox } = await import('./adapters/postgres/outbox.ts');
  const opened = openDatabase(databaseUrl);
  return { outbox: createOutbox(opened, await clock()), close: () => opened.close() };
}

export const accounts = /* @__PURE__ */ once(async () => {
  const { createAccounts } = await import('./adapters/postgres/accounts.ts');
  return createAccounts(await database(), await seal(), await clock(), await ids());
});

export const sessions = /* @__PURE__ */ once(async () => {
  const { createSessions } = await import('./adapters/postgres/sessions.ts');
  return createSessions(await database(), await clock(), await ids());
});

export const scanTickets = /* @__PURE__ */ once(async () => {
  const { createScanTickets } = await import('./adapters/postgres/scan-tickets.ts');
  return createScanTickets(await database(), await seal(), await clock());
});

export const consents = /* @__PURE__ */ once(async () => {
  const { createConsents } = await import('./adapters/postgres/consents.ts');
  return createConsents(await database(), await clock());
});

export const authorizationCodes = /* @__PURE__ */ once(async () => {
  const { createAuthorizationCodes } = await import('./adapters/postgres/authorization-codes.ts');
  return createAuthorizationCodes(await database(), await seal(), await clock());
});

export const eligibilityChecks = /* @__PURE__ */ once(async () => {
  const { createEligibilityChecks } = await import('./adapters/postgres/eligibility-checks.ts');
  return createEligibilityChecks(await database(), await seal(), await clock());
});

export const filings = /* @__PURE__ */ once(async () => {
  const { createFilings } = await import('./adapters/postgres/filings.ts');
  return createFilings(await database(), await seal(), await clock());
});

export const reviews = /* @__PURE__ */ once(async () => {
  const { createReviews } = await import('./adapters/postgres/reviews.ts');
  return createReviews(await database(), await seal(), await clock());
});

export const timedSteps = /* @__PURE__ */ once(async () => {
  const { createTimedSteps } = await import('./adapters/postgres/timed-steps.ts');
  return createTimedSteps(await database(), await clock());
});

export const filingRounds = /* @__PURE__ */ once(async () => {
  const { createFilingRounds } = await import('./adapters/postgres/filing-rounds.ts');
  return createFilingRounds(await database(), await seal(), await clock());
});

export const documents = /* @__PURE__ */ once(async () => {
  const { createDocuments } = await import('./adapters/postgres/documents.ts');
  return createDocuments(await database(), await seal(), await clock());
});

export const livenessChecks = /* @__PURE__ */ once(async () => {
  const { createLivenessChecks } = await import('./adapters/postgres/liveness-checks.ts');
  return createLivenessChecks(await database(), await seal());
});

export const inbox = /* @__PURE__ */ once(async () => {
  const { createInbox } = await import('./adapters/postgres/inbox.ts');
  return createInbox(await database(), await clock());
});

export const outbox = /* @__PURE__ */ once(async () => {
  const { createOutbox } = await import('./adapters/postgres/outbox.ts');
  return createOutbox(await database(), await clock());
});

export const auditTrail = /* @__PURE__ */ once(async () => {
  const { createAuditTrail } = await import('./adapters/postgres/audit-trail.ts');
  return createAuditTrail(await database(), await clock());
});

export const erasure = /* @__PURE__ */ once(async () => {
  const { createErasure } = await import('./adapters/postgres/erasure.ts');
  return createErasure(await database(), await seal(), await clock(), await ids());
});

export const sealedColumns = /* @__PURE__ */ once(async () => {
  const { createSealedColumns } = await import('./adapters/postgres/sealed-columns.ts');
  return createSealedColumns(await database(), await seal());
});

export const expiredData = /* @__PURE__ */ once(async () => {
  const { createExpiredData } = await import('./adapters/postgres/expired-data.ts');
  return createExpiredData(await database(), await clock());
});

export const replies = /* @__PURE__ */ once(async () => {
  const { createReplies } = await import('./adapters/postgres/replies.ts');
  return createReplies(await database(), await clock());
});

export const callerLimits = /* @__PURE__ */ once(async () => {
  const { createCallerLimits } = await import('./adapters/postgres/caller-limits.ts');
  return createCallerLimits(await database(), await seal(), await clock());
});

const ownRecords = /* @__PURE__ */ once(async () => {
  const { createOwnRecords } = await import('./adapters/postgres/own-records.ts');
  return createOwnRecords(await database(), await seal());
});

const recordService = /* @__PURE__ */ vendor('filing-registry', async () => {
  const { createFilingRegistry } = await import('./adapters/record-service/filing-registry.ts');
  return createFilingRegistry({
    baseUrl: config().RECORD_SERVICE_URL ?? '',
    sign: await deskSigner(),
    ids: await ids(),
    timeoutSeconds: VENDOR_TIMEOUT_SECONDS,
  });
});

/** Undefined where the provider has no record service. */
const filingRegistry = async () => (config().RECORD_SERVICE_URL ? recordService() : undefined);

const traceHeader = (): Readonly<Record<string, string>> => {
  const own = traceparent();
  return own === undefined ? {} : { traceparent: own };
};

/** Signs what we send to the provider: to its review desk and to its record service. */
const deskSigner = /* @__PURE__ */ once(async () => {
  const key = signingKey(config().REVIEW_DESK_SECRET.reveal());
  const now = await clock();
  return (message: { readonly id: string; readonly body: string }): Readonly<Record<string, string>> => ({
    ...signMessage([key], { ...message, at: now.now() }),
    ...traceHeader(),
  });
});

export const sessionTokens = /* @__PURE__ */ once(async () => {
  const { createSessionTokens, SESSION_LIFETIME_SECONDS } = await import('./adapters/jose/session-tokens.ts');
  return createSessionTokens({
    key: Buffer.from(config().SESSION_KEY.reveal(), 'base64'),
    issuer: 'icp-filing',
    audience: 'icp-filing',
    lifetimeSeconds: SESSION_LIFETIME_SECONDS,
    clock: await clock(),
  });
});

const weChatSettings = async () => ({
  appId: config().WECHAT_APP_ID,
  appSecret: config().WECHAT_APP_SECRET.reveal(),
  endpoint: config().WECHAT_API_URL,
  version: config().STAGE === 'production' ? ('release' as const) : ('trial' as const),
  timeoutSeconds: VENDOR_TIMEOUT_SECONDS,
  clock: await clock(),
});

export const weChat = /* @__PURE__ */ vendor('wechat', async () => {
  const { createWeChat } = await import('./adapters/wechat/wechat.ts');
  return createWeChat(await weChatSettings());
});

export const subscribeMessages = /* @__PURE__ */ vendor('subscribe-messages', async () => {
  const { createSubscribeMessages, subscribeTemplates } = await import('./adapters/wechat/subscribe-messages.ts');
  const { WECHAT_TEMPLATES: templates = '', WECHAT_PROGRESS_PAGE: page } = config();
  return createSubscribeMessages({ ...(await weChatSettings()), templates: subscribeTemplates(templates), page });
});

export const textMessages = /* @__PURE__ */ vendor('text-messages', async () => {
  const { createTextMessages, smsTemplates } = await import('./adapters/tencent/text-messages.ts');
  const { SMS_SDK_APP_ID: sdkAppId = '', SMS_SIGN_NAME: signName = '', SMS_TEMPLATES: templates = '' } = config();
  return createTextMessages({ ...cloudApi(), sdkAppId, signName, templates: smsTemplates(templates) });
});

export const webhookEndpoints = /* @__PURE__ */ once(async () => {
  const { createWebhookEndpoints } = await import('./adapters/postgres/webhook-endpoints.ts');
  return createWebhookEndpoints(await database(), await seal(), await clock());
});

export const webhookMessages = /* @__PURE__ */ once(async () => {
  const { createWebhookMessages } = await import('./adapters/postgres/webhook-messages.ts');
  return createWebhookMessages(await database(), await clock());
});

export const webhookCalls = /* @__PURE__ */ vendor('webhook', async () => {
  const { createWebhookCalls } = await import('./adapters/web/webhook-calls.ts');
  // Where stand-ins answer, an integrator's server is on the same machine.
  return createWebhookCalls({ allowsLocal: config().CLOUD_API_ENDPOINT !== undefined });
});

export const objectStore = /* @__PURE__ */ vendor('object-store', async () => {
  if (isS3()) return (await import('./adapters/s3/object-store.ts')).createObjectStore(s3Bucket());
  return (await import('./adapters/cos/object-store.ts')).createObjectStore(bucket());
});

export const uploadGrants = /* @__PURE__ */ once(async () => {
  if (isS3()) return (await import('./adapters/s3/upload-grants.ts')).createUploadGrants(s3Bucket());
  const { createUploadGrants } = await import('./adapters/cos/upload-grants.ts');
  return createUploadGrants({ ...bucket(), clock: await clock() });
});

export const uploadPermits = /* @__PURE__ */ once(async () => {
  const { createUploadPermits } = await import('./adapters/composite/upload-permits.ts');
  return createUploadPermits({ documents: await documents(), ids: await ids(), clock: await clock() });
});

export const views = /* @__PURE__ */ once(async () => {
  const { createViews } = await import('./adapters/composite/views.ts');
  return createViews(await objectStore(), await clock(), await ids());
});

export const vitals = /* @__PURE__ */ once(async () => {
  const [composite, postgres] = await Promise.all([
    import('./adapters/composite/vitals.ts'),
    import('./adapters/postgres/schema-version.ts'),
  ]);
  return composite.createVitals({
    schemaVersion: postgres.createSchemaVersion(await database()),
    objectStore: await objectStore(),
    seal: await seal(),
    sessionTokens: await sessionTokens(),
    clock: await clock(),
  });
});

export const ocrCalls = /* @__PURE__ */ once(async () => {
  const { createOcrCalls } = await import('./adapters/postgres/ocr-calls.ts');
  return createOcrCalls(await database(), await seal(), await clock());
});

const rateLimits = /* @__PURE__ */ once(async () => {
  const { createRateLimits } = await import('./adapters/postgres/rate-limits.ts');
  return createRateLimits(await database());
});

export const ocr = /* @__PURE__ */ vendor('ocr', async () => {
  const { createOcr } = await import('./adapters/tencent/ocr.ts');
  const limits = await rateLimits();
  return createOcr({
    ...cloudApi(OCR_TIMEOUT_SECONDS),
    takeTurn: (action, perSecond) => limits.take(`ocr/${action}`, perSecond, OCR_TURN_MS),
    storeIsReachable: config().S3_ENDPOINT === undefined,
    checksLicences: config().LICENCE_PICTURE_CHECK !== 'off',
  });
});

const liveness = /* @__PURE__ */ once(async (): Promise<LivenessProvider> => {
  const { CLOUD_API_ENDPOINT, LIVENESS_PROVIDER, EID_MERCHANT_ID, FACEID_RULE_ID } = config();
  const faceId = {
    ...cloudApi(LIVENESS_TIMEOUT_SECONDS),
    storeIsReachable: config().S3_ENDPOINT === undefined,
    // Where a stand-in answers, nobody's identity is proven.
    assurance: CLOUD_API_ENDPOINT === undefined ? ('vendor' as const) : ('none' as const),
  };
  if (LIVENESS_PROVIDER === 'eid') {
    const { createEidLivenessProvider } = await import('./adapters/tencent/liveness-eid.ts');
    return createEidLivenessProvider({ ...faceId, merchantId: EID_MERCHANT_ID ?? '' });
  }
  if (LIVENESS_PROVIDER === 'hosted') {
    const { createHostedLivenessProvider } = await import('./adapters/tencent/liveness-hosted.ts');
    return createHostedLivenessProvider({ ...faceId, ruleId: FACEID_RULE_ID ?? '' });
  }
  return (await import('./adapters/tencent/liveness.ts')).createLivenessProvider(faceId);
});

/** Who films is known without asking. */
export const livenessProvider = /* @__PURE__ */ once(async () => measured('liveness', await liveness()));

export const faces = /* @__PURE__ */ vendor('faces', async () => {
  const { createFaces } = await import('./adapters/tencent/faces.ts');
  return createFaces({ ...cloudApi(), storeIsReachable: config().S3_ENDPOINT === undefined });
});

export const seenMedia = /* @__PURE__ */ once(async () => {
  const { createSeenMedia } = await import('./adapters/postgres/seen-media.ts');
  return createSeenMedia(await database());
});

export const cloudAccounts = /* @__PURE__ */ once(async () => {
  const { createCloudAccounts } = await import('./adapters/postgres/cloud-accounts.ts');
  return createCloudAccounts(await database(), await seal(), await clock());
});

export const cloudRoles = /* @__PURE__ */ vendor('cloud-roles', async () => {
  const { createCloudRoles } = await import('./adapters/tencent/cloud-roles.ts');
  return createCloudRoles({ ...cloudApi(), clock: await clock() });
});

/** How to call the Cloud API in the account that a person has linked; undefined when he has linked none. */
const linkedCloudApi = /* @__PURE__ */ once(async () => {
  const [accountsOfPeople, roles, { sideBySide }] = await Promise.all([
    cloudAccounts(),
    cloudRoles(),
    import('./adapters/composite/linked-account.ts'),
  ]);
  // A case asks for servers and domains at once.
  return sideBySide(async (accountId) => {
    const { roleArn, externalId } = await accountsOfPeople.of(accountId);
    if (roleArn === undefined) return undefined;
    const credentials = await roles.credentials(roleArn, externalId);
    return { ...cloudApi(), credentials: () => credentials };
  });
});

const cnnic = /* @__PURE__ */ once(async () => {
  const { createDomainRegistry } = await import('./adapters/whois/domain-registry.ts');
  const [host = '', port] = config().WHOIS_HOST.split(':');
  return createDomainRegistry({ host, port: Number(port), timeoutSeconds: REGISTRY_TIMEOUT_SECONDS });
});

const otherRegistries = /* @__PURE__ */ once(async () => {
  const { createDomainRegistry } = await import('./adapters/rdap/domain-registry.ts');
  const { RDAP_BOOTSTRAP_URL: url } = config();
  return createDomainRegistry({ url, timeoutSeconds: REGISTRY_TIMEOUT_SECONDS, clock: await clock() });
});

export const domainRegistry = /* @__PURE__ */ vendor('domain-registry', async () => {
  const [composite, linked, tencent] = await Promise.all([
    import('./adapters/composite/domain-registry.ts'),
    import('./adapters/composite/linked-account.ts'),
    import('./adapters/tencent/domain-registry.ts'),
  ]);
  const cloudApiOf = await linkedCloudApi();
  return composite.createDomainRegistry({
    account: linked.createLinkedDomainRegistry(tencent.createDomainRegistry(cloudApi()), async (accountId) => {
      const api = await cloudApiOf(accountId);
      return api ? tencent.createDomainRegistry(api) : undefined;
    }),
    cn: whenAsked(cnnic),
    others: whenAsked(otherRegistries),
  });
});

export const cloudServices = /* @__PURE__ */ vendor('cloud-services', async () => {
  const [linked, tencent] = await Promise.all([
    import('./adapters/composite/linked-account.ts'),
    import('./adapters/tencent/cloud-services.ts'),
  ]);
  const cloudApiOf = await linkedCloudApi();
  return linked.createLinkedCloudServices(tencent.createCloudServices(cloudApi()), async (accountId) => {
    const api = await cloudApiOf(accountId);
    return api ? tencent.createCloudServices(api) : undefined;
  });
});

const websites = /* @__PURE__ */ vendor('website-probe', async () => {
  const { createWebsiteProbe } = await import('./adapters/web/website-probe.ts');
  return createWebsiteProbe({ timeoutSeconds: REGISTRY_TIMEOUT_SECONDS });
});

/** Undefined where the operator does not look. */
const websiteProbe = async () => (config().WEBSITE_PROBE === 'on' ? websites() : undefined);

const commercialRegister = /* @__PURE__ */ vendor('company-register', async () => {
  const { createCompanyRegister } = await import('./adapters/tencent/ocr-company.ts');
  return createCompanyRegister(cloudApi());
});

/** Undefined where the operator does not ask. */
const companyRegister = /* @__PURE__ */ once(async () => {
  if (config().COMPANY_CHECK !== 'on') return undefined;
  const [composite, postgres] = await Promise.all([
    import('./adapters/composite/company-register.ts'),
    import('./adapters/postgres/company-checks.ts'),
  ]);
  const checks = postgres.createCompanyChecks(await database(), await seal(), await clock());
  return composite.createCompanyRegister(await commercialRegister(), checks, await clock());
});

export const filingCases = /* @__PURE__ */ once(async () => {
  const { createFilingCases } = await import('./adapters/composite/filing-cases.ts');
  return createFilingCases({
    filings: await filings(),
    documents: await documents(),
    livenessChecks: await livenessChecks(),
    consents: await consents(),
    domainRegistry: await domainRegistry(),
    cloudServices: await cloudServices(),
    ownRecords: await ownRecords(),
    filingRegistry: await filingRegistry(),
    authorizationCodes: await authorizationCodes(),
    websiteProbe: await websiteProbe(),
    companyRegister: await companyRegister(),
    settings: await settings(),
    clock: await clock(),
  });
});

export const reviewDesk = /* @__PURE__ */ vendor('review-desk', async () => {
  const { createReviewDesk } = await import('./adapters/review-desk/review-desk.ts');
  return createReviewDesk({
    baseUrl: config().REVIEW_DESK_URL,
    sign: await deskSigner(),
    ids: await ids(),
    timeoutSeconds: VENDOR_TIMEOUT_SECONDS,
  });
});

export const deskSignature = /* @__PURE__ */ once(async (): Promise<DeskSignature> => {
  const keys = list(config().REVIEW_WEBHOOK_SECRETS).map(signingKey);
  const now = await clock();
  return {
    messageIdOf: (headers, body) => {
      const verified = verifyMessage(keys, { headers, body, now: now.now() });
      return verified.believed ? verified.messageId : undefined;
    },
  };
});
