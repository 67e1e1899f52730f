import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { PERSONAL } from '../../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom, type Reply } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';
import { declareTie, endTie, listTies } from '../../session/ties.ts';

const clock = testClock('2026-11-26T02:00:00Z');
const log = collectLog();
const [, ID_NUMBER, MOBILE] = PERSONAL as [string, string, string];
let room: DeskRoom;
let lin: SignedInStaff;
let lead: SignedInStaff;
let caseId: string;

beforeAll(async () => {
  room = await deskRoom({ clock });
});
afterAll(async () => {
  log.stop();
  await room.close();
});
beforeEach(async () => {
  await room.test.empty('desk.review_case', 'desk.filing', 'desk.declared_tie', 'desk.setting');
  clock.forward((Date.parse('2026-11-26T02:00:00Z') - clock.now().getTime()) / 1000);
  lin = await room.signIn('林悦', 'reviewer');
  lead = await room.signIn('周岚', 'lead');
  caseId = (await room.receive()).caseId;
});

const code = ({ status, body }: Reply) => [status, body.error?.code];
const pull = async (by: SignedInStaff) => (await room.call(by, 'POST /v1/cases/next', {})).body.case?.caseId;
const returned = (by: SignedInStaff) =>
  room.call(by, `POST /v1/cases/${caseId}/decision`, {
    version: 1,
    kind: 'returned',
    items: [{ field: 'websites.0.details.remark', reasonId: 'RJ-32' }],
  });
const declare = (by: SignedInStaff, kind: 'organizer' | 'person' | 'phone', value: string) =>
  declareTie({ staff: by, body: { kind, relation: 'family', value } }, room);

describe('a case with a number that a member of staff has declared', () => {
  it.each([
    ['a phone', 'phone', MOBILE],
    ['the same phone with spaces', 'phone', MOBILE.replace(/(\d{3})(\d{4})/, '$1 $2 ')],
    ['a person’s certificate', 'person', ID_NUMBER],
  ] as const)('by %s is not given to them; others get it', async (_, kind, value) => {
    await declare(lin, kind, value);

    expect(await pull(lin)).toBeUndefined();
    expect(await pull(lead)).toBe(caseId);
  });

  it('is refused to them in each way, also when they have it already', async () => {
    expect(await pull(lin)).toBe(caseId);
    await declare(lin, 'phone', MOBILE);

    const refused = [
      await room.call(lin, `GET /v1/cases/${caseId}`),
      await room.call(lin, `POST /v1/cases/${caseId}/lease`),
      await room.call(lin, `POST /v1/cases/${caseId}/notes`, { text: '备注' }),
    ];

    expect(refused.map(code)).toEqual(Array(3).fill([403, 'case.tied']));
    expect((await room.call(lin, `DELETE /v1/cases/${caseId}/lease`)).status).toBe(200);
    expect(await pull(lead)).toBe(caseId);
  });

  it('is refused to a lead who has declared it, too', async () => {
    await declare(lead, 'person', ID_NUMBER);

    expect(code(await room.call(lead, `GET /v1/cases/${caseId}`))).toEqual([403, 'case.tied']);
  });

  it('is not taken back by a lead who has declared it; whoever decided may, and declares what they find', async () => {
    await pull(lin);
    const decided = await returned(lin);
    await declare(lead, 'person', ID_NUMBER);
    await declare(lin, 'phone', MOBILE);

    const byLead = await room.call(lead, `DELETE /v1/cases/${caseId}/decision`);
    const byOwn = await room.call(lin, `DELETE /v1/cases/${caseId}/decision`);

    expect(decided.status).toBe(200);
    expect(code(byLead)).toEqual([403, 'case.tied']);
    expect(byOwn.status).toBe(200);
  });

  /** The return has left. @returns the filing */
  async function returnedByLin(): Promise<string> {
    const [row] = await room.test.query<{ filing_id: string }>('select filing_id from desk.review_case');
    await pull(lin);
    await returned(lin);
    clock.forward(600);
    for (const id of await room.decisions.due(10)) await room.release(id);
    return row?.filing_id ?? '';
  }

  it('does not wait for who has returned it and declares it then: its next round is anybody’s', async () => {
    const filingId = await returnedByLin();
    await declare(lin, 'phone', MOBILE);

    const next = await room.receive({}, { filingId, round: 2 });

    expect([await pull(lin), await pull(lead)]).toEqual([undefined, next.caseId]);
  });

  it('does not wait either for who declares it after its next round has come', async () => {
    const filingId = await returnedByLin();
    const next = await room.receive({}, { filingId, round: 2 });
    const before = await pull(lead);
    await declare(lin, 'phone', MOBILE);

    expect([before, await pull(lin), await pull(lead)]).toEqual([undefined, undefined, next.caseId]);
  });

  it('does not wait for who has decided it and declares it before the second view disagrees', async () => {
    const [decisionId, at] = ['6f9619ff-8b86-4011-b42d-00c04fc964ff', clock.now()];
    const until = new Date(at.getTime() + 3_600_000);
    await pull(lin);
    const decision = { id: decisionId, caseId, kind: 'accepted', flagged: [], decidedBy: lin.staffId } as const;
    await room.decisions.decide({ ...decision, decidedAt: at, sendsAt: at, asksSecondView: true });
    await declare(lin, 'phone', MOBILE);
    await room.openCases.setLease(caseId, { holder: lead.staffId, until });
    const view = { decisionId, by: lead.staffId, agrees: false, comment: '不同意', at, sendsAt: at, keptUntil: until };
    expect(await room.decisions.viewSecond(view)).toBe(true);

    const he = await room.signIn('何文', 'reviewer');
    expect([await pull(lin), await pull(he)]).toEqual([undefined, caseId]);
  });

  it('is not drawn for an auditor who has declared it', async () => {
    const auditor = await room.signIn('苏衡', 'auditor');
    const other = await room.signIn('方圆', 'auditor');
    await pull(lin);
    const { decisionId } = (await returned(lin)).body;
    clock.forward(60);
    await room.release(decisionId);
    await declare(auditor, 'person', ID_NUMBER);

    const listed = await room.call(auditor, 'GET /v1/samples');
    const result = { result: 'right', comment: '无误' };
    const judged = await room.call(auditor, `PUT /v1/samples/${decisionId}`, result);

    expect(listed.body.samples).toEqual([]);
    expect(code(judged)).toEqual([403, 'case.tied']);
    expect((await room.call(other, 'GET /v1/samples')).body.samples).toMatchObject([{ decisionId }]);
    expect((await room.call(other, `PUT /v1/samples/${decisionId}`, result)).status).toBe(200);
  });

  it('is theirs again when somebody else ends the declaration, which they can’t do themselves', async () => {
    const { tie } = await declare(lead, 'phone', MOBILE);
    const admin = await room.signIn('沈安', 'operator-admin');

    await expect(endTie({ staff: lead, tieId: tie.tieId }, room)).rejects.toMatchObject({ refusal: 'tie.own' });
    expect(await pull(lead)).toBeUndefined();
    await endTie({ staff: admin, tieId: tie.tieId }, room);

    expect(await pull(lead)).toBe(caseId);
    expect(await listTies({ staff: lead }, room)).toEqual({ ties: [] });
    await expect(endTie({ staff: admin, tieId: tie.tieId }, room)).rejects.toMatchObject({ refusal: 'tie.unknown' });
  });
});

describe('what the authority has about whom a member of staff has declared', () => {
  const RECORD_NUMBER = '粤ICP备2026000009号';
  const dueAt = '2026-12-03T10:00:00.000Z';
  const list = (by: SignedInStaff, version: number, text: string) =>
    room.call(by, 'POST /v1/authority-lists/black/proposals', { version, dueAt, text });
  const settle = (by: SignedInStaff, proposalId: string, confirms = true) =>
    room.call(by, `PUT /v1/proposals/${proposalId}`, { confirms });
  let tang: SignedInStaff;
  let filingId: string;
  beforeEach(async () => {
    await room.test.empty(
      'desk.record',
      'desk.record_event',
      'desk.listed_entry',
      'desk.proposal',
      'desk.authority_notice',
    );
    await room.test.query(`update desk.authority_list
      set version = 0, imported_at = null, imported_by = null, confirmed_by = null`);
    tang = await room.signIn('唐泊', 'authority-desk');
    filingId = (await room.openCases.find(caseId))?.filingId ?? '';
    const websites = [{ number: `${RECORD_NUMBER}-1`, domains: ['yunfan.example'], state: 'live' }];
    const record = { recordId: filingId, number: RECORD_NUMBER, version: 1, state: 'live', websites, notices: [] };
    await room.knownRecords.keep({ changes: [record as never], next: 1, more: false });
  });

  it.each([
    ['by its number', `主办者,91440300MA5FAKE01G`],
    ['by the domain of its case', '域名,yunfan.example'],
  ])('is handled by somebody else: an entry of a list, %s', async (_, text) => {
    const proposed = await list(lead, 0, text);
    await settle(tang, proposed.body.proposalId);
    await declare(tang, 'organizer', '91440300MA5FAKE01G');
    const [{ entryId }] = (await room.call(lead, 'GET /v1/authority-lists')).body.tasks;

    const handle = (by: SignedInStaff) =>
      room.call(by, `PUT /v1/authority-lists/black/entries/${entryId}`, { result: 'mistaken' });

    expect(code(await handle(tang))).toEqual([403, 'case.tied']);
    expect((await handle(lead)).status).toBe(200);
  });

  it('comes on no list and from none by them: neither proposed nor confirmed', async () => {
    await declare(tang, 'organizer', '91440300MA5FAKE01G');
    const added = await list(tang, 0, '主办者,91440300MA5FAKE01G');
    const byLead = await list(lead, 0, '主办者,91440300MA5FAKE01G\n域名,other.example');
    const confirmed = await settle(tang, byLead.body.proposalId);
    const zhang = await room.signIn('张楠', 'authority-desk');
    await settle(zhang, byLead.body.proposalId);
    const released = await list(tang, 1, '域名,other.example');
    const kept = await list(tang, 1, '主办者,91440300MA5FAKE01G\n域名,third.example');

    expect([added, confirmed, released].map(code)).toEqual(Array(3).fill([403, 'case.tied']));
    expect(kept.status).toBe(201);
  });

  it('is told, reported, noted and ended by somebody else: a notice and a record', async () => {
    const notice = { kind: 'notice', lastTold: 0, items: ['首页底部没有备案号。'] };
    const tell = (by: SignedInStaff) => room.call(by, `POST /v1/records/${filingId}/events`, notice);
    await declare(tang, 'phone', MOBILE);
    const told = [await tell(tang), await tell(lead)];
    const [{ noticeId }] = (await room.call(lead, 'GET /v1/rectifications')).body.notices.map(
      ({ authority }: { authority: object }) => authority,
    );
    const report = (by: SignedInStaff) =>
      room.call(by, `POST /v1/authority-notices/${noticeId}/reports`, { result: 'rectified' });
    const reported = [await report(tang), await report(lead)];
    const [{ reportId }] = (await room.call(lead, 'GET /v1/authority-reports')).body.reports;
    const note = (by: SignedInStaff) => room.call(by, `PUT /v1/authority-reports/${reportId}/receipt`);
    const noted = [await note(tang), await note(lead)];
    const end = (by: SignedInStaff) =>
      room.call(by, `POST /v1/records/${filingId}/proposals`, {
        kind: 'cancelled',
        whole: true,
        lastTold: 2,
        reason: '管局注销',
      });
    const ended = [await end(tang), await end(lead)];

    for (const [tied, other] of [told, reported, noted, ended])
      expect([tied && code(tied), other && other.status < 300]).toEqual([[403, 'case.tied'], true]);
    expect(code(await settle(tang, ended[1]?.body.proposalId))).toEqual([403, 'case.tied']);
  });
});

describe('a declaration', () => {
  it('is listed without its number, is not found by a number of another kind, and is sealed', async () => {
    const { tie } = await declare(lin, 'person', MOBILE);

    expect(await listTies({ staff: lin }, room)).toEqual({
      ties: [{ tieId: tie.tieId, kind: 'person', relation: 'family', declaredAt: '2026-11-26T02:00:00.000Z' }],
    });
    expect(await pull(lin)).toBe(caseId);
    const [row] = await room.test.query<{ text: string }>('select t::text as text from desk.declared_tie t');
    expect(row?.text).not.toContain(Buffer.from(MOBILE).toString('hex'));
  });

  it('is one of a hundred at most', async () => {
    for (let made = 0; made < 100; made += 1) await declare(lin, 'phone', `139000000${String(made).padStart(2, '0')}`);

    await expect(declare(lin, 'phone', '13900000100')).rejects.toMatchObject({ refusal: 'tie.too-many' });
  });
});
