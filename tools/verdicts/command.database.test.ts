import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordBegunBy } from '../../contracts/kit/record-id.ts';
import { reviewTables } from '../../tests/support/desk/review-tables.ts';
import { verdictsCommand } from './command.ts';

let tables: Awaited<ReturnType<typeof reviewTables>>;
let filingId: string;
beforeAll(async () => {
  tables = await reviewTables();
  ({ filingId } = await tables.submittedFiling());
});
afterAll(() => tables.close());

const run = (...args: string[]) => verdictsCommand(args, tables);
const askAt = async () => {
  const { sql } = tables.transactions;
  const { ask_at } = await sql
    .selectFrom('desk_question')
    .select('ask_at')
    .where('filing_id', '=', filingId)
    .executeTakeFirstOrThrow();
  return ask_at;
};
const MISSING = '00000000-0000-4000-8000-000000000000';

describe('npm run verdicts', () => {
  it('reports when none is parked', async () => {
    expect(await run()).toEqual({ output: '没有搁置的审核结果。', code: 0 });
  });

  it('lists the parked verdicts of filings that have not moved on, with the reason', async () => {
    await tables.parkedVerdicts.park({ filingId, reason: 'unreadable', fields: ['flagged.0.reason'] });
    const other = await tables.submittedFiling();
    await tables.parkedVerdicts.park({ filingId: other.filingId, round: 1, sequence: 1, reason: 'failed', fields: [] });
    tables.clock.forward(1);
    await tables.filings.change(other.filingId, other.applicantId, () => ({ event: 'withdraw' }));

    const { output } = await run();

    expect(output.split('\n')).toHaveLength(2);
    expect(output).toMatch(new RegExp(`${filingId} +\\?/\\? +不符合接口文档 flagged\\.0\\.reason`));
    expect(JSON.parse((await run('list', '--json')).output)).toMatchObject({ parked: [{ filingId }] });
  });

  it('says that there may be more than it lists', async () => {
    expect((await run('list', '--limit', '1')).output.split('\n').slice(2)).toEqual([
      '',
      '最多列出 1 条，可能还有：用 --limit 列出更多。',
    ]);
  });

  it('keeps the time since when the same verdict is parked', async () => {
    const [before] = await tables.parkedVerdicts.list(1);
    tables.clock.forward(300);

    await tables.parkedVerdicts.park({ filingId, reason: 'unreadable', fields: [] });

    const [after] = await tables.parkedVerdicts.list(1);
    expect(after?.parkedAt).toEqual(before?.parkedAt);
    expect(after?.seenAt).toEqual(tables.clock.now());
  });

  it('parks nothing for a filing that is not ours', async () => {
    await tables.parkedVerdicts.park({ filingId: MISSING, reason: 'unreadable', fields: [] });

    expect((await tables.parkedVerdicts.list(9)).map((verdict) => verdict.filingId)).toEqual([filingId]);
  });

  it('has the desk asked again at once', async () => {
    expect(await run('retry', filingId)).toEqual({ output: '1 个备案将重新查询。', code: 0 });
    expect(await askAt()).toEqual(tables.clock.now());
  });

  it('has the desk asked about no filing that has no parked verdict, or that the desk has no more', async () => {
    const [other, gone] = [await tables.submittedFiling(), await tables.submittedFiling()];
    await tables.parkedVerdicts.park({ filingId: gone.filingId, reason: 'unreadable', fields: [] });
    await tables.filings.change(gone.filingId, gone.applicantId, () => ({ event: 'withdraw' }));

    const { code } = await run('retry', other.filingId, gone.filingId);

    expect(code).toBe(1);
    expect(await tables.parkedVerdicts.askAgain(other.filingId)).toBe(false);
    expect(await tables.parkedVerdicts.askAgain(gone.filingId)).toBe(false);
  });

  it.each([MISSING, 'x'])('ends with 1 for a filing without a parked verdict: %s', async (id) => {
    expect(await run('retry', id)).toEqual({ output: `0 个备案将重新查询。\n没有搁置的审核结果：${id}`, code: 1 });
  });

  it.each([[['retry']], [['drop', 'x']], [['list', '--limit', 'many']]])('prints the usage for %j', async (args) => {
    await expect(run(...args)).rejects.toThrow('npm run verdicts');
  });

  it('lists events about records that are wrong for them', async () => {
    const { filingId, websiteId } = await tables.submittedFiling();
    const recordId = recordBegunBy(filingId);
    for (const event of ['accept', 'send-sms', 'confirm-sms'] as const)
      await tables.reviews.changeFiling(filingId, () => ({ event }));
    const numbers = { organizer: '粤ICP备2026000009号', websites: { [websiteId]: '粤ICP备2026000009号-1' } };
    await tables.reviews.changeFiling(filingId, () => ({ event: 'approve', numbers }));
    const told = { recordId, sequence: 1, at: tables.clock.now(), items: [] };
    await tables.recordEvents.keep({ ...told, kind: 'cancelled', websites: ['粤ICP备2026000001号-1'] });
    await tables.recordEvents.applyKept(recordId);

    const { output } = await run();

    expect(output).toMatch(new RegExp(`${recordId} +1 +cancelled：这份备案没有这个网站备案号`));
    expect(JSON.parse((await run('list', '--json')).output)).toMatchObject({
      events: [{ recordId, sequence: 1, kind: 'cancelled', why: 'unknown-website' }],
    });
  });
});
