import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { recordBegunBy } from '../../contracts/kit/record-id.ts';
import { testClock } from '../../tests/support/clock.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { approveFiling } from '../../tests/support/filings/approve-filing.ts';
import { contentsOf, draftFiling, filingIn } from '../../tests/support/filings/filings.ts';
import { contract } from './contract.ts';
import { listFilings } from './list-filings.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { instance } = await testInstance(clock);

describe('the list of filings', () => {
  it("contains the applicant's own, newest first, with their states in Chinese", async () => {
    const { applicantId, filingId } = await draftFiling(instance);
    await draftFiling(instance);
    clock.forward(60);
    await instance.filings.change(filingId, applicantId, () => ({ event: 'abandon' }));
    clock.forward(60);
    const [secondId, websiteId] = [instance.ids.uuid(), instance.ids.uuid()];
    const contents = contentsOf(ENTERPRISE, websiteId);
    await instance.filings.create({ id: secondId, applicantId, filingType: 'first', contents });

    const { filings } = contract.listFilings.reply.parse(await listFilings({ applicantId }, instance));

    const domain = 'yunfan-keji.cn';
    expect(filings).toEqual([
      {
        filingId: secondId,
        filingType: 'first',
        domain,
        state: 'draft',
        stateLabel: '草稿',
        updatedAt: '2026-11-24T02:02:00.000Z',
      },
      {
        filingId,
        filingType: 'first',
        domain,
        state: 'abandoned',
        stateLabel: '已放弃',
        updatedAt: '2026-11-24T02:01:00.000Z',
      },
    ]);
  });

  it('says until when an SMS verification is to be done, as its message does', async () => {
    const { applicantId, filingId } = await filingIn(instance, 'queued');
    const since = new Date('2026-11-24T01:00:00Z');
    await instance.reviews.changeFiling(filingId, () => ({
      event: 'send-sms',
      since,
      facts: { decidedAt: since.toISOString() },
    }));

    const { filings } = contract.listFilings.reply.parse(await listFilings({ applicantId }, instance));

    expect(filings.map(({ state, dueAt }) => [state, dueAt])).toEqual([
      ['sms-verification', '2026-11-25T01:00:00.000Z'],
    ]);
  });

  it('says to which record a filing belongs', async () => {
    const { applicantId, filingId, websiteId } = await draftFiling(instance);
    await approveFiling(instance.reviews, { filingId, websiteId, organizer: '粤ICP备2026000001号' });

    const { filings } = await listFilings({ applicantId }, instance);

    expect(filings.map(({ recordId }) => recordId)).toEqual([recordBegunBy(filingId)]);
  });
});
