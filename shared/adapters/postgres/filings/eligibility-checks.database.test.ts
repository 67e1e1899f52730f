import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { type Instance, openInstances, outcomes } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { contentsOf, draftFiling, eligibilityOf } from '../../../../tests/support/filings/filings.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

const newAccount = async () => (await instance.accounts.signIn(instance.ids.secret())).accountId;

/** A check that is valid for an hour. */
async function passedCheck() {
  const check = {
    accountId: await newAccount(),
    ticket: instance.ids.secret(),
    input: eligibilityOf(ENTERPRISE),
    filingType: 'first' as const,
    expiresAt: new Date(clock.now().getTime() + 3_600_000),
  };
  await instance.eligibilityChecks.save(check);
  return check;
}

type Passed = Awaited<ReturnType<typeof passedCheck>>;
const useOn = (at: Instance, { ticket, accountId }: Pick<Passed, 'ticket' | 'accountId'>) =>
  at.transactions.inTransaction(() => at.eligibilityChecks.useTicket(ticket, accountId));
const use = (check: Pick<Passed, 'ticket' | 'accountId'>) => useOn(instance, check);

describe('useTicket', () => {
  it('returns what was checked', async () => {
    const [check, other] = [await passedCheck(), await passedCheck()];

    const used = await use(check);

    expect(used).toEqual(check);
    expect(await use(other)).toEqual(other);
  });

  it('refuses an unknown ticket', async () => {
    const { accountId } = await passedCheck();

    const result = await outcomes([use({ ticket: instance.ids.secret(), accountId })]);

    expect(result).toEqual({ 'eligibility.unknown': 1 });
  });

  it('refuses the ticket of another account as if there were none, and leaves it to its own', async () => {
    const check = await passedCheck();

    const others = await outcomes([use({ ...check, accountId: await newAccount() })]);
    const own = await outcomes([use(check)]);

    expect([others, own]).toEqual([{ 'eligibility.unknown': 1 }, { done: 1 }]);
  });

  it('accepts a ticket until it expires, but not at that moment', async () => {
    const [first, second] = [await passedCheck(), await passedCheck()];

    clock.forward(3599);
    const before = await outcomes([use(first)]);
    clock.forward(1);
    const after = await outcomes([use(second)]);

    expect(before).toEqual({ done: 1 });
    expect(after).toEqual({ 'eligibility.unknown': 1 });
  });

  it('accepts a ticket once, even when twenty use it concurrently', async () => {
    const check = await passedCheck();
    const instances = await openInstances(10, test.url, clock);

    const result = await outcomes(Array.from({ length: 20 }, (_, call) => useOn(instances.nth(call), check)));
    await instances.close();

    expect(result).toEqual({ done: 1, 'eligibility.used': 19 });
  });

  it('keeps the ticket usable when the filing could not be opened', async () => {
    const check = await passedCheck();
    const { applicantId } = await draftFiling(instance);
    const open = async () => {
      await instance.eligibilityChecks.useTicket(check.ticket, check.accountId);
      const contents = contentsOf(ENTERPRISE, instance.ids.uuid());
      return instance.filings.create({ id: instance.ids.uuid(), applicantId, filingType: 'first', contents });
    };

    const opened = await outcomes([instance.transactions.inTransaction(open)]);
    const later = await outcomes([use(check)]);

    expect(opened).toEqual({ 'filing.unfinished': 1 });
    expect(later).toEqual({ done: 1 });
  });
});
