import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { PERSONAL } from '../../../../tests/support/desk-case.ts';
import { type DeskRoom, deskRoom, type Reply } from '../../../../tests/support/desk-room.ts';
import { collectLog } from '../../../../tests/support/scf.ts';
import type { SignedInStaff } from '../../../../tests/support/staff.ts';
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
  await room.test.query('truncate desk.review_case, desk.filing, desk.declared_tie, desk.setting cascade');
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

  it('is not drawn for an auditor who has declared it', async () => {
    const auditor = await room.signIn('苏衡', 'auditor');
    const other = await room.signIn('方圆', 'auditor');
    const settings = await room.settingsStore.current();
    await room.settingsStore.save({ ...settings, undoSeconds: 0 }, lead.staffId, clock.now());
    await pull(lin);
    const { decisionId } = (await returned(lin)).body;
    await room.decisions.release(decisionId);
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
