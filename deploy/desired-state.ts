import { join } from 'node:path';
import type { Bundle } from './bundle/bundle-functions.ts';
import { ALIAS } from './calls.ts';
import { composed } from './composed.ts';
import { type DesiredLogs, logsOf } from './log-topic.ts';
import { periodSeconds } from './manifest/cron.ts';
import type { Cors, ServerlessFunction, ServerlessService } from './manifest/serverless-yml.ts';
import type { Package } from './package-function.ts';
import { type Grounds, type PolicyDocument, policyOf, uploadPolicy } from './permissions.ts';
import type { MigratedDatabase } from './products.ts';
import { ROOT } from './root.ts';
import { fingerprint } from './zip.ts';

/** A function's configuration as it is written and read. Field names are the Cloud API's. */
export interface FunctionSettings {
  readonly Description: string;
  readonly MemorySize: number;
  readonly Timeout: number;
  readonly Environment: { readonly Variables: readonly { readonly Key: string; readonly Value: string }[] };
  readonly Role: string;
  readonly VpcConfig?: { readonly VpcId: string; readonly SubnetId: string };
  readonly PublicNetConfig: {
    readonly PublicNetStatus: 'ENABLE' | 'DISABLE';
    readonly EipConfig: { readonly EipStatus: 'ENABLE' | 'DISABLE' };
  };
  readonly ClsLogsetId?: string;
  readonly ClsTopicId?: string;
}

export interface DesiredTrigger {
  readonly Type: 'http' | 'cos' | 'timer';
  readonly TriggerName: string;
  /** JSON without spaces; for a timer, the bare cron expression. */
  readonly TriggerDesc: string;
  readonly Enable: 'OPEN' | 'CLOSE';
  readonly CustomArgument?: string;
}

/** How often a failed asynchronous run is retried, and how long a throttled one waits. */
export interface AsyncRetry {
  readonly RetryConfig: readonly [{ readonly RetryNum: number }];
  readonly MsgTTL: number;
}

/** A role and its one policy, of the same name. */
export interface DesiredRole {
  readonly name: string;
  /** Who assumes it: the platform for a function, or those in the account whose own policy allows it. */
  readonly trusts: 'scf' | 'account';
  readonly policy: PolicyDocument;
}

export interface DesiredFunction {
  /** In the cloud: `<service>-<stage>-<function>`. Its role has the same name. */
  readonly name: string;
  readonly runtime: string;
  readonly handler: string;
  readonly zip: Uint8Array;
  readonly settings: FunctionSettings;
  /** Identifies a published version: its description. */
  readonly release: string;
  /** Provisioned instances of the version in use. */
  readonly provisioned: number;
  /** Memory of all instances that it may have; undefined for no cap. */
  readonly reservedMb: number | undefined;
  readonly retry: AsyncRetry | undefined;
  readonly triggers: readonly DesiredTrigger[];
}

export interface DesiredEndpoint {
  readonly Namespace: string;
  readonly FunctionName: string;
  readonly Qualifier: string;
  readonly PathMatch: string;
}

export interface DesiredState {
  readonly region: string;
  /** Begins the names of all its stages. */
  readonly service: string;
  /** Prefix of the names of everything that belongs to this service and stage. */
  readonly prefix: string;
  readonly bucket: string | undefined;
  /** What the keys of this stage begin with in the bucket. */
  readonly objectPrefix: string;
  /** Undefined for the platform's own log topic. */
  readonly logs: DesiredLogs | undefined;
  readonly instanceCaps: number;
  readonly roles: readonly DesiredRole[];
  readonly functions: readonly DesiredFunction[];
  readonly domain:
    | { readonly name: string; readonly certificateId: string; readonly endpoints: readonly DesiredEndpoint[] }
    | undefined;
  readonly migrations: MigratedDatabase | undefined;
  readonly smoke: { readonly name: string; readonly path: string } | undefined;
}

export interface PackagedFunction extends Package {
  readonly inputs: Bundle['inputs'];
}

/** Most bytes of a function's variables. Source: SCF, CreateFunction. */
const MAX_ENVIRONMENT_BYTES = 4096;

/** Longest name of a function or a role. Source: SCF, CreateFunction. */
const MAX_NAME_LENGTH = 60;

export const NAMESPACE = 'default';

/** The fields that name the function in a request. */
export const at = (name: string) => ({ FunctionName: name, Namespace: NAMESPACE });

export const prefixOf = ({ service, stage }: ServerlessService): string => `${service}-${stage}-`;

/**
 * The desired state of the account, from serverless.yml and the packaged functions alone.
 *
 * @throws Error for a name that the platform would refuse, and for a smoke check of an unknown function.
 */
export function desiredState(
  service: ServerlessService,
  packaged: Readonly<Record<string, PackagedFunction>>,
): DesiredState {
  const prefix = prefixOf(service);
  const names = Object.fromEntries(Object.keys(service.functions).map((name) => [name, `${prefix}${name}`]));
  const long = Object.values(names).find((name) => name.length > MAX_NAME_LENGTH);
  if (long) throw new Error(`${long}: a function's name has at most ${MAX_NAME_LENGTH} characters`);
  const { smoke, migrations } = service.release;
  const smokeName = smoke && names[smoke.function];
  if (smoke && !smokeName) throw new Error(`provider.release.smoke.function: there is no function ${smoke.function}`);
  const functions = Object.values(composed(service).functions);
  const full = functions.find(({ environment }) => bytesOf(environment) > MAX_ENVIRONMENT_BYTES);
  if (full) throw new Error(`${full.name}: its variables have more than ${MAX_ENVIRONMENT_BYTES} bytes in all`);
  const { DATABASE_URL: workingUrl = '', DATABASE_CA_FILE: authoritiesFile } = service.variables;
  const grounds = {
    region: service.region,
    bucket: service.bucket,
    sealBucket: service.variables.DESK_SEAL_BUCKET,
    objectPrefix: service.objectPrefix,
    functions: names,
    uploadRole: uploadRoleOf(prefix),
  };
  return {
    region: service.region,
    service: service.service,
    prefix,
    bucket: service.bucket,
    objectPrefix: service.objectPrefix,
    logs: logsOf(service),
    instanceCaps: service.instanceCaps,
    roles: rolesOf(names, packaged, grounds),
    functions: functions.map((serverlessFunction) => desiredFunction(serverlessFunction, service, names, packaged)),
    domain: service.domain && { ...service.domain, endpoints: endpointsOf(functions, names) },
    migrations: migrations && {
      migrationUrl: migrations.databaseUrl,
      workingUrl,
      authoritiesFile: authoritiesFile ? join(ROOT, authoritiesFile) : undefined,
      schema: migrations.schema,
    },
    smoke: smoke && smokeName ? { name: smokeName, path: smoke.path } : undefined,
  };
}

const bytesOf = (environment: ServerlessFunction['environment']) => Buffer.byteLength(JSON.stringify(environment));

/** The role that signs upload grants. */
export const uploadRoleOf = (prefix: string): string => `${prefix}upload-grants`;

/** The role of each function, and the one that signs upload grants where one of them has the right to assume it. */
function rolesOf(
  names: Readonly<Record<string, string>>,
  packaged: Readonly<Record<string, PackagedFunction>>,
  grounds: Grounds,
): readonly DesiredRole[] {
  if (Object.values(names).includes(grounds.uploadRole)) throw new Error(`${grounds.uploadRole} is the name of a role`);
  const ofFunctions = Object.entries(names).map(([functionName, name]): DesiredRole => {
    const { inputs } = packaged[functionName] ?? NOT_PACKAGED;
    return { name, trusts: 'scf', policy: policyOf(inputs, grounds) };
  });
  const isAssumed = JSON.stringify(ofFunctions).includes(`:roleName/${grounds.uploadRole}"`);
  const ofUploads: DesiredRole = { name: grounds.uploadRole, trusts: 'account', policy: uploadPolicy(grounds) };
  return isAssumed ? [...ofFunctions, ofUploads] : ofFunctions;
}

const NOT_PACKAGED: PackagedFunction = { zip: new Uint8Array(), fingerprint: '', inputs: {} };

function desiredFunction(
  given: ServerlessFunction,
  service: ServerlessService,
  names: Readonly<Record<string, string>>,
  packaged: Readonly<Record<string, PackagedFunction>>,
): DesiredFunction {
  const name = names[given.name] ?? given.name;
  const { zip, fingerprint: code } = packaged[given.name] ?? NOT_PACKAGED;
  const variables = Object.entries(given.environment).filter(([, value]) => value !== '');
  const settings: FunctionSettings = {
    // The code's fingerprint is here because GetFunction returns nothing about the uploaded code.
    Description: `${given.description} code ${code}`.trimStart(),
    MemorySize: given.memoryMb,
    Timeout: given.timeoutSeconds,
    Environment: { Variables: variables.toSorted().map(([Key, Value]) => ({ Key, Value })) },
    Role: name,
    ...(service.vpc && { VpcConfig: { VpcId: service.vpc.vpcId, SubnetId: service.vpc.subnetId } }),
    PublicNetConfig: {
      PublicNetStatus: service.publicNet.publicNetStatus,
      EipConfig: { EipStatus: service.publicNet.eipConfig.eipStatus },
    },
  };
  return {
    name,
    runtime: service.runtime,
    handler: given.handler,
    zip,
    settings,
    release: fingerprint(JSON.stringify([given.handler, settings])),
    provisioned: given.provisionedConcurrency,
    reservedMb: given.reservedConcurrency ? given.reservedConcurrency * given.memoryMb : undefined,
    retry: retryOf(given),
    triggers: triggersOf(given, service.region),
  };
}

/** The platform's default retention of an event. Source: SCF, retry policy. */
const EVENT_SECONDS = 6 * 60 * 60;

/** No event is kept for less; the range is not documented. */
const LEAST_EVENT_SECONDS = 60;

/**
 * A failed tick is not retried, and one that has waited for a period is dropped: the next one does its work. After an hour
 * without a free instance the last tick runs, and not each of that hour.
 */
function retryOf({ cos, timers }: ServerlessFunction): AsyncRetry | undefined {
  if (cos.length > 0) return { RetryConfig: [{ RetryNum: 2 }], MsgTTL: EVENT_SECONDS };
  if (timers.length === 0) return undefined;
  const periods = timers.map(({ cronExpression }) => periodSeconds(cronExpression) ?? EVENT_SECONDS);
  const seconds = Math.min(EVENT_SECONDS, Math.max(LEAST_EVENT_SECONDS, ...periods));
  return { RetryConfig: [{ RetryNum: 0 }], MsgTTL: seconds };
}

/** Names and forms of triggers: SCF, "trigger configuration". */
function triggersOf({ http, cos, timers }: ServerlessFunction, region: string): readonly DesiredTrigger[] {
  const url = http ? [http] : [];
  return [
    ...url.map(
      ({ cors }): DesiredTrigger => ({
        Type: 'http',
        TriggerName: 'url-trigger',
        TriggerDesc: urlText(cors),
        Enable: 'OPEN',
      }),
    ),
    ...cos.map(
      ({ bucket, events, prefix, suffix }): DesiredTrigger => ({
        Type: 'cos',
        TriggerName: `${bucket}.cos.${region}.myqcloud.com`,
        TriggerDesc: JSON.stringify({ event: events, filter: { Prefix: prefix, Suffix: suffix } }),
        Enable: 'OPEN',
      }),
    ),
    ...timers.map(
      ({ name, cronExpression, enable, argument }): DesiredTrigger => ({
        Type: 'timer',
        TriggerName: name,
        TriggerDesc: cronExpression,
        CustomArgument: argument,
        Enable: enable ? 'OPEN' : 'CLOSE',
      }),
    ),
  ];
}

/** Both net flags default to false, which makes the URL unreachable. */
const urlText = ({ enable, origins, methods, headers, exposeHeaders, credentials, maxAge }: Cors): string =>
  JSON.stringify({
    AuthType: 'NONE',
    NetConfig: { EnableIntranet: false, EnableExtranet: true },
    CorsConfig: {
      Enable: enable,
      Origins: origins,
      Methods: methods,
      Headers: headers,
      ExposeHeaders: exposeHeaders,
      Credentials: credentials,
      MaxAge: maxAge,
    },
  });

const endpointsOf = (
  functions: readonly ServerlessFunction[],
  names: Readonly<Record<string, string>>,
): readonly DesiredEndpoint[] =>
  functions.flatMap(({ name, http }) =>
    (http?.paths ?? []).map((PathMatch) => ({
      Namespace: NAMESPACE,
      FunctionName: names[name] ?? name,
      Qualifier: ALIAS,
      PathMatch,
    })),
  );
