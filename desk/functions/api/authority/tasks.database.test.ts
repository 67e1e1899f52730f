import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { type AuthorityRoom, authorityRoom } from '../../../../tests/support/desk/authority-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';

/** Thursday, 10:00 in Beijing. */
const clock = testClock('2026-11-26T02:00:00Z');
const log = collectLog();
const HOUR = 3600;
const DAY = 24 * HOUR;
const RECORD = '3f0a3f1b-0f55-4a3e-8d0b-4f3f0a3f1b07';
const NUMBER = '粤ICP备2026000007号';
const BY_TWO = { by: 'tang-bo', confirmedBy: 'zhou-lan' } as const;
const NOTICE = {
  kind: 'notice',
  recordId: RECORD,
  filingNumber: NUMBER,
  websites: undefined,
  dueAt: undefined,
  words: '首页没有备案号。',
} as const;
let room: AuthorityRoom;
let lead: SignedInStaff;
let desk: SignedInStaff;
let reviewer: SignedInStaff;
beforeAll(async () => {
  room = await authorityRoom({ clock });
  lead = await room.signIn('周岚', 'lead');
  desk = await room.signIn('唐泊', 'authority-desk');
  reviewer = await room.signIn('林越', 'reviewer');
});
afterAll(async () => {
  log.stop();
  await room.close();
});

const counts = async (by: SignedInStaff) => (await room.call(by, 'GET /v1/task-queues')).body.queues;
const tasks = async (by: SignedInStaff, queue: string) =>
  (await room.call(by, `GET /v1/task-queues/${queue}`)).body.rows;

/** The authority returns a filing that was accepted. */
async function returned(): Promise<string> {
  const { caseId } = await room.accepted();
  const submission = await room.submissions.number(caseId);
  if (!submission) throw new Error('nothing waits to be handed in');
  await room.submissions.markSent(submission);
  const { number } = submission;
  const at = clock.now();
  await room.authorityAnswers.add({ number, kind: 'returned', at, words: '林小满的备注不符。' }, 'tang-bo', at);
  await room.authorityAnswers.apply(number);
  return caseId;
}

describe('what the authority has sent', () => {
  it('is a return that waits to be matched, with its reason, its age, and the working time of a review', async () => {
    const caseId = await returned();
    const young = await tasks(reviewer, 'authority-returned');
    clock.forward(5 * DAY);
    await returned();

    const [late, second] = await tasks(lead, 'authority-returned');

    expect(young).toHaveLength(1);
    expect(young[0]).toMatchObject({
      taskId: caseId,
      subject: 'yunfan.example',
      kind: 'first',
      reason: '管局：退回，待对应原因',
      since: '2026-11-26T02:00:01.000Z',
      clock: { standing: 'later', limitMs: 9 * HOUR * 1000, usedMs: 0, dueAt: '2026-11-27T02:00:01.000Z' },
    });
    expect([late.taskId, late.clock.standing, second.clock.standing]).toEqual([caseId, 'overdue', 'later']);
    expect(JSON.stringify(late)).not.toContain('备注不符');
  });

  it('is a notice from the moment it is told until its result is reported, by its date', async () => {
    const dueAt = new Date(clock.now().getTime() + 2 * HOUR * 1000);
    await room.readRecord(RECORD, NUMBER, 1);
    await room.authorityNotices.add({ ...NOTICE, kind: 'inspection', websites: [`${NUMBER}-1`], dueAt, event: 1 });
    await room.authorityNotices.add({ ...NOTICE, event: 2 });
    const [first, second] = await tasks(desk, 'rectification');
    clock.forward(2 * HOUR);
    const [late] = await tasks(desk, 'rectification');
    for (const { taskId } of [first, second])
      await room.call(desk, `POST /v1/authority-notices/${taskId}/reports`, { result: 'rectified' });

    expect(first).toMatchObject({
      subject: 'yunfan.example',
      about: NUMBER,
      kind: '检查',
      reason: '等主办者整改',
      clock: { standing: 'due-today', limitMs: 2 * HOUR * 1000, usedMs: 0 },
    });
    expect([second.kind, second.clock.standing, second.clock.dueAt]).toEqual(['整改通知', 'later', undefined]);
    expect([late.taskId, late.clock.standing]).toEqual([first.taskId, 'overdue']);
    expect(await tasks(desk, 'rectification')).toEqual([]);
  });

  it('is an entry of a list that hits something, and is counted for those who may work at it', async () => {
    const dueAt = new Date(clock.now().getTime() + 3 * DAY * 1000);
    const values = [{ kind: 'domain', value: 'yunfan.example' } as const];
    const at = clock.now();
    await room.authorityLists.replace({ list: 'unfiled', values, dueAt, ...BY_TWO, at, seen: 0 });

    const [row] = await tasks(lead, 'lists');
    const ofReviewer = await counts(reviewer);
    const refused = await room.call(reviewer, 'GET /v1/task-queues/lists');
    const auditor = await room.signIn('秦溯', 'auditor');

    expect(row).toMatchObject({
      subject: 'yunfan.example',
      about: NUMBER,
      kind: '未备案网站',
      reason: '涉及 1 份备案、2 个案件，待处理',
      since: at.toISOString(),
      clock: { standing: 'later' },
    });
    expect(await counts(lead)).toEqual([
      { queue: 'authority-returned', count: 2, overdue: 1, dueToday: 0 },
      { queue: 'rectification', count: 0, overdue: 0, dueToday: 0 },
      { queue: 'lists', count: 1, overdue: 0, dueToday: 0 },
    ]);
    expect(ofReviewer.map(({ queue }: { queue: string }) => queue)).toEqual(['authority-returned']);
    expect([refused.status, refused.body.error.code]).toEqual([403, 'staff.no-right']);
    expect((await room.call(auditor, 'GET /v1/task-queues')).status).toBe(403);
  });

  it('is counted by its date: a notice that record and authority have counts once, a mark that hits nothing not at all', async () => {
    const [at, dueAt] = [clock.now(), new Date(clock.now().getTime() + HOUR * 1000)];
    await room.authorityNotices.add({ ...NOTICE, dueAt, event: 3 });
    await room.authorityNotices.add({ ...NOTICE, dueAt: at, event: 4 });
    await room.authorityNotices.add({ ...NOTICE, event: 5 });
    await room.readRecord(RECORD, NUMBER, 2, [
      { notice: 3, state: 'open', dueAt: dueAt.toISOString() },
      { notice: 6, state: 'closed' },
    ]);
    const values = ['yunfan.example', 'niemand.example'].map((value) => ({ kind: 'domain' as const, value }));
    await room.authorityLists.replace({ list: 'black', values, dueAt: at, ...BY_TWO, at, seen: 0 });
    await room.test.query('update desk.listed_entry set may_hit = true');
    const shown = [await tasks(lead, 'rectification'), await tasks(lead, 'lists')].map((rows) => rows.length);

    const counted = await counts(lead);

    expect(shown).toEqual([3, 2]);
    expect(counted.slice(1)).toEqual([
      { queue: 'rectification', count: 3, overdue: 1, dueToday: 1 },
      { queue: 'lists', count: 2, overdue: 1, dueToday: 0 },
    ]);
  });

  it('is counted without being opened', async () => {
    const before = await counts(lead);
    await room.test.query("update desk.listed_entry set value_sealed = '\\x00' where list = 'unfiled'");
    await room.test.query("update desk.authority_notice set words_sealed = '\\x00'");
    await room.test.query("update desk.review_case set summary_sealed = '\\x00' where queue is null");
    await room.authorityLists.replace({
      list: 'black',
      values: [],
      dueAt: clock.now(),
      ...BY_TWO,
      at: clock.now(),
      seen: 1,
    });

    const after = await counts(lead);

    expect(before[2].count - after[2].count).toBe(1);
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  });
});
