import { afterAll, beforeAll, expect, it } from 'vitest';
import { cryptoIds } from '../../../platform/adapters/node-crypto/ids.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { type DeskRoom, deskRoom } from '../../../tests/support/desk/desk-room.ts';
import { DESK_RETENTION } from '../../domain/oversight/retention.ts';
import { deleteExpired } from './delete-expired.ts';

const clock = testClock('2026-11-26T02:00:00Z');
const DAY_SECONDS = 86_400;
let room: DeskRoom;
beforeAll(async () => {
  room = await deskRoom({ clock });
});
afterAll(() => room.close());

/** Rows that the desk's own role can no longer find, by table. */
async function left() {
  const [row] = await room.test.query<Record<string, number>>(`select
    (select count(*)::int from desk.clear_view) as views, (select count(*)::int from desk.judgement) as judgements,
    (select count(*)::int from desk.note) as notes, (select count(*)::int from desk.call) as calls,
    (select count(*)::int from desk.sample) as samples, (select count(*)::int from desk.declared_tie) as ties,
    (select count(*)::int from desk.staff) as staff, (select count(*)::int from desk.staff_session) as sessions,
    (select count(*)::int from desk.sign_in_try) as tries, (select count(*)::int from desk.reply) as replies,
    (select count(*)::int from desk.caller_limit) as limits,
    (select count(*)::int from desk.seen_message) as messages,
    (select count(*)::int from desk.listed_entry) as listed,
    (select count(*)::int from desk.proposal where state <> 'open') as settled,
    (select count(*)::int from desk.proposal where state = 'open') as proposed,
    (select count(*)::int from desk.authority_notice) as notices,
    (select count(*)::int from desk.authority_phrase) as phrases,
    (select count(*)::int from desk.authority_report) as reports`);
  return row;
}

it('deletes each class of rows when its days are over, and none before', async () => {
  const { caseId } = await room.receive();
  const lin = await room.signIn('林悦', 'reviewer');
  const at = clock.now();
  await room.test.empty('desk.reply', 'desk.caller_limit', 'desk.sign_in_try');
  await room.seenMessages.note('a message', '', at);
  await room.clearViews.note({
    caseId,
    staffId: lin.staffId,
    row: 'organizer',
    at,
    objectKey: undefined,
  });
  await room.judgements.judge(
    caseId,
    {
      row: 'organizer',
      staffId: lin.staffId,
      conclusion: 'fits',
      spentSeconds: 5,
      at,
    },
    undefined,
  );
  await room.notes.add(caseId, { by: lin.staffId, at, text: '已核对' });
  const drawn = {
    decision_id: caseId,
    case_id: caseId,
    kind: 'accepted',
    decided_by: lin.staffId,
    drawn_at: at,
  } as const;
  await room.database.add('desk.sample', drawn);
  await room.test.query(
    `insert into desk.call (id, case_id, row_path, called_by, started_at, ended_at, outcome)
     values (gen_random_uuid(), $1, 'principal.mobile', $2, $3, $3, 'reached')`,
    [caseId, lin.staffId, at],
  );
  await room.test.query(
    `insert into desk.declared_tie (id, staff_id, kind, relation, value_sealed, declared_at)
     values (gen_random_uuid(), $1, 'phone', 'self', '\\x00', $2)`,
    [lin.staffId, at],
  );
  await room.signInTries.begin('a try');
  await room.test.query(
    `insert into desk.caller_limit (subject_index, calls, ends_at) values ('\\x00', 1, $1);`.replace(
      '$1',
      `'${at.toISOString()}'`,
    ),
  );
  await room.test.query(
    `insert into desk.reply (applicant_id, route, key, fingerprint, holder, locked_until, created_at)
     values (gen_random_uuid(), 'POST /v1/notes', 'a key of the tests', '', '', '${at.toISOString()}', '${at.toISOString()}')`,
  );
  await room.authorityLists.replace({
    list: 'black',
    values: [{ kind: 'domain', value: 'listed.example' }],
    dueAt: at,
    by: 'tang-bo',
    confirmedBy: 'zhou-lan',
    at,
    seen: 0,
  });
  const list = { kind: 'list', values: [], dueAt: at.toISOString(), seen: 0, added: 0, released: 0 } as const;
  const [settled, proposed] = [cryptoIds.uuid(), cryptoIds.uuid()];
  await room.proposals.propose(settled, { ...list, list: 'black' }, lin.staffId, at);
  await room.proposals.settle(settled, false, lin.staffId, at);
  await room.proposals.propose(proposed, { ...list, list: 'unfiled' }, lin.staffId, at);
  const filed = { recordId: cryptoIds.uuid(), filingNumber: '粤ICP备2026000001号', websites: undefined };
  await room.authorityNotices.add({ ...filed, kind: 'notice', dueAt: undefined, words: '', event: 1 });
  const [notice] = await room.authorityNotices.open(1);
  const { id = '', filingNumber = '' } = notice ?? {};
  await room.authorityNotices.markReported(id, 'rectified');
  const result = { result: 'rectified', words: undefined, by: lin.staffId } as const;
  await room.authorityReports.queue({ notice: id, filingNumber, ...result });
  const [report] = await room.authorityReports.list(1);
  await room.authorityReports.note(report?.reportId ?? '', 'lin-yue');
  const [{ filing_id } = { filing_id: '' }] = await room.test.query<{ filing_id: string }>(
    'select filing_id from desk.review_case',
  );
  for (const phrase of ['联系渠道撞号', '说明不全']) await room.authorityPhrases.learn(phrase, 'RJ-17', filing_id, at);
  await room.authorityPhrases.promote('说明不全', 'RJ-17', 'zhou-lan', at);
  await room.staffSessions.end(lin.sessionId, 'signed-out');
  const all = await left();
  expect(all).toEqual({
    ...{ views: 1, judgements: 1, notes: 1, calls: 1, samples: 1, ties: 1, staff: 1 },
    ...{
      sessions: 1,
      tries: 1,
      replies: 1,
      limits: 1,
      messages: 1,
      listed: 1,
      settled: 1,
      proposed: 1,
      notices: 1,
      phrases: 2,
      reports: 1,
    },
  });

  const days = [0, 1, 7, 31, 183, 366, 3 * 366];
  let before = 0;
  const counts: unknown[] = [];
  for (const day of days) {
    clock.forward((day - before) * DAY_SECONDS);
    before = day;
    await deleteExpired({ clock, expiredRows: room.expiredRows });
    const early = await left();
    clock.forward(1);
    const gone = await deleteExpired({ clock, expiredRows: room.expiredRows });
    const late = await left();
    counts.push([day, gone, Object.keys(late ?? {}).filter((name) => early?.[name] !== late?.[name])]);
    clock.forward(-1);
  }

  expect(counts).toEqual([
    [0, 2, ['limits', 'messages']],
    [1, 1, ['tries']],
    [7, 1, ['replies']],
    [31, 1, ['proposed']],
    [183, 1, ['sessions']],
    // What a lead has taken into the catalogue stays.
    [366, 4, ['notes', 'calls', 'listed', 'phrases']],
    // With the person go what they have declared of themselves.
    [1098, 7, ['views', 'judgements', 'samples', 'ties', 'staff', 'settled', 'notices', 'reports']],
  ]);
  expect(Object.keys(DESK_RETENTION)).toHaveLength(18);
});

it('deletes the classes behind one that fails, and says at the end which failed', async () => {
  await room.signInTries.begin('an old try');
  clock.forward(400 * DAY_SECONDS);
  await room.test.query('alter table desk.clear_view rename to no_view');

  await expect(deleteExpired({ clock, expiredRows: room.expiredRows })).rejects.toThrow('clear_view');

  await room.test.query('alter table desk.no_view rename to clear_view');
  expect(await left()).toMatchObject({ tries: 0 });
});
