import { ENTERPRISE } from 'specimens/people.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { database } from '../../shared/compose/database.ts';
import type { FlaggedField } from '../../shared/domain/filing/filing.ts';
import { duringCheck } from '../../tests/support/database/during-check.ts';
import { filingRounds, reviews } from '../../tests/support/database/service-ports.ts';
import { readyDocument, readyFiling } from '../../tests/support/filings/ready-filing.ts';
import { callerAt, type ErrorReply, refusalOf } from '../../tests/support/routes/caller.ts';
import { sharedLaptop } from '../../tests/support/test-laptop.ts';

const ACCEPTED = { termsAccepted: true };
const FLAGGED: readonly FlaggedField[] = [
  { field: 'websites.0.details.remark', reason: '没有写明面向哪些访客' },
  { field: 'websites.0.documents.handheld-photo', reason: '右手挡住了执照' },
  { field: 'principal.officePhone', reason: '无人接听' },
];

const { laptop } = await sharedLaptop();
// The one server of the specimens takes only a limited number of websites that are filed or in progress.
afterEach(async () => {
  const { sql } = await database();
  await sql.updateTable('filing').set({ state: 'abandoned' }).execute();
});

const filingOf = async (filingId: string) => (await reviews()).findFiling(filingId);
const repairsIn = async (filingId: string, round: number) =>
  (await (await filingRounds()).findRound(filingId, round))?.data.repairs;

/** A person whose filing was returned. @param by the provider, or the authority behind it */
async function returned(name: string, flagged = FLAGGED, by: 'provider' | 'authority' = 'provider') {
  const { filingId, websiteId } = await readyFiling(await laptop.signedIn(name));
  const call = await callerAt(laptop, name);
  const submitted = () => call('POST', `/v1/submissions/${filingId}`, ACCEPTED);
  expect((await submitted()).status).toBe(202);
  const desk = await reviews();
  const event = by === 'provider' ? 'return' : 'authority-return';
  if (by === 'authority')
    for (const passed of ['accept', 'send-sms', 'confirm-sms'] as const)
      await desk.changeFiling(filingId, () => ({ event: passed }));
  await desk.changeFiling(filingId, () => ({ event, flagged, lastVerdict: 1 }));
  const remark = (text: string) =>
    call('PUT', `/v1/filings/${filingId}/websites/${websiteId}`, { ...ENTERPRISE.website, remark: text });
  const answered = (item: number, word: string, round = 1) =>
    call('PUT', `/v1/filings/${filingId}/rounds/${round}/answers/${item}`, { word });
  const photographed = async () => readyDocument(await filingOf(filingId), 'handheld-photo', `website:${websiteId}`);
  return { filingId, websiteId, call, submitted, remark, answered, photographed };
}

const openFields = ({ body }: { readonly body: unknown }) =>
  ((body as ErrorReply).error.facts.fields as readonly { field: string }[]).map(({ field }) => field);

describe('submitting a returned filing', () => {
  it.each(['provider', 'authority'] as const)(
    'is refused until each item that the %s flagged is changed or answered; the desk gets what came of each',
    async (by) => {
      const entry = await returned(`repairs for the ${by}`, FLAGGED, by);

      const untouched = await entry.submitted();
      await entry.remark('展示公司的产品与服务，面向企业客户');
      const changedOne = await entry.submitted();
      await entry.photographed();
      const changedTwo = await entry.submitted();
      await entry.answered(3, '新装座机，十月起使用');
      const repaired = await entry.submitted();

      expect([untouched, changedOne, changedTwo].map(refusalOf)).toEqual(Array(3).fill('422 filing.unrepaired'));
      expect((untouched.body as ErrorReply).error.message).toBe(
        '还有退回的内容没有处理，请逐项改好，或给审核员写一句说明，再重新提交。',
      );
      expect([untouched, changedOne, changedTwo].map(openFields)).toEqual([
        FLAGGED.map(({ field }) => field),
        ['websites.0.documents.handheld-photo', 'principal.officePhone'],
        ['principal.officePhone'],
      ]);
      expect(repaired.status).toBe(202);
      expect(await repairsIn(entry.filingId, 2)).toEqual([
        { item: 1, field: 'websites.0.details.remark', changed: true },
        { item: 2, field: 'websites.0.documents.handheld-photo', changed: true },
        { item: 3, field: 'principal.officePhone', changed: false, word: '新装座机，十月起使用' },
      ]);
    },
  );

  it('counts neither a change that is only spaces nor one that was taken back', async () => {
    const item = await returned('adds spaces', FLAGGED.slice(0, 1));
    const { remark } = ENTERPRISE.website;

    await item.remark([...remark].join(' '));
    const spaced = await item.submitted();
    await item.remark(`${remark}。面向企业客户`);
    await item.remark(remark);
    const takenBack = await item.submitted();

    expect([spaced, takenBack].map(refusalOf)).toEqual(['422 filing.unrepaired', '422 filing.unrepaired']);
  });

  it('takes a word about a path that is none of ours, which nothing else could mend', async () => {
    const entry = await returned('is asked for a fax', [{ field: 'organizer.fax', reason: '请填写传真号码' }]);

    const unanswered = await entry.submitted();
    await entry.answered(1, '公司没有传真');
    const reply = await entry.submitted();

    expect(refusalOf(unanswered)).toBe('422 filing.unrepaired');
    expect(reply.status).toBe(202);
    expect(await repairsIn(entry.filingId, 2)).toEqual([
      { item: 1, field: 'organizer.fax', changed: false, word: '公司没有传真' },
    ]);
  });

  it('ends the words with their round: the next return starts without them', async () => {
    const item = await returned('is returned twice', FLAGGED.slice(2));
    await item.answered(1, '新装座机');
    await item.submitted();
    await (await reviews()).changeFiling(item.filingId, () => ({
      event: 'return',
      flagged: FLAGGED.slice(2),
      lastVerdict: 1,
    }));

    const again = await item.submitted();

    expect(refusalOf(again)).toBe('422 filing.unrepaired');
    expect((await filingOf(item.filingId)).contents.answers).toBeUndefined();
    expect((await repairsIn(item.filingId, 2))?.[0]?.word).toBe('新装座机');
  });

  it('sends a doubtful value that nobody has confirmed as unconfirmed, also after a repair', async () => {
    const item = await returned('does not look', FLAGGED.slice(2));
    const filing = await filingOf(item.filingId);
    const address = { text: ENTERPRISE.organizer.certificateAddress, confidence: 0.9 };
    await readyDocument(filing, 'business-licence', 'organizer', { address });
    await item.answered(1, '新装座机');

    const reply = await item.submitted();

    const { findings, repairs } = (await (await filingRounds()).findRound(item.filingId, 2))?.data ?? {};
    expect(reply.status).toBe(202);
    expect(repairs).toHaveLength(1);
    expect(findings?.filter(({ ruleId }) => ruleId === 'RV-90').map(({ field }) => field)).toContain(
      'organizer.certificateAddress',
    );
  });

  it('is refused when a word was taken back while the filing was checked', async () => {
    const item = await returned('takes back', FLAGGED.slice(2));
    await item.answered(1, '新装座机');
    const { applicantId } = await filingOf(item.filingId);

    const submission = duringCheck({ applicantId, filingId: item.filingId }, async () => {
      await item.call('DELETE', `/v1/filings/${item.filingId}/rounds/1/answers/1`);
    });

    await expect(submission).rejects.toMatchObject({ refusal: 'filing.changed-meanwhile' });
  });
});
