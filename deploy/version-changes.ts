import type { ActualFunction, ActualState } from './actual-state.ts';
import { CODE_PREFIX } from './bucket-rules.ts';
import { ALIAS, type Call, cos, LATEST, PUBLISHED, scf } from './calls.ts';
import { at, type DesiredFunction, type DesiredState } from './desired-state.ts';
import { isSame } from './is-same.ts';

/** Larger code (more than 6 MB as Base64) is accepted from COS only. Source: SCF quotas. */
export const MAX_INLINE_BYTES = 4_500_000;

/** Updates code and settings behind the alias, and publishes them. @throws Error for another runtime */
export function codeChanges(
  is: ActualFunction | undefined,
  wanted: DesiredFunction,
  desired: DesiredState,
): readonly Call[] {
  const { name, runtime, handler, settings, release } = wanted;
  if (is && is.Runtime !== runtime)
    throw new Error(
      `${name}: 运行环境不能从 ${is.Runtime} 改为 ${runtime}，平台只在创建函数时接受它。` +
        '请换一个 --stage 部署一套新的，加 --take-over <旧的 STAGE> 接管它的上传事件和域名，再 remove 旧的。',
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
    // Last, because its description says that the code is up to date.
    ...(newSettings ? [scf('UpdateFunctionConfiguration', { ...at(name), ...settings })] : []),
    ...(isPublished && !newCode && !newSettings ? [] : [publish(wanted)]),
  ];
}

const publish = ({ name, release }: DesiredFunction): Call =>
  scf('PublishVersion', { ...at(name), Description: release });

/** Small code is sent inline, large code through the bucket. */
function codeOf({ name, zip }: DesiredFunction, { bucket, region }: DesiredState) {
  if (zip.length <= MAX_INLINE_BYTES) return { upload: [], code: { ZipFile: Buffer.from(zip).toString('base64') } };
  if (!bucket) throw new Error(`${name}: its code has ${zip.length} bytes and needs provider.bucket to travel by`);
  const key = `${CODE_PREFIX}${name}.zip`;
  const upload = [cos('putObject', { Bucket: bucket, Region: region, Key: key, Body: Buffer.from(zip) })];
  const withoutAppId = bucket.slice(0, bucket.lastIndexOf('-'));
  return { upload, code: { CosBucketName: withoutAppId, CosObjectName: `/${key}`, CosBucketRegion: region } };
}

/** The version that will be in use: one published before an interruption, or the one that this run publishes. */
function targetVersion(is: ActualFunction | undefined, wanted: DesiredFunction): string {
  const ready = is?.versions.find(({ Description }) => Description === wanted.release)?.Version;
  return is && isUpToDate(is, wanted) ? (ready ?? PUBLISHED) : PUBLISHED;
}

/** Instances are provisioned before traffic reaches them. */
export function readyInstances(is: ActualFunction | undefined, wanted: DesiredFunction): readonly Call[] {
  const Qualifier = targetVersion(is, wanted);
  const before = is?.provisioned.find(({ version }) => version === Qualifier)?.instances ?? 0;
  if (wanted.provisioned === 0 || wanted.provisioned === before) return [];
  return [provision(wanted.name, Qualifier, wanted.provisioned)];
}

const provision = (name: string, Qualifier: string, VersionProvisionedConcurrencyNum: number): Call =>
  scf('PutProvisionedConcurrencyConfig', {
    ...at(name),
    Qualifier,
    VersionProvisionedConcurrencyNum,
    ProvisionedType: 'Default',
  });

const unprovision = (name: string, Qualifier: string): Call =>
  scf('DeleteProvisionedConcurrencyConfig', { ...at(name), Qualifier });

/** Moves traffic to the target version. */
export function aliasChanges(is: ActualFunction | undefined, wanted: DesiredFunction): readonly Call[] {
  const target = targetVersion(is, wanted);
  return is?.inUse === target ? [] : [useVersion(wanted.name, target)];
}

/** Versions of a function that are kept: the one in use and two to roll back to. */
const KEPT_VERSIONS = 3;

/** Ends provisioned instances of other versions, and removes the oldest versions. */
export function oldVersions(is: ActualFunction, { name, provisioned, ...wanted }: DesiredFunction): readonly Call[] {
  const target = targetVersion(is, { name, provisioned, ...wanted });
  const idle = is.provisioned.filter(({ version }) => version !== target || provisioned === 0);
  const others = is.versions.map(({ Version }) => Version).filter((text) => text !== LATEST && text !== target);
  const old = others.toSorted((first, second) => Number(second) - Number(first)).slice(KEPT_VERSIONS - 1);
  return [
    ...idle.map(({ version }) => unprovision(name, version)),
    ...old
      .filter((text) => text !== is.inUse)
      .map((text) => scf('DeleteFunctionVersion', { ...at(name), Qualifier: text })),
  ];
}

/** Points the alias, and with it all traffic, at a version. */
const useVersion = (name: string, FunctionVersion: string): Call =>
  scf('UpdateAlias', { ...at(name), Name: ALIAS, FunctionVersion });

const isUpToDate = (is: ActualFunction, { settings, handler }: DesiredFunction): boolean =>
  is.Handler === handler && isSame(settings, is.settings);

/** The calls that roll back: aliases to the previous versions, and the end of newly provisioned instances. */
export function rollbackOf(actual: ActualState, done: readonly Call[]): readonly Call[] {
  const before = (name: unknown) =>
    actual.functions.find((actualFunction) => actualFunction.name === name)?.inUse ?? LATEST;
  return done.toReversed().flatMap(({ action, body }) => {
    const [name, version] = [String(body.FunctionName), before(body.FunctionName)];
    if (version === LATEST) return [];
    if (action === 'UpdateAlias') return [useVersion(name, version)];
    const isNew = action === 'PutProvisionedConcurrencyConfig' && body.Qualifier !== version;
    return isNew ? [unprovision(name, String(body.Qualifier))] : [];
  });
}
