import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ObjectStore } from '../../../platform/ports/object-store.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { type RunningDesk, startDesk } from '../../../tests/support/desk/desk.ts';
import { bareRound } from '../../../tests/support/desk/desk-case.ts';

const clock = testClock('2026-11-26T02:00:00Z');
const LEASE_OVER = new Date('2026-11-26T01:59:00Z');

let desk: RunningDesk;
beforeEach(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  const objectStore = {} as ObjectStore;
  desk = await startDesk({ clock, objectStore, secret: 'a'.repeat(64), webhookUrl: () => 'http://127.0.0.1:9' });
});
afterEach(() => desk.close());

/** A case that has just come. @returns its id */
async function received(): Promise<string> {
  const filingId = crypto.randomUUID();
  await desk.incomingCases.receive(bareRound(filingId, clock.now()));
  const [row] = await desk.test.query<{ id: string }>('select id from desk.review_case where filing_id = $1', [
    filingId,
  ]);
  return row?.id ?? '';
}

const holders = () =>
  desk.test.query('select lease_holder as holder from desk.review_case where lease_holder is not null');

describe('a run of the desk’s timer', () => {
  it('does everything else when a step fails, and says at the end which failed first', async () => {
    await desk.openCases.setLease(await received(), { holder: 'lin-yue', until: LEASE_OVER });
    await desk.test.query('delete from desk.record_feed');
    await desk.test.query('alter table desk.audit_seal rename to no_seal');

    await expect(desk.tick()).rejects.toThrow('no result');

    await desk.test.query('alter table desk.no_seal rename to audit_seal');
    expect(await holders()).toEqual([]);
  });

  it('lets the clocks of all cases go on but of the one that can’t be read', async () => {
    const [broken, whole] = [await received(), await received()];
    const stands = { limitMs: 1, usedMs: 0, runningSince: undefined, pausedFor: 'call-missed' } as const;
    for (const [index, caseId] of [broken, whole].entries())
      await desk.openCases.setClock(caseId, stands, undefined, {
        missedCalls: 1,
        callAgainAt: new Date(LEASE_OVER.getTime() + index),
      });
    await desk.test.query(`update desk.review_case set summary_sealed = '\\x00' where id = $1`, [broken]);

    await expect(desk.tick()).rejects.toThrow();

    const rows = await desk.test.query('select id from desk.review_case where call_again_at is not null');
    expect(rows).toEqual([{ id: broken }]);
  });
});
