import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { NO_COURIER, openInstance, openInstances } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { draftFiling, submission } from '../../../../tests/support/filings/filings.ts';
import type { OutboxMessage } from '../../../domain/messages/outbox-message.ts';
import type { OutboxLane } from '../../../ports/messages/outbox.ts';
import { openDatabase } from '../database.ts';
import { createOutbox } from './outbox.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

beforeEach(async () => {
  await test.query('delete from outbox');
});

const LANE = 'reminder';
const DESK = 'review-desk';
const message = (key: string): OutboxMessage => ({ topic: 'reminder', key, payload: { filingId: 'f', round: 1 } });
const add = (...keys: string[]) => instance.outbox.add(keys.map(message));
const claimedKeys = async (limit = 10, leaseSeconds = 60, lane: Exclude<OutboxLane, 'webhook'> = LANE) =>
  (await instance.outbox.claimDue(lane, limit, leaseSeconds)).map(({ key }) => key).sort();
const row = async (key: string) =>
  (await test.query('select state, attempts, failure from outbox where key = $1', [key]))[0];

describe('add', () => {
  it('returns a message as it was written, due at once', async () => {
    await add('a');

    const claimed = await instance.outbox.claimDue(LANE, 10, 60);

    expect(claimed).toEqual([{ ...message('a'), attempts: 0, begun: false, traceparent: undefined }]);
  });

  it('returns the trace in which a message was written', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const database = openDatabase(test.url, () => traceparent);
    await createOutbox({ database, clock, courier: NO_COURIER }).add([message('traced')]);
    await database.close();

    expect(await instance.outbox.claimDue(LANE, 10, 60)).toMatchObject([{ key: 'traced', traceparent }]);
  });

  it('counts waiting and parked messages', async () => {
    await add('a', 'b', 'c', 'd');
    await instance.outbox.park('a', 'gone');
    await instance.outbox.markSent('b');

    expect(await instance.outbox.backlog()).toEqual({ waiting: 2, parked: 1 });
  });

  it('keeps the first message with a key, whether waiting or sent', async () => {
    await add('a');
    await instance.outbox.add([{ ...message('a'), payload: { filingId: 'other' } }, message('b')]);
    await instance.outbox.markSent('b');
    await add('b');

    const claimed = await instance.outbox.claimDue(LANE, 10, 60);

    expect(claimed).toEqual([expect.objectContaining({ key: 'a', payload: { filingId: 'f', round: 1 } })]);
  });

  it('keeps one message per key when twenty write it concurrently', async () => {
    const instances = await openInstances(10, test.url, clock);

    await Promise.all(Array.from({ length: 20 }, (_, call) => instances.nth(call).outbox.add([message('a')])));
    await instances.close();

    expect(await test.query('select key from outbox')).toEqual([{ key: 'a' }]);
  });

  it('accepts an empty list', async () => {
    await instance.outbox.add([]);

    const claimed = await claimedKeys();

    expect(claimed).toEqual([]);
  });

  it('[S5] commits with the filing’s change', async () => {
    const { filingId, applicantId } = await draftFiling(instance);

    await instance.filings.change(filingId, applicantId, submission);

    expect(await claimedKeys(10, 60, DESK)).toEqual([`submit/${filingId}/1`]);
    expect(await claimedKeys()).toEqual([`reminder/submitted/${filingId}/v2/account`]);
  });

  it('[S5] is rolled back with the filing’s change', async () => {
    const { filingId, applicantId } = await draftFiling(instance);

    const failed = instance.transactions.inTransaction(async () => {
      await instance.filings.change(filingId, applicantId, submission);
      throw new Error('later step');
    });

    await expect(failed).rejects.toThrow('later step');
    expect(await claimedKeys()).toEqual([]);
    expect(await instance.filings.findOwn(filingId, applicantId)).toMatchObject({ state: 'draft', version: 1 });
  });
});

describe('claimDue', () => {
  it('claims no more than asked for, however the planner joins: what is claimed beyond it would wait for its lease', async () => {
    const url = new URL(test.url);
    const joins = ['hashjoin', 'mergejoin', 'hashagg', 'sort', 'material', 'memoize'];
    url.searchParams.set('options', joins.map((name) => `-c enable_${name}=off`).join(' '));
    const database = openDatabase(url.href, () => undefined);
    await add('a', 'b', 'c', 'd', 'e', 'f');

    const claimed = await createOutbox({ database, clock, courier: NO_COURIER }).claimDue(LANE, 1, 60);

    await database.close();
    expect(claimed).toHaveLength(1);
  });

  it('leases a message, and returns it again when it is not settled', async () => {
    await add('a');

    const claims = [await claimedKeys(10, 60), await claimedKeys()];
    clock.forward(59);
    claims.push(await claimedKeys());
    clock.forward(1);
    claims.push(await claimedKeys());

    expect(claims).toEqual([['a'], [], [], ['a']]);
  });

  it('returns the longest due first and no more than the limit', async () => {
    await add('first', 'second', 'third');
    const inSeconds = (seconds: number) => new Date(clock.now().getTime() + seconds * 1000);
    await instance.outbox.postpone('first', inSeconds(3), 'timeout');
    await instance.outbox.postpone('second', inSeconds(2), 'timeout');
    await instance.outbox.postpone('third', inSeconds(1), 'timeout');
    // With statistics PostgreSQL knows how small the table is and does not use the index, whose order would be right by
    // chance.
    await test.query('analyze outbox');
    clock.forward(10);

    const claims = [await claimedKeys(1), await claimedKeys(1), await claimedKeys(5)];

    expect(claims).toEqual([['third'], ['second'], ['first']]);
  });

  it('[D1] never gives the same message to two instances', async () => {
    await add(...Array.from({ length: 60 }, (_, index) => `m${index}`));
    const instances = await openInstances(4, test.url, clock);

    const shares = await Promise.all(
      Array.from({ length: 16 }, (_, call) => instances.nth(call).outbox.claimDue(LANE, 5, 60)),
    );
    await instances.close();

    const keys = shares.flat().map(({ key }) => key);
    expect(shares.every((share) => share.length <= 5)).toBe(true);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(60);
  });

  it('does not wait for a message that another instance is claiming', async () => {
    await add('a', 'b');
    const other = openInstance(test.url, clock);

    const [theirs, ours] = await other.transactions.inTransaction(async () => [
      await other.outbox.claimDue(LANE, 1, 60),
      await instance.outbox.claimDue(LANE, 10, 60),
    ]);
    await other.close();

    expect([...(theirs ?? []), ...(ours ?? [])].map(({ key }) => key).sort()).toEqual(['a', 'b']);
    expect(ours).toHaveLength(1);
  });
});

describe('after an attempt', () => {
  it('never returns a settled message again', async () => {
    await add('a');
    await claimedKeys();
    await instance.outbox.markSent('a');
    clock.forward(86_400);

    const claims = await claimedKeys();

    expect(claims).toEqual([]);
    expect(await row('a')).toEqual({ state: 'sent', attempts: 0, failure: null });
  });

  it('returns a postponed message at its time, with its attempts counted', async () => {
    await add('a');
    await claimedKeys();
    await instance.outbox.postpone('a', new Date(clock.now().getTime() + 300_000), 'throttled');

    clock.forward(299);
    const before = await instance.outbox.claimDue(LANE, 10, 60);
    clock.forward(1);
    const after = await instance.outbox.claimDue(LANE, 10, 60);

    expect(before).toEqual([]);
    expect(after).toEqual([expect.objectContaining({ key: 'a', attempts: 1 })]);
    expect(await row('a')).toEqual({ state: 'waiting', attempts: 1, failure: 'throttled' });
  });

  it('[D3] keeps a parked message visible, and does not return it any more', async () => {
    await add('a');
    await instance.outbox.postpone('a', clock.now(), 'timeout');
    await instance.outbox.park('a', 'refused');
    clock.forward(86_400);

    const claims = await claimedKeys();

    expect(claims).toEqual([]);
    expect(await row('a')).toEqual({ state: 'parked', attempts: 2, failure: 'refused' });
  });

  it('ends a message that must not be sent, with the reason', async () => {
    await add('a');
    await instance.outbox.markEnded('a', 'refused');
    clock.forward(86_400);

    expect(await claimedKeys()).toEqual([]);
    expect(await row('a')).toEqual({ state: 'ended', attempts: 0, failure: 'refused' });
  });

  it('marks a message that an instance began and never settled', async () => {
    await add('a', 'b');
    await claimedKeys();
    await instance.outbox.markBegun('a');
    clock.forward(60);

    const claimed = await instance.outbox.claimDue(LANE, 10, 60);

    expect(Object.fromEntries(claimed.map(({ key, begun }) => [key, begun]))).toEqual({ a: true, b: false });
  });

  it('clears that mark when the message is settled', async () => {
    await add('a');
    await instance.outbox.markBegun('a');
    await instance.outbox.postpone('a', clock.now(), 'throttled');

    expect(await instance.outbox.claimDue(LANE, 10, 60)).toEqual([expect.objectContaining({ key: 'a', begun: false })]);
  });
});

describe('parked messages', () => {
  it('are listed by age, with their failure', async () => {
    await add('a');
    const createdAt = clock.now();
    clock.forward(1);
    await add('b', 'c');
    for (const key of ['b', 'a']) await instance.outbox.park(key, `failure of ${key}`);

    const parked = await instance.outbox.listParked(10);

    expect(parked.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(parked[0]).toEqual({ key: 'a', topic: 'reminder', attempts: 1, failure: 'failure of a', createdAt });
    expect(await instance.outbox.listParked(1)).toHaveLength(1);
  });

  it('[D3] are sent again on command, with the same key and attempts counted from zero', async () => {
    await add('a', 'sent');
    await instance.outbox.park('a', 'refused');
    await instance.outbox.markSent('sent');

    const replayed = [await instance.outbox.replay('a'), await instance.outbox.replay('sent')];

    expect([...replayed, await instance.outbox.replay('a')]).toEqual([true, false, false]);
    expect(await instance.outbox.claimDue(LANE, 10, 60)).toEqual([expect.objectContaining({ key: 'a', attempts: 0 })]);
    const failure = () => test.query(`select failure from outbox where key = 'a'`);
    expect(await failure()).toEqual([{ failure: 'refused' }]);
    await instance.outbox.markSent('a');
    expect(await failure()).toEqual([{ failure: null }]);
  });
});
