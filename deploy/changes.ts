import { isDeepStrictEqual } from 'node:util';
import { type ActualFunction, type ActualState, type ActualTrigger, SERVICE_ROLE } from './actual-state.ts';
import { BUCKET_RULES, ENCRYPTION } from './bucket-rules.ts';
import { ALIAS, type Call, cam, cos, scf } from './calls.ts';
import { at, type DesiredFunction, type DesiredRole, type DesiredState, type DesiredTrigger } from './desired-state.ts';
import { isSame } from './is-same.ts';
import { TRUSTS_SCF, trustsAccount } from './permissions.ts';
import { aliasChanges, codeChanges, MAX_INLINE_BYTES, oldVersions, readyInstances } from './version-changes.ts';

/**
 * The calls that turn the actual state into the desired one, in the order in which they must be made; none when nothing
 * differs. What was done before an interruption is not done again.
 *
 * Functions change behind their alias first; traffic then moves to the new versions, one call per function; triggers
 * and the domain follow. What is no longer needed is removed last, after the check has passed.
 *
 * @throws Error for a change that the platform can't make.
 */
export function changesBetween(actual: ActualState, desired: DesiredState): readonly Call[] {
  const { functions, roles, migrations, smoke } = desired;
  const pairs = functions.map((wanted) => ({ wanted, is: actual.functions.find(({ name }) => name === wanted.name) }));
  const calls = [
    ...bucketChanges(actual.bucket, desired),
    ...roles.flatMap((wanted) => roleChanges(actual, wanted)),
    ...pairs.flatMap(({ wanted, is }) => codeChanges(is, wanted, desired)),
    ...pairs.flatMap(({ wanted, is }) => readyInstances(is, wanted)),
    ...pairs.flatMap(({ wanted, is }) => aliasChanges(is, wanted)),
    ...pairs.flatMap(({ wanted, is }) => triggerChanges(is, wanted)),
    ...domainChanges(actual.domain, desired.domain),
  ];
  const tidying = [
    ...removalOf(leftOver(actual, desired)),
    ...pairs.flatMap(({ wanted, is }) => (is ? oldVersions(is, wanted) : [])),
  ];
  if (calls.length + tidying.length === 0) return [];
  requireServiceRole(actual, desired);
  return [
    ...(migrations ? [{ product: 'database', action: 'migrate', body: {} } as const] : []),
    ...calls,
    ...(smoke ? [smokeCheck(smoke)] : []),
    ...tidying,
  ];
}

function requireServiceRole({ hasServiceRole }: ActualState, { functions }: DesiredState): void {
  const needsIt = functions.some(
    ({ zip, triggers }) => zip.length > MAX_INLINE_BYTES || triggers.some(({ Type }) => Type === 'cos'),
  );
  if (needsIt && !hasServiceRole)
    throw new Error(
      `账号里没有角色 ${SERVICE_ROLE}，云函数不能从存储桶取代码、也不能创建 COS 触发器。` +
        '请用主账号打开一次云函数控制台，按提示完成授权，再部署。',
    );
}

/**
 * The calls that remove everything of a service and stage except its bucket and its database, which hold users' files.
 */
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

/** What exists of functions and roles that are no longer wanted. */
function leftOver(actual: ActualState, { functions, roles }: DesiredState): ActualState {
  const wanted = new Set([...functions, ...roles].map(({ name }) => name));
  const others = <T extends { readonly name: string }>(all: readonly T[]) =>
    all.filter(({ name }) => !wanted.has(name));
  return {
    ...actual,
    functions: others(actual.functions),
    roles: others(actual.roles),
    policies: others(actual.policies),
  };
}

function bucketChanges(is: ActualState['bucket'], { bucket, region }: DesiredState): readonly Call[] {
  if (!bucket) return [];
  const place = { Bucket: bucket, Region: region };
  const { CORSRules, Rules } = BUCKET_RULES;
  return [
    ...(is ? [] : [cos('putBucket', { ...place, ACL: 'private' })]),
    ...(is && !is.isPrivate ? [cos('putBucketAcl', { ...place, ACL: 'private' })] : []),
    ...(is?.isEncrypted
      ? []
      : [cos('putBucketEncryption', { ...place, ServerSideEncryptionConfiguration: ENCRYPTION })]),
    ...(isSame(CORSRules, is?.cors) ? [] : [cos('putBucketCors', { ...place, CORSRules })]),
    ...(isSame(Rules, is?.lifecycle) ? [] : [cos('putBucketLifecycle', { ...place, Rules })]),
  ];
}

function roleChanges({ account, roles, policies }: ActualState, wanted: DesiredRole): readonly Call[] {
  const { name, trusts, policy } = wanted;
  const role = roles.find((one) => one.name === name);
  const before = policies.find((one) => one.name === name);
  const PolicyDocument = JSON.stringify(policy);
  const trustDocument = trusts === 'scf' ? TRUSTS_SCF : trustsAccount(account);
  const trust = JSON.stringify(trustDocument);
  // CAM has no policy without a statement.
  const needsPolicy = policy.statement.length > 0;
  const detached = before && !needsPolicy ? (role?.attached ?? []) : [];
  return [
    ...(role ? [] : [cam('CreateRole', { RoleName: name, PolicyDocument: trust })]),
    ...(role && !isDeepStrictEqual(role.trust, trustDocument)
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

function triggerChanges(is: ActualFunction | undefined, wanted: DesiredFunction): readonly Call[] {
  const { name, retry, triggers } = wanted;
  const before = is?.triggers ?? [];
  const same = (one: { Type: string; TriggerName: string }, other: { Type: string; TriggerName: string }) =>
    one.Type === other.Type && one.TriggerName === other.TriggerName;
  // COS triggers of the same bucket are the same only when their rules are.
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
  // Several COS triggers may share the bucket's name; the rule tells them apart.
  scf('DeleteTrigger', { ...at(name), Type, TriggerName, Qualifier, ...(Type === 'cos' ? { TriggerDesc } : {}) });

function isLike(is: ActualTrigger, wanted: DesiredTrigger): boolean {
  const opened = is.Enable === 1 ? 'OPEN' : 'CLOSE';
  if (opened !== wanted.Enable || is.CustomArgument !== (wanted.CustomArgument ?? '')) return false;
  const text: unknown = JSON.parse(is.TriggerDesc);
  // A timer's rule is written bare and returned in an object.
  const rule = wanted.Type === 'timer' ? { cron: wanted.TriggerDesc } : (JSON.parse(wanted.TriggerDesc) as unknown);
  return isSame(rule, text);
}

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

/** Invokes a function through its alias with an event like its URL's. */
function smokeCheck({ name, path }: { readonly name: string; readonly path: string }): Call {
  const event = { httpMethod: 'GET', path, headers: {}, queryString: {} };
  const request = { Qualifier: ALIAS, InvocationType: 'RequestResponse', ClientContext: JSON.stringify(event) };
  return scf('Invoke', { ...at(name), ...request });
}
