import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { PERSONAL } from '../../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom, type Reply } from '../../../../tests/support/desk/desk-room.ts';
import { auditHash } from '../../../../tests/support/desk/desk-tables.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';
import { verifyChains } from '../../../application/verify-chains.ts';
import { declareTie } from '../../session/ties.ts';

const START = '2026-11-26T02:00:00Z';
const DUE = '2026-12-03T10:00:00.000Z';
const RECORD = '3f0a3f1b-0f55-4a3e-8d0b-4f3f0a3f1b02';
const NUMBER = '粤ICP备2026000009号';
const CERTIFICATE = '91440300MA5FAKE02H';
const BLACK_CHAIN = '00000000-0000-4000-8000-00000000b1ac';
const ORGANIZER = '云帆样例科技有限公司';
const CANCELLED = { kind: 'cancelled', whole: true, lastTold: 0, reason: '主体信息不真实' };
const KNOWN = {
  recordId: RECORD,
  number: NUMBER,
  organizer: ORGANIZER,
  version: 1,
  state: 'live',
  websites: [{ number: `${NUMBER}-1`, domains: ['yunfan.example'], state: 'live' }],
  notices: [],
};
const LIST = { version: 0, dueAt: DUE, text: `主办者,${CERTIFICATE}\n域名,listed.example` };

const clock = testClock(START);
const log = collectLog();
let room: DeskRoom;
let tang: SignedInStaff;
let zhou: SignedInStaff;
beforeAll(async () => {
  room = await deskRoom({ clock });
});
afterAll(async () => {
  log.stop();
  await room.close();
});
beforeEach(async () => {
  await room.test.empty(
    'desk.record',
    'desk.record_event',
    'desk.listed_entry',
    'desk.proposal',
    'desk.filing',
    'desk.audit',
    'desk.audit_seal',
  );
  await room.test.query(
    'update desk.authority_list set version = 0, imported_at = null, imported_by = null, confirmed_by = null',
  );
  clock.forward((Date.parse(START) - clock.now().getTime()) / 1000);
  tang = await room.signIn('唐泊', 'authority-desk');
  zhou = await room.signIn('周敏', 'lead');
  await room.knownRecords.keep({
    changes: [KNOWN as never],
    next: 1,
    more: false,
  });
});

const code = ({ status, body }: Reply) => [status, body.error?.code];
const proposeEvent = (by: SignedInStaff, body: object = CANCELLED) =>
  room.call(by, `POST /v1/records/${RECORD}/proposals`, body);
const proposeList = (by: SignedInStaff, body: object = LIST) =>
  room.call(by, 'POST /v1/authority-lists/black/proposals', body);
const settle = (by: SignedInStaff, { body }: Reply, confirms = true) =>
  room.call(by, `PUT /v1/proposals/${body.proposalId}`, { confirms });
const linesOf = (by: SignedInStaff, { body }: Reply, asked: object = {}) =>
  room.call(by, `POST /v1/proposals/${body.proposalId}/lines`, asked);
const waiting = async (by: SignedInStaff) => (await room.call(by, 'GET /v1/proposals')).body.proposals;
const toSend = () => room.recordEvents.claimDue(10, 60);
const verified = () => verifyChains({ evidence: room.auditEvidence, hash: auditHash, clock }, [], false);
const actions = async (chain: string) =>
  (await room.auditReader.entriesOf(chain)).map(({ actor, action }) => [actor, action]);

describe('a forced cancellation', () => {
  it('takes effect when a second person confirms it, and not before', async () => {
    const proposed = await proposeEvent(tang);
    const [before, shown] = [await toSend(), await waiting(zhou)];
    const confirmed = await settle(zhou, proposed);

    expect(proposed.status).toBe(201);
    expect(before).toEqual([]);
    expect(shown).toEqual([
      {
        proposalId: proposed.body.proposalId,
        proposedBy: tang.staffId,
        proposedAt: '2026-11-26T02:00:00.000Z',
        isMine: false,
        event: {
          ...{ recordId: RECORD, number: NUMBER, organizer: ORGANIZER, kind: 'cancelled', whole: true },
          websites: [{ number: `${NUMBER}-1`, domains: ['yunfan.example'] }],
          reason: '主体信息不真实',
        },
      },
    ]);
    expect([confirmed.status, confirmed.body]).toEqual([200, { state: 'confirmed', sequence: 1 }]);
    expect(await toSend()).toMatchObject([
      { event: { recordId: RECORD, sequence: 1, kind: 'cancelled', whole: true, reason: '主体信息不真实' } },
    ]);
    expect(await waiting(tang)).toEqual([]);
  });

  it('is never confirmed by whoever proposed it, also not by the database', async () => {
    const proposed = await proposeEvent(zhou);

    expect(code(await settle(zhou, proposed))).toEqual([403, 'proposal.own']);
    expect((await waiting(zhou))[0].isMine).toBe(true);
    expect(await toSend()).toEqual([]);
    const alone = room.recordEvents.tell(RECORD, { kind: 'cancelled' }, zhou.staffId, clock.now(), zhou.staffId);
    await expect(alone).rejects.toThrow('record_event_of_two');
    await expect(room.recordEvents.tell(RECORD, { kind: 'access-ended' }, zhou.staffId, clock.now())).rejects.toThrow(
      'record_event_of_two',
    );
    await expect(
      room.test.query(
        `update desk.proposal set state = 'confirmed', content_sealed = null, settled_by = proposed_by, settled_at = now()`,
      ),
    ).rejects.toThrow('check constraint');
  });

  it('is no event that one person tells', async () => {
    const told = await room.call(zhou, `POST /v1/records/${RECORD}/events`, CANCELLED);

    expect(told.status).toBe(422);
    expect(await toSend()).toEqual([]);
  });

  it('can be dropped, by both, and is then gone', async () => {
    const first = await proposeEvent(tang);
    const own = await settle(tang, first, false);
    const second = await proposeEvent(tang);
    const other = await settle(zhou, second, false);

    expect([own.body, other.body]).toEqual([{ state: 'dropped' }, { state: 'dropped' }]);
    expect(code(await settle(zhou, second))).toEqual([409, 'desk.changed-meanwhile']);
    expect(await toSend()).toEqual([]);
    expect(await room.test.query('select from desk.proposal where content_sealed is not null')).toEqual([]);
  });

  it('is one at a time for a record, and takes effect once, however often it is confirmed', async () => {
    const proposed = await proposeEvent(tang);
    const again = await proposeEvent(zhou);
    const lead = await room.signIn('何靖', 'lead');
    const replies = await Promise.all([settle(zhou, proposed), settle(lead, proposed)]);

    expect(code(again)).toEqual([409, 'proposal.open']);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await toSend()).toHaveLength(1);
  });

  it('of one website names it with its domains to both', async () => {
    await proposeEvent(tang, { ...CANCELLED, whole: undefined, websites: [`${NUMBER}-1`] });
    const seen = [await waiting(tang), await waiting(zhou)].map(([proposal]) => proposal.event);

    expect(seen).toEqual([seen[1], seen[1]]);
    expect(seen[0]).toMatchObject({
      ...{ organizer: ORGANIZER, number: NUMBER, whole: false },
      websites: [{ number: `${NUMBER}-1`, domains: ['yunfan.example'] }],
    });
  });

  it('of everything does not take a website that came after both have looked', async () => {
    const proposed = await proposeEvent(tang);
    await room.knownRecords.keep({ changes: [{ ...KNOWN, version: 2 } as never], next: 2, more: false });

    expect(code(await settle(zhou, proposed))).toEqual([409, 'desk.changed-meanwhile']);
    expect(await toSend()).toEqual([]);
  });

  it('ends an organizer that has no website left', async () => {
    await room.knownRecords.keep({
      changes: [{ ...KNOWN, version: 2, state: 'empty', websites: [] } as never],
      ...{ next: 2, more: false },
    });
    const confirmed = await settle(zhou, await proposeEvent(tang));

    expect(confirmed.body).toEqual({ state: 'confirmed', sequence: 1 });
  });

  it.each([
    ['no website left', []],
    ['no access left', [{ ...KNOWN.websites[0], hasAccess: false }]],
  ])('is what is left where the record has %s: an access can’t end, and that is said', async (_, websites) => {
    await room.knownRecords.keep({ changes: [{ ...KNOWN, version: 2, websites } as never], next: 2, more: false });
    const told = await proposeEvent(tang, { ...CANCELLED, kind: 'access-ended', by: 'elsewhere' });

    expect(told.body.error?.facts.fields).toEqual([
      {
        field: 'kind',
        message: '这里没有还在我们接入的网站，没有接入可以结束；主体或网站已注销的，请选强制注销。',
      },
    ]);
    expect((await proposeEvent(tang)).status).toBe(201);
  });

  it('that was told of in between is out of date: nothing happens, and it still waits', async () => {
    const proposed = await proposeEvent(tang);
    await room.call(zhou, `POST /v1/records/${RECORD}/events`, { kind: 'notice', lastTold: 0, items: ['备注不符。'] });

    expect(code(await settle(zhou, proposed))).toEqual([409, 'desk.changed-meanwhile']);
    expect((await toSend()).map(({ event }) => event.kind)).toEqual(['notice']);
    expect(await waiting(zhou)).toHaveLength(1);
  });

  it.each([
    [
      'of another record’s website',
      { whole: undefined, websites: ['粤ICP备2026000001号-1'] },
      [422, 'request.invalid'],
    ],
    ['that names nothing', { whole: undefined }, [422, 'request.invalid']],
    ['whose boxes are all empty', { whole: undefined, websites: [] }, [422, 'request.invalid']],
    ['that names a website and all of them', { websites: [`${NUMBER}-1`] }, [422, 'request.invalid']],
    ['without a reason', { reason: undefined }, [422, 'request.invalid']],
    ['with a phone in its reason', { reason: '请联系13800001234' }, [422, 'request.invalid']],
    ['that does not know what was told last', { lastTold: 3 }, [409, 'desk.changed-meanwhile']],
    ['of an access that nobody ended', { kind: 'access-ended' }, [422, 'request.invalid']],
  ])('%s is refused', async (_, changes, expected) => {
    expect(code(await proposeEvent(tang, { ...CANCELLED, ...changes }))).toEqual(expected);
    expect(await waiting(tang)).toEqual([]);
  });
});

describe('a list from a file', () => {
  it('takes the place of the one before when a second person confirms it', async () => {
    const proposed = await proposeList(tang);
    const before = (await room.call(tang, 'GET /v1/authority-lists')).body.lists[0];
    const [shown] = await waiting(zhou);
    const confirmed = await settle(zhou, proposed);

    expect(proposed.body).toMatchObject({ entries: 2, added: 2, released: 0 });
    expect(before).toEqual({ list: 'black', version: 0, entries: 0 });
    expect(shown).toMatchObject({ list: { list: 'black', entries: 2, added: 2, released: 0, dueAt: DUE } });
    expect(confirmed.body).toEqual({ state: 'confirmed', added: 2, released: 0 });
    expect((await room.call(tang, 'GET /v1/authority-lists')).body.lists[0]).toMatchObject({ version: 1, entries: 2 });
    expect((await proposeList(tang, { ...LIST, version: 1, text: '域名,listed.example' })).body).toMatchObject({
      entries: 1,
      added: 0,
      released: 1,
    });
  });

  it('is never confirmed by whoever proposed it, also not by the database', async () => {
    const proposed = await proposeList(tang);
    const alone = {
      list: 'black',
      values: [],
      dueAt: new Date(DUE),
      by: tang.staffId,
      confirmedBy: tang.staffId,
      at: clock.now(),
      seen: 0,
    } as const;

    expect(code(await settle(tang, proposed))).toEqual([403, 'proposal.own']);
    await expect(room.authorityLists.replace(alone)).rejects.toThrow('authority_list_of_two');
    expect(await room.authorityLists.replace({ ...alone, confirmedBy: zhou.staffId })).toEqual({
      added: 0,
      released: 0,
    });
  });

  it('that one person brought in before two were asked is asked for, replaced and checked like any other', async () => {
    const rows = await room.test.query<{ conname: string; convalidated: boolean }>(
      `select conname, convalidated from pg_constraint where conname like '%\\_of\\_two' order by 1`,
    );

    expect(rows).toEqual([
      { conname: 'authority_answer_of_two', convalidated: true },
      { conname: 'authority_list_of_two', convalidated: true },
      { conname: 'record_event_of_two', convalidated: true },
    ]);
  });

  it('that another list has overtaken is out of date', async () => {
    const proposed = await proposeList(tang);
    await room.authorityLists.replace({
      list: 'black',
      values: [{ kind: 'domain', value: 'newer.example' }],
      dueAt: new Date(DUE),
      by: tang.staffId,
      confirmedBy: zhou.staffId,
      at: clock.now(),
      seen: 0,
    });

    expect(code(await settle(zhou, proposed))).toEqual([409, 'desk.changed-meanwhile']);
    expect(await room.test.query('select from desk.listed_entry')).toHaveLength(1);
  });

  it('shows its lines to whoever confirms it: what is new, kept and released, numbers masked, and what each hits', async () => {
    const before = await proposeList(tang, { ...LIST, text: '域名,listed.example\n域名,gone.example' });
    await settle(zhou, before);
    const proposed = await proposeList(tang, {
      ...LIST,
      version: 1,
      text: `主办者,${CERTIFICATE}\n域名,listed.example\n域名,yunfan.example`,
    });

    const { status, body, text } = await linesOf(zhou, proposed);

    expect([status, body.total, body.next]).toEqual([200, 4, undefined]);
    expect(body.lines).toEqual([
      { line: 1, kind: 'organizer', value: '9144**************', standing: 'added', records: [], cases: 0 },
      { line: 2, kind: 'domain', value: 'listed.example', standing: 'kept', records: [], cases: 0 },
      {
        line: 3,
        kind: 'domain',
        value: 'yunfan.example',
        standing: 'added',
        records: [{ recordId: RECORD, number: NUMBER }],
        cases: 0,
      },
      { line: 4, kind: 'domain', value: 'gone.example', standing: 'released', records: [], cases: 0 },
    ]);
    expect(text).not.toContain(CERTIFICATE);
  });

  it('tells whoever proposed it of no number what it hits but one by one, and counts for every reader', async () => {
    const { caseId } = await room.receive();
    const proposed = await proposeList(tang, { ...LIST, text: `负责人,${PERSONAL[1]}\n域名,yunfan.example` });

    const [own, sought, other] = [
      await linesOf(tang, proposed),
      await linesOf(tang, proposed, { text: PERSONAL[1] }),
      await linesOf(zhou, proposed),
    ];

    const casesOf = ({ body }: Reply) => body.lines.map(({ cases }: { cases?: number }) => cases);
    expect([casesOf(own), casesOf(sought), casesOf(other)]).toEqual([[undefined, 1], [1], [1, 1]]);
    const noted = [
      ...(await room.auditReader.entriesOf(tang.staffId)),
      ...(await room.auditReader.entriesOf(zhou.staffId)),
    ];
    expect(noted.map(({ action, facts }) => [action, facts.by, String(facts.cases).includes(caseId)])).toEqual([
      ['searched', 'listed', false],
      ['searched', 'listed', true],
      ['searched', 'listed', true],
      ['searched', 'listed', true],
    ]);
  });

  it('with numbers counts for whoever proposes it, also when it is refused; one of domains alone does not', async () => {
    await room.receive();
    const tied = { kind: 'organizer', relation: 'company', value: '91440300MA5FAKE01G' } as const;
    await declareTie({ staff: tang, body: tied }, room);

    const refused = await proposeList(tang, { ...LIST, text: `负责人,${PERSONAL[1]}` });
    const domains = await proposeList(tang, { ...LIST, text: '域名,listed.example' });

    expect([code(refused), domains.status]).toEqual([[403, 'case.tied'], 201]);
    expect((await room.auditReader.entriesOf(tang.staffId)).map(({ action, facts }) => [action, facts])).toEqual([
      ['searched', { by: 'listed', reason: 'authority', numbers: 1, found: 1 }],
    ]);
    await room.test.empty('desk.declared_tie');
  });

  it('is not proposed with numbers by whoever has looked for as much as they may on that day', async () => {
    const settings = await room.settingsStore.current();
    await room.settingsStore.save({ ...settings, revealsPerDay: 0 }, 'zhou', clock.now());

    const refused = await proposeList(tang);
    await room.test.empty('desk.setting');

    expect(code(refused)).toEqual([429, 'search.too-many']);
    expect(await waiting(zhou)).toEqual([]);
  });

  it('is read a page at a time, and searched: by a part of a domain, by all of a number', async () => {
    const domains = Array.from({ length: 120 }, (_, index) => `域名,shop-${index}.example`);
    const proposed = await proposeList(tang, { ...LIST, text: [...domains, `主办者,${CERTIFICATE}`].join('\n') });
    const pages = [await linesOf(zhou, proposed), await linesOf(zhou, proposed, { after: 100 })];
    const found = async (text: string) => (await linesOf(zhou, proposed, { text })).body.lines.length;

    expect(pages.map(({ body }) => [body.lines.length, body.lines[0].line, body.total, body.next])).toEqual([
      [50, 1, 121, 50],
      [21, 101, 121, undefined],
    ]);
    expect((await linesOf(zhou, proposed, { standing: 'released' })).body).toEqual({ lines: [], total: 0 });
    expect([await found('shop-11'), await found(CERTIFICATE), await found(CERTIFICATE.slice(0, -1))]).toEqual([
      11, 1, 0,
    ]);
  });

  it('has no lines to read once it is settled, nor has an event', async () => {
    const [list, event] = [await proposeList(tang), await proposeEvent(tang)];
    await settle(zhou, list, false);

    expect(code(await linesOf(zhou, list))).toEqual([409, 'desk.changed-meanwhile']);
    expect(code(await linesOf(zhou, event))).toEqual([409, 'desk.changed-meanwhile']);
    expect(code(await linesOf(zhou, event, { after: 10_001 }))).toEqual([422, 'request.invalid']);
  });

  it('has no number in clear, in the table, the chain, a reply or the log', async () => {
    const proposed = await proposeList(tang);
    const texts = [
      JSON.stringify(await waiting(zhou)),
      (await linesOf(zhou, proposed, { text: CERTIFICATE })).text,
      JSON.stringify(await room.test.query('select * from desk.proposal')),
      (await settle(zhou, proposed)).text,
      JSON.stringify(await room.auditReader.entriesOf(BLACK_CHAIN)),
      JSON.stringify(log.lines()),
    ];

    for (const text of texts) expect(text).not.toContain(CERTIFICATE);
  });
});

describe('every step of two people', () => {
  it('is in the chain of its record or list, which `npm run desk -- verify` checks', async () => {
    await room.notedRows.adopt();
    await settle(zhou, await proposeEvent(tang));
    await settle(zhou, await proposeList(tang));
    clock.forward(24 * 3600);
    for (const day of await room.auditLog.unsealedDays('2026-11-27')) await room.auditLog.sealDay(day);

    expect(await actions(RECORD)).toEqual([
      [tang.staffId, 'proposed'],
      [zhou.staffId, 'proposal-confirmed'],
    ]);
    expect(await actions(BLACK_CHAIN)).toEqual([
      [tang.staffId, 'proposed'],
      [zhou.staffId, 'proposal-confirmed'],
      [tang.staffId, 'list-replaced'],
    ]);
    expect(await verified()).toMatchObject({ code: 0 });
    await room.test.query(`update desk.audit set actor = 'somebody-else' where action = 'proposal-confirmed'`);
    expect((await verified()).code).toBe(1);
  });

  it('is for leads and those who hand in', async () => {
    const proposed = await proposeEvent(tang);
    const roles = ['reviewer', 'auditor', 'support', 'operator-admin'] as const;
    const others = await Promise.all(roles.map((role) => room.signIn(role, role)));
    const admin = others[3] ?? tang;

    const replies = await Promise.all(
      others.flatMap((other) => [
        proposeEvent(other),
        proposeList(other),
        settle(other, proposed),
        linesOf(other, proposed),
      ]),
    );
    const listed = await Promise.all(others.map((other) => room.call(other, 'GET /v1/proposals')));

    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([403]));
    // An administrator settles settings, and sees nothing else.
    expect(listed.map(({ status }) => status)).toEqual([403, 403, 403, 200]);
    expect((await room.call(admin, 'GET /v1/proposals')).body.proposals).toEqual([]);
  });
});
