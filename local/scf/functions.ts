import { type CloudActions, CloudApiError } from 'tencent-stand-in/cloud-action.ts';
import { DEFAULT_LOGS } from './log-service.ts';
import { refusingWith } from './recorded-actions.ts';
import { REQUESTS, type ScfCode, type ScfRetry, type ScfSettings, type ScfTrigger } from './requests.ts';
import type { ScfVersion } from './runner.ts';
import { type AccountThings, checkSettings, networkAsRead } from './setting-rules.ts';
import { triggerAsRead } from './trigger-as-read.ts';

export interface ScfFunction {
  readonly name: string;
  readonly Runtime: string;
  handler: string;
  settings: ScfSettings;
  /** Directory of the unpacked code. */
  folder: string;
  /** The statuses that the next calls of GetFunction report, in order; `Active` after them. */
  busy: string[];
  versions: ScfVersion[];
  lastVersion: number;
  /** Version of the alias `$DEFAULT`. */
  alias: string;
  retry: ScfRetry;
  triggers: ScfTrigger[];
  /** Provisioned instances, by version. */
  readonly provisioned: Map<string, { readonly instances: number; status: 'InProgress' | 'Done' }>;
  /** Memory that all its instances may have; undefined for no cap. */
  reservedMb: number | undefined;
}

export type ScfFunctions = ReadonlyMap<string, ScfFunction>;

const DEFAULT_RETRY: ScfRetry = { RetryConfig: [{ RetryNum: 2 }], MsgTTL: 21_600 };
export const LATEST = '$LATEST';
export const ALIAS = '$DEFAULT';
/** Functions of a namespace. Source: SCF quotas. */
const MAX_FUNCTIONS = 50;
/** Runtimes of Node.js that functions are created with. Source: SCF, Node.js (583/11060). */
const RUNTIMES = ['Nodejs20.19', 'Nodejs18.15', 'Nodejs16.13', 'Nodejs14.18', 'Nodejs12.16', 'Nodejs10.15'];
/** Versions of one function. Source: SCF quotas. */
const MAX_VERSIONS = 1000;

/** @throws CloudApiError */
export function functionOf(functions: ScfFunctions, { FunctionName }: { readonly FunctionName: string }): ScfFunction {
  const found = functions.get(FunctionName);
  if (!found) throw new CloudApiError('ResourceNotFound.Function', `no function ${FunctionName}`);
  return found;
}

/** The version that a version number or the alias stands for now. @throws CloudApiError */
export function versionOf(is: ScfFunction, qualifier: string): ScfVersion {
  const version = qualifier === ALIAS ? is.alias : qualifier;
  if (version === LATEST) return snapshot(is, LATEST, '');
  const found = is.versions.find(({ Version }) => Version === version);
  if (!found) throw new CloudApiError('ResourceNotFound.Qualifier', `no version ${version}`);
  return found;
}

const snapshot = ({ settings, handler, folder }: ScfFunction, Version: string, Description: string): ScfVersion => ({
  Version,
  Description,
  folder,
  handler,
  memoryMb: settings.MemorySize,
  timeoutSeconds: settings.Timeout,
  role: settings.Role,
  topicId: settings.ClsTopicId ?? DEFAULT_LOGS.ClsTopicId,
  inVpcOnly: networkAsRead(settings).PublicNetConfig.PublicNetStatus === 'DISABLE',
  environment: Object.fromEntries(settings.Environment.Variables.map(({ Key, Value }) => [Key, Value])),
});

export interface FunctionActionSettings extends AccountThings {
  readonly functions: Map<string, ScfFunction>;
  readonly folderOf: (code: ScfCode) => Promise<string>;
  /** Whether a custom domain routes to the function. */
  readonly isUsed: (functionName: string) => boolean;
  /** Ends the instances of a function, or of one of its versions. */
  readonly end: (functionName: string, version?: string) => Promise<void>;
}

/** Functions with code, settings, versions and one alias. After a change a function is busy until GetFunction. */
export function functionActions({
  functions,
  folderOf,
  isUsed,
  end,
  ...account
}: FunctionActionSettings): CloudActions {
  const on = refusingWith('InvalidParameter');
  const readyFunctionOf = (request: { FunctionName: string }): ScfFunction => {
    const found = functionOf(functions, request);
    if (found.busy.length > 0) throw new CloudApiError('FailedOperation.FunctionStatusError', found.busy[0] ?? '');
    return found;
  };
  return {
    ListFunctions: on(REQUESTS.listFunctions, ({ SearchKey, Offset, Limit }) => {
      const names = [...functions.keys()].filter((name) => name.includes(SearchKey));
      const Functions = names.slice(Offset, Offset + Limit).map((FunctionName) => ({ FunctionName }));
      return { Functions, TotalCount: names.length };
    }),
    // The account has no layers; but it is asked by the runtimes that it has.
    ListLayers: on(REQUESTS.listLayers, ({ CompatibleRuntime }) => {
      if (!RUNTIMES.includes(CompatibleRuntime))
        throw new CloudApiError('InvalidParameterValue.Runtime', CompatibleRuntime);
      return { Layers: [], TotalCount: 0 };
    }),
    GetFunction: on(REQUESTS.function, (request) => {
      const is = functionOf(functions, request);
      const Status = is.busy.shift() ?? 'Active';
      return {
        ...DEFAULT_LOGS,
        ...is.settings,
        ...networkAsRead(is.settings),
        Triggers: is.triggers.map(triggerAsRead),
        Runtime: is.Runtime,
        Handler: is.handler,
        Status,
        StatusDesc: '',
        Type: 'Event',
      };
    }),
    CreateFunction: on(REQUESTS.createFunction, async ({ Code, Runtime, Handler, Type, ...settings }) => {
      const name = settings.FunctionName;
      if (functions.has(name)) throw new CloudApiError('ResourceInUse.Function', 'exists already');
      if (functions.size >= MAX_FUNCTIONS) throw new CloudApiError('LimitExceeded.Function', 'too many functions');
      if (!RUNTIMES.includes(Runtime)) throw new CloudApiError('InvalidParameterValue.Runtime', Runtime);
      checkSettings(settings, account);
      functions.set(name, {
        name,
        Runtime,
        settings,
        handler: Handler,
        folder: await folderOf(Code),
        busy: ['Creating'],
        versions: [],
        lastVersion: 0,
        alias: LATEST,
        retry: DEFAULT_RETRY,
        triggers: [],
        provisioned: new Map(),
        reservedMb: undefined,
      });
    }),
    UpdateFunctionCode: on(REQUESTS.updateCode, async (request) => {
      const is = readyFunctionOf(request);
      Object.assign(is, { handler: request.Handler, folder: await folderOf(request.Code), busy: ['Updating'] });
    }),
    UpdateFunctionConfiguration: on(REQUESTS.updateConfiguration, (settings) => {
      checkSettings(settings, account);
      Object.assign(readyFunctionOf(settings), { settings, busy: ['Updating'] });
    }),
    DeleteFunction: on(REQUESTS.function, async (request) => {
      functionOf(functions, request);
      if (isUsed(request.FunctionName))
        throw new CloudApiError('FailedOperation.DeleteFunction', 'a custom domain leads here');
      functions.delete(request.FunctionName);
      await end(request.FunctionName);
    }),
    PublishVersion: on(REQUESTS.publish, (request) => {
      const is = readyFunctionOf(request);
      if (is.versions.length >= MAX_VERSIONS) throw new CloudApiError('LimitExceeded.FunctionVersion', 'too many');
      is.lastVersion += 1;
      const version = snapshot(is, String(is.lastVersion), request.Description);
      is.versions.push(version);
      is.busy = ['Publishing'];
      return { FunctionVersion: version.Version };
    }),
    DeleteFunctionVersion: on(REQUESTS.version, async (request) => {
      const is = functionOf(functions, request);
      const { Version } = versionOf(is, request.Qualifier);
      if (is.alias === Version || is.provisioned.has(Version))
        throw new CloudApiError('FailedOperation.DeleteFunction', `version ${Version} is in use`);
      is.versions = is.versions.filter((version) => version.Version !== Version);
      await end(is.name, Version);
    }),
    ListVersionByFunction: on(REQUESTS.listOf, (request) => {
      const Versions = functionOf(functions, request).versions.map(({ Version, Description }) => ({
        Version,
        Description,
      }));
      return { Versions: Versions.toReversed().slice(request.Offset, request.Offset + request.Limit) };
    }),
    GetAlias: on(REQUESTS.alias, (request) => ({
      Name: request.Name,
      FunctionVersion: functionOf(functions, request).alias,
    })),
    UpdateAlias: on(REQUESTS.updateAlias, (request) => {
      const is = functionOf(functions, request);
      versionOf(is, request.FunctionVersion);
      is.alias = request.FunctionVersion;
    }),
  };
}
