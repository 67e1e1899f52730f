import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { PERSONAL, WEBSITE_ID } from '../../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom, type Reply } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import type { AuditFacts } from '../../../domain/oversight/audit-chain.ts';
import { declareTie } from '../../session/ties.ts';

const START = '2026-11-26T02:00:00Z';
const clock = testClock(START);
const [, ID_NUMBER, MOBILE] = PERSONAL as [string, string, string];
const DAY = { from: '2026-11-26', to: '2026-11-26' };
const OWNER = `website:${WEBSITE_ID}`;
let room: DeskRoom;
let lin: SignedInStaff;
let lead: SignedInStaff;
let auditor: SignedInStaff;

beforeAll(async () => {
  room = await deskRoom({ clock });
});
afterAll(() => room.close());
beforeEach(async () => {
  await room.test.empty(
    'desk.review_case',
    'desk.filing',
    'desk.setting',
    'desk.staff',
    'desk.declared_tie',
    'desk.audit',
    'desk.audit_seal',
  );
  clock.forward((Date.parse(START) - clock.now().getTime()) / 1000);
  lin = await room.signIn('林悦', 'reviewer');
  lead = await room.signIn('周岚', 'lead');
  auditor = await room.signIn('秦溯', 'auditor');
});

const documents = [
  { id: 'card', kind: 'id-front', label: '身份证人像面', subject: 'principal', contentType: 'image/jpeg' },
  { id: 'face', kind: 'liveness-photo', label: '核身照片', subject: OWNER, contentType: 'image/jpeg' },
];
const code = ({ status, body }: Reply) => [status, body.error?.code];
const read = (sought: object = DAY, by = auditor) => room.call(by, 'POST /v1/access-log', sought);
const open = (by: SignedInStaff, caseId: string, id: string, reason?: string) =>
  room.call(by, `POST /v1/cases/${caseId}/documents/${id}/view`, undefined, reason ? { reason } : {});

/** Lin checks a case and opens its papers, and the lead looks at the card because somebody complains. */
async function worked(domain = 'yunfan.example') {
  const { caseId, filingId } = await room.receive({ documents, domain });
  await room.call(lin, 'POST /v1/cases/next', {});
  for (const step of [
    () => room.call(lin, `GET /v1/cases/${caseId}`),
    () => open(lin, caseId, 'card'),
    () => open(lin, caseId, 'face'),
    () => room.call(lin, `POST /v1/cases/${caseId}/reveals`, { row: 'principal.mobile', reason: 'call' }),
    () => open(lead, caseId, 'card', 'complaint'),
    () => room.call(lead, 'POST /v1/cases/search', { text: ID_NUMBER, reason: 'complaint' }),
  ]) {
    clock.forward(1);
    expect((await step()).status).toBe(200);
  }
  clock.forward(1);
  return { caseId, filingId };
}

describe('the access log', () => {
  it('answers who saw the ID card of somebody, when and why: staff by name, the person by their role', async () => {
    const { caseId } = await worked();

    const { body, text } = await read({ ...DAY, caseIds: [caseId], subject: 'principal' });

    const entry = (staffName: string, action: string, facts: object) =>
      expect.objectContaining({ staffName, action, facts: expect.objectContaining(facts) });
    const card = { document: 'card', what: '身份证人像面', subject: 'principal' };
    expect(body.entries).toEqual([
      entry('周岚', 'searched', { reason: 'complaint', found: 1 }),
      entry('周岚', 'paper-opened', { ...card, reason: 'complaint', lease: false }),
      entry('林悦', 'revealed', { what: '主体负责人·手机号码', subject: 'principal', reason: 'call', lease: true }),
      entry('林悦', 'paper-opened', { ...card, lease: true }),
      entry('林悦', 'case-opened', { lease: true }),
    ]);
    expect(body.entries[1]).toMatchObject({ at: '2026-11-26T02:00:05.000Z', caseId, domains: ['yunfan.example'] });
    expect(body.entries[3].facts.reason).toBeUndefined();
    for (const value of PERSONAL) expect(text).not.toContain(value);
  });

  it('is read by the person who looked, and by the day in Beijing', async () => {
    await worked();

    const ofLead = await read({ ...DAY, staffId: lead.staffId });
    const before = await read({ from: '2026-11-25', to: '2026-11-25' });
    const all = await read();

    const actions = ({ body }: Reply) => body.entries.map(({ action }: { action: string }) => action);
    expect(actions(ofLead)).toEqual(['searched', 'paper-opened']);
    expect(actions(before)).toEqual([]);
    expect(actions(all)).toEqual([
      'access-read',
      'access-read',
      'searched',
      'paper-opened',
      'revealed',
      'paper-opened',
      'paper-opened',
      'case-opened',
    ]);
  });

  it('has who declared a tie, without the number: it could be one that they try out', async () => {
    const { tie } = await declareTie({ staff: lin, body: { kind: 'phone', relation: 'self', value: MOBILE } }, room);

    const { body, text } = await read({ ...DAY, staffId: lin.staffId });

    expect(body.entries).toMatchObject([{ action: 'tie-declared', staffName: '林悦', facts: { row: tie.tieId } }]);
    expect(text).not.toContain(MOBILE);
  });

  it('is the same for ids that are typed in capitals', async () => {
    const { caseId } = await worked();
    const seen = async (upper: boolean) => {
      const ids = { staffId: lin.staffId, caseIds: [caseId] };
      const typed = upper ? { staffId: lin.staffId.toUpperCase(), caseIds: [caseId.toUpperCase()] } : ids;
      const subject = upper ? OWNER.toUpperCase() : OWNER;
      const { body } = await read({ ...DAY, ...typed, subject });
      return body.entries.map(({ action }: { action: string }) => action);
    };

    expect(await seen(false)).toEqual(['paper-opened', 'case-opened']);
    expect(await seen(true)).toEqual(['paper-opened', 'case-opened']);
  });

  it('of a case has all rounds of its filing, and no other filing', async () => {
    const { caseId, filingId } = await worked();
    await worked('xinghe.example');
    const again = await room.receive({ documents }, { filingId, round: 2 });
    await open(lead, again.caseId, 'card', 'complaint');

    const { body } = await read({ ...DAY, caseIds: [caseId] });

    const cases = body.entries.flatMap((entry: { caseId?: string }) => entry.caseId ?? []);
    expect(new Set(cases)).toEqual(new Set([caseId, again.caseId]));
  });

  it('says after an erasure still which paper was seen, and whose it was', async () => {
    const { caseId, filingId } = await worked();
    await room.incomingCases.erase(filingId);

    const { body } = await read({ ...DAY, caseIds: [caseId], subject: 'principal' });

    expect(body.entries.filter(({ action }: { action: string }) => action === 'paper-opened')).toMatchObject([
      { staffName: '周岚', facts: { what: '身份证人像面', subject: 'principal', reason: 'complaint' } },
      { staffName: '林悦', facts: { what: '身份证人像面', subject: 'principal' } },
    ]);
  });

  it('is read in pages', async () => {
    const { caseId } = await worked();
    const now = clock.now();
    for (let at = 1; at <= 120; at += 1)
      await room.auditLog.append({
        caseId,
        at: new Date(now.getTime() + Math.floor(at / 7)),
        actor: lin.staffId,
        action: 'paper-opened',
        facts: { document: `page-${at}`, what: `第 ${at} 页`, subject: 'principal', lease: true },
      });

    const first = await read({ ...DAY, caseIds: [caseId] });
    const second = await read({ ...DAY, caseIds: [caseId], after: first.body.next });

    expect([first.body.entries.length, second.body.entries.length, second.body.next]).toEqual([100, 26 + 1, undefined]);
    const pages = [...first.body.entries, ...second.body.entries].map(
      ({ facts }: { facts: AuditFacts }) => facts.document,
    );
    expect(new Set(pages.filter((id) => String(id).startsWith('page-'))).size).toBe(120);
  });

  it('remembers who has read it and about which cases, and who took it along as a table', async () => {
    const { caseId } = await worked();

    await read({ ...DAY, caseIds: [caseId] });
    const table = await read({ ...DAY, staffId: lin.staffId, isExport: true });

    const entries = await room.auditReader.entriesOf(auditor.staffId);
    expect(entries.map(({ action, facts }) => [action, facts])).toEqual([
      ['access-read', { ...DAY, found: 6, cases: caseId }],
      ['access-exported', { ...DAY, found: 4, staff: lin.staffId }],
    ]);
    expect(table.body.entries).toHaveLength(4);
    expect((await read({ ...DAY, caseIds: [caseId] })).body.entries[0]).toMatchObject({
      action: 'access-read',
      staffName: '秦溯',
    });
  });

  it('is for auditors alone, of at most a year, and not of a case that is tied to whoever asks', async () => {
    const { caseId } = await worked();
    await declareTie({ staff: auditor, body: { kind: 'phone', relation: 'family', value: MOBILE } }, room);

    expect(code(await read(DAY, lead))).toEqual([403, 'staff.no-right']);
    expect(code(await read({ from: '2026-11-27', to: '2026-11-26' }))).toEqual([422, 'request.invalid']);
    expect(code(await read({ from: '2025-11-24', to: '2026-11-26' }))).toEqual([422, 'request.invalid']);
    expect(code(await read({ ...DAY, after: 'nowhere' }))).toEqual([422, 'request.invalid']);
    expect(code(await read({ ...DAY, caseIds: [caseId] }))).toEqual([403, 'case.tied']);
  });
});
