import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { collectLog, scfContext } from '../../tests/support/scf.ts';
import { Failed } from '../ports/failed.ts';
import { type Tick, timerFunction } from './timer-function.ts';

const log = collectLog();
beforeEach(log.clear);
afterAll(log.stop);

const TICK = { Type: 'Timer', TriggerName: 'delivery', Time: '2026-11-24T02:00:00Z', Message: '' };

const sweep = (useCase: (tick: Tick) => Promise<Readonly<Record<string, number>>>) =>
  timerFunction({
    ports: { step: async () => 1 },
    useCase: async (tick, { step }) => ({ ...(await useCase(tick)), steps: step - 1 }),
  });

describe('a timer’s tick', () => {
  it('runs the use case with its ports and returns its counts', async () => {
    const handler = sweep(async () => ({ sent: 3 }));

    const counts = await handler(TICK, scfContext());

    expect(counts).toEqual({ sent: 3, steps: 0 });
    expect(log.lines()).toEqual([
      {
        level: 'info',
        function: 'notes',
        requestId: 'c2af8a1e-5b0c-4f1c-9a55-9d0a4d6f2b11',
        counts: { sent: 3, steps: 0 },
        traceId: 'c2af8a1e5b0c4f1c9a559d0a4d6f2b11',
      },
    ]);
  });

  it('continues the trace of the function that calls it after a commit', async () => {
    const message = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

    await sweep(async () => ({ sent: 1 }))({ ...TICK, Message: message }, scfContext());

    expect(log.lines()).toMatchObject([{ traceId: '4bf92f3577b34da6a3ce929d0e0e4736' }]);
  });

  it('logs nothing when there was nothing to do', async () => {
    const handler = sweep(async () => ({ sent: 0, parked: 0 }));

    await handler(TICK, scfContext());

    expect(log.lines()).toEqual([]);
  });

  it('[L4] knows its remaining time, although the platform’s context does not include it', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const handler = sweep(async ({ remainingMs }) => {
      const before = remainingMs();
      vi.advanceTimersByTime(60);
      return { before, after: remainingMs() };
    });

    const counts = await handler(TICK, scfContext({ time_limit_in_ms: 5_000 }));
    vi.useRealTimers();

    expect(counts).toMatchObject({ before: 5_000, after: 4_940 });
  });

  it('uses the platform’s own remaining time where there is one', async () => {
    const handler = sweep(async ({ remainingMs }) => ({ left: remainingMs() }));

    const counts = await handler(TICK, scfContext({ getRemainingTimeInMillis: () => 1234 }));

    expect(counts.left).toBe(1234);
  });

  it('fails when the use case fails, so that the platform retries', async () => {
    const handler = sweep(() => Promise.reject(new Error('no database')));

    const tick = handler(TICK, scfContext());

    await expect(tick).rejects.toThrow('no database');
  });

  it('says which vendor was in trouble, and that a person is needed for anything else', async () => {
    await sweep(() => Promise.reject(new Failed('database', 'broken', 'ECONNREFUSED')))(TICK, scfContext()).catch(
      () => {},
    );
    await sweep(() => Promise.reject(new TypeError('周建明')))(TICK, scfContext()).catch(() => {});

    const at = { function: 'notes', operation: 'timer' };
    expect(log.lines()).toMatchObject([
      { ...at, level: 'warn', port: 'database', failure: 'broken', vendorCode: 'ECONNREFUSED' },
      { ...at, level: 'alarm', error: expect.stringMatching(/^TypeError\s+at /) },
    ]);
    expect(log.texts.join()).not.toContain('周建明');
  });

  it.each([[{}], [{ Records: [] }], [{ ...TICK, Type: 'Clock' }], [null]])('is not %j', async (event) => {
    const handler = sweep(async () => ({ sent: 1 }));

    const tick = handler(event, scfContext());

    await expect(tick).rejects.toMatchObject({ name: '$ZodError' });
  });

  it('does not wait for a pooled connection', async () => {
    const context = scfContext();

    await sweep(async () => ({}))(TICK, context);

    expect(context.callbackWaitsForEmptyEventLoop).toBe(false);
  });
});
