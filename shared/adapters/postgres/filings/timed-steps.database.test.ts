import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestClock, testClock } from '../../../../tests/support/clock.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database/database.ts';
import { type Instance, openInstance } from '../../../../tests/support/database/instance.ts';
import { draftFiling } from '../../../../tests/support/filings/filings.ts';

const DAY = 24 * 60 * 60;
const LEASE_SECONDS = 60;
const LATER = new Date('2027-01-01T00:00:00Z');

let test: TestDatabase;
let clock: TestClock;
let instance: Instance;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  clock = testClock('2026-09-30T02:00:00Z');
  instance = openInstance(test.url, clock);
  await test.query('update filing set step_due_at = null');
  return () => instance.close();
});

const claim = () => instance.timedSteps.claimDue(clock.now(), 10, LEASE_SECONDS);
const dueAt = async (filingId: string) => {
  const rows = await test.query<{ at: Date }>(`select step_due_at as at from filing where id = '${filingId}'`);
  return rows[0]?.at?.toISOString();
};
/** A draft whose first reminder is due. */
async function dueFiling() {
  const filing = await draftFiling(instance);
  clock.forward(25 * DAY);
  return filing;
}

describe('a step that is due', () => {
  it('is claimed once until its lease is over', async () => {
    const { filingId } = await dueFiling();

    const claimed = [await claim(), await claim()];
    clock.forward(LEASE_SECONDS);
    claimed.push(await claim());

    expect(claimed.map((steps) => steps.map((step) => step.filingId))).toEqual([[filingId], [], [filingId]]);
  });

  it('is claimed by one of several instances that ask at the same time', async () => {
    const { filingId } = await dueFiling();
    const others = [openInstance(test.url, clock), openInstance(test.url, clock)];

    const claimed = await Promise.all(others.map((other) => other.timedSteps.claimDue(clock.now(), 10, LEASE_SECONDS)));

    expect(claimed.flat().map((step) => step.filingId)).toEqual([filingId]);
    await Promise.all(others.map((other) => other.close()));
  });

  it('is followed by the next one', async () => {
    const { filingId } = await dueFiling();
    const [step] = await claim();

    const isScheduled = step && (await instance.timedSteps.scheduleNext(step, LATER));

    expect([isScheduled, await dueAt(filingId)]).toEqual([true, LATER.toISOString()]);
  });

  it('is left to the change that came after the claim, which has scheduled its own', async () => {
    const { filingId, applicantId } = await dueFiling();
    const [step] = await claim();
    await instance.filings.change(filingId, applicantId, ({ contents }) => ({ event: 'save', contents }));
    const byTheChange = await dueAt(filingId);

    const isScheduled = step && (await instance.timedSteps.scheduleNext(step, LATER));

    expect([isScheduled, await dueAt(filingId)]).toEqual([false, byTheChange]);
    expect(byTheChange).not.toBe(LATER.toISOString());
  });
});
