import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordId } from '../../../../contracts/kit/record-id.ts';
import { testClock } from '../../../../tests/support/clock.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import {
  accessesOf,
  OPERATIONS,
  type Operation,
  type OperationKind,
  RecordLife,
} from '../../../../tests/support/filings/record-life.ts';
import { causesOf } from '../../../../tools/chaos/record-proof.ts';
import { foldRecord } from '../../../domain/record/fold.ts';
import { type FiledRecord, liveWebsites } from '../../../domain/record/record.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.oneof(
    ...Object.entries(OPERATIONS).map(([kind, weight]) => ({
      weight,
      arbitrary: fc.constant(kind as OperationKind),
    })),
  ),
  account: fc.noBias(fc.nat(2)),
  choices: fc.noBias(fc.array(fc.nat(999), { minLength: 12, maxLength: 12 })),
});
const life = fc.array(operation, { minLength: 200, maxLength: 200 });

const account = async () => (await instance.accounts.signIn(instance.ids.secret())).accountId;

describe('whatever 200 operations, verdicts and events come in whatever order', () => {
  it('a record is their fold, no number comes again, no domain is filed twice, nothing is open about what has ended', {
    timeout: 600_000,
  }, async () => {
    const all: RecordLife['counts'][] = [];
    for (const seed of [2, 3, 5]) all.push(await lived(seed));

    const sum = (name: keyof RecordLife['counts']) => all.reduce((total, counts) => total + counts[name], 0);
    expect(Math.min(sum('approved'), sum('events'), sum('refused'))).toBeGreaterThan(20);
    expect(Math.min(sum('changed'), sum('ended'), sum('moved'), sum('taken'))).toBeGreaterThan(0);
  });

  async function lived(seed: number): Promise<RecordLife['counts']> {
    await test.empty('account');
    const recordLife = new RecordLife(instance, clock, [await account(), await account(), await account()], seed);
    const over = new Set<string>();
    const [operations = []] = fc.sample(life, { seed, numRuns: 1 });
    for (const [at, next] of operations.entries()) {
      await recordLife.do(next);
      const after = `operation ${at} of seed ${seed}: ${next.kind}`;
      const records = await recordLife.records();
      await keepsNumbers(records, over, after);
      const ended = records.flatMap(({ id, contents }) => (contents.ended ? [id] : []));
      const open = (await recordLife.openFilings()).filter(({ startedFrom }) =>
        ended.includes(startedFrom?.recordId as RecordId),
      );
      expect(open, after).toEqual([]);
    }
    await isFold(recordLife);
    return recordLife.counts;
  }

  /** @param over numbers that have ended; none of them lives again. */
  async function keepsNumbers(records: readonly FiledRecord[], over: Set<string>, after: string): Promise<void> {
    const websites = records.flatMap(({ contents }) => contents.websites);
    const numbers = websites.map(({ number }) => number);
    const domains = records.flatMap(liveWebsites).flatMap((website) => website.domains);
    expect(new Set(numbers).size, after).toBe(numbers.length);
    expect(new Set(domains).size, after).toBe(domains.length);
    expect(records.filter(({ contents }) => contents.ended).flatMap(liveWebsites), after).toEqual([]);
    const living = new Set([
      ...records.filter(({ contents }) => !contents.ended).map(({ number }) => number),
      ...websites.filter(({ ended }) => !ended).map(({ number }) => number),
    ]);
    expect(
      [...over].filter((number) => living.has(number)),
      after,
    ).toEqual([]);
    for (const number of [...numbers, ...records.map((record) => record.number)])
      if (!living.has(number)) over.add(number);
    const wronglyAsked = await test.query(`
      select filing.id from filing left join desk_question on filing_id = filing.id
      where state = 'approved' and (record_ended_at is null) <> (recheck_at is not null)`);
    expect(wronglyAsked, after).toEqual([]);
    const [found] = await test.query<{ n: number }>('select count(*)::int n from record_access where ended_at is null');
    expect(found?.n, after).toBe(accessesOf(records));
  }

  async function isFold(recordLife: RecordLife): Promise<void> {
    const { records, reviews } = instance;
    for (const record of await recordLife.records()) {
      const versions = await records.versionsOf(record.id);
      const own = recordLife.acts.filter(({ recordId }) => recordId === record.id).map(({ cause }) => cause);
      const findEvent = async (sequence: number) => recordLife.told.get(record.id)?.[sequence - 1];
      const causes = await causesOf(versions, { findFiling: reviews.findFiling, findEvent, acts: own });
      // A transfer moves the record; what it says stays.
      expect({ ...foldRecord(causes), accountId: record.accountId }).toEqual(record);
      expect(causes.filter((cause) => own.includes(cause as never))).toHaveLength(own.length);
    }
  }
});
