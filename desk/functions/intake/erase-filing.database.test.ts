import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { PERSONAL, toConfirm } from '../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom } from '../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../tests/support/scf.ts';
import { DESK_STORED } from '../../domain/oversight/stored-data.ts';

const clock = testClock('2026-11-26T02:00:00Z');
const log = collectLog();
const REMARK = 'websites.0.details.remark';
const MOBILE = 'principal.mobile';
/** What a person typed, read, or would be known by; also as it is masked. */
const OF_THE_PERSON = [
  ...PERSONAL,
  '深圳云帆样例科技有限公司',
  '91440300MA5FAKE01G',
  'yunfan.example',
  '样例路1号',
  '*',
];

let room: DeskRoom;
let lin: SignedInStaff;
let lead: SignedInStaff;
beforeAll(async () => {
  room = await deskRoom({ clock, chance: () => 0 });
  lin = await room.signIn('周悦', 'reviewer');
  lead = await room.signIn('何靖', 'lead');
});
afterAll(async () => {
  log.stop();
  await room.close();
});

/** Two rounds of a filing at which everything was done that leaves a row. */
async function workedAt() {
  const filingId = crypto.randomUUID();
  await room.incomingCases.noteDocuments({ filingId, round: 1, contentHash: 'a'.repeat(64) }, [
    { id: 'doc-1', contentType: 'image/jpeg' },
  ]);
  const { caseId } = await room.receive({ findings: [toConfirm(REMARK)] }, { filingId });
  await room.call(lin, 'POST /v1/cases/next', {});
  await room.call(lin, `PUT /v1/cases/${caseId}/rows/${REMARK}`, { conclusion: 'differs', spentSeconds: 4 });
  await room.call(lin, `POST /v1/cases/${caseId}/notes`, { text: `问过${PERSONAL[0]}` });
  const call = await room.call(lin, `POST /v1/cases/${caseId}/calls`, { row: MOBILE });
  await room.call(lin, `PUT /v1/cases/${caseId}/calls/${call.body.callId}`, { outcome: 'refused', items: [] });
  await room.clearViews.note({
    caseId,
    staffId: lin.staffId,
    row: MOBILE,
    at: clock.now(),
    objectKey: undefined,
  });
  const decided = await room.call(lin, `POST /v1/cases/${caseId}/decision`, {
    version: 1,
    kind: 'returned',
    items: [{ field: REMARK, reasonId: 'RJ-32' }],
  });
  clock.forward(61);
  for (const id of await room.decisions.due(10)) await room.release(id);
  await room.receive({ findings: [toConfirm(REMARK)] }, { filingId, round: 2 });
  return { filingId, caseId, decided };
}

/** Every row of the desk but those about staff, as text, and the sealed columns that still hold something. */
async function everything() {
  const rows: string[] = [];
  const sealed: string[] = [];
  for (const [table, { about }] of Object.entries(DESK_STORED)) {
    if (about === 'staff' || ['desk.reason', 'desk.setting'].includes(table)) continue;
    for (const { row } of await room.test.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${table} t`,
    )) {
      rows.push(`${table} ${JSON.stringify(row)}`);
      const columns = Object.keys(row).filter((column) => column.endsWith('_sealed') && row[column] !== null);
      sealed.push(...columns.map((column) => `${table}.${column}`));
    }
  }
  return { rows, sealed };
}

describe('a filing that the filing service has erased', () => {
  it('leaves nothing of the person in any table: no value, nothing sealed, no key by which another is found', async () => {
    const { filingId, decided } = await workedAt();
    const before = await everything();

    await room.incomingCases.erase(filingId);

    const { rows, sealed } = await everything();
    const tables = [...new Set(rows.map((row) => row.split(' ')[0]))];
    expect(decided.status).toBe(200);
    expect([...new Set(before.sealed)].toSorted()).toEqual([
      'desk.decision.flagged_sealed',
      'desk.note.text_sealed',
      'desk.review_case.package_sealed',
      'desk.review_case.summary_sealed',
      'desk.verdict.content_sealed',
    ]);
    expect(before.rows.some((row) => row.startsWith('desk.call '))).toBe(true);
    expect(sealed).toEqual([]);
    // Ids, and counts that name nobody; the files' places until the files are gone.
    expect(tables).toEqual([
      'desk.filing',
      'desk.review_case',
      'desk.stored_document',
      'desk.returned_item',
      'desk.sample',
      'desk.authority_list',
      'desk.record_feed',
      'desk.caller_limit',
    ]);
    for (const value of OF_THE_PERSON) expect(rows.join('\n')).not.toContain(value);
  });

  it('is not known by anything that it had in common with another filing', async () => {
    const other = await room.receive();
    await room.call(lead, 'POST /v1/cases/next', {});

    const related = await room.openCases.related(other.caseId, 10);

    expect(related).toEqual([]);
  });
});
