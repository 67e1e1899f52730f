import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FilingType } from '../../shared/domain/filing/filing-types.ts';
import type { FilingState } from '../../shared/domain/filing/machine.ts';
import { testClock } from '../../tests/support/clock.ts';
import { type TestDatabase, testDatabase } from '../../tests/support/database/database.ts';
import { type Instance, openInstance } from '../../tests/support/database/instance.ts';
import { filingIn } from '../../tests/support/filings/filings.ts';
import { contract } from './contract.ts';
import { road } from './road.ts';

let test: TestDatabase;
let instance: Instance;

beforeAll(async () => {
  test = await testDatabase();
});
beforeEach(() => {
  // A Tuesday. The next holiday is New Year.
  instance = openInstance(test.url, testClock('2026-11-24T02:00:00Z'));
  return () => instance.close();
});
afterAll(() => test.close());

const show = async (address: { filingId: string; applicantId: string }) =>
  contract.road.reply.parse(await road(address, instance));

const stepsOf = async (address: { filingId: string; applicantId: string }) =>
  (await show(address)).steps.map(({ id, state, doneOn, half, by }) =>
    [id, state, doneOn ?? [half, by].filter(Boolean).join(' ')].join(' ').trim(),
  );

/** Approved so far: a number is given once. */
let filings = 0;
/** A filing of a province that was approved: its authority took this many days from Monday, 2 November. */
async function approved(days: number, mark = '粤'): Promise<void> {
  filings += 1;
  const specimen = { ...ENTERPRISE, domain: `yunfan-${filings}.cn` };
  const { filingId, websiteId } = await filingIn(instance, 'authority-review', specimen);
  const organizer = `${mark}ICP备${2026000000 + filings}号`;
  const numbers = { organizer, websites: { [websiteId]: `${organizer}-1` } };
  await instance.reviews.changeFiling(filingId, () => ({ event: 'approve', numbers }));
  const at = (day: number) => `2026-11-${String(2 + day).padStart(2, '0')}T02:00:00Z`;
  await test.query('update filing_history set at = $2 where filing_id = $1', [filingId, at(0)]);
  await test.query("update filing_history set at = $2 where filing_id = $1 and event = 'approve'", [
    filingId,
    at(days),
  ]);
}

describe('the road of a filing', () => {
  it('in the initial review has the days that are promised, by working days', async () => {
    expect(await stepsOf(await filingIn(instance, 'submitted'))).toEqual([
      'submission past 2026-11-24',
      'initial-review now 2026-11-25',
      'sms-verification ahead 2026-12-01',
      'authority-review ahead 2026-12-29',
      'approved ahead 2026-12-29',
    ]);
  });

  it.each([
    [
      'queued',
      [
        'submission past 2026-11-24',
        'initial-review past 2026-11-24',
        'sms-verification now 2026-11-30',
        'authority-review ahead 2026-12-28',
        'approved ahead 2026-12-28',
      ],
    ],
    [
      'sms-verification',
      [
        'submission past 2026-11-24',
        'initial-review past 2026-11-24',
        'sms-verification now 2026-11-25',
        'authority-review ahead 2026-12-23',
        'approved ahead 2026-12-23',
      ],
    ],
    [
      'authority-review',
      [
        'submission past 2026-11-24',
        'initial-review past 2026-11-24',
        'sms-verification past 2026-11-24',
        'authority-review now 2026-12-22',
        'approved ahead 2026-12-22',
      ],
    ],
    [
      'approved',
      [
        'submission past 2026-11-24',
        'initial-review past 2026-11-24',
        'sms-verification past 2026-11-24',
        'authority-review past 2026-11-24',
        'approved past 2026-11-24',
      ],
    ],
    [
      'draft',
      ['submission now', 'initial-review ahead', 'sms-verification ahead', 'authority-review ahead', 'approved ahead'],
    ],
    [
      'returned',
      [
        'submission past 2026-11-24',
        'initial-review returned',
        'sms-verification ahead',
        'authority-review ahead',
        'approved ahead',
      ],
    ],
    ['authority-returned', undefined],
  ] as const)('that is %s', async (state, expected) => {
    const steps = await stepsOf(await filingIn(instance, state));

    expect(steps).toEqual(
      expected ?? [
        'submission past 2026-11-24',
        'initial-review past 2026-11-24',
        'sms-verification past 2026-11-24',
        'authority-review returned',
        'approved ahead',
      ],
    );
  });

  it('that came back without its SMS verification says so of that step', async () => {
    const filing = await filingIn(instance, 'sms-verification');
    await instance.reviews.changeFiling(filing.filingId, () => ({ event: 'fail-sms' }));

    expect(await stepsOf(filing)).toEqual([
      'submission past 2026-11-24',
      'initial-review past 2026-11-24',
      'sms-verification returned',
      'authority-review ahead',
      'approved ahead',
    ]);
  });

  it.each(['declined', 'abandoned', 'expired', 'revoked'] as const)('that is %s leads nowhere', async (state) => {
    expect((await show(await filingIn(instance, state))).steps).toEqual([]);
  });

  describe('of each type', () => {
    /** A filing of this type, with the review left out where a code stands for it. */
    async function of(filingType: FilingType, state: FilingState, byCode = false) {
      const filing = await filingIn(instance, byCode ? 'submitted' : state);
      const { filingId } = filing;
      await test.query('update filing set filing_type = $2 where id = $1', [filingId, filingType]);
      if (byCode) await instance.reviews.changeFiling(filingId, () => ({ event: 'accept', facts: { by: 'code' } }));
      const later = ['queued', 'sms-verification', 'authority-review', 'approved'].indexOf(state);
      for (const event of byCode ? (['send-sms', 'confirm-sms', 'approve'] as const).slice(0, later) : [])
        await instance.reviews.changeFiling(filingId, () => ({ event }));
      return (await show(filing)).steps.map((step) => [step.label, step.state, step.by].filter(Boolean).join(' '));
    }

    it.each([
      ['first', '提交备案', '备案成功'],
      ['new-website', '提交备案', '新增网站成功'],
      ['new-access', '提交备案', '接入备案成功'],
      ['change', '提交申请', '变更成功'],
    ] as const)('%s says what comes of it', async (type, submission, result) => {
      expect(await of(type, 'submitted')).toEqual([
        `${submission} past`,
        '初审 now 2026-11-25',
        '短信核验 ahead 2026-12-01',
        '管局审核 ahead 2026-12-29',
        `${result} ahead 2026-12-29`,
      ]);
    });

    it.each([
      ['cancel-website', '注销网站完成'],
      ['cancel-organizer', '注销主体完成'],
    ] as const)('%s has the steps that it takes, without a day that nobody promises', async (type, result) => {
      expect([await of(type, 'sms-verification', true), await of(type, 'submitted')]).toEqual([
        ['提交申请 past', '短信核验 now', '管局审核 ahead', `${result} ahead`],
        ['提交申请 past', '初审 now', '短信核验 ahead', '管局审核 ahead', `${result} ahead`],
      ]);
    });

    it('end-access asks nobody by SMS', async () => {
      const [queued, reviewing, approved] = [
        await of('end-access', 'queued', true),
        await of('end-access', 'authority-review', true),
        await of('end-access', 'approved', true),
      ];

      expect(queued).toEqual(['提交申请 past', '管局审核 now', '取消接入完成 ahead']);
      expect(reviewing).toEqual(queued);
      expect(approved).toEqual(['提交申请 past', '管局审核 past', '取消接入完成 past']);
    });

    it('that ends something and came back leads nowhere: nothing of it is mended', async () => {
      expect([await of('cancel-website', 'returned'), await of('end-access', 'authority-returned')]).toEqual([[], []]);
    });
  });

  it('is not shown to another applicant', async () => {
    const { filingId } = await filingIn(instance, 'submitted');
    const { applicantId } = await filingIn(instance, 'submitted');

    await expect(road({ filingId, applicantId }, instance)).rejects.toMatchObject({ refusal: 'filing.unknown' });
  });

  it('has the days of what really happened, once 50 filings of the province were approved', {
    timeout: 120_000,
  }, async () => {
    await test.query("delete from filing_history where filing_id in (select id from filing where state = 'approved')");
    const filing = await filingIn(instance, 'authority-review');
    // Half took two working days, nine of ten four; the slowest six, over a weekend.
    const days = [...Array(25).fill(2), ...Array(20).fill(4), ...Array(4).fill(8)] as readonly number[];
    for (const day of days) await approved(day);
    for (const value of [1, 1, 1]) await approved(value, '津');
    const with49 = await show(filing);
    await approved(8);
    const with50 = await show(filing);

    expect(with49.pastFilings).toBe(0);
    expect(with49.steps[3]).toMatchObject({ state: 'now', by: '2026-12-22' });
    expect(with50.pastFilings).toBe(50);
    expect(with50.steps[3]).toEqual({
      id: 'authority-review',
      label: '管局审核',
      state: 'now',
      half: '2026-11-26',
      by: '2026-11-30',
      recent: { half: 2, nineOfTen: 4 },
    });
    expect(with50.steps[4]).toMatchObject({ half: '2026-11-26', by: '2026-11-30' });
  });

  it('forgets filings that were approved more than a year ago', async () => {
    await test.query("update filing set state_since = '2025-11-23T00:00:00Z' where state = 'approved'");

    expect(await instance.pastRoads.recent('440000', 10)).toEqual([]);
  });
});
