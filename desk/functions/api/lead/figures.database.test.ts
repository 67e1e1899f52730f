import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { toConfirm } from '../../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';

const START = '2026-11-26T02:00:00Z';
const REMARK = 'websites.0.details.remark';
const clock = testClock(START);
const log = collectLog();
let room: DeskRoom;
let lin: SignedInStaff;
let lead: SignedInStaff;

beforeAll(async () => {
  room = await deskRoom({ clock, chance: () => 0 });
});
afterAll(async () => {
  log.stop();
  await room.close();
});
beforeEach(async () => {
  lin = await room.signIn('林悦', 'reviewer');
  lead = await room.signIn('何靖', 'lead');
});

async function decided(body: object, findings = [toConfirm(REMARK)]) {
  const { caseId, filingId } = await room.receive({ findings });
  await room.call(lin, 'POST /v1/cases/next', {});
  const judged = { conclusion: 'fits', spentSeconds: 40 };
  await room.call(lin, `PUT /v1/cases/${caseId}/rows/${REMARK}`, judged);
  await room.call(lin, `POST /v1/cases/${caseId}/decision`, { version: 1, ...body });
  return { caseId, filingId };
}
async function releaseAll() {
  clock.forward(60);
  for (const id of await room.decisions.due(10)) await room.release(id);
}
const figures = (from = '2026-11-26', to = '2026-11-30') => room.call(lead, 'GET /v1/figures', undefined, { from, to });

describe('the figures of a lead', () => {
  it('count what left, why it was returned and who found it, what was late and what was drawn, with names for leads alone', async () => {
    const returned = { kind: 'returned', items: [{ field: REMARK, reasonId: 'RJ-32' }] };
    const { filingId } = await decided(returned);
    await decided({ kind: 'returned', items: [{ field: 'principal.mobile', reasonId: 'RJ-15' }] });
    const back = await decided({ kind: 'accepted' });
    await room.call(lin, `DELETE /v1/cases/${back.caseId}/decision`);
    await releaseAll();
    await room.receive();
    clock.forward(4 * 24 * 3600);
    await room.call(lin, 'POST /v1/cases/next', {});
    const { body: mine } = await room.call(lin, 'GET /v1/queues/mine');
    const { caseId, version } = mine.rows[0];
    await room.call(lin, `POST /v1/cases/${caseId}/decision`, { version, kind: 'accepted' });
    await releaseAll();
    await room.incomingCases.erase(filingId);
    // As a confirmed return of the authority is counted.
    await room.test.query(
      `insert into desk.returned_item (decision_id, item, reason_id, reason_version, found_by, sent_at)
       values (gen_random_uuid(), 0, 'RJ-32', 1, 'authority', $1)`,
      [clock.now()],
    );

    const { status, body } = await figures();

    expect(status).toBe(200);
    expect(body.decisions).toEqual({ accepted: 1, returned: 1, declined: 0, takenBack: 1 });
    expect(body.returnsByReason).toEqual([
      { reasonId: 'RJ-32', reason: '备注里缺少管局要求写明的内容。', machine: 1, reviewer: 0, authority: 1 },
      { reasonId: 'RJ-15', reason: '电话没有打通。', machine: 0, reviewer: 1, authority: 0 },
    ]);
    expect(body.lateByDay).toEqual([{ day: '2026-11-30', count: 1 }]);
    expect(body.sampling).toEqual({ drawn: 3, judged: 0, harmless: 0, wrong: 0 });
    expect(body.medianSpentSeconds).toBe(40);
    const own = { staffId: lin.staffId, inHand: 0, decided: 2, returned: 1, late: 1, sampled: 0, wrong: 0 };
    expect(body.byStaff).toEqual([{ ...own, displayName: '林悦', medianSpentSeconds: 40 }]);
    const auditor = await room.signIn('秦溯', 'auditor');
    const seen = await room.call(auditor, 'GET /v1/figures', undefined, { from: '2026-11-26', to: '2026-11-30' });
    expect(seen.body.byStaff).toEqual([{ ...own, medianSpentSeconds: 40 }]);
    expect(seen.text).not.toContain('林悦');
  });

  it('count what the authority returns, also before its SMS verification, with reasons of its own finding', async () => {
    clock.forward(10 * 24 * 3600);
    const { caseId, filingId } = await room.receive();
    await room.openCases.setLease(caseId, { holder: lin.staffId, until: new Date(clock.now().getTime() + 60_000) });
    await room.call(lin, `POST /v1/cases/${caseId}/decision`, { version: 1, kind: 'accepted' });
    await releaseAll();
    const leaving = await room.submissions.number(caseId);
    if (!leaving) throw new Error('nothing to hand in');
    const { number } = leaving;
    await room.submissions.markSent(leaving);
    const at = clock.now();
    const sequence = await room.authorityAnswers.add(
      { number, kind: 'returned', at, words: '备注不符。' },
      'tang-bo',
      at,
    );
    await room.authorityAnswers.apply(number);
    const unconfirmed = await figures('2026-12-10', '2026-12-31');
    const flagged = [{ field: REMARK, reason: '', suggestion: '', reasonId: 'RJ-32', reasonVersion: 1 }];
    await room.authorityAnswers.match({ number, sequence, flagged, by: lin.staffId });
    const confirmed = await figures('2026-12-10', '2026-12-31');
    const days = { from: '2026-12-10', to: '2026-12-31' };
    for (const asked of [{ figure: 'authority-refused' }, { figure: 'reason', reasonId: 'RJ-32' }]) {
      const { body } = await room.call(lead, 'GET /v1/figures/cases', undefined, { ...asked, ...days });
      expect(body.rows.map((row: { caseId: string }) => row.caseId)).toEqual([caseId]);
    }
    await room.incomingCases.erase(filingId);
    const erased = await figures('2026-12-10', '2026-12-31');

    const ofReason = { reasonId: 'RJ-32', reason: '备注里缺少管局要求写明的内容。', machine: 0, reviewer: 0 };
    expect([unconfirmed.body.authorityRefusals, unconfirmed.body.returnsByReason]).toEqual([0, []]);
    expect([confirmed.body.authorityRefusals, confirmed.body.decisions.accepted]).toEqual([1, 1]);
    expect(confirmed.body.returnsByReason).toEqual([{ ...ofReason, authority: 1 }]);
    expect([erased.body.authorityRefusals, erased.body.returnsByReason]).toEqual([0, [{ ...ofReason, authority: 1 }]]);
  });

  it('lead each to its cases, of leads and auditors, and never to one that is tied to whoever looks', async () => {
    clock.forward(30 * 24 * 3600);
    const days = { from: '2027-01-09', to: '2027-01-31' };
    const casesOf = async (figure: string, more: object = {}, who = lead) =>
      (await room.call(who, 'GET /v1/figures/cases', undefined, { figure, ...days, ...more })).body.rows.map(
        ({ caseId }: { caseId: string }) => caseId,
      );
    const before = await casesOf('open');
    const held = async (contents: object, body?: object) => {
      const made = await room.receive(contents);
      await room.openCases.setLease(made.caseId, {
        holder: lin.staffId,
        until: new Date(clock.now().getTime() + 60_000),
      });
      if (body) await room.call(lin, `POST /v1/cases/${made.caseId}/decision`, { version: 1, ...body });
      return made;
    };
    const returned = await held({}, { kind: 'returned', items: [{ field: REMARK, reasonId: 'RJ-32' }] });
    const back = await held({}, { kind: 'accepted' });
    await room.call(lin, `DELETE /v1/cases/${back.caseId}/decision`);
    await releaseAll();
    const free = await held({ mobile: '13900008888' });
    await room.test.query('update desk.review_case set due_at = $2 where id = $1', [
      free.caseId,
      new Date(clock.now().getTime() + 3_600_000),
    ]);

    expect(await casesOf('returned')).toEqual([returned.caseId]);
    expect(await casesOf('decided', { staffId: lin.staffId })).toEqual([returned.caseId]);
    expect(await casesOf('decided', { staffId: lead.staffId })).toEqual([]);
    expect(await casesOf('reason', { reasonId: 'RJ-32' })).toEqual([returned.caseId]);
    expect(await casesOf('reason', { reasonId: 'RJ-15' })).toEqual([]);
    expect(await casesOf('taken-back')).toEqual([back.caseId]);
    expect(await casesOf('drawn')).toContain(returned.caseId);
    expect(await casesOf('late')).toEqual([]);
    expect(await casesOf('wrong')).toEqual([]);
    expect(await casesOf('due-soon')).toEqual([free.caseId]);
    expect((await figures(days.from, days.to)).body.dueSoon).toBe(1);
    expect(await casesOf('in-hand', { staffId: lin.staffId })).toContain(free.caseId);
    expect((await casesOf('open')).filter((id: string) => !before.includes(id)).toSorted()).toEqual(
      [back.caseId, free.caseId].toSorted(),
    );
    const auditor = await room.signIn('秦溯', 'auditor');
    expect(await casesOf('returned', {}, auditor)).toEqual([returned.caseId]);
    await room.declaredTies.declare({ staffId: lead.staffId, kind: 'phone', relation: 'self' }, '13900008888');
    expect(await casesOf('due-soon')).toEqual([]);
    const others = [lin, await room.signIn('沈安', 'operator-admin')];
    for (const person of others) {
      const query = { figure: 'open', ...days };
      expect((await room.call(person, 'GET /v1/figures/cases', undefined, query)).status).toBe(403);
    }
  });

  it('are of the days that were asked for, and of nobody who may not see them', async () => {
    const { body } = await figures('2026-10-01', '2026-10-31');
    const wrong = await figures('2026-11-30', '2026-11-26');

    expect(body.decisions).toEqual({ accepted: 0, returned: 0, declined: 0, takenBack: 0 });
    expect([wrong.status, wrong.body.error.facts.fields[0].field]).toEqual([422, 'to']);
    expect((await room.call(lin, 'GET /v1/figures', undefined, { from: '2026-11-26', to: '2026-11-26' })).status).toBe(
      403,
    );
  });
});
