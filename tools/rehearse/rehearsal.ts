import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StopList, startParts } from 'loopback-server/stop-list.ts';
import type { RunningCloudApi } from 'tencent-stand-in/api.ts';
import type { CosEvent } from 'tencent-stand-in/cos.ts';
import { type CloudCredentials, LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS as OPERATOR } from 'tencent-stand-in/credentials.ts';
import { type RunningDns, startDns } from 'tencent-stand-in/dns.ts';
import { sslActions } from 'tencent-stand-in/ssl.ts';
import { createSsm } from 'tencent-stand-in/ssm.ts';
import { vpcActions } from 'tencent-stand-in/vpc.ts';
import type { WeChatStandIn } from 'tencent-stand-in/wechat.ts';
import { deployerPolicy } from '../../deploy/deployer-policy.ts';
import { databaseRoles } from '../../local/database-roles.ts';
import { type Addresses, addressesOf, embeddedDatabase, environment } from '../../local/laptop.ts';
import { laptopSecrets } from '../../local/laptop-secrets.ts';
import { createCam } from '../../local/scf/cam.ts';
import { type ScfPlatform, startScfPlatform } from '../../local/scf/platform.ts';
import type { RecordedCall } from '../../local/scf/recorded-actions.ts';
import { readStoredCode } from '../../local/scf/stored-code.ts';
import { LAPTOP_BUCKET, startStandIns } from '../../local/stand-ins.ts';
import { addDeployer, type Deployer } from './deployer.ts';
import { DESK_CERTIFICATE, type DeskAccount, startDeskAccount } from './desk-account.ts';
import { endIdleSessions } from './idle-sessions.ts';

export interface RehearsalOptions {
  /** Port of the custom domain; the stand-ins take the ports after it. 0 takes any free ports. */
  readonly port: number;
  readonly dir: string;
  readonly log: (source: string, line: string) => void;
  /** An empty database; by default an embedded server is started. */
  readonly databaseUrl?: string | undefined;
  /** Pause before each automatic decision of the review desk. */
  readonly reviewDelayMs?: number;
}

type Variables = Readonly<Record<string, string>>;

/** An account on this machine without any deployment. */
export interface Rehearsal {
  readonly addresses: Addresses;
  readonly platform: ScfPlatform;
  readonly cloudApi: RunningCloudApi;
  readonly wechat: WeChatStandIn;
  readonly dns: RunningDns;
  /** Every accepted call to SCF and CAM, in order. May be emptied. */
  readonly calls: RecordedCall[];
  /** Variables that point an operator's commands at this account. Nothing else in them is a rehearsal's. */
  readonly endpoints: Variables;
  /** What an operator writes into `.env`, beside the deployer's key. */
  readonly settings: Variables;
  /** What an operator exports before they make the secret. */
  readonly secrets: Variables;
  readonly desk: DeskAccount;
  /** Adds the deployer's user. Once. */
  addDeployer(): Promise<Deployer>;
  /**
   * The environment of `serverless` without `.env` and secret: all of the above, with keys for the functions, as a
   * deployer with the printed policy. Once.
   */
  deployerEnvironment(): Promise<Variables>;
  stop(): Promise<void>;
}

/**
 * Starts the laptop's Tencent Cloud as a first deployment finds it: no function, no role, no bucket, an empty database.
 * The vendors' stand-ins are those of the laptop; functions are deployed and called only as on the platform. When a
 * part fails to start, the others are stopped.
 */
export const startRehearsal = (options: RehearsalOptions): Promise<Rehearsal> =>
  startParts((stops) => start(options, stops));

async function start(options: RehearsalOptions, stops: StopList): Promise<Rehearsal> {
  const { dir, log, port } = options;
  const database = options.databaseUrl ?? (await embeddedDatabase(options, stops));
  const roles = await databaseRoles(database);
  await endIdleSessions(database, roles.workingUrl);
  const secrets = laptopSecrets(dir);
  const calls: RecordedCall[] = [];
  // Outside the project, whose packages and package.json a function must not find.
  const codeDir = mkdtempSync(join(tmpdir(), 'icp-filing-deployed-'));
  stops.add(() => rmSync(codeDir, { recursive: true, force: true }));
  const later = { cosUrl: '', onObjectCreated: (_event: CosEvent) => {}, roleCredentials: (_: string) => OPERATOR };
  const cam = createCam(calls, { roleDelayMs: 300 });
  const platform = await startScfPlatform({
    port,
    dir: codeDir,
    calls,
    log,
    hasRole: cam.hasRole,
    certificates: [CERTIFICATE.id, DESK_CERTIFICATE.id],
    account: { ...LAPTOP_ACCOUNT, credentials: OPERATOR },
    roleCredentials: (role) => later.roleCredentials(role),
    readObject: (bucket, key) => readStoredCode(later.cosUrl, bucket, key),
  });
  stops.add(platform.stop);
  const standIns = await startStandIns(
    {
      port: port === 0 ? 0 : port + 1,
      dir,
      log,
      buckets: [],
      deskSecret: secrets.DESK_SECRET,
      reviewDelayMs: options.reviewDelayMs,
      webhookUrl: () => `${platform.url}/v1/webhooks/review`,
      onObjectCreated: (event) => later.onObjectCreated(event),
      platform: {
        ...platform.account.actions,
        ...cam.actions,
        ...createSsm().actions,
        ...sslActions(() =>
          [CERTIFICATE, DESK_CERTIFICATE].map((certificate) => ({ ...certificate, endsAt: inAYear() })),
        ),
        ...vpcActions(() => [SUBNET]),
      },
      roles: cam.roles,
      users: cam.users,
    },
    stops,
  );
  later.cosUrl = standIns.cos.url;
  later.roleCredentials = (role) => standIns.sts.roleCredentials(role, 'scf.qcloud.com');
  later.onObjectCreated = platform.cosDelivery.deliver;
  const dns = await startDns({ port: 0 });
  stops.add(dns.stop);
  const webhookUrl = `${platform.url}/v1/webhooks/review`;
  const desk = await startDeskAccount({ port: port === 0 ? 0 : port + 10, database, webhookUrl }, stops);
  const { cos, cloudApi, wechat } = standIns;
  const variables = withoutFont(environment(roles.workingUrl, standIns, secrets));
  const endpoints = {
    DEPLOY_CLOUD_API_ENDPOINT: cloudApi.url,
    DEPLOY_COS_ENDPOINT: cos.url,
    DEPLOY_DNS_SERVER: dns.server,
    DEPLOY_PAUSE_MS: '20',
  };
  const ofDeployment = {
    DATABASE_MIGRATION_URL: roles.migrationUrl,
    STAGE,
    // The rehearsal's database has 200 connections.
    INSTANCE_CAPS: '40',
    VPC_ID: SUBNET.vpcId,
    SUBNET_ID: SUBNET.id,
    API_DOMAIN: CERTIFICATE.domain,
    API_CERTIFICATE_ID: CERTIFICATE.id,
  };
  const all: Variables = { ...variables, ...ofDeployment };
  const pick = (isPicked: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => isPicked(name)));
  return {
    addresses: addressesOf(platform.url, standIns, database),
    platform,
    cloudApi,
    wechat,
    dns,
    calls,
    endpoints,
    settings: pick((name) => !SECRETS.includes(name) && !MADE.includes(name)),
    secrets: pick((name) => SECRETS.includes(name)),
    desk,
    addDeployer: () => addDeployer(cam),
    deployerEnvironment: async () => {
      const stage = { service: 'icp-filing', prefix: `icp-filing-${STAGE}-`, bucket: LAPTOP_BUCKET };
      const deployer = await addDeployer(cam);
      await deployer.give(deployerPolicy({ region: LAPTOP_ACCOUNT.region, ...stage }));
      return { ...all, ...endpoints, ...keysOf(deployer.credentials) };
    },
    stop: () => stops.run(),
  };
}

/** The variables of a user's key. */
export const keysOf = ({ secretId, secretKey }: CloudCredentials): Variables => ({
  TENCENTCLOUD_SECRET_ID: secretId,
  TENCENTCLOUD_SECRET_KEY: secretKey,
});

/** Secrets that an operator has from elsewhere; those of the review desk are agreed with it. */
const SECRETS = [
  ...['DATABASE_URL', 'DATABASE_MIGRATION_URL', 'WECHAT_APP_SECRET', 'SMTP_PASSWORD'],
  ...['REVIEW_DESK_SECRET', 'REVIEW_WEBHOOK_SECRETS'],
];
/** Keys that `npm run secrets -- --create` makes. */
const MADE = ['SESSION_KEY', 'SEAL_KEYS', 'BLIND_INDEX_KEY'];

const STAGE = 'rehearsal';
const SUBNET = { id: 'subnet-rehears1', vpcId: 'vpc-rehears1', availableAddresses: 200 };
const CERTIFICATE = { id: 'rehearsal', domain: 'api.rehearsal.cn', names: ['api.rehearsal.cn'], status: 1 };
const YEAR_MS = 365 * 24 * 3_600_000;
const inAYear = (): Date => new Date(Date.now() + YEAR_MS);

/** The letter must use the deployed font. */
const withoutFont = ({ LETTER_FONT, ...others }: Record<string, string>): Record<string, string> => others;
