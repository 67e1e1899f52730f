import { isDeepStrictEqual } from 'node:util';
import type { ActualFunction, ActualState, ActualTrigger } from './actual-state.ts';
import { BUCKET_RULES, CODE_PREFIX } from './bucket-rules.ts';
import { ALIAS, type Call, cam, cos, LATEST, PUBLISHED, scf } from './calls.ts';
import { type DesiredFunction, type DesiredState, type DesiredTrigger, NAMESPACE } from './desired-state.ts';
import { TRUST } from './permissions.ts';

/**
 * The calls that turn what is there into what is to be, in the order in which they must be made. None when nothing differs: what was done
 * before an interruption is not done again.
 *
 * Functions change behind their alias first; traffic then turns to the new versions, one call per function; triggers and the domain
 * follow.
 *
 * @throws Error for a change that the platform can't make.
 */
export function changesBetween(actual: ActualState, desired: DesiredState): readonly Call[] {
  const { functions, migrations, smoke } = desired;
  const pairs = functions.map((wanted) => ({ wanted, is: actual.functions.find(({ name }) => name === wanted.name) }));
  const calls = [
    ...bucketChanges(actual.bucket, desired),
    ...functions.flatMap((wanted) => roleChanges(actual, wanted)),
    ...pairs.flatMap(({ wanted, is }) => codeChanges(is, wanted, desired)),
    ...pairs.flatMap(({ wanted, is }) => aliasChanges(is, wanted)),
    ...pairs.flatMap(({ wanted, is }) => triggerChanges(is, wanted)),
    ...domainChanges(actual.domain, desired.domain),
    ...removalOf(leftOver(actual, functions)),
  ];
  if (calls.length === 0) return [];
  return [
    ...(migrations ? [{ product: 'database', action: 'migrate', body: {} } as const] : []),
    ...calls,
    ...(smoke ? [smokeCheck(smoke)] : []),
  ];
}

/** The calls that remove everything of a service and stage but its bucket and its database, which hold people's files. */
export const removalOf = ({ functions, roles, policies }: ActualState): readonly Call[] => [
  ...functions.flatMap(({ name, triggers }) => [
    ...triggers.map((trigger) => deleteTrigger(name, trigger)),
    scf('DeleteFunction', at(name)),
  ]),
  ...roles.flatMap(({ name, attached }) => [
    ...attached.map((PolicyName) => cam('DetachRolePolicy', { DetachRoleName: name, PolicyName })),
    cam('DeleteRole', { RoleName: name }),
  ]),
  ...policies.map(({ id }) => cam('DeletePolicy', { PolicyId: [id] })),
];

/** What is there of functions that are no longer wanted. */
function leftOver(actual: ActualState, functions: readonly DesiredFunction[]): ActualState {
  const wanted = new Set(functions.map(({ name }) => name));
  const others = <T extends { readonly name: string }>(all: readonly T[]) =>
    all.filter(({ name }) => !wanted.has(name));
  return {
    ...actual,
    functions: others(actual.functions),
    roles: others(actual.roles),
    policies: others(actual.policies),
  };
}

const at = (name: string) => ({ FunctionName: name, Namespace: NAMESPACE });

function bucketChanges(is: ActualState['bucket'], { bucket, region }: DesiredState): readonly Call[] {
  if (!bucket) return [];
  const place = { Bucket: bucket, Region: region };
  const { CORSRules, Rules } = BUCKET_RULES;
  return [
    ...(is ? [] : [cos('putBucket', { ...place, ACL: 'private' })]),
    ...(is && !is.isPrivate ? [cos('putBucketAcl', { ...place, ACL: 'private' })] : []),
    ...(isSame(CORSRules, is?.cors) ? [] : [cos('putBucketCors', { ...place, CORSRules })]),
    ...(isSame(Rules, is?.lifecycle) ? [] : [cos('putBucketLifecycle', { ...place, Rules })]),
  ];
}

function roleChanges({ roles, policies }: ActualState, { name, policy }: DesiredFunction): readonly Call[] {
  const role = roles.find((one) => one.name === name);
  const before = policies.find((one) => one.name === name);
  const PolicyDocument = JSON.stringify(policy);
  const trust = JSON.stringify(TRUST);
  // CAM knows no policy without a statement.
  const needsPolicy = policy.statement.length > 0;
  const detached = before && !needsPolicy ? (role?.attached ?? []) : [];
  return [
    ...(role ? [] : [cam('CreateRole', { RoleName: name, PolicyDocument: trust })]),
    ...(role && !isDeepStrictEqual(role.trust, TRUST)
      ? [cam('UpdateAssumeRolePolicy', { RoleName: name, PolicyDocument: trust })]
      : []),
    ...(needsPolicy && !before ? [cam('CreatePolicy', { PolicyName: name, PolicyDocument })] : []),
    ...(needsPolicy && before && !isDeepStrictEqual(before.document, policy)
      ? [cam('UpdatePolicy', { PolicyName: name, PolicyDocument })]
      : []),
    ...(needsPolicy && !role?.attached.includes(name)
      ? [cam('AttachRolePolicy', { AttachRoleName: name, PolicyName: name })]
      : []),
    ...detached.map((PolicyName) => cam('DetachRolePolicy', { DetachRoleName: name, PolicyName })),
    ...(before && !needsPolicy ? [cam('DeletePolicy', { PolicyId: [before.id] })] : []),
  ];
}

/** Base64 of more than 6 MB is taken from COS only. Source: SCF quotas. */
const MAX_INLINE_BYTES = 4_500_000;

function codeChanges(is: ActualFunction | undefined, wanted: DesiredFunction, desired: DesiredState): readonly Call[] {
  const { name, runtime, handler, settings, release } = wanted;
  if (is && is.Runtime !== runtime)
    throw new Error(
      `${name}: 运行环境不能从 ${is.Runtime} 改为 ${runtime}，平台只在创建函数时接受它。` +
        '请换一个 --stage 部署一套新的，切换域名后再 remove 旧的。',
    );
  if (!is) {
    const { upload, code } = codeOf(wanted, desired);
    const fixed = { Runtime: runtime, Handler: handler, Type: 'Event' };
    return [...upload, scf('CreateFunction', { ...at(name), ...fixed, ...settings, Code: code }), publish(wanted)];
  }
  const newCode = is.settings.Description !== settings.Description || is.Handler !== handler;
  const { upload, code } = newCode ? codeOf(wanted, desired) : { upload: [], code: {} };
  const newSettings = !isSame(settings, is.settings);
  const isPublished = is.versions.some(({ Description }) => Description === release);
  return [
    ...upload,
    ...(newCode ? [scf('UpdateFunctionCode', { ...at(name), Handler: handler, Code: code })] : []),
    // Last, for its description says that the code is there.
    ...(newSettings ? [scf('UpdateFunctionConfiguration', { ...at(name), ...settings })] : []),
    ...(isPublished && !newCode && !newSettings ? [] : [publish(wanted)]),
  ];
}

const publish = ({ name, release }: DesiredFunction): Call =>
  scf('PublishVersion', { ...at(name), Description: release });

/** Small code travels in the call, large code by way of the bucket. */
function codeOf({ name, zip }: DesiredFunction, { bucket, region }: DesiredState) {
  if (zip.length <= MAX_INLINE_BYTES) return { upload: [], code: { ZipFile: Buffer.from(zip).toString('base64') } };
  if (!bucket) throw new Error(`${name}: its code has ${zip.length} bytes and needs provider.bucket to travel by`);
  const key = `${CODE_PREFIX}${name}.zip`;
  const upload = [cos('putObject', { Bucket: bucket, Region: region, Key: key, Body: zip })];
  const withoutAppId = bucket.slice(0, bucket.lastIndexOf('-'));
  return { upload, code: { CosBucketName: withoutAppId, CosObjectName: `/${key}`, CosBucketRegion: region } };
}

function aliasChanges(is: ActualFunction | undefined, wanted: DesiredFunction): readonly Call[] {
  const ready = is?.versions.find(({ Description }) => Description === wanted.release)?.Version;
  const isCurrent = is && isUpToDate(is, wanted) && ready !== undefined;
  if (isCurrent && is.inUse === ready) return [];
  return [useVersion(wanted.name, isCurrent ? ready : PUBLISHED)];
}

/** Points the alias, and with it all traffic, at a version. */
export const useVersion = (name: string, FunctionVersion: string): Call =>
  scf('UpdateAlias', { ...at(name), Name: ALIAS, FunctionVersion });

const isUpToDate = (is: ActualFunction, { settings, handler }: DesiredFunction): boolean =>
  is.Handler === handler && isSame(settings, is.settings);

/** Versions to go back to: what the aliases point at before, of functions whose alias the calls move. */
export const versionsBefore = (actual: ActualState, calls: readonly Call[]): readonly Call[] =>
  calls
    .filter(({ action }) => action === 'UpdateAlias')
    .flatMap(({ body }) => {
      const before = actual.functions.find(({ name }) => name === body.FunctionName)?.inUse;
      return before === undefined || before === LATEST ? [] : [useVersion(String(body.FunctionName), before)];
    })
    .toReversed();

function triggerChanges(is: ActualFunction | undefined, wanted: DesiredFunction): readonly Call[] {
  const { name, retry, triggers } = wanted;
  const before = is?.triggers ?? [];
  const same = (one: { Type: string; TriggerName: string }, other: { Type: string; TriggerName: string }) =>
    one.Type === other.Type && one.TriggerName === other.TriggerName;
  // A COS trigger of the same bucket is another one when its rule is another one.
  const isKept = (one: ActualTrigger) =>
    triggers.some((other) => same(one, other) && (one.Type !== 'cos' || isLike(one, other)));
  return [
    ...(retry && !isSame(retry, is?.retry)
      ? [scf('UpdateFunctionEventInvokeConfig', { ...at(name), AsyncTriggerConfig: retry })]
      : []),
    ...before.filter((one) => !isKept(one)).map((one) => deleteTrigger(name, one)),
    ...triggers.flatMap((trigger) => {
      const one = before.find((other) => same(other, trigger) && isKept(other));
      if (!one) return [scf('CreateTrigger', { ...at(name), Qualifier: ALIAS, ...trigger })];
      return isLike(one, trigger) ? [] : [scf('UpdateTrigger', { ...at(name), Qualifier: ALIAS, ...trigger })];
    }),
  ];
}

const deleteTrigger = (name: string, { Type, TriggerName, TriggerDesc, Qualifier }: ActualTrigger): Call =>
  // Several COS triggers may have the bucket's one name, so the rule says which.
  scf('DeleteTrigger', { ...at(name), Type, TriggerName, Qualifier, ...(Type === 'cos' ? { TriggerDesc } : {}) });

function isLike(is: ActualTrigger, wanted: DesiredTrigger): boolean {
  const opened = is.Enable === 1 ? 'OPEN' : 'CLOSE';
  if (opened !== wanted.Enable || is.CustomArgument !== (wanted.CustomArgument ?? '')) return false;
  const text: unknown = JSON.parse(is.TriggerDesc);
  // A timer's rule is written bare and read back in an object.
  const rule = wanted.Type === 'timer' ? { cron: wanted.TriggerDesc } : (JSON.parse(wanted.TriggerDesc) as unknown);
  return isSame(rule, text);
}

/** Whether what was read is what is wanted. */
const isSame = (wanted: unknown, is: unknown): boolean => isDeepStrictEqual(pickedLike(wanted, is), wanted);

/** Of a value that was read, the parts that a wanted value has: the platform adds fields of its own. */
function pickedLike(wanted: unknown, is: unknown): unknown {
  if (Array.isArray(wanted) && Array.isArray(is)) return is.map((one, index) => pickedLike(wanted[index], one));
  if (!isObject(wanted) || !isObject(is)) return is;
  return Object.fromEntries(Object.keys(wanted).map((key) => [key, pickedLike(wanted[key], is[key])]));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function domainChanges(is: ActualState['domain'], wanted: DesiredState['domain']): readonly Call[] {
  if (!wanted) return [];
  const { name, certificateId, endpoints } = wanted;
  if (is?.certificateId === certificateId && isSame(endpoints, is.endpoints)) return [];
  const body = {
    Domain: name,
    Protocol: 'HTTPS',
    CertConfig: { CertificateId: certificateId },
    EndpointsConfig: endpoints,
  };
  return [scf(is ? 'UpdateCustomDomain' : 'CreateCustomDomain', body)];
}

/** Asks a function through its alias as its URL would. */
function smokeCheck({ name, path }: { readonly name: string; readonly path: string }): Call {
  const event = { httpMethod: 'GET', path, headers: {}, queryString: {} };
  const request = { Qualifier: ALIAS, InvocationType: 'RequestResponse', ClientContext: JSON.stringify(event) };
  return scf('Invoke', { ...at(name), ...request });
}
