import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { PERSONAL } from '../../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';

const clock = testClock('2026-11-26T02:00:00Z');
const log = collectLog();
const REMARK = 'websites.0.details.remark';
const CERTIFICATE = 'eligibility.certificateNumber';
let chance = 1;
let room: DeskRoom;
let lin: SignedInStaff;
let he: SignedInStaff;
let zhou: SignedInStaff;

beforeAll(async () => {
  room = await deskRoom({ clock, chance: () => chance });
});
afterAll(async () => {
  log.stop();
  await room.close();
});
beforeEach(async () => {
  chance = 1;
  await room.test.empty('desk.review_case', 'desk.filing', 'desk.declared_tie', 'desk.listed_entry');
  lin = await room.signIn('林悦', 'reviewer');
  he = await room.signIn('何靖', 'lead');
  zhou = await room.signIn('周敏', 'lead');
});

const decide = async (by: SignedInStaff, caseId: string, body: object) => {
  await room.call(by, `PUT /v1/cases/${caseId}/rows/${REMARK}`, { conclusion: 'fits', spentSeconds: 3 });
  const { version } = (await room.call(by, `GET /v1/cases/${caseId}`)).body;
  return room.call(by, `POST /v1/cases/${caseId}/decision`, { version, ...body });
};
/** A case on which somebody has decided. */
async function decided(body: object = { kind: 'accepted' }, by = lin) {
  const { caseId, filingId } = await room.receive();
  await room.call(by, 'POST /v1/cases/next', {});
  const reply = await decide(by, caseId, body);
  expect(reply.status).toBe(200);
  return { caseId, filingId, decisionId: reply.body.decisionId as string };
}
/** The time of every decision is over. @returns kinds of verdicts */
async function leave(filingId: string) {
  clock.forward(60);
  for (const id of await room.decisions.due(10)) await room.release(id);
  return (await room.verdicts.after([{ filingId, round: 1, after: 0 }])).map(({ kind }) => kind);
}
async function blackListed(): Promise<void> {
  const { version } = (await room.authorityLists.standings()).find(({ list }) => list === 'black') ?? { version: 0 };
  const list = { list: 'black', dueAt: clock.now(), by: 'tang-bo', confirmedBy: 'zhou-lan', at: clock.now() } as const;
  const values = [{ kind: 'organizer', value: '91440300MA5FAKE01G' }] as const;
  await room.authorityLists.replace({ ...list, values, seen: version });
}
const declare = (staff: SignedInStaff) =>
  room.declaredTies.declare({ staffId: staff.staffId, kind: 'person', relation: 'company' }, PERSONAL[1] ?? '');
const agree = async (by: SignedInStaff, caseId: string, decisionId: string, row: string, agrees = true) => {
  const pulled = await room.call(by, 'POST /v1/cases/next', { queue: 'second-view' });
  await room.call(by, `PUT /v1/cases/${caseId}/rows/${row}`, { conclusion: 'fits', spentSeconds: 3 });
  const comment = agrees ? '看过，同意' : '备注里有广告';
  const body = { decisionId, agrees, comment };
  return [pulled.body.case?.caseId, (await room.call(by, `POST /v1/cases/${caseId}/second-view`, body)).status];
};
const asks = { kind: 'accepted', asksSecondView: true, askedRow: REMARK, comment: '备注像是广告' };
const notesOf = async (by: SignedInStaff, caseId: string): Promise<readonly string[]> =>
  (await room.call(by, `GET /v1/cases/${caseId}`)).body.notes.map(({ text }: { text: string }) => text);

describe('a decision that leaves', () => {
  it('waits for a second person when its organizer was black-listed after it was made', async () => {
    const { caseId, filingId, decisionId } = await decided();
    await blackListed();

    const early = await leave(filingId);
    const pulled = await room.call(he, 'POST /v1/cases/next', { queue: 'second-view' });
    const again = await leave(filingId);
    await room.call(he, `PUT /v1/cases/${caseId}/rows/${CERTIFICATE}`, { conclusion: 'fits', spentSeconds: 3 });
    const body = { decisionId, agrees: true, comment: '不是同一家' };
    const agreed = await room.call(he, `POST /v1/cases/${caseId}/second-view`, body);

    expect([early, again]).toEqual([[], []]);
    expect(pulled.body.case).toMatchObject({ caseId, secondView: ['在管局的黑名单里'] });
    expect(agreed.status).toBe(200);
    expect(await leave(filingId)).toEqual(['accepted']);
    const entries = await room.auditReader.entriesOf(caseId);
    expect(entries.find(({ action }) => action === 'held-back')).toMatchObject({
      actor: 'desk',
      facts: { decision: decisionId, hold: 'second-view' },
    });
  });

  it('of a recovery takes two people, and hands nothing in to the authority', async () => {
    const { caseId, filingId } = await room.receive({ filingType: 'recovery' });
    await room.call(lin, 'POST /v1/cases/next', {});
    await room.call(lin, `PUT /v1/cases/${caseId}/rows/${CERTIFICATE}`, { conclusion: 'fits', spentSeconds: 3 });
    const { status, body } = await decide(lin, caseId, { kind: 'accepted' });
    const alone = await leave(filingId);
    const agreed = await agree(he, caseId, body.decisionId, CERTIFICATE);

    expect([status, alone, agreed, await leave(filingId)]).toEqual([200, [], [caseId, 200], ['accepted']]);
    expect((await room.auditReader.entriesOf(caseId)).map(({ action }) => action)).toContain('sent');
    expect(await room.test.query('select id from desk.submission')).toEqual([]);
  });

  it('waits for another second person when the first of them did not know of the list', async () => {
    const { caseId, filingId, decisionId } = await decided(asks);
    await agree(he, caseId, decisionId, REMARK);
    await blackListed();

    expect(await leave(filingId)).toEqual([]);
    const row = await room.openCases.find(caseId);
    expect([row?.queue, row?.secondView]).toEqual(['second-view', ['asked', 'black-listed']]);
    await room.call(zhou, 'POST /v1/cases/next', { queue: 'second-view' });
    for (const path of [REMARK, CERTIFICATE])
      await room.call(zhou, `PUT /v1/cases/${caseId}/rows/${path}`, { conclusion: 'fits', spentSeconds: 3 });
    expect(await notesOf(zhou, caseId)).toContain('看过，同意');
  });

  it('stays when whoever made it has declared a number of it meanwhile: somebody else decides', async () => {
    const { caseId, filingId } = await decided();
    await declare(lin);

    expect(await leave(filingId)).toEqual([]);
    expect((await room.call(lin, 'POST /v1/cases/next', {})).body).toEqual({});
    expect((await room.call(he, 'POST /v1/cases/next', {})).body.case).toMatchObject({ caseId, state: 'open' });
  });

  it('waits for another second person when the one who agreed has declared a number of it', async () => {
    const { caseId, filingId, decisionId } = await decided(asks);
    expect(await agree(he, caseId, decisionId, REMARK)).toEqual([caseId, 200]);
    await declare(he);

    expect(await leave(filingId)).toEqual([]);
    expect(await agree(zhou, caseId, decisionId, REMARK)).toEqual([caseId, 200]);
    expect(await leave(filingId)).toEqual(['accepted']);
  });

  it('never leaves without the second view that was asked for, whoever has written so into the database', async () => {
    const { filingId, decisionId } = await decided(asks);
    await room.test.query(`update desk.decision set state = 'waiting' where id = '${decisionId}'`);

    expect(await leave(filingId)).toEqual([]);
    expect(await room.test.query('select state from desk.decision')).toEqual([{ state: 'second-view' }]);
  });

  it('never leaves without the second view that its package needs, whoever has written so into the database', async () => {
    const { caseId, filingId } = await room.receive({ preApprovals: [{ kind: 'news', number: '国新网1号' }] });
    await room.call(lin, 'POST /v1/cases/next', {});
    await room.test.query("update desk.review_case set second_view = '{}' where id = $1", [caseId]);
    const { body } = await decide(lin, caseId, { kind: 'accepted' });

    expect([body.state, await leave(filingId)]).toEqual(['waiting', []]);
    expect(await room.test.query('select state from desk.decision')).toEqual([{ state: 'second-view' }]);
  });

  it('is drawn at that moment: to take back and decide again draws nobody’s lot twice', async () => {
    const settings = await room.settingsStore.current();
    const rare = { ...settings, sampling: { ...settings.sampling, firstCases: 0 } };
    await room.settingsStore.save(rare, he.staffId, clock.now(), zhou.staffId);
    const { caseId, filingId } = await decided();
    await room.call(lin, `DELETE /v1/cases/${caseId}/decision`);
    await decide(lin, caseId, { kind: 'accepted' });
    const before = await room.test.query('select decision_id from desk.sample');
    chance = 0;

    expect([before, await leave(filingId)]).toEqual([[], ['accepted']]);
    expect(await room.test.query('select kind, decided_by from desk.sample')).toEqual([
      { kind: 'accepted', decided_by: lin.staffId },
    ]);
  });
});

describe('to take back', () => {
  it('leaves the second view that somebody else has asked for, from their row on, and their words', async () => {
    const { caseId, filingId } = await decided(asks);

    const taken = await room.call(zhou, `DELETE /v1/cases/${caseId}/decision`);
    const again = await decide(zhou, caseId, { kind: 'accepted' });

    expect([taken.status, again.body.state]).toEqual([200, 'second-view']);
    expect(await leave(filingId)).toEqual([]);
    const notes = await room.test.query('select written_by from desk.note');
    expect(notes).toEqual([{ written_by: lin.staffId }]);
    const shown = await room.call(he, 'POST /v1/cases/next', { queue: 'second-view' });
    const { rows } = (await room.call(he, `GET /v1/cases/${caseId}`)).body;
    expect(shown.body.case.caseId).toBe(caseId);
    expect(
      rows.filter((row: { causesSecondView: boolean }) => row.causesSecondView).map(({ row }: { row: string }) => row),
    ).toEqual([REMARK]);
  });

  it('leaves it also when whoever took over takes their own decision back', async () => {
    const { caseId, filingId } = await decided(asks);
    await room.call(zhou, `DELETE /v1/cases/${caseId}/decision`);
    await decide(zhou, caseId, { kind: 'accepted' });

    await room.call(zhou, `DELETE /v1/cases/${caseId}/decision`);
    const again = await decide(zhou, caseId, { kind: 'accepted' });

    expect(again.body.state).toBe('second-view');
    expect(await leave(filingId)).toEqual([]);
  });

  it('ends what one has asked for oneself', async () => {
    const { caseId, filingId } = await decided(asks);

    await room.call(lin, `DELETE /v1/cases/${caseId}/decision`);
    const again = await decide(lin, caseId, { kind: 'accepted' });

    expect([again.body.state, await notesOf(lin, caseId)]).toEqual(['waiting', []]);
    expect(await leave(filingId)).toEqual(['accepted']);
  });

  it('ends no objection: who disagreed is heard, and looks again', async () => {
    const { caseId, decisionId } = await decided(asks);
    await agree(he, caseId, decisionId, REMARK, false);
    await room.call(lin, 'POST /v1/cases/next', {});

    const notes = await notesOf(lin, caseId);
    const again = await decide(lin, caseId, { kind: 'accepted' });

    expect(notes.toSorted()).toEqual(['备注像是广告', '备注里有广告'].toSorted());
    expect(again.body.state).toBe('second-view');
    await room.call(lin, `DELETE /v1/cases/${caseId}/decision`);
    expect((await decide(lin, caseId, { kind: 'accepted' })).body.state).toBe('second-view');
  });
});
