import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { contentsOf, draftFiling, eligibilityOf } from '../../../tests/support/filings.ts';
import { type Instance, openInstances, outcomes } from '../../../tests/support/instance.ts';
import { testInstance } from '../../../tests/support/test-instance.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

/** A check that is valid for an hour. */
async function passedCheck() {
  const check = {
    ticket: instance.ids.secret(),
    input: eligibilityOf(ENTERPRISE),
    filingType: 'first' as const,
    expiresAt: new Date(clock.now().getTime() + 3_600_000),
  };
  await instance.eligibilityChecks.save(check);
  return check;
}

const useOn = (at: Instance, ticket: string) =>
  at.transactions.inTransaction(() => at.eligibilityChecks.useTicket(ticket));
const use = (ticket: string) => useOn(instance, ticket);

describe('useTicket', () => {
  it('returns what was checked', async () => {
    const check = await passedCheck();

    const used = await use(check.ticket);

    expect(used).toEqual(check);
  });

  it('refuses an unknown ticket', async () => {
    await passedCheck();

    const result = await outcomes([use(instance.ids.secret())]);

    expect(result).toEqual({ 'eligibility.unknown': 1 });
  });

  it('accepts a ticket until it expires, but not at that moment', async () => {
    const [first, second] = [await passedCheck(), await passedCheck()];

    clock.forward(3599);
    const before = await outcomes([use(first.ticket)]);
    clock.forward(1);
    const after = await outcomes([use(second.ticket)]);

    expect(before).toEqual({ done: 1 });
    expect(after).toEqual({ 'eligibility.unknown': 1 });
  });

  it('accepts a ticket once, even when twenty use it concurrently', async () => {
    const { ticket } = await passedCheck();
    const instances = await openInstances(10, test.url, clock);

    const result = await outcomes(Array.from({ length: 20 }, (_, call) => useOn(instances.nth(call), ticket)));
    await instances.close();

    expect(result).toEqual({ done: 1, 'eligibility.used': 19 });
  });

  it('keeps the ticket usable when the filing could not be opened', async () => {
    const { ticket } = await passedCheck();
    const { applicantId } = await draftFiling(instance);
    const open = async () => {
      await instance.eligibilityChecks.useTicket(ticket);
      const contents = contentsOf(ENTERPRISE, instance.ids.uuid());
      return instance.filings.create({ id: instance.ids.uuid(), applicantId, filingType: 'first', contents });
    };

    const opened = await outcomes([instance.transactions.inTransaction(open)]);
    const later = await outcomes([use(ticket)]);

    expect(opened).toEqual({ 'filing.unfinished': 1 });
    expect(later).toEqual({ done: 1 });
  });
});
