import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudActions } from 'tencent-stand-in/cloud-action.ts';
import * as z from 'zod/mini';
import type { InvokeResult } from '../function-host.ts';
import type { PlatformAccount } from '../platform-facts.ts';
import { concurrencyActions } from './concurrency.ts';
import { functionActions, functionOf, type ScfFunction, type ScfFunctions, versionOf } from './functions.ts';
import { MAX_ASYNC_EVENT_BYTES } from './invoke-action.ts';
import { createLogService } from './log-service.ts';
import { type RecordedCall, recorded, refusingWith } from './recorded-actions.ts';
import { REQUESTS, type ScfCode, type ScfDomain } from './requests.ts';
import { createScfRunner, type ScfLine, unpack } from './runner.ts';
import { triggerActions } from './triggers.ts';

export interface ScfAccountSettings {
  /** Code is unpacked here. No parent directory may hold packages or a package.json. */
  readonly dir: string;
  readonly account: PlatformAccount;
  /** Temporary credentials of a function's role; the default is the account's own. */
  readonly roleCredentials?: (role: string) => PlatformAccount['credentials'];
  /** Whether the account has a role of this name that has taken effect: CAM's. */
  readonly hasRole: (name: string) => boolean;
  /** Certificates of the account, which custom domains use. */
  readonly certificates?: readonly string[];
  /** Reads a zip from COS; takes the bucket's full name. */
  readonly readObject: (bucket: string, key: string) => Promise<Uint8Array>;
  /** Every accepted call is appended here. */
  readonly calls?: RecordedCall[];
  readonly onLine?: (line: ScfLine) => void;
  readonly onTriggersChanged?: () => void;
}

export interface ScfAccount {
  readonly actions: CloudActions;
  readonly functions: ScfFunctions;
  readonly domains: ReadonlyMap<string, ScfDomain>;
  /** Runs a function synchronously. @throws CloudApiError when there is no such function, version or alias. */
  invoke(functionName: string, qualifier: string, event: unknown, requestId?: string): Promise<InvokeResult>;
  /** Runs a function as COS, timers and asynchronous calls do, with the function's retry settings. */
  invokeAsync(functionName: string, qualifier: string, event: unknown): Promise<InvokeResult>;
  stop(): Promise<void>;
}

/** Source: SCF, concurrency management (583/39464). */
const OVER_ITS_CAP: InvokeResult = { ok: false, kind: 'error', message: '432 ResourceLimitReached', durationMs: 0 };

/** The platform waits a minute before each retry (product/583/41138), which is too long on a laptop. */
const RETRY_PAUSE_MS = 1_000;

/**
 * The SCF of one account: functions with versions and one alias, triggers, retry settings and custom domains. Deployed
 * functions really run; platform.ts calls them. Shapes and codes: Tencent Cloud API scf 2018-04-16, cls 2020-10-16.
 */
export function createScfAccount(settings: ScfAccountSettings): ScfAccount {
  const { dir, account, readObject, calls = [], onLine, onTriggersChanged = () => {} } = settings;
  const functions = new Map<string, ScfFunction>();
  const domains = new Map<string, ScfDomain>();
  const lines: ScfLine[] = [];
  /** Runs in work, by function. */
  const running = new Map<string, number>();
  const logService = createLogService(lines, calls);
  const runner = createScfRunner({
    account,
    roleCredentials: settings.roleCredentials,
    onLine: (line) => {
      lines.push(line);
      onLine?.(line);
    },
  });

  const folderOf = async (code: ScfCode): Promise<string> => {
    const isInline = 'ZipFile' in code;
    const bucket = isInline ? '' : `${code.CosBucketName}-${account.appId}`;
    return unpack(
      isInline ? Buffer.from(code.ZipFile, 'base64') : await readObject(bucket, code.CosObjectName.slice(1)),
      dir,
    );
  };
  const isUsed = (name: string) =>
    [...domains.values()].some(({ EndpointsConfig }) =>
      EndpointsConfig.some(({ FunctionName }) => FunctionName === name),
    );
  const invoke: ScfAccount['invoke'] = async (FunctionName, qualifier, event, requestId = randomUUID()) => {
    const is = functionOf(functions, { FunctionName });
    const version = versionOf(is, qualifier);
    const others = running.get(FunctionName) ?? 0;
    if ((others + 1) * version.memoryMb > (is.reservedMb ?? Number.POSITIVE_INFINITY)) return OVER_ITS_CAP;
    running.set(FunctionName, others + 1);
    const line = { functionName: FunctionName, requestId, version: version.Version, topicId: version.topicId };
    const write = (text: string) => lines.push({ ...line, atMs: Date.now(), text: `${text} RequestId: ${requestId}` });
    // As the platform writes them about each run: SCF, log structure (583/60336).
    write('START');
    const result = await runner.run(FunctionName, version, event, requestId);
    running.set(FunctionName, (running.get(FunctionName) ?? 1) - 1);
    for (const text of [result.ok ? 'Response' : 'ERROR', 'END', 'Report']) write(text);
    return result;
  };
  const invokeAsync: ScfAccount['invokeAsync'] = async (name, qualifier, event) => {
    const requestId = randomUUID();
    const retries = functionOf(functions, { FunctionName: name }).retry.RetryConfig[0]?.RetryNum ?? 0;
    let result = await invoke(name, qualifier, event, requestId);
    for (let retry = 0; !result.ok && retry < retries; retry += 1) {
      await sleep(RETRY_PAUSE_MS);
      result = await invoke(name, qualifier, event, requestId);
    }
    return result;
  };
  const actions = {
    ...functionActions({
      functions,
      folderOf,
      hasRole: settings.hasRole,
      hasTopic: logService.hasTopic,
      isUsed,
      end: (name, version) => runner.end(name, version),
    }),
    ...concurrencyActions(functions),
    ...triggerActions({ functions, domains, certificates: settings.certificates ?? [], onChange: onTriggersChanged }),
    Invoke: invokeAction(functions, invoke, invokeAsync, (requestId) =>
      lines.filter((line) => line.requestId === requestId).map(({ text }) => `${text}\n`),
    ),
  };
  return {
    actions: { ...recorded('scf', '2018-04-16', actions, calls), ...logService.actions },
    functions,
    domains,
    invoke,
    invokeAsync,
    stop: () => runner.stop(),
  };
}

/** The end of a synchronous run's log that is returned with it. Source: SCF, Invoke (583/17243). */
const MAX_LOG_CHARACTERS = 4096;

const invokeAction = (
  functions: ScfFunctions,
  invoke: ScfAccount['invoke'],
  invokeAsync: ScfAccount['invokeAsync'],
  linesOf: (requestId: string) => readonly string[],
) =>
  refusingWith('InvalidParameter')(
    REQUESTS.invoke.check(
      z.refine(
        ({ InvocationType, ClientContext }) =>
          InvocationType !== 'Event' || Buffer.byteLength(ClientContext) <= MAX_ASYNC_EVENT_BYTES,
        'an asynchronous event has at most 128 KB',
      ),
    ),
    async ({ FunctionName, Qualifier, InvocationType, LogType, ClientContext }) => {
      const event: unknown = JSON.parse(ClientContext);
      versionOf(functionOf(functions, { FunctionName }), Qualifier);
      const answer = { FunctionRequestId: randomUUID(), InvokeResult: 0, Log: '', RetMsg: '', ErrMsg: '' };
      if (InvocationType === 'Event') {
        void invokeAsync(FunctionName, Qualifier, event).catch(() => {});
        return { Result: answer };
      }
      const result = await invoke(FunctionName, Qualifier, event, answer.FunctionRequestId);
      const Log = LogType === 'Tail' ? linesOf(answer.FunctionRequestId).join('').slice(-MAX_LOG_CHARACTERS) : '';
      return result.ok
        ? { Result: { ...answer, Log, RetMsg: JSON.stringify(result.value) } }
        : { Result: { ...answer, Log, InvokeResult: 1, ErrMsg: result.message } };
    },
  );
