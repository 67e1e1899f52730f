import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { openInstances, outcomes } from '../../tests/support/database/instance.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { signal } from '../../tests/support/signal.ts';
import type { RequestKey } from '../ports/replies.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

const LOCK_SECONDS = 20;
const REPLY = { status: 202, body: '{"state":"submitted","名":"值"}' };

const newRequest = (changes: Partial<RequestKey> = {}): RequestKey => ({
  applicantId: instance.ids.uuid(),
  route: 'POST /v1/submissions/{filingId}',
  key: instance.ids.uuid(),
  holder: instance.ids.uuid(),
  ...changes,
});
const claim = (request: RequestKey, fingerprint = 'a') => instance.replies.claimKey(request, fingerprint, LOCK_SECONDS);

describe('claimKey', () => {
  it('[I2] returns the same bytes for the same key once the work is done', async () => {
    const request = newRequest();
    const first = await claim(request);
    await instance.replies.storeReply(request, REPLY);

    const again = await claim(request);

    expect(first).toBeUndefined();
    expect(again).toEqual(REPLY);
  });

  it('[I3] refuses another command with the same key, whether the first is running or done', async () => {
    const request = newRequest();
    await claim(request, 'a');
    const whileRunning = await outcomes([claim(request, 'b')]);
    await instance.replies.storeReply(request, REPLY);

    const whenDone = await outcomes([claim(request, 'b')]);

    expect(whileRunning).toEqual({ 'idempotency.key-reused': 1 });
    expect(whenDone).toEqual({ 'idempotency.key-reused': 1 });
  });

  it('[I4] refuses the same key while the first runs, until its lock expires', async () => {
    const request = newRequest();
    await claim(request);

    const results = [await outcomes([claim(request)])];
    clock.forward(LOCK_SECONDS - 1);
    results.push(await outcomes([claim(request)]));

    expect(results).toEqual([{ 'idempotency.running': 1 }, { 'idempotency.running': 1 }]);
  });

  it('[I4] [I6] lets a retry take over when the lock has expired, with a full lock of its own', async () => {
    const request = newRequest();
    await claim(request);
    clock.forward(LOCK_SECONDS);

    const takenOver = await claim(request);
    clock.forward(LOCK_SECONDS - 1);
    const next = await outcomes([claim(request)]);

    expect(takenOver).toBeUndefined();
    expect(next).toEqual({ 'idempotency.running': 1 });
  });

  it('[I4] refuses the old holder once another call has taken over', async () => {
    const request = newRequest();
    const successor = { ...request, holder: instance.ids.uuid() };
    await claim(request);
    clock.forward(LOCK_SECONDS);
    await claim(successor);

    const late = await outcomes([instance.replies.storeReply(request, { status: 200, body: '"late"' })]);
    await instance.replies.releaseKey(request);
    await instance.replies.storeReply(successor, REPLY);

    expect(late).toEqual({ 'idempotency.running': 1 });
    expect(await claim(newRequest({ ...request, holder: instance.ids.uuid() }))).toEqual(REPLY);
  });

  it('[I4] does not take over from a holder whose lock has expired while it stores its reply', async () => {
    const request = newRequest();
    await claim(request);
    clock.forward(LOCK_SECONDS);
    const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    const instances = await openInstances(2, test.url, clock);
    const [holder, other] = [instances.nth(0), instances.nth(1)];

    const [locked, finish] = [signal(), signal()];
    // A lock on the row lets the other call see that there is no reply yet, and wait before it takes over.
    const holding = holder.transactions.inTransaction(async () => {
      const { sql } = holder.transactions;
      await sql.selectFrom('reply').select('key').where('key', '=', request.key).forUpdate().execute();
      locked.give();
      await finish.given;
      await holder.replies.storeReply(request, REPLY);
    });
    await locked.given;
    const successor = { ...request, holder: instance.ids.uuid() };
    const taking = outcomes([other.replies.claimKey(successor, 'a', LOCK_SECONDS)]);
    await expect.poll(() => test.query(waiting)).toHaveLength(1);
    finish.give();
    await holding;

    expect(await taking).toEqual({ 'idempotency.running': 1 });
    expect(await claim(request)).toEqual(REPLY);
    await instances.close();
  });

  it('[I5] separates keys by applicant and route', async () => {
    const request = newRequest();
    await claim(request);
    await instance.replies.storeReply(request, REPLY);

    const others = [
      await claim({ ...request, applicantId: instance.ids.uuid() }, 'b'),
      await claim({ ...request, route: 'DELETE /v1/submissions/{filingId}' }, 'b'),
      await claim({ ...request, key: instance.ids.uuid() }, 'b'),
    ];

    expect(others).toEqual([undefined, undefined, undefined]);
  });

  it('[I4] lets one of twenty concurrent calls work', async () => {
    const request = newRequest();
    const instances = await openInstances(10, test.url, clock);

    const result = await outcomes(
      Array.from({ length: 20 }, (_, call) => instances.nth(call).replies.claimKey(request, 'a', LOCK_SECONDS)),
    );
    await instances.close();

    expect(result).toEqual({ done: 1, 'idempotency.running': 19 });
  });

  it('[I4] lets one of twenty take over when the first has died', async () => {
    const request = newRequest();
    await claim(request);
    clock.forward(LOCK_SECONDS);
    const instances = await openInstances(10, test.url, clock);

    const result = await outcomes(
      Array.from({ length: 20 }, (_, call) => instances.nth(call).replies.claimKey(request, 'a', LOCK_SECONDS)),
    );
    await instances.close();

    expect(result).toEqual({ done: 1, 'idempotency.running': 19 });
  });
});

describe('releaseKey', () => {
  it('[I7] lets a retry run at once, even with another command', async () => {
    const request = newRequest();
    await claim(request, 'a');
    await instance.replies.releaseKey(request);

    const again = await claim(request, 'b');

    expect(again).toBeUndefined();
  });

  it('does not delete a reply that was stored', async () => {
    const request = newRequest();
    await claim(request);
    await instance.replies.storeReply(request, REPLY);
    await instance.replies.releaseKey(request);

    const again = await claim(request);

    expect(again).toEqual(REPLY);
  });
});

describe('storeReply', () => {
  it('[I6] stores nothing when the transaction of the work fails', async () => {
    const request = newRequest();
    await claim(request);

    const failed = instance.transactions.inTransaction(async () => {
      await instance.replies.storeReply(request, REPLY);
      throw new Error('the commit failed');
    });

    await expect(failed).rejects.toThrow('the commit failed');
    expect(await outcomes([claim(request)])).toEqual({ 'idempotency.running': 1 });
  });
});
