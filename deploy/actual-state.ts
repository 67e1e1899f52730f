import type { ActualBucket, Cloud } from './cloud.ts';
import { at, type DesiredEndpoint, type DesiredState, type FunctionSettings, NAMESPACE } from './desired-state.ts';
import { type Quota, readCap, readQuota } from './instance-caps.ts';
import { type ActualLogs, readLogs } from './log-topic.ts';

export interface ActualTrigger {
  readonly Type: string;
  readonly TriggerName: string;
  readonly TriggerDesc: string;
  readonly Qualifier: string;
  readonly CustomArgument: string | null;
  /** 1 or 0, though it is written as OPEN or CLOSE. */
  readonly Enable: number;
}

export interface ActualFunction {
  readonly name: string;
  readonly Runtime: string;
  readonly Handler: string;
  readonly settings: Partial<FunctionSettings>;
  readonly versions: readonly { readonly Version: string; readonly Description?: string }[];
  /** Version of the alias. */
  readonly inUse: string;
  /** Provisioned instances, by version. */
  readonly provisioned: readonly { readonly version: string; readonly instances: number }[];
  /** Memory that all its instances may have; undefined for no cap. */
  readonly reservedMb: number | undefined;
  readonly retry: unknown;
  readonly triggers: readonly ActualTrigger[];
}

export interface ActualRole {
  readonly name: string;
  readonly trust: unknown;
  readonly attached: readonly string[];
}

export interface ActualPolicy {
  readonly id: number;
  readonly name: string;
  readonly document: unknown;
}

/** A COS trigger of another stage. */
export interface CosTriggerElsewhere {
  readonly functionName: string;
  readonly trigger: ActualTrigger;
}

export interface ActualState {
  /** UIN of the main account. */
  readonly account: string;
  readonly bucket: ActualBucket | undefined;
  readonly logs: ActualLogs | undefined;
  /** Undefined where it isn't known. */
  readonly quota: Quota | undefined;
  /** Whether SCF's own role exists, with which it reads code from COS and creates triggers. */
  readonly hasServiceRole: boolean;
  readonly roles: readonly ActualRole[];
  readonly policies: readonly ActualPolicy[];
  readonly functions: readonly ActualFunction[];
  /** COS triggers of the service's other stages on the same bucket. */
  readonly elsewhere: readonly CosTriggerElsewhere[];
  readonly domain: { readonly certificateId: string; readonly endpoints: readonly DesiredEndpoint[] } | undefined;
}

/** An account without anything of this service. */
export const NOTHING: ActualState = {
  // The plan needs no account.
  account: '<account>',
  bucket: undefined,
  logs: undefined,
  quota: undefined,
  hasServiceRole: true,
  roles: [],
  policies: [],
  functions: [],
  elsewhere: [],
  domain: undefined,
};

/** Created by SCF's console when it is first opened. Source: SCF, roles and authorization (583/32389). */
export const SERVICE_ROLE = 'SCF_QcsRole';

type Wanted = Pick<DesiredState, 'service' | 'prefix' | 'bucket' | 'domain' | 'logs'>;

/**
 * Reads what exists of a service and stage: everything whose name begins with the prefix, and what other stages of the
 * service have on the same bucket. Only reads.
 */
export async function readActualState(wanted: Wanted, cloud: Cloud): Promise<ActualState> {
  const { service, prefix, bucket, domain, logs } = wanted;
  const all = await functionNames(`${service}-`, cloud);
  const names = all.filter((name) => name.startsWith(prefix));
  const others = all.filter((name) => !name.startsWith(prefix));
  const functions: ActualFunction[] = [];
  for (const name of names) functions.push(await readFunction(name, cloud));
  const roleNames = await readRoleNames(cloud);
  const { OwnerUin } = await cloud.read<{ OwnerUin: string }>('cam', 'GetUserAppId', {});
  return {
    account: OwnerUin,
    bucket: bucket ? await cloud.readBucket(bucket) : undefined,
    logs: logs && (await readLogs(logs, cloud)),
    quota: await readQuota(cloud),
    hasServiceRole: roleNames.some(({ RoleName }) => RoleName === SERVICE_ROLE),
    roles: await readRoles(
      roleNames.filter(({ RoleName }) => RoleName.startsWith(prefix)),
      cloud,
    ),
    policies: await readPolicies(prefix, cloud),
    functions,
    elsewhere: bucket ? await cosTriggersOf(others, bucket, cloud) : [],
    domain: domain && (await readDomain(domain.name, cloud)),
  };
}

const PAGE = 100;

/** All pages of a list: the first page that isn't full is the last. */
async function pages<T>(read: (page: number) => Promise<readonly T[] | undefined>): Promise<readonly T[]> {
  const all: T[] = [];
  for (let page = 0; ; page += 1) {
    const found = (await read(page)) ?? [];
    all.push(...found);
    if (found.length < PAGE) return all;
  }
}

async function functionNames(prefix: string, cloud: Cloud): Promise<readonly string[]> {
  const found = await pages(async (page) => {
    const request = { SearchKey: prefix, Namespace: NAMESPACE, Offset: page * PAGE, Limit: PAGE };
    const { Functions } = await cloud.read<{ Functions?: { FunctionName: string }[] }>('scf', 'ListFunctions', request);
    return Functions;
  });
  return found.map(({ FunctionName }) => FunctionName).filter((name) => name.startsWith(prefix));
}

async function readFunction(name: string, cloud: Cloud): Promise<ActualFunction> {
  const which = at(name);
  type Answer = Partial<FunctionSettings> & { Runtime: string; Handler: string };
  const is = await cloud.read<Answer>('scf', 'GetFunction', which);
  const { Versions } = await cloud.read<{ Versions?: ActualFunction['versions'] }>('scf', 'ListVersionByFunction', {
    ...which,
    Limit: PAGE,
    Order: 'DESC',
    OrderBy: 'AddTime',
  });
  const alias = await cloud.read<{ FunctionVersion: string }>('scf', 'GetAlias', { ...which, Name: '$DEFAULT' });
  type Provisioned = { Qualifier: string; AllocatedProvisionedConcurrencyNum: number };
  const { Allocated } = await cloud.read<{ Allocated?: readonly Provisioned[] }>(
    'scf',
    'GetProvisionedConcurrencyConfig',
    which,
  );
  const reservedMb = (await readCap(name, cloud))?.mb;
  const retry = await cloud.read<{ AsyncTriggerConfig?: unknown }>('scf', 'GetFunctionEventInvokeConfig', which);
  return {
    name,
    Runtime: is.Runtime,
    Handler: is.Handler,
    settings: { ...is, Environment: inOrder(is.Environment) },
    versions: Versions ?? [],
    inUse: alias.FunctionVersion,
    provisioned: (Allocated ?? []).map((provisioned) => ({
      version: provisioned.Qualifier,
      instances: provisioned.AllocatedProvisionedConcurrencyNum,
    })),
    reservedMb,
    retry: retry.AsyncTriggerConfig,
    triggers: await readTriggers(name, cloud),
  };
}

async function readTriggers(name: string, cloud: Cloud): Promise<readonly ActualTrigger[]> {
  const request = { ...at(name), Limit: PAGE };
  return (await cloud.read<{ Triggers?: ActualTrigger[] }>('scf', 'ListTriggers', request)).Triggers ?? [];
}

async function cosTriggersOf(names: readonly string[], bucket: string, cloud: Cloud) {
  const found: CosTriggerElsewhere[] = [];
  for (const functionName of names)
    for (const trigger of await readTriggers(functionName, cloud))
      if (trigger.Type === 'cos' && trigger.TriggerName.startsWith(`${bucket}.`)) found.push({ functionName, trigger });
  return found;
}

/** The platform doesn't guarantee an order. */
const inOrder = (environment: FunctionSettings['Environment'] | undefined): FunctionSettings['Environment'] => ({
  Variables: (environment?.Variables ?? []).toSorted((first, second) => (first.Key < second.Key ? -1 : 1)),
});

export interface NamedRole {
  readonly RoleName: string;
  readonly PolicyDocument: string;
}

/** Every role of the account. */
export const readRoleNames = (cloud: Cloud): Promise<readonly NamedRole[]> =>
  pages(async (page) => {
    const request = { Page: page + 1, Rp: PAGE };
    return (await cloud.read<{ List?: NamedRole[] }>('cam', 'DescribeRoleList', request)).List;
  });

async function readRoles(found: readonly NamedRole[], cloud: Cloud): Promise<readonly ActualRole[]> {
  const roles: ActualRole[] = [];
  for (const { RoleName, PolicyDocument } of found) {
    const request = { Page: 1, Rp: PAGE, RoleName };
    const { List } = await cloud.read<{ List?: { PolicyName: string }[] }>('cam', 'ListAttachedRolePolicies', request);
    roles.push({
      name: RoleName,
      trust: parsed(PolicyDocument),
      attached: (List ?? []).map((policy) => policy.PolicyName),
    });
  }
  return roles;
}

async function readPolicies(prefix: string, cloud: Cloud): Promise<readonly ActualPolicy[]> {
  const found = await pages(async (page) => {
    const request = { Scope: 'Local', Keyword: prefix, Page: page + 1, Rp: PAGE };
    const { List } = await cloud.read<{ List?: { PolicyId: number; PolicyName: string }[] }>(
      'cam',
      'ListPolicies',
      request,
    );
    return List;
  });
  const policies: ActualPolicy[] = [];
  for (const { PolicyId, PolicyName } of found.filter(({ PolicyName }) => PolicyName.startsWith(prefix))) {
    const { PolicyDocument } = await cloud.read<{ PolicyDocument: string }>('cam', 'GetPolicy', { PolicyId });
    policies.push({ id: PolicyId, name: PolicyName, document: parsed(PolicyDocument) });
  }
  return policies;
}

async function readDomain(name: string, cloud: Cloud): Promise<ActualState['domain']> {
  type Answer = { EndpointsConfig?: DesiredEndpoint[]; CertConfig?: { CertificateId?: string } };
  const answer = await cloud.readIfThere<Answer>('scf', 'GetCustomDomain', { Domain: name });
  if (!answer) return undefined;
  return { certificateId: answer.CertConfig?.CertificateId ?? '', endpoints: answer.EndpointsConfig ?? [] };
}

/** Documents are percent-encoded or plain. */
function parsed(document: string): unknown {
  const text = document.startsWith('%') ? decodeURIComponent(document) : document;
  return JSON.parse(text);
}
