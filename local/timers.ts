import { type Cron, parseCron } from '../deploy/manifest/cron.ts';
import type { ServerlessFunction, TimerTrigger } from '../deploy/manifest/serverless-yml.ts';
import type { InvokeResult } from './function-host.ts';

/** The event of a timer trigger. Source: SCF documentation, timer trigger. */
export interface TimerEvent {
  readonly Type: 'Timer';
  readonly TriggerName: string;
  /** When it fired, in UTC, whole seconds. */
  readonly Time: string;
  /** The trigger's argument. */
  readonly Message: string;
}

export interface TimersOptions {
  readonly service: { readonly functions: Readonly<Record<string, Pick<ServerlessFunction, 'name' | 'timers'>>> };
  readonly invoke: (functionName: string, event: TimerEvent) => Promise<InvokeResult>;
  readonly log: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** How many times faster than the clock the schedules run: 60 turns minutes into seconds. */
  readonly accelerate?: number;
}

export interface Timers {
  /**
   * Fires a timer now, whatever its schedule and even when it is disabled. If it is running, waits for that run first.
   *
   * @throws Error when there is no timer of that name.
   */
  fire(name: string): Promise<InvokeResult>;
  /** Stops the schedules. Runs in work continue. */
  stop(): void;
}

interface Timer extends TimerTrigger {
  readonly functionName: string;
  running: Promise<InvokeResult> | undefined;
}

/** The longest delay of `setTimeout`, in ms; longer ones fire at once. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/**
 * Starts every enabled timer of the service. A timer that is due while its last run is still in work is skipped until
 * the next time: the platform would start a second instance, which on a laptop only hides what the first one does.
 */
export function startTimers({ service, invoke, log, now = Date.now, accelerate = 1 }: TimersOptions): Timers {
  const timers: Timer[] = Object.values(service.functions).flatMap(({ name: functionName, timers }) =>
    timers.map((timer) => ({ ...timer, functionName, running: undefined })),
  );
  const pending = new Map<Timer, NodeJS.Timeout>();
  const startedMs = now();
  /** The time that the schedules follow. */
  const scheduleMs = () => startedMs + (now() - startedMs) * accelerate;

  const run = async (timer: Timer): Promise<InvokeResult> => {
    const event: TimerEvent = {
      Type: 'Timer',
      TriggerName: timer.name,
      Time: new Date(now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      Message: timer.argument,
    };
    const result = await invoke(timer.functionName, event).finally(() => {
      timer.running = undefined;
    });
    if (!result.ok) log(`timer ${timer.name}: ${result.kind}: ${result.message}`);
    return result;
  };
  const fire = async (timer: Timer): Promise<InvokeResult> => {
    while (timer.running) await timer.running;
    timer.running = run(timer);
    return timer.running;
  };
  const waitFor = (timer: Timer, cron: Cron, dueMs: number) => {
    const waitMs = Math.max(0, (dueMs - scheduleMs()) / accelerate);
    const then = () => {
      if (scheduleMs() < dueMs) return waitFor(timer, cron, dueMs);
      if (timer.running) log(`timer ${timer.name}: skipped, its last run is still in work`);
      else void fire(timer);
      schedule(timer, cron, dueMs);
    };
    pending.set(timer, setTimeout(then, Math.min(Math.ceil(waitMs), LONGEST_WAIT_MS)));
  };
  /** After the machine slept, nothing is caught up: the next firing lies after now. */
  const schedule = (timer: Timer, cron: Cron, lastMs: number) => {
    const due = cron.nextRun(new Date(Math.max(lastMs, scheduleMs())));
    if (due) waitFor(timer, cron, due.getTime());
    else pending.delete(timer);
  };

  for (const timer of timers) if (timer.enable) schedule(timer, parseCron(timer.cronExpression), startedMs);
  return {
    fire: async (name) => {
      const timer = timers.find((each) => each.name === name);
      if (!timer) throw new Error(`there is no timer ${name}`);
      return fire(timer);
    },
    stop: () => {
      for (const waiting of pending.values()) clearTimeout(waiting);
    },
  };
}
