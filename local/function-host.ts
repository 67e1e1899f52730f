import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { NATIVE_PACKAGES } from '../deploy/bundle/bundle-functions.ts';
import type { ServerlessFunction } from '../deploy/manifest/serverless-yml.ts';
import { type FailureKind, type Instance, startInstance } from './instance.ts';
import { type PlatformAccount, platformContext, platformEnvironment } from './platform-facts.ts';

/** Longest event and longest reply of a synchronous call, as JSON. Source: SCF quotas. */
export const MAX_EVENT_BYTES = 6 * 1024 * 1024;
export const MAX_REPLY_BYTES = 6 * 1024 * 1024;

/** SCF's default InitTimeout. */
const INIT_TIMEOUT_SECONDS = 65;

export type InvokeResult =
  | { readonly ok: true; readonly value: unknown; readonly durationMs: number }
  | {
      readonly ok: false;
      readonly kind: FailureKind | 'event-size' | 'reply-size';
      /** For the log. May repeat the message of the function's error. */
      readonly message: string;
      readonly durationMs: number;
    };

export interface InvokeOptions {
  readonly requestId?: string;
  readonly signal?: AbortSignal;
}

export interface FunctionHost {
  /**
   * Hands an event to an idle instance, else to a new one; when all are busy, to the first that becomes idle. Never
   * rejects because of the function. `durationMs` counts from the moment an instance takes the event and includes the
   * start of a new instance. An event whose `signal` is aborted before an instance takes it is dropped; afterwards it
   * runs to its end, because the platform tells a function nothing about its client.
   *
   * @throws Error when there is no function of that name.
   */
  invoke(name: string, event: unknown, options?: InvokeOptions): Promise<InvokeResult>;
  /** Ends all instances of a function as a crash would: events in work fail, the next event gets a new instance. */
  kill(name: string): Promise<void>;
  /**
   * Makes all instances collect garbage soon, if the process was started with `--expose-gc`: what is left is in use.
   */
  collect(): void;
  /** All instances, busy and idle, with the bytes that each had in use after its last `collect`. */
  instances(): readonly InstanceUse[];
  /** Ends everything. Later calls fail. */
  stop(): Promise<void>;
}

export interface InstanceUse {
  /** The function's name and a number: no two instances of a host have the same. */
  readonly id: string;
  /** Undefined before its first collection is done. */
  readonly usedBytes: number | undefined;
}

export interface HostedFunction extends Pick<ServerlessFunction, 'name' | 'handler' | 'memoryMb' | 'timeoutSeconds'> {
  /** Published version to run; the default is the newest code. */
  readonly version?: string;
  /** In a VPC without the public network; only where each instance has its own process. */
  readonly inVpcOnly?: boolean;
}

export interface FunctionHostOptions {
  readonly functions: Readonly<Record<string, HostedFunction>>;
  /** Bundle of each function, absolute. */
  readonly files: Readonly<Record<string, string>>;
  /** The function's own variables; the platform's are added. */
  readonly environment: (name: string) => Readonly<Record<string, string>>;
  readonly account: PlatformAccount;
  /** Temporary credentials of a function's role, for each new instance; the default is the account's own. */
  readonly roleCredentials?: (name: string) => PlatformAccount['credentials'];
  readonly log: (functionName: string, requestId: string | undefined, line: string) => void;
  readonly maxInstancesPerFunction?: number;
  readonly initTimeoutSeconds?: number;
  /** Runs each instance in its own process instead of a thread. */
  readonly ownProcesses?: boolean;
}

/** Runs functions as the platform does: instances start on demand, stay warm, take one event at a time. */
export function createFunctionHost(options: FunctionHostOptions): FunctionHost {
  const pools = new Map(Object.values(options.functions).map((hosted) => [hosted.name, createPool(hosted, options)]));
  const poolOf = (name: string) => {
    const pool = pools.get(name);
    if (!pool) throw new Error(`there is no function ${name}`);
    return pool;
  };
  return {
    invoke: async (name, event, { requestId = randomUUID(), signal } = {}) => {
      const pool = poolOf(name);
      const json = JSON.stringify(event) ?? 'null';
      if (Buffer.byteLength(json) > MAX_EVENT_BYTES) return failed('event-size', 'the event is longer than 6 MB');
      const instance = await pool.take(signal);
      if (!instance) return failed('error', signal?.aborted ? 'the client went away' : 'the platform was stopped');
      const startedMs = performance.now();
      const outcome = await instance.run(requestId, json);
      const durationMs = performance.now() - startedMs;
      if (!outcome.ok) return { ...outcome, durationMs };
      if (Buffer.byteLength(outcome.json) > MAX_REPLY_BYTES)
        return failed('reply-size', 'the reply is longer than 6 MB', durationMs);
      return { ok: true, value: JSON.parse(outcome.json), durationMs };
    },
    kill: (name) => poolOf(name).endAll('the instance was killed'),
    collect: () => {
      for (const pool of pools.values()) pool.collect();
    },
    instances: () => [...pools.values()].flatMap((pool) => pool.instances()),
    stop: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

const failed = (kind: FailureKind | 'event-size' | 'reply-size', message: string, durationMs = 0): InvokeResult => ({
  ok: false,
  kind,
  message,
  durationMs,
});

/** An event that waits for an instance. */
interface Waiting {
  readonly take: (instance: Instance | undefined) => void;
  readonly signal: AbortSignal | undefined;
}

interface Pool {
  /** An instance for one event; undefined once the pool is closed, or when `signal` was aborted while it waited. */
  take(signal?: AbortSignal): Promise<Instance | undefined>;
  endAll(message: string): Promise<void>;
  collect(): void;
  instances(): readonly InstanceUse[];
  close(): Promise<void>;
}

function createPool(hosted: HostedFunction, options: FunctionHostOptions): Pool {
  const { maxInstancesPerFunction = 4 } = options;
  /** With the number of each: the how many-th it is. */
  const instances = new Map<Instance, number>();
  let started = 0;
  const idle: Instance[] = [];
  const waiting: Waiting[] = [];
  let closed = false;

  /** The first event that somebody still waits for; events of clients that have gone are dropped. */
  const nextWaiting = (): Waiting | undefined => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (!next.signal?.aborted) return next;
      next.take(undefined);
    }
    return undefined;
  };

  const start = (): Instance => {
    const instance = startInstance({
      ...specOf(hosted, options),
      onIdle: () => {
        const next = nextWaiting();
        if (next) next.take(instance);
        else idle.push(instance);
      },
      onEnd: () => {
        instances.delete(instance);
        const place = idle.indexOf(instance);
        if (place >= 0) idle.splice(place, 1);
        if (!closed) nextWaiting()?.take(start());
      },
    });
    started += 1;
    instances.set(instance, started);
    return instance;
  };
  const endAll = async (message: string) => {
    await Promise.all([...instances.keys()].map((instance) => instance.end(message)));
  };
  return {
    take: async (signal) => {
      if (!options.ownProcesses) await nativePackages();
      if (closed) return undefined;
      // The most recently used one: its code is hot, and the others may be reclaimed.
      const warm = idle.pop();
      if (warm) return warm;
      if (instances.size < maxInstancesPerFunction) return start();
      return new Promise((take) => waiting.push({ take, signal }));
    },
    endAll,
    collect: () => {
      for (const instance of instances.keys()) instance.collect();
    },
    instances: () =>
      [...instances].map(([instance, number]) => ({ id: `${hosted.name}#${number}`, usedBytes: instance.usedBytes() })),
    close: async () => {
      closed = true;
      for (const { take } of waiting.splice(0)) take(undefined);
      await endAll('the platform was stopped');
    },
  };
}

let loading: Promise<unknown> | undefined;

/** A native library crashes the process when the worker that loaded it first ends; so the main thread loads it. */
function nativePackages(): Promise<unknown> {
  loading ??= Promise.all(NATIVE_PACKAGES.map((name) => import(name)));
  return loading;
}

function specOf(hosted: HostedFunction, options: FunctionHostOptions) {
  const { name, handler, memoryMb, timeoutSeconds, version, inVpcOnly = false } = hosted;
  const { account: own, files, log, initTimeoutSeconds = INIT_TIMEOUT_SECONDS, ownProcesses = false } = options;
  const account = { ...own, credentials: options.roleCredentials?.(name) ?? own.credentials };
  const file = files[name];
  if (!file) throw new Error(`function ${name} has no bundle`);
  return {
    file,
    exportName: handler.slice(handler.indexOf('.') + 1),
    environment: { ...options.environment(name), ...platformEnvironment(name, `${dirname(file)}/`, account, version) },
    context: platformContext(name, memoryMb, timeoutSeconds, account, version),
    memoryMb,
    timeoutSeconds,
    initTimeoutSeconds,
    ownProcess: ownProcesses,
    inVpcOnly,
    onLine: (requestId: string | undefined, line: string) => log(name, requestId, line),
  };
}
