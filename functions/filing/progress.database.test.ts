import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FlaggedField } from '../../shared/domain/filing/filing.ts';
import { testClock } from '../../tests/support/clock.ts';
import { type TestDatabase, testDatabase } from '../../tests/support/database/database.ts';
import { type Instance, openInstance } from '../../tests/support/database/instance.ts';
import { draftFiling, filingIn, submission } from '../../tests/support/filings/filings.ts';
import { contract } from './contract.ts';
import { progress } from './progress.ts';

const DAY = 24 * 60 * 60;
const FLAGGED: FlaggedField[] = [
  { field: 'organizer.name', reason: '名称与执照不一致', suggestion: '请按执照填写单位全称' },
];

let test: TestDatabase;
let instance: Instance;
let clock: ReturnType<typeof testClock>;

beforeAll(async () => {
  test = await testDatabase();
});
beforeEach(() => {
  // The last working day before the national holiday.
  clock = testClock('2026-09-30T02:00:00Z');
  instance = openInstance(test.url, clock);
  return () => instance.close();
});
afterAll(() => test.close());

const show = async (address: { filingId: string; applicantId: string }) =>
  contract.progress.reply.parse(await progress(address, instance));

describe('progress', () => {
  it('shows what happened in Chinese, in order, without saves', async () => {
    const draft = await draftFiling(instance);
    const { filingId, applicantId } = draft;
    clock.forward(60);
    await instance.filings.change(filingId, applicantId, () => ({ event: 'save', facts: { section: 'organizer' } }));
    clock.forward(60);
    await instance.filings.change(filingId, applicantId, submission);

    const shown = await show(draft);

    expect(shown).toEqual({
      filingId,
      state: 'submitted',
      stateLabel: '初审中',
      timeline: [
        { at: '2026-09-30T02:00:00.000Z', state: 'draft', label: '发起备案' },
        { at: '2026-09-30T02:02:00.000Z', state: 'submitted', label: '提交备案申请' },
      ],
      due: { day: '2026-10-08', label: '预计在这一天前完成初审，请保持电话畅通' },
      flagged: [],
      numbers: undefined,
    });
  });

  it('says of an ending whether it was given up or stopped with its record', async () => {
    const ended = async (event: 'abandon' | 'stop') => {
      const filing = await filingIn(instance, 'authority-review');
      await test.query("update filing set filing_type = 'cancel-website', state = 'returned' where id = $1", [
        filing.filingId,
      ]);
      await instance.reviews.changeFiling(filing.filingId, () => ({ event }));
      const { stateLabel, timeline } = await show(filing);
      return [stateLabel, timeline.at(-1)?.label];
    };

    expect(await ended('abandon')).toEqual(['申请已结束', '申请已结束，备案未变']);
    expect(await ended('stop')).toEqual(['已终止', '备案已注销或不再接入，申请已终止']);
  });

  it('of a change that was given up says that what is filed is as it was', async () => {
    const filing = await filingIn(instance, 'draft');
    await test.query("update filing set filing_type = 'change' where id = $1", [filing.filingId]);
    await instance.reviews.changeFiling(filing.filingId, () => ({ event: 'abandon' }));

    expect((await show(filing)).timeline.map(({ label }) => label)).toEqual(['发起变更', '放弃变更，备案信息未变']);
  });

  it('shows every step of a filing up to its numbers', async () => {
    const filing = await filingIn(instance, 'authority-review');
    const organizer = '粤ICP备2026000001号';
    const numbers = { organizer, websites: { [filing.websiteId]: `${organizer}-1` } };
    await instance.reviews.changeFiling(filing.filingId, () => ({ event: 'approve', numbers }));

    const shown = await show(filing);

    expect(shown.timeline.map(({ label }) => label)).toEqual([
      '发起备案',
      '提交备案申请',
      '初审通过',
      '已提交管局，等待短信核验',
      '短信核验完成，管局审核中',
      '备案成功',
    ]);
    expect(shown).toMatchObject({ stateLabel: '备案成功', due: undefined, numbers });
  });

  it('shows what to change and until when in a returned filing; correcting does not prolong it', async () => {
    const filing = await filingIn(instance, 'submitted');
    await instance.reviews.changeFiling(filing.filingId, () => ({ event: 'return', flagged: FLAGGED }));
    const before = await show(filing);
    clock.forward(10 * DAY);
    await instance.filings.change(filing.filingId, filing.applicantId, () => ({ event: 'save' }));

    const after = await show(filing);

    expect(before).toMatchObject({
      state: 'returned',
      flagged: [
        {
          field: 'organizer.name',
          name: '主办者名称',
          reason: '名称与执照不一致',
          suggestion: '请按执照填写单位全称',
        },
      ],
      due: { day: '2026-11-14', label: '请在这一天前修改并重新提交' },
    });
    expect(after.due).toEqual(before.due);
  });

  it('counts from the desk’s decision, also when its webhook was lost and the verdict was fetched later', async () => {
    const filing = await filingIn(instance, 'queued');
    const decided = new Date(clock.now());
    clock.forward(3 * 60 * 60);
    await instance.reviews.changeFiling(filing.filingId, () => ({
      event: 'send-sms',
      since: decided,
      facts: { decidedAt: decided.toISOString() },
    }));

    const { due } = await show(filing);

    expect(due).toMatchObject({ at: '2026-10-01T02:00:00.000Z' });
  });

  it('counts the authority’s days from the SMS verification, whatever verdicts follow', async () => {
    const filing = await filingIn(instance, 'authority-review');
    const before = await show(filing);
    clock.forward(10 * DAY);
    await instance.reviews.changeFiling(filing.filingId, () => ({ event: 'authority-accept' }));

    const after = await show(filing);

    expect(before.due).toEqual({ day: '2026-11-03', label: '管局一般在这一天前完成审核' });
    expect(after.due).toEqual(before.due);
    expect(after.timeline.at(-1)).toEqual({
      at: '2026-10-10T02:00:00.000Z',
      state: 'authority-review',
      label: '管局审核通过，等待下发备案号',
    });
  });

  it('keeps a draft for 30 days from its last change', async () => {
    const draft = await draftFiling(instance);
    clock.forward(10 * DAY);
    await instance.filings.change(draft.filingId, draft.applicantId, () => ({ event: 'save' }));

    const { due } = await show(draft);

    expect(due?.day).toBe('2026-11-09');
  });

  it("does not show another applicant's filing", async () => {
    const [theirs, own] = [await draftFiling(instance), await draftFiling(instance)];

    const asked = progress({ filingId: theirs.filingId, applicantId: own.applicantId }, instance);

    await expect(asked).rejects.toMatchObject({ refusal: 'filing.unknown' });
  });
});
