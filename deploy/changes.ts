import { isDeepStrictEqual } from 'node:util';
import { type ActualState, SERVICE_ROLE } from './actual-state.ts';
import { type BucketRule, CORS_RULES, ENCRYPTION, lifecycleRules } from './bucket-rules.ts';
import { ALIAS, type Call, cam, cos, inDescription, LOG_SET, LOG_TOPIC, scf } from './calls.ts';
import type { ActualBucket } from './cloud.ts';
import { at, type DesiredFunction, type DesiredRole, type DesiredState } from './desired-state.ts';
import { capChanges } from './instance-caps.ts';
import { isSame } from './is-same.ts';
import { logChanges } from './log-topic.ts';
import { TRUSTS_SCF, trustsAccount } from './permissions.ts';
import { deleteTrigger, handOver, triggerChanges } from './trigger-changes.ts';
import { aliasChanges, codeChanges, MAX_INLINE_BYTES, oldVersions, readyInstances } from './version-changes.ts';

/**
 * The calls that turn the actual state into the desired one, in the order in which they must be made; none when nothing
 * differs. What was done before an interruption is not done again.
 *
 * Functions change behind their alias first; traffic then moves to the new versions, one call per function; triggers
 * follow. After the check has passed, another stage's COS triggers are handed over, the domain leads here, and what is no
 * longer needed is removed.
 *
 * @param takeOver name of the stage whose COS triggers this one takes over.
 * @throws Error for a change that the platform can't make.
 */
export function changesBetween(actual: ActualState, desired: DesiredState, takeOver?: string): readonly Call[] {
  const { roles, migrations, smoke, logs } = desired;
  const functions = logs ? desired.functions.map((wanted) => logging(wanted, actual.logs)) : desired.functions;
  const pairs = functions.map((wanted) => ({ wanted, is: actual.functions.find(({ name }) => name === wanted.name) }));
  const calls = [
    ...bucketChanges(actual.bucket, desired),
    ...logChanges(actual.logs, logs),
    ...roles.flatMap((wanted) => roleChanges(actual, wanted)),
    ...pairs.flatMap(({ wanted, is }) => codeChanges(is, wanted, desired)),
    ...capChanges(
      pairs.map(({ wanted, is }) => ({ name: wanted.name, is: is?.reservedMb, wanted: wanted.reservedMb })),
      actual.quota,
      desired.instanceCaps,
    ),
    ...pairs.flatMap(({ wanted, is }) => readyInstances(is, wanted)),
    ...pairs.flatMap(({ wanted, is }) => aliasChanges(is, wanted)),
    ...triggerChanges(actual, desired),
  ];
  const afterCheck = [
    ...handOver(actual, desired, takeOver),
    ...domainChanges(actual.domain, desired, takeOver),
    ...removalOf(leftOver(actual, desired)),
    ...pairs.flatMap(({ wanted, is }) => (is ? oldVersions(is, wanted) : [])),
  ];
  if (calls.length + afterCheck.length === 0) return [];
  requireServiceRole(actual, desired);
  return [
    ...(migrations ? [{ product: 'database', action: 'migrate', body: {} } as const] : []),
    ...calls,
    ...(smoke ? [smokeCheck(smoke)] : []),
    ...afterCheck,
  ];
}

/** A function whose lines go to the stage's own topic. A version keeps its topic, so another topic is another release. */
function logging(wanted: DesiredFunction, logs: ActualState['logs']): DesiredFunction {
  const [ClsLogsetId, ClsTopicId] = [logs?.logsetId ?? LOG_SET, logs?.topic?.id ?? LOG_TOPIC];
  const release = `${wanted.release} ${inDescription(ClsTopicId)}`;
  return { ...wanted, release, settings: { ...wanted.settings, ClsLogsetId, ClsTopicId } };
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
 * The calls that remove everything of a service and stage except its bucket and its database, which hold users' files, and
 * its logs, which the law keeps.
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
    // Their COS triggers have gone before, so that others can have the prefix.
    functions: others(actual.functions).map((other) => ({
      ...other,
      triggers: other.triggers.filter(({ Type }) => Type !== 'cos'),
    })),
    roles: others(actual.roles),
    policies: others(actual.policies),
  };
}

function roleChanges({ account, roles, policies }: ActualState, wanted: DesiredRole): readonly Call[] {
  const { name, trusts, policy } = wanted;
  const role = roles.find((actualRole) => actualRole.name === name);
  const before = policies.find((actualPolicy) => actualPolicy.name === name);
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

/** @throws Error when the domain leads to a stage that isn't named: a trial would take it from production. */
function domainChanges(
  is: ActualState['domain'],
  { domain: wanted, prefix, service }: DesiredState,
  takeOver: string | undefined,
): readonly Call[] {
  if (!wanted) return [];
  const own = [prefix, ...(takeOver ? [`${service}-${takeOver}-`] : [])];
  const foreign = is?.endpoints.find(({ FunctionName }) => !own.some((begin) => FunctionName.startsWith(begin)));
  if (foreign)
    throw new Error(
      `域名 ${wanted.name} 现在由 ${foreign.FunctionName} 使用。如果这个环境要替换那一个，请加 --take-over <那个环境的 STAGE>；` +
        '如果两个同时使用，请给这个环境设自己的域名（API_DOMAIN，审核工作台是 DESK_DOMAIN），或者留空。',
    );
  if (is?.certificateId === wanted.certificateId && isSame(wanted.endpoints, is.endpoints)) return [];
  return [scf(is ? 'UpdateCustomDomain' : 'CreateCustomDomain', domainBody(wanted))];
}

/** The parameters of CreateCustomDomain and UpdateCustomDomain. */
export const domainBody = ({ name, certificateId, endpoints }: NonNullable<DesiredState['domain']>): Call['body'] => ({
  Domain: name,
  Protocol: 'HTTPS',
  CertConfig: { CertificateId: certificateId },
  EndpointsConfig: endpoints,
});

/** Invokes a function through its alias with an event like its URL's. */
export function smokeCheck({ name, path }: { readonly name: string; readonly path: string }): Call {
  const event = { httpMethod: 'GET', path, headers: {}, queryString: {} };
  const request = { Qualifier: ALIAS, InvocationType: 'RequestResponse', ClientContext: JSON.stringify(event) };
  return scf('Invoke', { ...at(name), ...request });
}

/** The calls that create the bucket, and give it the settings of a stage beside those of others. */
function bucketChanges(is: ActualBucket | undefined, { bucket, region, objectPrefix }: DesiredState): readonly Call[] {
  if (!bucket) return [];
  const place = { Bucket: bucket, Region: region };
  const own = lifecycleRules(objectPrefix);
  const before = (is?.lifecycle ?? []) as readonly BucketRule[];
  // A PUT replaces all rules.
  const others = before.filter(({ ID }) => !own.some((rule) => rule.ID === ID));
  const isKept = own.every((rule) => before.some((earlier) => earlier.ID === rule.ID && isSame(rule, earlier)));
  return [
    ...(is ? [] : [cos('putBucket', { ...place, ACL: 'private' })]),
    ...(is && !is.isPrivate ? [cos('putBucketAcl', { ...place, ACL: 'private' })] : []),
    ...(is?.isEncrypted
      ? []
      : [cos('putBucketEncryption', { ...place, ServerSideEncryptionConfiguration: ENCRYPTION })]),
    ...(isSame(CORS_RULES, is?.cors) ? [] : [cos('putBucketCors', { ...place, CORSRules: CORS_RULES })]),
    ...(isKept ? [] : [cos('putBucketLifecycle', { ...place, Rules: [...others, ...own] })]),
  ];
}
