import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { FaceEngine } from 'engines/face/engine.ts';
import type { OcrEngine } from 'engines/ocr/engine.ts';
import { type StopList, startParts } from 'loopback-server/stop-list.ts';
import type { RunningReferenceDesk } from 'reference-desk/reference-desk.ts';
import type { RunningCloudApi } from 'tencent-stand-in/api.ts';
import type { CosEvent } from 'tencent-stand-in/cos.ts';
import { type CosDelivery, createCosDelivery } from 'tencent-stand-in/cos-events.ts';
import { type CloudCredentials, LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { LAPTOP_SMS, type Sms } from 'tencent-stand-in/sms.ts';
import { LAPTOP_SUBSCRIBE_TEMPLATES } from 'tencent-stand-in/wechat/subscribe-messages.ts';
import { LAPTOP_MINI_PROGRAM, type WeChatStandIn } from 'tencent-stand-in/wechat.ts';
import { type Bundle, entriesOf } from '../deploy/bundle/bundle-functions.ts';
import { currentFunctions } from '../deploy/bundle/current-functions.ts';
import { composed } from '../deploy/composed.ts';
import { prefixOf } from '../deploy/desired-state.ts';
import { readServerlessYml, type ServerlessService } from '../deploy/manifest/serverless-yml.ts';
import { type MigratedDatabase, migrate } from '../deploy/products.ts';
import { ROOT } from '../deploy/root.ts';
import { makeRoles } from './account-roles.ts';
import { databaseRoles } from './database-roles.ts';
import { createFunctionHost, type FunctionHost } from './function-host.ts';
import { startGateway } from './gateway.ts';
import { httpRoutes } from './http-routes.ts';
import { type LaptopSecrets, laptopSecrets } from './laptop-secrets.ts';
import { LETTER_FONT } from './letter-font.ts';
import { LAPTOP_SMTP, type RunningMailbox } from './mailbox.ts';
import { miniProgramPhone } from './mini-program.ts';
import { openToNetwork } from './network.ts';
import { startPostgres } from './postgres.ts';
import { createCam } from './scf/cam.ts';
import { scfActions } from './scf/invoke-action.ts';
import { LAPTOP_PAGE, LAPTOP_SMS_TEMPLATE_IDS } from './sms-templates.ts';
import { LAPTOP_BUCKET, type StandIns, startStandIns } from './stand-ins.ts';
import { startTimers, type Timers } from './timers.ts';
import type { WebPlaces } from './web-config.ts';
import { webPage } from './web-page.ts';

/** The stand-in serves both COS and S3; OBJECT_STORE=s3 makes the functions use S3. */
const STORE = process.env.OBJECT_STORE ?? 'cos';

export interface LaptopOptions {
  /** Port of the gateway; the stand-ins take the ports after it. 0 takes any free ports. */
  readonly port: number;
  /** This machine's address in the local network, so that a phone can connect; the default is loopback only. */
  readonly networkAddress?: string | undefined;
  /** Directory of everything that survives a restart. */
  readonly dir: string;
  readonly log: (source: string, line: string, requestId?: string) => void;
  /** PostgreSQL to use instead of an embedded one, as a superuser; with `migrationUrl`, as the role of the functions. */
  readonly databaseUrl?: string | undefined;
  /** The same database as the role that owns its tables. */
  readonly migrationUrl?: string | undefined;
  /** How long the reference desk waits before each decision of its own; left out, it waits for `reviewDesk.decide`. */
  readonly reviewDelayMs?: number;
  /** The desk behind the filing service in place of the reference desk, which is idle then: where the service and people find it. */
  readonly reviewDesk?: { readonly apiUrl: string; readonly url: string };
  /** Directory of the built web page, or its build in progress; without it the gateway serves no page. */
  readonly web?: string | Promise<string>;
  /** Reads certificates behind the Cloud API; by default an engine of the laptop's own. It is closed with the laptop. */
  readonly ocrEngine?: OcrEngine;
  /** Analyses faces there, in the same way. */
  readonly faceEngine?: FaceEngine;
  /** Seed of the mood of OCR and FaceID behind it: half-read papers, warnings and faults. Without one their replies are exact. */
  readonly vendorMood?: number | undefined;
  /** Variables for serverless.yml beside the laptop's own, or instead of them. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Runs the functions; by default their bundles run in workers as on the platform. */
  readonly hostFunctions?: (service: ServerlessService) => FunctionHost;
}

/** Addresses as `--ready-file` writes them. */
export interface Addresses {
  readonly gateway: string;
  readonly cos: string;
  readonly cloudApi: string;
  readonly wechat: string;
  /** A page that shows the WeChat messages and SMS that were sent. */
  readonly phone: string;
  /** The page on which filings are reviewed; the reference desk has none, and is here by its API. */
  readonly reviewDesk: string;
  /** Reads everything; the functions have another role. */
  readonly database: string;
}

export interface Laptop {
  readonly addresses: Addresses;
  readonly service: ServerlessService;
  readonly host: FunctionHost;
  /** Delivers COS's events to the functions. */
  readonly cosDelivery: CosDelivery;
  readonly timers: Timers;
  readonly cloudApi: RunningCloudApi;
  readonly wechat: WeChatStandIn;
  readonly sms: Sms;
  readonly mailbox: RunningMailbox;
  readonly reviewDesk: RunningReferenceDesk;
  /** Runs the functions of another service on the same cloud, with roles of their own; whoever calls it stops them. */
  hostService(service: ServerlessService, bundles: Readonly<Record<string, Bundle>>): Promise<FunctionHost>;
  stop(): Promise<void>;
}

/**
 * Starts the laptop's Tencent Cloud with the functions of serverless.yml: database, COS, Cloud API, WeChat, review
 * desk, timers and gateway. When a part fails to start, the parts before it are stopped.
 */
export const startLaptop = (options: LaptopOptions): Promise<Laptop> => startParts((stops) => start(options, stops));

async function start(options: LaptopOptions, stops: StopList): Promise<Laptop> {
  const { dir, log, port } = options;
  const yml = join(ROOT, 'serverless.yml');
  // The compiler and the database server start side by side; each takes seconds.
  const bundles = options.hostFunctions ? undefined : currentFunctions('filing', STORE);
  bundles?.catch(() => {});
  const database = options.databaseUrl ?? (await embeddedDatabase(options, stops));
  const roles = await rolesOf(database, options.migrationUrl);
  await migrate(roles);
  const secrets = laptopSecrets(dir);
  // The stand-ins and the functions call each other; the functions' side is filled in below.
  const later = {
    gatewayUrl: '',
    onObjectCreated: (_event: CosEvent) => {},
    invoke: (_name: string, _event: unknown) => false,
  };
  // Its roles are made at once, not by a deployment that waits for its turn.
  const cam = createCam([], { policiesASecond: Number.POSITIVE_INFINITY });
  const standIns = await startStandIns(
    {
      port: port === 0 ? 0 : port + 1,
      networkAddress: options.networkAddress,
      dir,
      log,
      deskSecret: secrets.DESK_SECRET,
      reviewDelayMs: options.reviewDelayMs,
      ocrEngine: options.ocrEngine,
      faceEngine: options.faceEngine,
      vendorMood: options.vendorMood,
      webhookUrl: () => `${later.gatewayUrl}/v1/webhooks/review`,
      onObjectCreated: (event) => later.onObjectCreated(event),
      platform: scfActions((name, event) => later.invoke(name, event)),
      roles: cam.roles,
    },
    stops,
  );
  const { reviewDesk: desk } = options;
  const variables = {
    ...environment(roles.workingUrl, standIns, secrets),
    ...(desk && { REVIEW_DESK_URL: desk.apiUrl }),
    ...options.variables,
  };
  const service = readServerlessYml(yml, variables);
  const made = await bundles;
  await makeRoles(cam, service, made ?? WITHOUT_BUNDLES);
  const rolesOfFunctions = (serverlessService: ServerlessService) => (name: string) =>
    standIns.sts.roleCredentials(`${prefixOf(serverlessService)}${name}`, 'scf.qcloud.com');
  const host =
    options.hostFunctions?.(service) ?? workers(service, entriesOf(made ?? {}), rolesOfFunctions(service), log);
  stops.add(() => host.stop());
  later.invoke = (deployedName, event) => {
    const name = deployedName.replace(prefixOf(service), '');
    if (!service.functions[name]) return false;
    void host.invoke(name, event);
    return true;
  };
  const logOf = (source: string) => (line: string) => log(source, line);
  const cosTriggers = Object.values(service.functions).flatMap(({ name, cos }) =>
    cos.map(({ bucket, prefix, suffix, events }) => ({ functionName: name, bucket, prefix, suffix, events: [events] })),
  );
  const cosDelivery = createCosDelivery({
    triggers: () => cosTriggers,
    invoke: async (functionName, event) => {
      const result = await host.invoke(functionName, event);
      if (!result.ok) throw new Error(result.kind);
    },
    log: logOf('cos'),
  });
  stops.add(() => cosDelivery.stop());
  later.onObjectCreated = cosDelivery.deliver;
  const timers = startTimers({ service, invoke: (name, event) => host.invoke(name, event), log: logOf('timers') });
  stops.add(() => timers.stop());
  const page = await options.web;
  const gateway = await openToNetwork(
    await startGateway({
      port,
      routeOf: httpRoutes(service),
      host,
      log: logOf('gateway'),
      ...(page !== undefined && { fallback: pages(page, { ...standIns, reviewDesk: desk }) }),
    }),
    options.networkAddress,
  );
  stops.add(gateway.stop);
  later.gatewayUrl = gateway.url;
  const { cloudApi, wechat, sms, mailbox, reviewDesk } = standIns;
  return {
    addresses: {
      ...addressesOf(gateway.url, standIns, options.migrationUrl ?? database),
      ...(desk && { reviewDesk: desk.url }),
    },
    service,
    host,
    cosDelivery,
    timers,
    cloudApi,
    wechat,
    sms,
    mailbox,
    reviewDesk,
    hostService: async (other, others) => {
      await makeRoles(cam, other, others);
      return workers(other, entriesOf(others), rolesOfFunctions(other), log);
    },
    stop: () => stops.run(),
  };
}

/** The web page, and a phone with the mini program. */
function pages(dir: string, standIns: Omit<StandIns, 'reviewDesk'> & WebPlaces) {
  const [phone, web] = [miniProgramPhone({ standIns, templates: LAPTOP_SUBSCRIBE_TEMPLATES }), webPage(dir, standIns)];
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> =>
    (await phone(request, response)) || web(request, response);
}

export const addressesOf = (gateway: string, standIns: StandIns, database: string): Addresses => ({
  gateway,
  cos: standIns.cos.url,
  cloudApi: standIns.cloudApi.url,
  wechat: standIns.wechat.url,
  phone: standIns.phone.url,
  reviewDesk: standIns.reviewDesk.url,
  database,
});

/** The roles of a database whose owner is given, or of one of this machine. */
const rolesOf = async (database: string, migrationUrl: string | undefined): Promise<MigratedDatabase> =>
  migrationUrl === undefined ? databaseRoles(database) : { migrationUrl, workingUrl: database };

/** Starts a PostgreSQL server that keeps its data in `dir`, and returns its URL. */
export async function embeddedDatabase(
  { dir, log }: Pick<LaptopOptions, 'dir' | 'log'>,
  stops: StopList,
): Promise<string> {
  const postgres = await startPostgres({ dir: join(dir, 'postgres'), log: (line) => log('postgres', line) });
  stops.add(postgres.stop);
  return postgres.url;
}

/** The environment variables that serverless.yml reads. */
export function environment(database: string, standIns: StandIns, secrets: LaptopSecrets): Record<string, string> {
  const { SESSION_KEY, SEAL_KEYS, BLIND_INDEX_KEY, DESK_SECRET } = secrets;
  return {
    STAGE: 'laptop',
    DATABASE_URL: database,
    COS_BUCKET: LAPTOP_BUCKET,
    COS_REGION: LAPTOP_ACCOUNT.region,
    OBJECT_STORE: STORE,
    COS_ENDPOINT: standIns.cos.url,
    CLOUD_API_ENDPOINT: standIns.cloudApi.url,
    RDAP_BOOTSTRAP_URL: `${standIns.rdap.url}/dns.json`,
    WHOIS_HOST: standIns.whois.host,
    OPERATOR_SERVERS: 'on',
    // From there on 422 of 423 values of the laptop's engine were right (docs/ocr.md).
    OCR_SURE_FROM: 'address authority nation sex birthDate validFrom validTo'
      .split(' ')
      .map((name) => `RecognizeValidIDCardOCR.${name}=0.98`)
      .join(),
    LIVENESS_PROVIDER: process.env.LIVENESS_PROVIDER ?? 'video',
    EID_MERCHANT_ID: 'laptop',
    FACEID_RULE_ID: '1',
    WECHAT_API_URL: standIns.wechat.url,
    WECHAT_APP_ID: LAPTOP_MINI_PROGRAM.appId,
    WECHAT_APP_SECRET: LAPTOP_MINI_PROGRAM.appSecret,
    WECHAT_TEMPLATES: LAPTOP_SUBSCRIBE_TEMPLATES,
    PAGE_URL: `https://${LAPTOP_PAGE}`,
    SMS_SDK_APP_ID: LAPTOP_SMS.sdkAppId,
    SMS_SIGN_NAME: LAPTOP_SMS.signName,
    SMS_TEMPLATES: LAPTOP_SMS_TEMPLATE_IDS,
    SMTP_HOST: standIns.mailbox.host,
    SMTP_PORT: String(standIns.mailbox.port),
    SMTP_USER: LAPTOP_SMTP.user,
    SMTP_PASSWORD: LAPTOP_SMTP.password,
    MAIL_FROM: LAPTOP_SMTP.from,
    REVIEW_DESK_URL: standIns.reviewDesk.url,
    REVIEW_DESK_SECRET: DESK_SECRET,
    REVIEW_WEBHOOK_SECRETS: DESK_SECRET,
    RECORD_SERVICE_URL: standIns.recordService.url,
    // A function has four instances here; one is left for calls that do not wait.
    POLLS_AT_ONCE: '3',
    LETTER_FONT,
    SESSION_KEY,
    SEAL_KEYS,
    BLIND_INDEX_KEY,
  };
}

/** Functions that run in this process have the operator's rights; only the role that signs uploads is needed. */
const WITHOUT_BUNDLES = { upload: { inputs: { 'platform/adapters/tencent/upload-credentials.ts': 1 } } };

function workers(
  service: ServerlessService,
  files: Readonly<Record<string, string>>,
  roleCredentials: (name: string) => CloudCredentials,
  log: LaptopOptions['log'],
): FunctionHost {
  const { functions } = composed(service);
  return createFunctionHost({
    functions,
    files,
    environment: (name) => functions[name]?.environment ?? {},
    account: { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS },
    roleCredentials,
    log: (functionName, requestId, line) => log(functionName, line, requestId),
  });
}
