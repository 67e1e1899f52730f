import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createReplies } from '../../../../platform/database/replies.ts';
import { testClock } from '../../../../tests/support/clock.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database/database.ts';
import {
  type Instance,
  NO_COURIER,
  openInstance,
  outcomes,
  testSeal,
} from '../../../../tests/support/database/instance.ts';
import { lockWait } from '../../../../tests/support/database/lock-wait.ts';
import { draftFiling, filingIn, submission } from '../../../../tests/support/filings/filings.ts';
import { type Guard, withoutGuard } from '../../../../tests/support/routes/guards.ts';
import type { FilingEvent } from '../../../domain/filing/machine.ts';
import { type Database, openDatabase } from '../database.ts';
import { createInbox } from '../messages/inbox.ts';
import { createOutbox } from '../messages/outbox.ts';
import { createFilings } from './filings.ts';
import { createReviews } from './reviews.ts';
import { createTimedSteps } from './timed-steps.ts';

// Each race here repeats a race of another test that passes: with the same adapters, but without one guard in their
// SQL, it must fail. A plugin of Kysely removes the guard; the bundles do not contain it.
vi.mock('kysely', () => vi.importActual('../../../node_modules/kysely/dist/esm/index.js'));

let test: TestDatabase;
let instance: Instance;
let databases: readonly Database[];
const clock = testClock('2026-11-24T02:00:00Z');

beforeAll(async () => {
  test = await testDatabase();
  instance = openInstance(test.url, clock);
  databases = Array.from({ length: 4 }, () => openDatabase(test.url));
  await Promise.all(databases.map((database) => database.inTransaction(async () => {})));
  // The keys of these tables would catch the missing conditions, but only with an error that nobody expects.
  await test.query('alter table filing_history drop constraint filing_history_pkey');
  await test.query('alter table inbox drop constraint inbox_pkey');
  await test.query('alter table verdict drop constraint verdict_pkey');
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await instance.close();
  await test.close();
});

const unguarded = (guard: Guard) => databases.map((database) => withoutGuard(database, guard));

describe('without the version in the condition of a change', () => {
  const stripped = () => unguarded({ conditionOn: 'version' });

  it('[S2] several of twenty equal submissions succeed', async () => {
    let most = 0;
    for (let round = 0; round < 10 && most < 2; round += 1) {
      const { filingId, applicantId } = await draftFiling(instance);
      const adapters = stripped().map((database) =>
        createFilings({ database, seal: testSeal(), clock, courier: NO_COURIER }),
      );

      const { done = 0 } = await outcomes(
        Array.from({ length: 20 }, (_, call) => adapters[call % 4]?.change(filingId, applicantId, submission)).map(
          (call) => call ?? Promise.resolve(),
        ),
      );

      most = Math.max(most, done);
    }

    expect(most).toBeGreaterThan(1);
  });

  it('[S3] an approval and a return both win', async () => {
    const adapters = stripped().map((database) =>
      createReviews({ database, seal: testSeal(), clock, courier: NO_COURIER }),
    );
    const { filingId } = await filingIn(instance, 'authority-review');
    let both = 0;
    for (let round = 0; round < 50 && both === 0; round += 1) {
      await test.query("update filing set state = 'authority-review' where id = $1", [filingId]);
      const events: readonly FilingEvent[] = ['approve', 'authority-return'];

      const { done } = await outcomes(
        events.flatMap((event, index) => adapters[index]?.changeFiling(filingId, () => ({ event })) ?? []),
      );

      if (done === 2) both += 1;
    }

    expect(both).toBeGreaterThan(0);
  });
});

describe('without row locks', () => {
  /** The number of rows that two instances both claim while the first one's transaction is still open. */
  async function takenTwice(claim: (database: Database) => Promise<readonly string[]>): Promise<number> {
    const [one, other] = unguarded('row locks') as [Database, Database];
    const [first, second] = await one.inTransaction(async () => {
      const taken = await claim(one);
      const later = claim(other);
      await lockWait(test);
      return [taken, { later }] as const;
    });
    const again = await second.later;
    return again.filter((id) => first.includes(id)).length;
  }

  it('a due step is claimed by two timers', async () => {
    for (let made = 0; made < 3; made += 1) await draftFiling(instance);
    await test.query('update filing set step_due_at = $1', [clock.now()]);

    const twice = await takenTwice(async (database) =>
      (await createTimedSteps({ database, clock }).claimDue(clock.now(), 3, 600)).map(({ filingId }) => filingId),
    );

    expect(twice).toBe(3);
  });

  it('a message is claimed by two senders', async () => {
    const keys = ['guard/1', 'guard/2', 'guard/3'];
    await test.query('delete from outbox');
    await instance.outbox.add(keys.map((key) => ({ topic: 'review-desk.withdraw', key, payload: {} })));

    const twice = await takenTwice(async (database) =>
      (await createOutbox({ database, clock, courier: NO_COURIER }).claimDue('review-desk', 3, 60)).map(
        ({ key }) => key,
      ),
    );

    expect(twice).toBe(3);
  });
});

it('[I4] without the lock’s expiry in its condition, a second call takes over from one that is still running', async () => {
  const [database] = unguarded({ conditionOn: 'locked_until' });
  const replies = createReplies({ database: database as Database, clock });
  const request = { applicantId: instance.ids.uuid(), route: 'POST /v1/x', key: 'k'.repeat(20), holder: 'first' };
  await replies.claimKey(request, 'a', 20);

  const second = await replies.claimKey({ ...request, holder: 'second' }, 'a', 20);

  expect(second).toBeUndefined();
});

it('[W7] without their keys, the inbox accepts the same message twice, and no verdict is stored', async () => {
  const { filingId } = await filingIn(instance, 'submitted');
  const inbox = createInbox({ database: databases[0] as Database, clock });
  const verdict = { filingId, round: 1, sequence: 1, kind: 'accepted', at: clock.now(), flagged: [] };

  const remembered = [await inbox.remember('review-desk', 'twice'), await inbox.remember('review-desk', 'twice')];
  const stored = instance.reviews.keepVerdict(verdict);

  expect(remembered).toEqual([true, true]);
  await expect(stored).rejects.toThrow('no unique or exclusion constraint');
  expect(await instance.reviews.unappliedVerdicts(filingId)).toEqual([]);
});
