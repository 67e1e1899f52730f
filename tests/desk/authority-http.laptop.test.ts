import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAuthority } from 'authority-stand-in/authority.ts';
import { listen } from 'loopback-server/http-server.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAuthority } from '../../desk/adapters/http/authority.ts';
import type { Sign } from '../../platform/adapters/http/signed-exchange.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { signingKey, signRequest } from '../../platform/edge/signed-message.ts';
import { inScope } from '../../platform/edge/trace.ts';
import { Failed } from '../../platform/ports/failed.ts';
import { authorityRoom } from '../support/authority-room.ts';
import { movableClock } from '../support/review-tables.ts';
import { collectLog } from '../support/scf.ts';
import type { SignedInStaff } from '../support/staff.ts';
import { authorityContract, type Listed, type NoticeSaid, NUMBERS } from './authority.suite.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const FORGERS = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
/** Longer than the first retry waits. */
const A_WHILE_SECONDS = 60;

beforeAll(() => void vi.spyOn(console, 'log').mockImplementation(() => {}));

async function start({ blackList = [] as readonly string[], secret = SECRET } = {}) {
  /** What happens before a submission has arrived, or before its sender knows. */
  const during = { sending: async () => {}, hearing: async () => {} };
  const dir = mkdtempSync(join(tmpdir(), 'authority-'));
  const authority = await startAuthority({ port: 0, dir, secret: SECRET, mode: 'manual', blackList, log: () => {} });
  const clock = movableClock();
  const sign: Sign = (message) => ({
    // The stand-in judges timestamps by its own clock.
    ...signRequest([signingKey(secret)], { ...message, at: new Date() }),
  });
  const http = createAuthority({ baseUrl: authority.url, ids: cryptoIds, sign });
  const handIn: typeof http.handIn = async (submission) => {
    await during.sending();
    await http.handIn(submission);
    await during.hearing();
  };
  const room = await authorityRoom({ clock, authority: { ...http, handIn } });
  return {
    clock,
    during,
    authority,
    room,
    async handIn(caseId: string) {
      await room.tick();
      const submission = await room.submissions.ofCase(caseId);
      expect(submission?.state).toBe('sent');
      return submission?.number ?? 0;
    },
    async say(_: string, number: number, said: Parameters<typeof authority.answer>[1]) {
      authority.answer(number, said);
      await room.tick();
    },
    async noticeTold(by: SignedInStaff, { recordId, filingNumber, words, dueAt }: NoticeSaid) {
      const noticeId = `粤核查〔2026〕${recordId.slice(0, 8)}`;
      authority.issueNotice({ noticeId, kind: 'inspection', filingNumber, words, dueAt });
      await room.tick();
      const listed = async () => (await room.call(by, 'GET /v1/rectifications')).body.notices;
      const shown = (await listed()).find((one: Listed) => one.recordId === recordId);
      expect(shown).toMatchObject({ state: 'to-tell', authority: { authorityNumber: noticeId } });
      const { noticeId: own } = shown.authority;
      const told = { kind: 'inspection', lastTold: 0, websites: [filingNumber], items: shown.items, dueAt };
      const sent = await room.call(by, `POST /v1/records/${recordId}/events`, { ...told, noticeId: own });
      expect(sent.status).toBe(201);
      return (await listed()).find((one: Listed) => one.recordId === recordId);
    },
    async report() {
      await room.reportResults();
      return authority.reports().at(-1);
    },
    async close() {
      await room.close();
      await authority.stop();
      rmSync(dir, { recursive: true });
    },
  };
}

describe('the authority by HTTP', () => {
  authorityContract(start as Parameters<typeof authorityContract>[0]);

  describe('that gives out lists', () => {
    let way: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      way = await start();
    });
    afterAll(() => way.close());
    const listed = async () =>
      (await way.room.authorityLists.standings()).map(({ list, entries, from }) => [list, entries, from]);

    it('is asked every ten minutes for what is newer; a list replaces the one before', async () => {
      const { authority, clock, room } = way;
      const dueAt = new Date('2026-12-03T10:00:00Z');
      const none = await room.takeLists();
      authority.issueList('black', [{ kind: 'domain', value: 'listed.example' }], dueAt);
      const tooEarly = await room.takeLists();
      clock.forward(600);
      const first = await room.takeLists();
      clock.forward(600);
      const again = await room.takeLists();
      authority.issueList('black', [], dueAt);
      const before = await listed();
      clock.forward(600);
      const second = await room.takeLists();

      expect([none, tooEarly, first, again, second]).toEqual([0, 0, 1, 0, 1]);
      expect(before).toEqual([
        ['black', 1, 'authority'],
        ['unfiled', 0, undefined],
      ]);
      expect(await listed()).toEqual([
        ['black', 0, 'authority'],
        ['unfiled', 0, undefined],
      ]);
    });

    it('and one of which an entry can’t be read is not taken at all, with an alarm', async () => {
      const { authority, clock, room } = way;
      const entries = [
        { kind: 'domain' as const, value: 'fine.example' },
        { kind: 'person' as const, value: '440301199003077310' },
      ];
      authority.issueList('unfiled', entries, new Date('2026-12-03T10:00:00Z'));
      clock.forward(600);

      expect(await room.takeLists()).toBe(0);
      expect((await listed())[1]).toEqual(['unfiled', 0, undefined]);
    });
  });

  it('that is down for two days is asked every hour, with an alarm about each day, and gets everything within the hour', async () => {
    vi.restoreAllMocks();
    const log = collectLog();
    let status = 502;
    const server = await listen(0, async (_, response) => void response.writeHead(status).end());
    const clock = movableClock();
    const sign: Sign = (request) => ({ ...signRequest([signingKey(SECRET)], { ...request, at: new Date() }) });
    const authority = createAuthority({ baseUrl: server.url, ids: cryptoIds, sign });
    const room = await authorityRoom({ clock, authority });
    const { caseId } = await room.accepted();
    const of = { noticeId: 'HC-1', filingNumber: '粤ICP备2026000001号' };
    const result = { result: 'rectified', words: undefined, isByHand: false, by: 'wu-tong' } as const;
    await room.authorityReports.queue({ of, ...result, at: clock.now() });
    const hourly = async () => {
      await inScope({ function: 'desk-timer', requestId: 'tick' }, undefined, async () => {
        await room.tick();
        await room.reportResults();
      });
      clock.forward(3_600);
    };

    for (let hour = 0; hour < 48; hour += 1) await hourly();
    status = 202;
    await hourly();

    const state = (await room.submissions.ofCase(caseId))?.state;
    const [report] = await room.authorityReports.list(1);
    await room.close();
    await server.stop();
    log.stop();
    vi.spyOn(console, 'log').mockImplementation(() => {});
    const alarms = log.lines().filter(({ level }) => level === 'alarm');
    const failures = ['submission-delayed', 'report-delayed', 'submission-delayed', 'report-delayed'];
    expect(alarms).toMatchObject(failures.map((failure) => ({ port: 'authority', failure, vendorCode: 'HTTP 502' })));
    expect([state, report?.state]).toEqual(['sent', 'sent']);
  });

  describe('that tells of records', () => {
    const RECORD = '3f0a3f1b-0f55-4a3e-8d0b-4f3f0a3f1b44';
    const NUMBER = '粤ICP备2026000044号';
    let way: Awaited<ReturnType<typeof start>>;
    let desk: SignedInStaff;
    beforeAll(async () => {
      way = await start();
      desk = await way.room.signIn('wu-tong', 'authority-desk');
    });
    afterAll(() => way.close());
    const rows = async (): Promise<readonly Listed[]> =>
      (await way.room.call(desk, 'GET /v1/rectifications')).body.notices;
    const report = (noticeId: string, body: object) =>
      way.room.call(desk, `POST /v1/authority-notices/${noticeId}/reports`, body);

    it('is understood although a notice comes twice and before its record; what is not the provider’s is reported so', async () => {
      const { authority, room } = way;
      authority.setFaults({ twice: true });
      const words = '①联系电话13800001234停机；②网站打不开。';
      authority.issueNotice({ noticeId: 'HC-1', kind: 'notice', filingNumber: NUMBER, words });
      authority.issueNotice({ noticeId: 'HC-2', kind: 'inspection', filingNumber: '沪ICP备2026000045号', words });
      await room.tick();
      await room.tick();
      const before = await rows();
      await room.readRecord(RECORD, NUMBER, 1);
      const after = (await rows()).find(({ number }) => number === NUMBER);
      const other = before.find(({ number }) => number === '沪ICP备2026000045号');
      const early = await report(other.authority.noticeId, { result: 'rectified' });
      const notOurs = await report(other.authority.noticeId, { result: 'not-ours', words: '不在我处接入。' });
      await room.reportResults();

      expect(before.map(({ state }) => state)).toEqual(['unknown-record', 'unknown-record']);
      expect(after).toMatchObject({
        state: 'to-tell',
        recordId: RECORD,
        domains: ['yunfan.example', 'haitang.example'],
        items: ['联系电话1380*******停机', '网站打不开'],
      });
      expect([early.status, notOurs.status]).toEqual([409, 201]);
      expect(authority.reports()).toMatchObject([{ number: 1, noticeId: 'HC-2', result: 'not-ours' }]);
      authority.setFaults({});
    });

    it('gets reports in the order of their numbers, nothing while it is closed, and nothing behind one that it refuses', async () => {
      const { authority, clock, room } = way;
      const ids: string[] = [];
      for (const noticeId of ['HC-3', 'HC-4', 'HC-5']) {
        authority.issueNotice({ noticeId, kind: 'notice', filingNumber: NUMBER, words: '备注不符。' });
        await room.tick();
        const row = (await rows()).find(({ authority: of }) => of?.authorityNumber === noticeId);
        ids.push(row.authority.noticeId);
      }
      await room.test.query("update desk.authority_notice set notice_id = 'lost' where notice_id = 'HC-4'");
      for (const id of ids) {
        await report(id, { result: 'rectified' });
        clock.forward(1);
      }
      authority.setFaults({ closed: 'maintenance' });
      const closed = await room.reportResults();
      authority.setFaults({});
      clock.forward(A_WHILE_SECONDS);
      const open = await room.reportResults();
      const behind = await room.reportResults();
      const { reports } = (await room.call(desk, 'GET /v1/authority-reports')).body;
      const parked = reports.find(({ state }: Listed) => state === 'parked');

      expect([closed, open, behind]).toEqual([0, 1, 0]);
      expect(authority.reports().map((one) => 'noticeId' in one && one.noticeId)).toEqual(['HC-2', 'HC-3']);
      expect(parked).toMatchObject({ number: 3, failure: 'unknown-notice' });
      expect(reports.filter(({ state }: Listed) => state === 'waiting')).toMatchObject([{ about: NUMBER }]);

      authority.issueNotice({ noticeId: 'lost', kind: 'notice', filingNumber: NUMBER, words: '备注不符。' });
      const again = await room.call(desk, `POST /v1/authority-reports/${parked.reportId}/attempts`);
      expect([again.status, await room.reportResults()]).toEqual([200, 2]);
      expect(authority.reports().map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    });

    it('hears what was done about an entry of a list that it has given out, and not of one from a file', async () => {
      const { authority, clock, room } = way;
      const dueAt = new Date('2026-12-31T10:00:00Z');
      authority.issueList('unfiled', [{ kind: 'domain', value: 'unfiled.example' }], dueAt);
      clock.forward(600);
      await room.takeLists();
      const before = authority.reports().length;
      const task = async () => (await room.call(desk, 'GET /v1/authority-lists')).body.tasks[0];
      const handle = async () =>
        room.call(desk, `PUT /v1/authority-lists/unfiled/entries/${(await task()).entryId}`, {
          result: 'access-stopped',
        });
      await handle();
      await room.reportResults();
      const values = [{ kind: 'domain', value: 'typed.example' } as const];
      await room.authorityLists.replace({
        list: 'unfiled',
        values,
        dueAt,
        by: 'tang-bo',
        confirmedBy: 'zhou-lan',
        at: clock.now(),
        issue: 0,
      });
      const typed = await handle();

      expect(typed.status).toBe(200);
      expect(await room.reportResults()).toBe(0);
      expect(authority.reports().slice(before)).toMatchObject([
        { list: 'unfiled', kind: 'domain', value: 'unfiled.example', result: 'access-stopped' },
      ]);
    });
  });

  describe('that is slow, forgetful, or closed', () => {
    let way: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      way = await start({ blackList: ['listed.example'] });
    });
    afterAll(() => way.close());

    it('is understood although its answers come late, twice and out of order', async () => {
      const { room, authority } = way;
      authority.setFaults({ late: true, twice: true });
      const { caseId, filingId } = await room.accepted();
      const number = await way.handIn(caseId);
      for (const kind of ['sms-started', 'sms-verified'] as const) authority.answer(number, { kind });
      authority.answer(number, { kind: 'approved', numbers: NUMBERS });
      await room.tick();
      const meanwhile = (await room.verdictsOf(filingId)).map(({ kind }) => kind);

      authority.setFaults({ outOfOrder: true, twice: true });
      await room.tick();
      await room.tick();
      await room.tick();

      authority.setFaults({});
      expect(meanwhile).toEqual(['accepted']);
      expect((await room.verdictsOf(filingId)).map(({ kind }) => kind)).toEqual([
        'accepted',
        'sms-waiting',
        'sms-done',
        'approved',
      ]);
    });

    it('gets what it has taken in without a reply again, as the same submission', async () => {
      const { room, authority, clock } = way;
      authority.setFaults({ silent: true });
      const { caseId } = await room.accepted();
      await room.tick();
      const before = (await room.submissions.ofCase(caseId))?.state;
      clock.forward(A_WHILE_SECONDS);
      await room.tick();
      clock.forward(A_WHILE_SECONDS);
      authority.setFaults({});
      await room.tick();

      const { number, state } = (await room.submissions.ofCase(caseId)) ?? {};
      expect([before, state]).toEqual(['waiting', 'sent']);
      expect(authority.submissions().filter((one) => one.number === number)).toHaveLength(1);
    });

    it('does not get again what it has answered: photos that are deleted with the approval are not missed', async () => {
      const { during, room, authority, clock } = way;
      authority.setFaults({ silent: true });
      const { caseId, filingId } = await room.accepted();
      await room.tick();
      const before = (await room.submissions.ofCase(caseId)) ?? { number: 0, state: undefined };
      const number = before.number ?? 0;
      for (const kind of ['sms-started', 'sms-verified'] as const) authority.answer(number, { kind });
      authority.answer(number, { kind: 'approved', numbers: NUMBERS });

      await room.tick();
      clock.forward(A_WHILE_SECONDS);
      let again = 0;
      during.sending = async () => {
        again += 1;
      };
      await room.tick();

      during.sending = async () => {};
      authority.setFaults({});
      const after = await room.submissions.ofCase(caseId);
      expect([before.state, after?.state, again]).toEqual(['waiting', 'sent', 0]);
      expect((await room.verdictsOf(filingId)).map(({ kind }) => kind).at(-1)).toBe('approved');
    });

    it('has answered before the last attempt fails: nothing waits for a person, and nobody is told', async () => {
      const { during, room, authority } = way;
      const { caseId } = await room.accepted();
      during.hearing = async () => {
        during.hearing = async () => {};
        authority.answer((await room.submissions.ofCase(caseId))?.number ?? 0, { kind: 'sms-started' });
        await room.tick();
        throw new Failed('authority', 'refused');
      };
      const log = collectLog();

      await room.tick();

      expect((await room.submissions.ofCase(caseId))?.state).toBe('sent');
      expect(log.texts.filter((text) => text.includes('submission-refused'))).toEqual([]);
    });

    it('gets nothing outside its hours, while it is held, or under maintenance, and everything in order afterwards', async () => {
      const { room, authority, clock } = way;
      const desk = await room.signIn('wu-tong', 'authority-desk');
      const settings = (await room.call(desk, 'GET /v1/authority')).body.settings;
      const save = (body: object) => room.call(desk, 'PUT /v1/authority/settings', body);
      const held = await save({ ...settings, hold: { reason: '管局系统维护' } });
      const cases = [await room.accepted(), await room.accepted()];
      expect(await room.tick()).toMatchObject({ handedIn: 0 });
      expect((await room.submissions.ofCase(cases[0]?.caseId ?? ''))?.number).toBeUndefined();

      const { hold: _, ...open } = held.body;
      await save(open);
      authority.setFaults({ closed: 'maintenance' });
      expect(await room.tick()).toMatchObject({ handedIn: 0 });
      expect(await room.submissions.ofCase(cases[0]?.caseId ?? '')).toMatchObject({
        state: 'waiting',
        failure: 'maintenance',
      });
      authority.setFaults({});
      expect(await room.tick()).toMatchObject({ handedIn: 0 });
      clock.forward(A_WHILE_SECONDS);

      expect(await room.tick()).toMatchObject({ handedIn: 2 });
      const numbers = await Promise.all(
        cases.map(async ({ caseId }) => (await room.submissions.ofCase(caseId))?.number),
      );
      expect(numbers[1]).toBe((numbers[0] ?? 0) + 1);
    });

    it('stops what comes behind a submission that it refuses, until somebody sends it again or it is withdrawn', async () => {
      const { room } = way;
      const desk = await room.signIn('han-xue', 'authority-desk');
      const listed = await room.accepted({ domain: 'listed.example' });
      const behind = await room.accepted();
      await room.tick();
      const refused = await room.submissions.ofCase(listed.caseId);
      const waiting = await room.submissions.ofCase(behind.caseId);
      const again = await room.call(desk, `POST /v1/cases/${listed.caseId}/submission/attempts`);
      await room.tick();
      const twice = await room.submissions.ofCase(listed.caseId);

      await room.incomingCases.withdraw(listed.filingId, 1);
      await room.tick();

      expect(refused).toMatchObject({ state: 'parked', failure: 'black-listed' });
      expect([waiting?.state, waiting?.number, again.status, twice?.state]).toEqual([
        'waiting',
        undefined,
        200,
        'parked',
      ]);
      expect((await room.submissions.ofCase(listed.caseId))?.state).toBe('taken-back');
      expect(await room.submissions.ofCase(behind.caseId)).toMatchObject({
        state: 'sent',
        number: (refused?.number ?? 0) + 1,
      });
    });

    it('learns of a filing that is withdrawn while it is handed in', async () => {
      const { during, room, authority } = way;
      const { caseId, filingId } = await room.accepted();
      during.hearing = () => room.incomingCases.withdraw(filingId, 1);

      await room.tick();

      during.hearing = async () => {};
      const { number, state } = (await room.submissions.ofCase(caseId)) ?? {};
      expect(state).toBe('taken-back');
      expect(authority.submissions().find((one) => one.number === number)).toMatchObject({ isTakenBack: true });
    });

    it('learns that a filing is withdrawn before it gets it: nothing waits for a person, and the next one leaves', async () => {
      const { during, room, authority } = way;
      const { caseId, filingId } = await room.accepted();
      const behind = await room.accepted();
      during.sending = async () => {
        during.sending = async () => {};
        await room.incomingCases.withdraw(filingId, 1);
        await room.tick();
      };

      await room.tick();
      await room.tick();

      const { number, state } = (await room.submissions.ofCase(caseId)) ?? {};
      expect(state).toBe('taken-back');
      expect(authority.submissions().find((one) => one.number === number)).toMatchObject({ isTakenBack: true });
      expect((await room.submissions.ofCase(behind.caseId))?.state).toBe('sent');
    });

    it('never gets a filing that is withdrawn at the moment at which it would leave', async () => {
      const { room } = way;
      const { caseId, filingId } = await room.accepted();
      let [withdrawn, commit] = [() => {}, () => {}];
      const isWithdrawn = new Promise<void>((resolve) => {
        withdrawn = resolve;
      });
      const isCommitted = new Promise<void>((resolve) => {
        commit = resolve;
      });
      const withdrawing = room.transactions.inTransaction(async () => {
        await room.incomingCases.withdraw(filingId, 1);
        withdrawn();
        await isCommitted;
      });
      await isWithdrawn;
      const claiming = room.submissions.claimNext(60);
      const whoWait = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await expect.poll(() => room.test.query(whoWait), { timeout: 60_000 }).toHaveLength(1);
      commit();
      await withdrawing;

      expect(await claiming).toBeUndefined();
      expect(await room.submissions.ofCase(caseId)).toMatchObject({ state: 'taken-back', number: undefined });
    });

    it('leaves no words behind that come after the filing was erased', async () => {
      const { room } = way;
      const { caseId, filingId } = await room.accepted();
      const number = await way.handIn(caseId);
      await room.incomingCases.erase(filingId);

      const answer = { number, sequence: 1, kind: 'returned', at: new Date('2026-11-26T02:00:00Z') } as const;
      await room.authorityAnswers.keep({ ...answer, words: '林小满的号码 13800001234 有误。' });

      const [kept] = (await room.authorityAnswers.list(100)).filter((one) => one.answer.number === number);
      expect(kept?.answer).toEqual(answer);
    });

    it('parks an answer that can’t come now, and goes on when somebody passes over it', async () => {
      const { room, authority } = way;
      const desk = await room.signIn('qin-lan', 'authority-desk');
      const { caseId, filingId } = await room.accepted();
      const number = await way.handIn(caseId);
      authority.answer(number, { kind: 'revoked' });
      authority.answer(number, { kind: 'sms-started' });
      await room.tick();
      const parked = (await room.verdictsOf(filingId)).map(({ kind }) => kind);

      const dropped = await room.call(desk, `DELETE /v1/cases/${caseId}/authority-answers/1`);
      await room.tick();

      expect(parked).toEqual(['accepted']);
      expect(dropped.status).toBe(200);
      expect((await room.verdictsOf(filingId)).map(({ kind }) => kind)).toEqual(['accepted', 'sms-waiting']);
    });

    it('passes over any number of answers that nobody can read, tells of each once, and reads one when it is mended', async () => {
      const { room, authority, clock } = way;
      const desk = await room.signIn('song-yu', 'authority-desk');
      const { caseId, filingId } = await room.accepted();
      const number = await way.handIn(caseId);
      const broken = Array.from({ length: 120 }, (_, at) => ({ answerId: `broken-${at}`, number, kind: 'unheard-of' }));
      vi.mocked(console.log).mockClear();
      authority.setFaults({ unreadable: [{ answerId: '' }, ...broken] });
      authority.answer(number, { kind: 'sms-started' });

      const event = { function: 'desk-timer', requestId: '7b0f6a52-5c0b-4f55-b6d8-8a3a2f7f9c11' };
      const [first, second] = [await inScope(event, undefined, room.tick), await inScope(event, undefined, room.tick)];

      const alarms = vi.mocked(console.log).mock.calls.filter(([line]) => String(line).includes('answer-unreadable'));
      const { unread } = (await room.call(desk, 'GET /v1/authority')).body;
      expect([first.receivedAnswers, second.receivedAnswers]).toEqual([1, 0]);
      expect((await room.verdictsOf(filingId)).map(({ kind }) => kind)).toEqual(['accepted', 'sms-waiting']);
      // The one without an id can't be told from another: it is told in both runs.
      expect(alarms).toHaveLength(122);
      expect(unread).toHaveLength(100);
      expect(unread[0]).toMatchObject({ answerId: 'broken-0', number, fields: ['sequence', 'kind', 'at'] });

      authority.setFaults({ unreadable: broken.slice(0, 1) });
      clock.forward(10);
      await room.tick();
      expect((await room.call(desk, 'GET /v1/authority')).body.unread).toHaveLength(1);
      authority.setFaults({});
    });

    it('keeps the other answers of a page of which one can’t be kept, and says so at the end', async () => {
      const { room, authority } = way;
      const [broken, whole] = [await room.accepted(), await room.accepted()];
      const numbers = [await way.handIn(broken.caseId), await way.handIn(whole.caseId)];
      await room.test.query(
        `alter table desk.authority_answer add constraint planted check (number <> ${numbers[0]}) not valid`,
      );
      for (const number of numbers) authority.answer(number, { kind: 'sms-started' });

      await expect(room.tick()).rejects.toThrow('planted');

      await room.test.query('alter table desk.authority_answer drop constraint planted');
      await room.tick();
      for (const { filingId } of [broken, whole])
        expect((await room.verdictsOf(filingId)).map(({ kind }) => kind)).toEqual(['accepted', 'sms-waiting']);
    });

    it('is shown without opening a package: nobody types the numbers of its websites', async () => {
      const { room } = way;
      const desk = await room.signIn('bai-he', 'authority-desk');
      const { caseId } = await room.accepted();
      const number = await way.handIn(caseId);
      for (const kind of ['sms-started', 'sms-verified'] as const) await way.say(caseId, number, { kind });
      await room.test.query(`update desk.review_case set package_sealed = '\\x00' where id = $1`, [caseId]);

      const { status, body } = await room.call(desk, 'GET /v1/authority');

      expect(status).toBe(200);
      const shown = body.submissions.find((one: { caseId: string }) => one.caseId === caseId);
      expect(shown).toMatchObject({ stage: 'reviewing', needsNumbers: true, websites: [] });
    });

    it('has no place for what staff would do by hand', async () => {
      const { room } = way;
      const desk = await room.signIn('lu-ping', 'authority-desk');
      const { caseId } = await room.accepted();
      const number = await way.handIn(caseId);

      const typed = await room.call(desk, `POST /v1/cases/${caseId}/authority-answers`, {
        number,
        kind: 'sms-started',
      });

      expect([typed.status, typed.body.error.code]).toEqual([409, 'authority.not-by-hand']);
    });
  });

  it('takes nothing that somebody else has signed', async () => {
    const way = await start({ secret: FORGERS });
    const { caseId } = await way.room.accepted();

    await way.room.tick();

    expect(await way.room.submissions.ofCase(caseId)).toMatchObject({ state: 'waiting', failure: 'signature' });
    expect(way.authority.submissions()).toEqual([]);
    await way.close();
  });
});
