import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServerlessService } from '../deploy/manifest/serverless-yml.ts';
import type { InvokeResult } from './function-host.ts';
import { startTimers, type TimerEvent, type Timers } from './timers.ts';

const done: InvokeResult = { ok: true, value: null, durationMs: 1 };
const sleepMs = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let timers: Timers | undefined;
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-26T08:00:00Z') });
});
afterEach(() => {
  timers?.stop();
  vi.useRealTimers();
});

function serviceWith(cronExpression: string, enable = true): Pick<ServerlessService, 'functions'> {
  const sweep = {
    name: 'status-sync',
    handler: 'index.main_handler',
    description: '',
    memoryMb: 128,
    timeoutSeconds: 3,
    environment: {},
    provisionedConcurrency: 0,
    reservedConcurrency: 0,
    files: [],
    http: undefined,
    cos: [],
    timers: [{ name: 'sweep', cronExpression, enable, argument: 'all' }],
  };
  return { functions: { 'status-sync': sweep } };
}

/** Starts the timers of `service`; each event takes `runMs`. */
function start(service: Pick<ServerlessService, 'functions'>, { runMs = 0, accelerate = 1 } = {}) {
  const calls: { functionName: string; event: TimerEvent }[] = [];
  const lines: string[] = [];
  let together = 0;
  let mostTogether = 0;
  timers = startTimers({
    service,
    accelerate,
    log: (line) => lines.push(line),
    invoke: async (functionName, event) => {
      calls.push({ functionName, event });
      mostTogether = Math.max(mostTogether, ++together);
      await sleepMs(runMs);
      together -= 1;
      return done;
    },
  });
  return { timers, calls, lines, mostTogether: () => mostTogether };
}

describe('startTimers', () => {
  it('fires on demand with an event of the documented shape, though the timer is disabled', async () => {
    const { timers, calls } = start(serviceWith('0 */5 * * * * *', false));

    const fired = timers.fire('sweep');
    await vi.advanceTimersByTimeAsync(0);

    expect(await fired).toEqual(done);
    expect(calls[0]?.functionName).toBe('status-sync');
    expect(calls[0]?.event).toEqual({
      Type: 'Timer',
      TriggerName: 'sweep',
      Time: '2026-11-26T08:00:00Z',
      Message: 'all',
    });
  });

  it('fires by its schedule, sixty times faster when accelerated', async () => {
    const { calls } = start(serviceWith('*/6 * * * * * *'), { accelerate: 60 });

    await vi.advanceTimersByTimeAsync(560);

    expect(calls).toHaveLength(5);
  });

  it('never fires a disabled timer by itself, nor any after stop', async () => {
    const disabled = start(serviceWith('* * * * * * *', false), { accelerate: 60 });
    const stopped = start(serviceWith('* * * * * * *'), { accelerate: 60 });
    stopped.timers.stop();

    await vi.advanceTimersByTimeAsync(100);

    expect(disabled.calls).toEqual([]);
    expect(stopped.calls).toEqual([]);
  });

  it('skips a firing while the last run is still in work, and logs it', async () => {
    const { calls, lines, mostTogether } = start(serviceWith('* * * * * * *'), { accelerate: 60, runMs: 200 });

    await vi.advanceTimersByTimeAsync(100);

    expect(mostTogether()).toBe(1);
    expect(calls).toHaveLength(1);
    expect(lines[0]).toBe('timer sweep: skipped, its last run is still in work');
  });

  it('runs several demands one after the other', async () => {
    const { timers, calls, mostTogether } = start(serviceWith('0 0 0 1 1 * 2099'), { runMs: 20 });

    const fired = Promise.all([timers.fire('sweep'), timers.fire('sweep'), timers.fire('sweep')]);
    await vi.advanceTimersByTimeAsync(60);
    await fired;

    expect(calls.length).toBe(3);
    expect(mostTogether()).toBe(1);
  });

  it('logs which timer failed and why, and continues', async () => {
    const lines: string[] = [];
    timers = startTimers({
      service: serviceWith('0 0 0 1 1 * 2099'),
      log: (line) => lines.push(line),
      invoke: async () => ({ ok: false, kind: 'timeout', message: 'the event took longer than 3 s', durationMs: 3000 }),
    });

    await timers.fire('sweep');
    await timers.fire('sweep');

    expect(lines).toEqual(Array(2).fill('timer sweep: timeout: the event took longer than 3 s'));
  });

  it('has no timer of an unknown name', async () => {
    const { timers } = start(serviceWith('* * * * * * *', false));

    const firing = timers.fire('other');

    await expect(firing).rejects.toThrow('there is no timer other');
  });
});
