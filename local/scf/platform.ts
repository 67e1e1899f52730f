import type { Running } from 'loopback-server/http-server.ts';
import { CloudApiError } from 'tencent-stand-in/cloud-action.ts';
import { type CosDelivery, createCosDelivery } from 'tencent-stand-in/cos-events.ts';
import type { InvokeResult } from '../function-host.ts';
import { startGateway } from '../gateway.ts';
import { type HttpRoute, pathMapping, type RouteOf } from '../http-routes.ts';
import { startTimers, type Timers } from '../timers.ts';
import { createScfAccount, type ScfAccount, type ScfAccountSettings } from './account.ts';
import { urlHostOf } from './trigger-as-read.ts';
import { cosTriggersOf, timersOf, urlsOf } from './triggers.ts';

export interface ScfPlatformSettings extends Omit<ScfAccountSettings, 'onTriggersChanged' | 'onLine'> {
  /** Port of the function URLs and custom domains; 0 takes any free port. */
  readonly port: number;
  readonly log: (source: string, line: string) => void;
}

export interface ScfPlatform extends Running {
  readonly account: ScfAccount;
  /** Receives COS's events. */
  readonly cosDelivery: CosDelivery;
  /** Fires a timer of any function now. @throws Error when there is none of that name. */
  fireTimer(name: string): Promise<InvokeResult>;
}

/**
 * An empty platform: functions are deployed through the API of its account and called by the triggers that the API
 * created. All function URLs and custom domains share one address and are told apart by the Host header; a request to
 * the address itself goes to the first custom domain.
 */
export async function startScfPlatform({ port, log, ...settings }: ScfPlatformSettings): Promise<ScfPlatform> {
  let timers: Timers | undefined;
  const account = createScfAccount({
    ...settings,
    onLine: ({ functionName, text }) => log(functionName, text),
    // Every timer starts again when one changes; runs in work continue.
    onTriggersChanged: () => {
      timers?.stop();
      timers = startTimers({
        service: { functions: timersByTarget(account) },
        invoke: (target, event) => called(target, account.invokeAsync, event),
        log: (line) => log('timers', line),
      });
    },
  });
  const cosDelivery = createCosDelivery({
    triggers: () => cosTriggersOf(account.functions),
    retryDelaysMs: [],
    invoke: async (name, event, qualifier) => {
      const result = await account.invokeAsync(name, qualifier, event);
      if (!result.ok) throw new Error(result.kind);
    },
    log: (line) => log('cos', line),
  });
  const gateway = await startGateway({
    port,
    routeOf: routesOf(account),
    host: { invoke: (target, event, { requestId } = {}) => called(target, account.invoke, event, requestId) },
    log: (line) => log('gateway', line),
  });
  return {
    ...gateway,
    account,
    cosDelivery,
    fireTimer: async (name) => {
      if (!timers) throw new Error(`there is no timer ${name}`);
      return timers.fire(name);
    },
    stop: async () => {
      timers?.stop();
      cosDelivery.stop();
      await gateway.stop();
      await account.stop();
    },
  };
}

/** What a trigger calls, as one string: `<function>:<version or alias>`. A function's name has no colon. */
const targetOf = ({ functionName, qualifier }: { functionName: string; qualifier: string }): string =>
  `${functionName}:${qualifier}`;

type Call = (name: string, qualifier: string, event: unknown, requestId?: string) => Promise<InvokeResult>;

/** When the function was deleted under the trigger, the call fails like any other error. */
async function called(target: string, call: Call, event: unknown, requestId?: string): Promise<InvokeResult> {
  const [name = '', qualifier = ''] = target.split(':');
  try {
    return await call(name, qualifier, event, requestId);
  } catch (error) {
    if (!(error instanceof CloudApiError)) throw error;
    return { ok: false, kind: 'error', message: error.message, durationMs: 0 };
  }
}

function timersByTarget({ functions }: ScfAccount) {
  const timers = timersOf(functions).map((timer) => [timer.name, { name: targetOf(timer), timers: [timer] }] as const);
  return Object.fromEntries(timers);
}

const routesOf =
  ({ functions, domains }: ScfAccount): RouteOf =>
  (path, host) => {
    const urls: readonly HttpRoute[] = urlsOf(functions).map((url) => ({
      ...url,
      functionName: targetOf(url),
      paths: [],
    }));
    const own = urls.find(({ functionName }) => urlHostOf(functionName.split(':')[0] ?? '') === host);
    if (own) return own;
    const domain = domains.get(host) ?? [...domains.values()][0];
    const mapped = (domain?.EndpointsConfig ?? []).flatMap(({ FunctionName, Qualifier, PathMatch }) => {
      const functionName = targetOf({ functionName: FunctionName, qualifier: Qualifier });
      const url = urls.find((route) => route.functionName === functionName);
      return url ? [{ ...url, paths: [PathMatch] }] : [];
    });
    return pathMapping(mapped)(path);
  };
