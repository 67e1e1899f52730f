import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StopList, startParts } from 'loopback-server/stop-list.ts';
import type { RunningCloudApi } from 'tencent-stand-in/api.ts';
import type { CosEvent } from 'tencent-stand-in/cos.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS as OPERATOR } from 'tencent-stand-in/credentials.ts';
import { databaseRoles } from '../../local/database-roles.ts';
import { type Addresses, addressesOf, embeddedDatabase, environment } from '../../local/laptop.ts';
import { laptopSecrets } from '../../local/laptop-secrets.ts';
import { createCam } from '../../local/scf/cam.ts';
import { type ScfPlatform, startScfPlatform } from '../../local/scf/platform.ts';
import type { RecordedCall } from '../../local/scf/recorded-actions.ts';
import { readStoredCode } from '../../local/scf/stored-code.ts';
import { LAPTOP_BUCKET, startStandIns } from '../../local/stand-ins.ts';
import { deployerCredentials } from './deployer.ts';

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

/** An account on this machine without any deployment. */
export interface Rehearsal {
  readonly addresses: Addresses;
  readonly platform: ScfPlatform;
  readonly cloudApi: RunningCloudApi;
  /** Every accepted call to SCF and CAM, in order. May be emptied. */
  readonly calls: RecordedCall[];
  /**
   * The environment of `serverless`: the keys of a deployer with the printed policy, the account's addresses, and the
   * variables of serverless.yml.
   */
  readonly deployerEnvironment: Readonly<Record<string, string>>;
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
    certificates: [CERTIFICATE],
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
      review: 'automatic',
      reviewDelayMs: options.reviewDelayMs,
      webhookUrl: () => `${platform.url}/v1/webhooks/review`,
      onObjectCreated: (event) => later.onObjectCreated(event),
      platform: { ...platform.account.actions, ...cam.actions },
      roles: cam.roles,
    },
    stops,
  );
  later.cosUrl = standIns.cos.url;
  later.roleCredentials = (role) => standIns.sts.roleCredentials(role, 'scf.qcloud.com');
  later.onObjectCreated = platform.cosDelivery.deliver;
  const { cos, cloudApi } = standIns;
  const stage = { service: 'icp-filing', prefix: `icp-filing-${STAGE}-`, bucket: LAPTOP_BUCKET };
  const deployer = await deployerCredentials(cam, standIns.sts, stage);
  // What was prepared is no part of a deployment.
  calls.splice(0);
  return {
    addresses: addressesOf(platform.url, standIns, database),
    platform,
    cloudApi,
    calls,
    deployerEnvironment: {
      ...withoutFont(environment(roles.workingUrl, standIns, secrets)),
      DATABASE_MIGRATION_URL: roles.migrationUrl,
      STAGE,
      VPC_ID: 'vpc-rehearsal',
      SUBNET_ID: 'subnet-rehearsal',
      API_DOMAIN: 'api.rehearsal.cn',
      API_CERTIFICATE_ID: CERTIFICATE,
      TENCENTCLOUD_SECRET_ID: deployer.secretId,
      TENCENTCLOUD_SECRET_KEY: deployer.secretKey,
      TENCENTCLOUD_SESSION_TOKEN: deployer.token,
      DEPLOY_CLOUD_API_ENDPOINT: cloudApi.url,
      DEPLOY_COS_ENDPOINT: cos.url,
      DEPLOY_PAUSE_MS: '20',
    },
    stop: () => stops.run(),
  };
}

const STAGE = 'rehearsal';
/** Of the custom domain. */
const CERTIFICATE = 'rehearsal';

/** The letter must use the deployed font. */
const withoutFont = ({ LETTER_FONT, ...others }: Record<string, string>): Record<string, string> => others;
