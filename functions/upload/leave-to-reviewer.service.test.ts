import { afterAll, expect, it } from 'vitest';
import { database } from '../../shared/compose/database.ts';
import { findingsOfParts } from '../../shared/domain/media/picture-parts.ts';
import { documents, filingRounds, reviews } from '../../tests/support/database/service-ports.ts';
import { readyFiling } from '../../tests/support/filings/ready-filing.ts';
import { callerAt, type ErrorReply, refusalOf } from '../../tests/support/routes/caller.ts';
import { sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();
afterAll(async () => {
  await (await database()).sql.updateTable('filing').set({ state: 'abandoned' }).execute();
});

/** A filing in whose letter a machine misses the date. */
async function withoutDate(name: string) {
  const { filingId } = await readyFiling(await laptop.signedIn(name));
  const { applicantId } = await (await reviews()).findFiling(filingId);
  const all = await (await documents()).ofFiling(filingId);
  const id = all.find(({ kind }) => kind === 'commitment-letter')?.id ?? '';
  const parts = [{ part: 'heading' }, { part: 'date', problem: '没有看到日期。' }] as const;
  const findings = findingsOfParts('commitment-letter', parts, { width: 100, height: 100 }, []);
  await (await documents()).change(id, 'ready', { state: 'ready', findings });
  const call = await callerAt(laptop, name);
  return { filingId, applicantId, id, call, leave: () => call('POST', `/v1/uploads/${id}/for-reviewer`) };
}

const submit = ({ call, filingId }: Awaited<ReturnType<typeof withoutDate>>) =>
  call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true });

it('a letter in which a machine misses something stops the filing, until it is left to the reviewer, who sees that', async () => {
  const filed = await withoutDate('leaves');

  const stopped = await submit(filed);
  const left = await filed.leave();
  const submitted = await submit(filed);

  expect(refusalOf(stopped)).toBe('422 filing.incomplete');
  const stops = { ruleId: 'MT-97', severity: 'block', field: 'documents.commitment-letter' };
  expect((stopped.body as ErrorReply).error.facts.findings).toContainEqual(expect.objectContaining(stops));
  expect(left.body).toMatchObject({ findings: [{ severity: 'info' }, { severity: 'warn' }] });
  expect(submitted.status).toBe(202);
  const round = await (await filingRounds()).findRound(filed.filingId, 1);
  const message = '申请人认为照片没有问题，请审核员看：没有看到日期。';
  expect(round?.data.findings).toContainEqual(
    expect.objectContaining({ ruleId: 'MT-97', severity: 'warn', field: 'documents.commitment-letter', message }),
  );
  expect(round?.data.documents.find(({ id }) => id === filed.id)?.findings).toMatchObject([
    { severity: 'info', message: '已看到：标题。' },
    { severity: 'warn', message },
  ]);
});

it('nobody leaves a picture of somebody else, or one that was handed in', async () => {
  const filed = await withoutDate('handed in');
  const stranger = await callerAt(laptop, 'stranger');
  await filed.leave();
  await submit(filed);

  expect([
    refusalOf(await stranger('POST', `/v1/uploads/${filed.id}/for-reviewer`)),
    refusalOf(await filed.leave()),
  ]).toEqual(['404 upload.unknown', '409 filing.wrong-state']);
});
