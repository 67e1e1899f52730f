import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { PlatformAccount } from '../platform-facts.ts';
import { type CloudAction, type CloudActions, CloudApiError } from './cloud-action.ts';
import {
  REQUESTS,
  type ScfCode,
  type ScfDomain,
  type ScfRetry,
  type ScfSettings,
  type ScfTrigger,
} from './scf-requests.ts';
import { createScfRunner, type ScfVersion, unpack } from './scf-versions.ts';

interface ScfFunction {
  readonly Runtime: string;
  handler: string;
  settings: ScfSettings;
  folder: string;
  /** `Active` once it has been asked for as many times. */
  busy: string[];
  readonly versions: ScfVersion[];
  alias: string;
  retry: ScfRetry;
  readonly triggers: ScfTrigger[];
}

export interface ScfAccountSettings {
  /** Code is unpacked here. */
  readonly dir: string;
  readonly account: PlatformAccount;
  /** Reads a zip out of COS. The name of the bucket is without the account. */
  readonly readObject: (bucket: string, key: string) => Promise<Uint8Array>;
}

export interface ScfAccount {
  readonly actions: CloudActions;
  /** Every call that was made and not refused, in order. */
  readonly calls: readonly { readonly action: string; readonly body: Readonly<Record<string, unknown>> }[];
  stop(): Promise<void>;
}

const DEFAULT_RETRY: ScfRetry = { RetryConfig: [{ RetryNum: 2 }], MsgTTL: 21_600 };

/**
 * An account's SCF: functions with versions and one alias, triggers, retry settings and custom domains. What is deployed here is really run
 * by Invoke. A function is busy after each change until it has been asked for, and refuses changes while it is. Shapes and codes: Tencent
 * Cloud API scf 2018-04-16.
 */
export function createScfAccount({ dir, account, readObject }: ScfAccountSettings): ScfAccount {
  const functions = new Map<string, ScfFunction>();
  const domains = new Map<string, ScfDomain>();
  const runner = createScfRunner(account);
  const calls: { action: string; body: Record<string, unknown> }[] = [];

  const functionOf = ({ FunctionName }: { FunctionName: string }): ScfFunction => {
    const found = functions.get(FunctionName);
    if (!found) throw new CloudApiError('ResourceNotFound.Function', `no function ${FunctionName}`);
    return found;
  };
  const readyFunctionOf = (request: { FunctionName: string }): ScfFunction => {
    const found = functionOf(request);
    if (found.busy.length > 0) throw new CloudApiError('FailedOperation.FunctionStatusError', found.busy[0] ?? '');
    return found;
  };
  const folderOf = async (code: ScfCode): Promise<string> =>
    unpack(
      'ZipFile' in code
        ? Buffer.from(code.ZipFile, 'base64')
        : await readObject(code.CosBucketName, code.CosObjectName.slice(1)),
      dir,
    );
  const versionOf = (is: ScfFunction, qualifier: string): ScfVersion => {
    const version = qualifier === '$DEFAULT' ? is.alias : qualifier;
    if (version === '$LATEST') return snapshot(is, '$LATEST', '');
    const found = is.versions.find(({ Version }) => Version === version);
    if (!found) throw new CloudApiError('ResourceNotFound.Qualifier', `no version ${version}`);
    return found;
  };
  /** Parses by the schema, runs, and keeps what was asked. */
  const action =
    <T extends z.ZodType>(name: string, schema: T, run: (request: z.output<T>) => Promise<object>): CloudAction =>
    async (body) => {
      const parsed = schema.safeParse(body);
      if (!parsed.success) throw new CloudApiError('InvalidParameter', parsed.error.message);
      const answer = await run(parsed.data);
      calls.push({ action: name, body });
      return answer as Record<string, unknown>;
    };

  const actions = {
    ListFunctions: action('ListFunctions', REQUESTS.listFunctions, async ({ SearchKey, Offset, Limit }) => {
      const names = [...functions.keys()].filter((name) => name.includes(SearchKey));
      const Functions = names.slice(Offset, Offset + Limit).map((FunctionName) => ({ FunctionName }));
      return { Functions, TotalCount: names.length };
    }),
    GetFunction: action('GetFunction', REQUESTS.function, async (request) => {
      const is = functionOf(request);
      const Status = is.busy.shift() ?? 'Active';
      return { ...is.settings, Runtime: is.Runtime, Handler: is.handler, Status, StatusDesc: '', Type: 'Event' };
    }),
    CreateFunction: action('CreateFunction', REQUESTS.createFunction, async (request) => {
      const { Code, Runtime, Handler, Type, ...settings } = request;
      if (functions.has(request.FunctionName)) throw new CloudApiError('ResourceInUse.Function', 'exists already');
      functions.set(request.FunctionName, {
        ...{ Runtime, settings, handler: Handler, folder: await folderOf(Code), busy: ['Creating'], versions: [] },
        ...{ alias: '$LATEST', retry: DEFAULT_RETRY, triggers: [] },
      });
      return {};
    }),
    UpdateFunctionCode: action('UpdateFunctionCode', REQUESTS.updateCode, async (request) => {
      const is = readyFunctionOf(request);
      Object.assign(is, { handler: request.Handler, folder: await folderOf(request.Code), busy: ['Updating'] });
      return {};
    }),
    UpdateFunctionConfiguration: action(
      'UpdateFunctionConfiguration',
      REQUESTS.updateConfiguration,
      async (settings) => {
        Object.assign(readyFunctionOf(settings), { settings, busy: ['Updating'] });
        return {};
      },
    ),
    DeleteFunction: action('DeleteFunction', REQUESTS.function, async (request) => {
      functionOf(request);
      const used = [...domains.values()].some(({ EndpointsConfig }) =>
        EndpointsConfig.some(({ FunctionName }) => FunctionName === request.FunctionName),
      );
      if (used) throw new CloudApiError('FailedOperation.DeleteFunction', 'a custom domain leads here');
      functions.delete(request.FunctionName);
      return {};
    }),
    PublishVersion: action('PublishVersion', REQUESTS.publish, async (request) => {
      const is = readyFunctionOf(request);
      const version = snapshot(is, String(is.versions.length + 1), request.Description);
      is.versions.push(version);
      is.busy = ['Publishing'];
      return { FunctionVersion: version.Version };
    }),
    ListVersionByFunction: action('ListVersionByFunction', REQUESTS.listOf, async (request) => {
      const Versions = functionOf(request).versions.map(({ Version, Description }) => ({ Version, Description }));
      return { Versions: Versions.toReversed().slice(request.Offset, request.Offset + request.Limit) };
    }),
    GetAlias: action('GetAlias', REQUESTS.alias, async (request) => ({
      ...{ Name: request.Name, FunctionVersion: functionOf(request).alias },
    })),
    UpdateAlias: action('UpdateAlias', REQUESTS.updateAlias, async (request) => {
      const is = functionOf(request);
      versionOf(is, request.FunctionVersion);
      is.alias = request.FunctionVersion;
      return {};
    }),
    GetFunctionEventInvokeConfig: action('GetFunctionEventInvokeConfig', REQUESTS.function, async (request) => ({
      AsyncTriggerConfig: functionOf(request).retry,
    })),
    UpdateFunctionEventInvokeConfig: action('UpdateFunctionEventInvokeConfig', REQUESTS.retry, async (request) => {
      functionOf(request).retry = request.AsyncTriggerConfig;
      return {};
    }),
    ListTriggers: action('ListTriggers', REQUESTS.listOf, async (request) => ({
      Triggers: functionOf(request).triggers.map(asRead),
    })),
    CreateTrigger: action('CreateTrigger', REQUESTS.trigger, async (request) => {
      const { triggers } = functionOf(request);
      if (triggers.some((other) => isSame(other, request))) throw new CloudApiError('ResourceInUse.Trigger', 'exists');
      checkRule(request);
      triggers.push(request);
      return {};
    }),
    UpdateTrigger: action('UpdateTrigger', REQUESTS.trigger, async (request) => {
      const { triggers } = functionOf(request);
      const place = triggers.findIndex((other) => isSame(other, request));
      if (place < 0) throw new CloudApiError('ResourceNotFound.Trigger', 'no such trigger');
      if (request.Type === 'cos') throw new CloudApiError('UnsupportedOperation.Trigger', 'not of this type');
      checkRule(request);
      triggers[place] = request;
      return {};
    }),
    DeleteTrigger: action('DeleteTrigger', REQUESTS.deleteTrigger, async (request) => {
      const { triggers } = functionOf(request);
      const place = triggers.findIndex((other) =>
        isSame(other, { ...other, ...request, TriggerDesc: request.TriggerDesc ?? other.TriggerDesc } as ScfTrigger),
      );
      if (place < 0) throw new CloudApiError('ResourceNotFound.Trigger', 'no such trigger');
      triggers.splice(place, 1);
      return {};
    }),
    GetCustomDomain: action('GetCustomDomain', REQUESTS.domainName, async ({ Domain }) => {
      const found = domains.get(Domain);
      if (!found) throw new CloudApiError('ResourceNotFound.CustomDomain', 'no such domain');
      return found;
    }),
    CreateCustomDomain: action('CreateCustomDomain', REQUESTS.domain, async (request) => {
      if (domains.has(request.Domain)) throw new CloudApiError('ResourceInUse.CustomDomain', 'exists already');
      requireUrls(request);
      domains.set(request.Domain, request);
      return {};
    }),
    UpdateCustomDomain: action('UpdateCustomDomain', REQUESTS.domain, async (request) => {
      requireUrls(request);
      domains.set(request.Domain, request);
      return {};
    }),
    DeleteCustomDomain: action('DeleteCustomDomain', REQUESTS.domainName, async ({ Domain }) => {
      if (!domains.delete(Domain)) throw new CloudApiError('ResourceNotFound.CustomDomain', 'no such domain');
      return {};
    }),
    Invoke: action('Invoke', REQUESTS.invoke, async (request) => {
      const version = versionOf(functionOf(request), request.Qualifier);
      const result = await runner.run(request.FunctionName, version, JSON.parse(request.ClientContext));
      const said = result.ok ? { RetMsg: JSON.stringify(result.value) } : { ErrMsg: result.message };
      const fixed = {
        FunctionRequestId: randomUUID(),
        InvokeResult: result.ok ? 0 : 1,
        Log: '',
        RetMsg: '',
        ErrMsg: '',
      };
      return { Result: { ...fixed, ...said } };
    }),
    GetFunctionLogs: action('GetFunctionLogs', REQUESTS.listOf, async (request) => {
      functionOf(request);
      const newestFirst = runner.lines(request.FunctionName).toReversed().slice(0, request.Limit);
      return { Data: newestFirst.map((Log) => ({ Log })) };
    }),
  };
  /** A custom domain leads to functions that have a URL only. */
  const requireUrls = ({ EndpointsConfig }: ScfDomain) => {
    for (const endpoint of EndpointsConfig)
      if (!functionOf(endpoint).triggers.some(({ Type }) => Type === 'http'))
        throw new CloudApiError('InvalidParameterValue.EndpointsConfig', `${endpoint.FunctionName} has no URL`);
  };
  const byProduct = Object.entries(actions).map(([name, run]) => [`scf/2018-04-16/${name}`, run]);
  return { actions: Object.fromEntries(byProduct), calls, stop: () => runner.stop() };
}

const snapshot = ({ settings, handler, folder }: ScfFunction, Version: string, Description: string): ScfVersion => ({
  ...{ Version, Description, folder, handler },
  ...{ memoryMb: settings.MemorySize, timeoutSeconds: settings.Timeout },
  environment: Object.fromEntries(settings.Environment.Variables.map(({ Key, Value }) => [Key, Value])),
});

/** Triggers of one bucket share a name: their rules tell them apart. */
const isSame = (one: ScfTrigger, other: ScfTrigger): boolean =>
  one.Type === other.Type &&
  one.TriggerName === other.TriggerName &&
  (one.Type !== 'cos' || one.TriggerDesc === other.TriggerDesc);

/** As the vendor reads a trigger back: a timer's rule in an object, a switch as a number, a URL with its addresses. */
function asRead({ FunctionName, Namespace, Enable, ...trigger }: ScfTrigger): object {
  return { ...trigger, Enable: Enable === 'OPEN' ? 1 : 0, TriggerDesc: ruleAsRead(FunctionName, trigger) };
}

function ruleAsRead(name: string, { Type, TriggerDesc }: Pick<ScfTrigger, 'Type' | 'TriggerDesc'>): string {
  if (Type === 'timer') return JSON.stringify({ cron: TriggerDesc });
  if (Type === 'cos') return TriggerDesc;
  const rule = JSON.parse(TriggerDesc) as { NetConfig: object };
  const ExtranetUrl = `https://1250000000-${name}.ap-guangzhou.tencentscf.com`;
  return JSON.stringify({ ...rule, NetConfig: { ...rule.NetConfig, ExtranetUrl } });
}

function checkRule({ Type, TriggerDesc }: ScfTrigger): void {
  const isRight = Type === 'timer' ? /^\S+( \S+){6}$/.test(TriggerDesc) : /^\{\S*\}$/.test(TriggerDesc);
  if (!isRight) throw new CloudApiError('InvalidParameterValue.TriggerDesc', 'JSON without spaces, or seven fields.');
}
