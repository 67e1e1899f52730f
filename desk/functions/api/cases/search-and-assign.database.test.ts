import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { PERSONAL } from '../../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom, type Reply } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';
import { showColleague } from '../../session/show-staff.ts';
import { declareTie, listTiesOfOthers } from '../../session/ties.ts';

const clock = testClock('2026-11-26T02:00:00Z');
const log = collectLog();
const [NAME, ID_NUMBER, MOBILE] = PERSONAL as [string, string, string];
const REMARK = 'websites.0.details.remark';
let room: DeskRoom;
let lin: SignedInStaff;
let he: SignedInStaff;
let lead: SignedInStaff;

beforeAll(async () => {
  room = await deskRoom({ clock });
});
afterAll(async () => {
  log.stop();
  await room.close();
});
beforeEach(async () => {
  await room.test.empty('desk.review_case', 'desk.filing', 'desk.declared_tie', 'desk.staff');
  lin = await room.signIn('林越', 'reviewer');
  he = await room.signIn('何淼', 'reviewer');
  lead = await room.signIn('周岚', 'lead');
});

const code = ({ status, body }: Reply) => [status, body.error?.code];
const found = async (by: SignedInStaff, text: string): Promise<readonly string[]> =>
  (await room.call(by, 'POST /v1/cases/search', { text, reason: 'complaint' })).body.cases.map(
    ({ caseId }: { readonly caseId: string }) => caseId,
  );

describe('a search', () => {
  it('finds a case by the number of its filing, its domain, its organizer and the numbers in it, as a whole', async () => {
    const company = await room.receive({ domain: 'yunfan.example' });
    const other = await room.receive({ domain: 'xinghe.example', mobile: '13900004321', organizerKind: 'individual' });

    expect(await found(lin, company.filingId)).toEqual([company.caseId]);
    expect(await found(lin, 'https://www.yunfan.example/')).toEqual([company.caseId]);
    expect(await found(lin, '深圳云帆样例科技有限公司')).toEqual([company.caseId]);
    expect(await found(lin, '91440300ma5fake01g')).toEqual([company.caseId]);
    expect(await found(lin, '139 0000 4321')).toEqual([other.caseId]);
    expect(new Set(await found(lin, ID_NUMBER))).toEqual(new Set([company.caseId, other.caseId]));
    expect(await found(lin, NAME)).toEqual([other.caseId]);
    expect(await found(lin, '云帆')).toEqual([]);
    expect(await found(lin, 'yunfan')).toEqual([]);
  });

  it('says to support where a filing stands and what was returned, in the applicant’s words, once that has left', async () => {
    const waiting = await room.receive({ domain: 'waiting.example' });
    const returned = await room.receive({ domain: 'returned.example' });
    const support = await room.signIn('陆齐', 'support');
    await room.call(lin, 'POST /v1/cases/next', {});
    await room.call(lin, `POST /v1/cases/${waiting.caseId}/lease`);
    await room.openCases.setLease(returned.caseId, { holder: lin.staffId, until: new Date('2026-11-26T03:00:00Z') });
    const items = [{ field: REMARK, reasonId: 'RJ-32' }];
    const decision = { version: 1, kind: 'returned', items };
    const decided = await room.call(lin, `POST /v1/cases/${returned.caseId}/decision`, decision);
    const told = async (domain: string) => {
      const { body } = await room.call(support, 'POST /v1/cases/search', { text: domain });
      return body.cases.map(({ standing, flagged }: { standing: { now: string }; flagged: unknown[] }) => [
        standing.now,
        flagged.length,
      ]);
    };
    const before = await told('returned.example');
    clock.forward(61);
    await room.release(decided.body.decisionId);

    expect(await told('waiting.example')).toEqual([['等初审', 0]]);
    expect(before).toEqual([['初审有了结果，马上发出', 0]]);
    expect(await told('returned.example')).toEqual([['已退回，等申请人修改', 1]]);
  });

  it('shows a person’s name masked, and keeps what was looked for in no log', async () => {
    const { caseId } = await room.receive({ organizerKind: 'individual' });

    const { body, text } = await room.call(lin, 'POST /v1/cases/search', { text: MOBILE, reason: 'complaint' });

    expect(body.cases).toMatchObject([{ caseId, organizer: '林**', province: '440000', filingType: 'first' }]);
    expect(text).not.toContain(NAME);
    expect(JSON.stringify(log.lines())).not.toContain(MOBILE);
  });

  it('by a number or a name is counted by day and person, and stands in their own chain without what was looked for', async () => {
    const { caseId } = await room.receive();
    const admin = await room.signIn('沈安', 'operator-admin', 'lead');
    const { body: settings } = await room.call(admin, 'GET /v1/settings');
    await room.call(admin, 'PUT /v1/settings', { ...settings, revealsPerDay: 2 });
    const person = await room.signIn('查找的人', 'reviewer');
    const search = (text: string) => room.call(person, 'POST /v1/cases/search', { text, reason: 'complaint' });

    const replies = [];
    for (const text of [MOBILE, '13900004321', ID_NUMBER, NAME]) replies.push(await search(text));
    const byDomain = await search('yunfan.example');
    const others = await room.call(he, 'POST /v1/cases/search', { text: MOBILE, reason: 'complaint' });
    const entries = await room.auditReader.entriesOf(person.staffId);
    await room.test.empty('desk.setting');

    expect(replies.map(({ status, body }) => [status, body.cases?.length ?? body.error.code])).toEqual([
      [200, 1],
      [200, 0],
      [429, 'search.too-many'],
      [429, 'search.too-many'],
    ]);
    expect([byDomain.body.cases[0].caseId, others.body.cases[0].caseId]).toEqual([caseId, caseId]);
    expect(entries.map(({ actor, action, facts }) => [actor === person.staffId, action, facts])).toEqual([
      [true, 'searched', { by: 'organizer,person,phone,name', found: 1, cases: caseId, reason: 'complaint' }],
      [true, 'searched', { by: 'organizer,person,phone,name', found: 0, reason: 'complaint' }],
      [true, 'searched-order', { by: 'domain', found: 1, cases: caseId, reason: 'complaint' }],
    ]);
  });

  it('by support is by the number of a filing or a domain alone, and by an administrator refused', async () => {
    const { caseId, filingId } = await room.receive();
    const support = await room.signIn('陆齐', 'support');
    const admin = await room.signIn('沈安', 'operator-admin');

    expect(await found(support, filingId)).toEqual([caseId]);
    expect(await found(support, 'yunfan.example')).toEqual([caseId]);
    expect(await found(support, MOBILE)).toEqual([]);
    expect(await found(support, '深圳云帆样例科技有限公司')).toEqual([]);
    expect(code(await room.call(support, `GET /v1/cases/${caseId}`))).toEqual([403, 'staff.no-right']);
    expect(code(await room.call(admin, 'POST /v1/cases/search', { text: filingId }))).toEqual([403, 'staff.no-right']);
  });

  it('finds neither what is tied to whoever looks, nor what was erased', async () => {
    const { caseId, filingId } = await room.receive();
    await declareTie({ staff: lin, body: { kind: 'phone', relation: 'family', value: MOBILE } }, room);

    expect(await found(lin, filingId)).toEqual([]);
    expect(await found(he, filingId)).toEqual([caseId]);
    await room.incomingCases.erase(filingId);
    expect(await found(he, filingId)).toEqual([]);
    expect(await found(he, 'yunfan.example')).toEqual([]);
  });
});

describe('a case that a lead gives somebody', () => {
  const assign = (caseId: string, staffId: string, by = lead) =>
    room.call(by, `PUT /v1/cases/${caseId}/assignment`, { staffId });
  const pulled = async (by: SignedInStaff) => (await room.call(by, 'POST /v1/cases/next', {})).body.case?.caseId;

  it('leaves the hands of whoever had it, and comes to the other one first', async () => {
    const first = await room.receive();
    expect(await pulled(lin)).toBe(first.caseId);
    const second = await room.receive({ domain: 'xinghe.example' });

    const { status, body } = await assign(second.caseId, he.staffId);
    await assign(first.caseId, he.staffId);
    const judged = await room.call(lin, `PUT /v1/cases/${first.caseId}/rows/${REMARK}`, {
      conclusion: 'fits',
      spentSeconds: 3,
    });
    const { body: waiting } = await room.call(he, 'GET /v1/queues/mine');
    const { body: counted } = await room.call(he, 'GET /v1/queues');
    const { body: ofOther } = await room.call(lin, 'GET /v1/queues/mine');
    const caseIds = [first.caseId, second.caseId];

    expect(new Set(waiting.rows.map((row: { caseId: string }) => row.caseId))).toEqual(new Set(caseIds));
    expect(waiting.rows[0].reason).toMatch(/^先留给你：/);
    expect(counted.queues[0]).toMatchObject({ queue: 'mine', count: 2 });
    expect(ofOther.rows).toEqual([]);
    expect([status, body.caseId]).toEqual([200, second.caseId]);
    expect(code(judged)).toEqual([409, 'case.not-yours']);
    expect(await pulled(lin)).toBeUndefined();
    expect(new Set([await pulled(he), await pulled(he)])).toEqual(new Set([first.caseId, second.caseId]));
    const { body: shown } = await room.call(lead, `GET /v1/cases/${first.caseId}`);
    expect(shown.timeline.map(({ action }: { readonly action: string }) => action)).toContain('assigned');
  });

  it('goes to whoever may work at it: leads read their names there, and how much they have', async () => {
    const { caseId } = await room.receive();
    const auditor = await room.signIn('秦溯', 'auditor');
    await declareTie({ staff: he, body: { kind: 'phone', relation: 'self', value: MOBILE } }, room);
    await pulled(lin);

    const { body } = await room.call(lead, `GET /v1/cases/${caseId}/colleagues`);

    expect(body.colleagues).toHaveLength(2);
    expect(body.colleagues).toContainEqual({ staffId: lin.staffId, displayName: '林越', isHere: true, inHand: 1 });
    expect(body.colleagues).toContainEqual({ staffId: lead.staffId, displayName: '周岚', isHere: true, inHand: 0 });
    expect(code(await assign(caseId, he.staffId))).toEqual([422, 'assign.unable']);
    expect(code(await assign(caseId, auditor.staffId))).toEqual([422, 'assign.unable']);
    expect(code(await assign(caseId, lead.staffId, lin))).toEqual([403, 'staff.no-right']);
  });

  it('for a second view goes to another lead, never to whoever decided', async () => {
    const { caseId } = await room.receive();
    const other = await room.signIn('江平', 'lead', 'reviewer');
    await pulled(lead);
    const judged = { conclusion: 'fits', spentSeconds: 3 };
    await room.call(lead, `PUT /v1/cases/${caseId}/rows/${REMARK}`, judged);
    const asked = { version: 1, kind: 'accepted', asksSecondView: true, askedRow: REMARK };
    await room.call(lead, `POST /v1/cases/${caseId}/decision`, asked);

    const refused = [await assign(caseId, lead.staffId), await assign(caseId, lin.staffId)];

    expect(refused.map(code)).toEqual(Array(2).fill([422, 'assign.unable']));
    expect((await assign(caseId, other.staffId)).status).toBe(200);
    expect((await room.call(other, `POST /v1/cases/${caseId}/lease`)).status).toBe(200);
  });

  it('is none any more once it has left', async () => {
    const { caseId } = await room.receive();
    await pulled(lin);
    await room.call(lin, `POST /v1/cases/${caseId}/decision`, { version: 1, kind: 'accepted' });

    expect(code(await assign(caseId, he.staffId))).toEqual([409, 'case.decided']);
    expect(code(await room.call(lead, `GET /v1/cases/${caseId}/colleagues`))).toEqual([409, 'case.decided']);
  });
});

describe('a colleague', () => {
  it('has a name for whoever has chosen them; an unknown one is none', async () => {
    expect(await showColleague({ staff: lead, staffId: lin.staffId }, room)).toEqual({
      staff: { staffId: lin.staffId, displayName: '林越', roles: ['reviewer'] },
    });
    const nobody = '00000000-0000-4000-8000-000000000000';
    await expect(showColleague({ staff: lead, staffId: nobody }, room)).rejects.toMatchObject({
      refusal: 'staff.unknown',
    });
  });

  it('has declarations that a lead can end, shown without number and name', async () => {
    await declareTie({ staff: lin, body: { kind: 'phone', relation: 'family', value: MOBILE } }, room);
    await declareTie({ staff: lead, body: { kind: 'phone', relation: 'self', value: MOBILE } }, room);

    const { ties } = await listTiesOfOthers({ staff: lead }, room);

    expect(ties).toMatchObject([{ staffId: lin.staffId, kind: 'phone', relation: 'family' }]);
    expect(JSON.stringify(ties)).not.toContain(MOBILE);
  });
});
