import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { type DeskRoom, deskRoom } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';

const START = '2026-11-26T02:00:00Z';
const DUE = '2026-12-03T10:00:00.000Z';
const CERTIFICATE = '91440300MA5FAKE02H';
const RECORD = '3f0a3f1b-0f55-4a3e-8d0b-4f3f0a3f1b02';
const NUMBER = '粤ICP备2026000009号';
const ROW = 'eligibility.certificateNumber';
const clock = testClock(START);
const log = collectLog();
let room: DeskRoom;
let desk: SignedInStaff;
let lin: SignedInStaff;
let zhou: SignedInStaff;
beforeAll(async () => {
  room = await deskRoom({ clock });
});
afterAll(async () => {
  log.stop();
  await room.close();
});
beforeEach(async () => {
  await room.test.empty('desk.review_case', 'desk.filing', 'desk.record', 'desk.listed_entry', 'desk.proposal');
  await room.test.query(
    'update desk.authority_list set version = 0, imported_at = null, imported_by = null, confirmed_by = null',
  );
  clock.forward((Date.parse(START) - clock.now().getTime()) / 1000);
  desk = await room.signIn('唐泊', 'authority-desk');
  lin = await room.signIn('林悦', 'reviewer');
  zhou = await room.signIn('周敏', 'lead');
});

/** Proposed by one and confirmed by another; what came of the confirmation, or why it was not proposed. */
async function replace(list: string, text: string, version = 0, dueAt = DUE) {
  const proposed = await room.call(desk, `POST /v1/authority-lists/${list}/proposals`, { version, dueAt, text });
  if (proposed.status !== 201) return proposed;
  return room.call(zhou, `PUT /v1/proposals/${proposed.body.proposalId}`, { confirms: true });
}
const show = async () => (await room.call(desk, 'GET /v1/authority-lists')).body;
/** The filing service's feed says so. */
const filed = (domain: string, version = 1, state: 'live' | 'ended' = 'live') =>
  room.knownRecords.keep({
    changes: [
      {
        recordId: RECORD,
        number: NUMBER,
        version,
        state,
        websites: [{ number: `${NUMBER}-1`, domains: [domain], state }],
        notices: [],
      } as never,
    ],
    next: version,
    more: false,
  });
const secondViewOf = async (caseId: string) =>
  (
    await room.test.query<{ second_view: string[] }>('select second_view from desk.review_case where id = $1', [caseId])
  )[0]?.second_view;

describe('a list of the authority', () => {
  it('is imported by file: an unfiled site is a task until somebody has handled it', async () => {
    await filed('haitang.example');

    const imported = await replace('unfiled', '域名,haitang.example\n域名,yunfan.example');
    const { lists, tasks } = await show();
    const [haitang, yunfan] = ['haitang.example', 'yunfan.example'].map((domain) =>
      tasks.find((task: { value: string }) => task.value === domain),
    );
    const path = `PUT /v1/authority-lists/unfiled/entries/${haitang.entryId}` as const;
    const handled = await room.call(desk, path, { result: 'filed' });
    const twice = await room.call(desk, path, { result: 'not-ours' });
    clock.forward(8 * 24 * 3600);

    expect([imported.status, imported.body]).toEqual([200, { state: 'confirmed', added: 2, released: 0 }]);
    expect(lists).toEqual([
      { list: 'black', version: 0, entries: 0 },
      { list: 'unfiled', version: 1, entries: 2, dueAt: DUE, importedAt: '2026-11-26T02:00:00.000Z' },
    ]);
    expect(haitang).toMatchObject({
      kind: 'domain',
      dueAt: DUE,
      isOverdue: false,
      records: [{ recordId: RECORD, number: NUMBER }],
    });
    expect(yunfan.records).toEqual([]);
    expect([handled.status, twice.status, twice.body.error.code]).toEqual([200, 409, 'desk.changed-meanwhile']);
    expect((await show()).tasks).toMatchObject([{ value: 'yunfan.example', isOverdue: true }]);
  });

  it('of black-listed domains shows those of live records, also of ones that come later, and none that hits nothing', async () => {
    await replace('black', '域名,listed.example\n域名,elsewhere.example');
    const before = (await show()).tasks;
    await filed('listed.example');
    const hit = (await show()).tasks;
    await filed('listed.example', 2, 'ended');

    expect(before).toEqual([]);
    expect(hit).toMatchObject([{ list: 'black', value: 'listed.example', records: [{ number: NUMBER }] }]);
    expect((await show()).tasks).toEqual([]);
  });

  it('is shown fifty at a time, each once, and nothing else is opened', async () => {
    const text = Array.from({ length: 120 }, (_, index) => `域名,site${index}.example`).join('\n');
    await replace('unfiled', text);
    await replace('black', text);

    const pages: { tasks: { entryId: string }[]; next?: string }[] = [];
    for (let after: string | undefined; pages.length < 4; after = pages.at(-1)?.next) {
      if (pages.length > 0 && after === undefined) break;
      const query = after === undefined ? {} : { after };
      pages.push((await room.call(desk, 'GET /v1/authority-lists', undefined, query)).body);
    }
    const wrong = await room.call(desk, 'GET /v1/authority-lists', undefined, { after: 'x' });
    // Whoever can't open what hits nothing shows the page all the same.
    await room.test.query(`update desk.listed_entry set value_sealed = 'x' where list = 'black'`);

    expect(pages.map(({ tasks }) => tasks.length)).toEqual([50, 50, 20]);
    expect(new Set(pages.flatMap(({ tasks }) => tasks.map(({ entryId }) => entryId))).size).toBe(120);
    expect([wrong.status, wrong.body.error.facts.fields[0].field]).toEqual([422, 'after']);
    expect((await room.call(desk, 'GET /v1/authority-lists')).body.tasks).toHaveLength(50);
  });

  it('of certificates finds the record by the cases that were sent, and shows no number in full', async () => {
    const { caseId } = await room.receive({ certificateNumber: CERTIFICATE, domain: 'listed.example' });
    await room.test.query(`update desk.review_case set state = 'sent', queue = null`);
    await filed('listed.example');

    await replace('black', `主办者,${CERTIFICATE}`);
    const shown = await room.call(desk, 'GET /v1/authority-lists');

    expect(shown.body.tasks).toMatchObject([
      {
        kind: 'organizer',
        value: '9144**************',
        records: [{ number: NUMBER }],
        cases: [{ caseId, state: 'sent' }],
      },
    ]);
    expect(shown.text).not.toContain(CERTIFICATE);
    expect(JSON.stringify(log.lines())).not.toContain(CERTIFICATE);
  });

  it('takes the place of the one before: what stays keeps its date and result, what is gone is released', async () => {
    await replace('unfiled', '域名,stays.example\n域名,done.example\n域名,goes.example');
    const done = (await show()).tasks.find((task: { value: string }) => task.value === 'done.example');
    await room.call(desk, `PUT /v1/authority-lists/unfiled/entries/${done.entryId}`, { result: 'not-ours' });

    const again = await replace(
      'unfiled',
      '域名,done.example\n域名,stays.example\n域名,new.example',
      1,
      '2027-01-01T00:00:00.000Z',
    );

    expect(again.body).toEqual({ state: 'confirmed', added: 1, released: 1 });
    expect((await show()).tasks.map(({ value, dueAt }: { value: string; dueAt: string }) => [value, dueAt])).toEqual([
      ['stays.example', DUE],
      ['new.example', '2027-01-01T00:00:00.000Z'],
    ]);
    expect(await room.test.query(`select from desk.listed_entry`)).toHaveLength(3);
  });

  it('that can’t be read, is too long, is over, or was replaced meanwhile changes nothing', async () => {
    await replace('black', '域名,listed.example');
    const many = Array.from({ length: 5_001 }, (_, index) => `域名,d${index}.example`).join('\n');

    const replies = [
      await replace('black', '域名,fine.example\n\n主办者,短', 1),
      await replace('black', '  \n', 1),
      await replace('black', many, 1),
      await replace('black', '域名,fine.example', 1, START),
      await replace('black', '域名,fine.example', 0),
      await replace('black', 'x'.repeat(200_001), 1),
    ];

    expect(
      replies.map(({ status, body }) => [status, body.error.facts?.fields?.[0]?.field ?? body.error.code]),
    ).toEqual([
      [422, 'text.3'],
      [422, 'text'],
      [422, 'text'],
      [422, 'dueAt'],
      [409, 'desk.changed-meanwhile'],
      [422, 'text'],
    ]);
    expect(replies[0]?.body.error.facts.fields[0].message).toContain('第 3 行');
    expect((await show()).lists[0]).toMatchObject({ version: 1, entries: 1 });
  });

  it('is for leads and those who hand in', async () => {
    const others = await Promise.all(
      (['reviewer', 'auditor', 'support', 'operator-admin'] as const).map((role) => room.signIn(role, role)),
    );
    const statuses = await Promise.all(
      others.map(async (other) => (await room.call(other, 'GET /v1/authority-lists')).status),
    );

    expect(statuses).toEqual([403, 403, 403, 403]);
    expect((await room.call(zhou, 'GET /v1/authority-lists')).status).toBe(200);
  });
});

describe('a case with a black-listed organizer', () => {
  it('is one for two, whichever comes first, until the list releases it', async () => {
    const before = await room.receive({ certificateNumber: CERTIFICATE });
    await replace('black', `主办者,${CERTIFICATE}`);
    const after = await room.receive({ certificateNumber: CERTIFICATE, domain: 'haitang.example' });
    const other = await room.receive({ domain: 'fine.example' });
    const listed = await Promise.all([before, after, other].map(({ caseId }) => secondViewOf(caseId)));

    await replace('black', '域名,elsewhere.example', 1);

    expect(listed).toEqual([['black-listed'], ['black-listed'], []]);
    expect(await secondViewOf(before.caseId)).toEqual([]);
    expect(await secondViewOf(after.caseId)).toEqual([]);
  });

  it('has a finding at that row; accepted, it waits for a second person, who concludes on the row first', async () => {
    await replace('black', `主办者,${CERTIFICATE}`);
    const { caseId } = await room.receive({ certificateNumber: CERTIFICATE });
    const taken = await room.call(lin, 'POST /v1/cases/next', {});
    const shown = await room.call(lin, `GET /v1/cases/${caseId}`);
    const row = shown.body.rows.find((checkRow: { row: string }) => checkRow.row === ROW);
    const open = await room.call(lin, `POST /v1/cases/${caseId}/decision`, { version: 1, kind: 'accepted' });
    await room.call(lin, `PUT /v1/cases/${caseId}/rows/${ROW}`, { conclusion: 'fits', spentSeconds: 4 });
    const decided = await room.call(lin, `POST /v1/cases/${caseId}/decision`, {
      version: 1,
      kind: 'accepted',
      comment: '同名不同号，核实过',
    });
    await room.call(zhou, `POST /v1/cases/${caseId}/lease`);
    const agreed = await room.call(zhou, `POST /v1/cases/${caseId}/second-view`, {
      decisionId: decided.body.decisionId,
      agrees: true,
      comment: '看过，同意',
    });

    expect(taken.status).toBe(200);
    expect(shown.body.secondView).toEqual(['在管局的黑名单里']);
    expect(row).toMatchObject({ needsJudgement: true, causesSecondView: true, findings: [{ ruleId: 'BL-01' }] });
    expect(open.status).toBe(422);
    expect([decided.status, decided.body.state]).toEqual([200, 'second-view']);
    expect(agreed.body.error?.code).toBe('second-view.conclude-first');
  });

  it('that somebody is looking at can’t be accepted by what they saw before the list came', async () => {
    const { caseId } = await room.receive({ certificateNumber: CERTIFICATE });
    await room.call(lin, 'POST /v1/cases/next', {});
    await replace('black', `主办者,${CERTIFICATE}`);

    const decided = await room.call(lin, `POST /v1/cases/${caseId}/decision`, { version: 1, kind: 'accepted' });

    expect([decided.status, decided.body.error.code]).toEqual([409, 'case.changed']);
  });
});
