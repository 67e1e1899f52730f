import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilingNumbers } from '../../contracts/review-desk/filing-numbers.ts';
import type { AnswerKind } from '../../desk/domain/authority.ts';
import type { AuthorityRoom } from '../support/authority-room.ts';
import { WEBSITE_ID } from '../support/desk-case.ts';
import type { SignedInStaff } from '../support/staff.ts';

export interface Said {
  readonly kind: AnswerKind;
  readonly words?: string;
  readonly numbers?: FilingNumbers;
}

export interface NoticeSaid {
  readonly recordId: string;
  readonly filingNumber: string;
  readonly words: string;
  readonly dueAt: string;
}

/** A row of the list of rectifications. */
// biome-ignore lint/suspicious/noExplicitAny: a test names what it expects of a row
export type Listed = any;

/** A way to the authority, whatever it is. */
export interface WayUnderTest {
  readonly room: AuthorityRoom;
  /** A filing gets to the authority. @returns its number. */
  handIn(caseId: string): Promise<number>;
  /** The authority says something of it, and the desk hears it. */
  say(caseId: string, number: number, said: Said): Promise<void>;
  /** The authority wants something of a record, and the organizer is told of it in these words. @returns what the list shows */
  noticeTold(desk: SignedInStaff, notice: NoticeSaid): Promise<Listed>;
  /** What was reported of a notice gets to the authority. @returns what it has heard last */
  report(desk: SignedInStaff): Promise<object | undefined>;
  close(): Promise<void>;
}

export const NUMBERS: FilingNumbers = {
  organizer: '粤ICP备2026000001号',
  websites: { [WEBSITE_ID]: '粤ICP备2026000001号-1' },
};
const WORDS = '①网站备注没有写明用途；②应急联系电话与其他主办者重复，号码 13800001234。';

/** What a filing goes through at the authority, by HTTP and by hand. */
export function authorityContract(start: () => Promise<WayUnderTest>): void {
  let way: WayUnderTest;
  let desk: SignedInStaff;
  beforeAll(async () => {
    way = await start();
    desk = await way.room.signIn('wu-tong', 'authority-desk');
  });
  afterAll(() => way.close());

  const kindsOf = async (filingId: string) => (await way.room.verdictsOf(filingId)).map(({ kind }) => kind);
  async function atAuthority(contents: Parameters<AuthorityRoom['accepted']>[0] = {}) {
    const { caseId, filingId } = await way.room.accepted(contents);
    const number = await way.handIn(caseId);
    return { caseId, filingId, number, say: (said: Said) => way.say(caseId, number, said) };
  }

  describe('a filing that was accepted', () => {
    it('is handed in, verified by SMS and approved: the filing service hears each step, with the numbers', async () => {
      const { filingId, say } = await atAuthority();

      await say({ kind: 'sms-started' });
      await say({ kind: 'sms-verified' });
      await say({ kind: 'accepted' });
      await say({ kind: 'approved', numbers: NUMBERS });

      expect(await kindsOf(filingId)).toEqual([
        'accepted',
        'sms-waiting',
        'sms-done',
        'authority-accepted',
        'approved',
      ]);
      const verdicts = await way.room.verdictsOf(filingId);
      expect(verdicts.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
      expect(verdicts.at(-1)).toMatchObject({ numbers: NUMBERS, flagged: [] });
    });

    it('is numbered without a gap: one that its applicant withdrew before has no number', async () => {
      const first = await atAuthority();
      const withdrawn = await way.room.accepted();
      await way.room.incomingCases.withdraw(withdrawn.filingId, 1);
      const second = await atAuthority();

      expect(second.number).toBe(first.number + 1);
      expect((await way.room.submissions.ofCase(withdrawn.caseId))?.state).toBe('taken-back');
    });

    it('is taken back when it is withdrawn before the service has heard that the authority reviews it', async () => {
      const { caseId, filingId, say } = await atAuthority();
      await say({ kind: 'sms-started' });
      await say({ kind: 'sms-verified' });

      await way.room.incomingCases.withdraw(filingId, 1);

      expect(await way.room.submissions.ofCase(caseId)).toMatchObject({ state: 'waiting', isTakenBack: true });
    });

    it('is handed in once more after an SMS verification that timed out, under another number', async () => {
      const { caseId, filingId, number, say } = await atAuthority();
      await say({ kind: 'sms-started' });
      await say({ kind: 'sms-timed-out' });

      const again = await way.handIn(caseId);
      await way.say(caseId, again, { kind: 'sms-started' });

      expect(again).toBeGreaterThan(number);
      expect(await kindsOf(filingId)).toEqual(['accepted', 'sms-waiting', 'sms-timed-out', 'sms-waiting']);
    });

    it('needs no SMS verification when it ends an access', async () => {
      const { filingId, say } = await atAuthority({ filingType: 'end-access' });

      await say({ kind: 'approved' });

      expect(await kindsOf(filingId)).toEqual(['accepted', 'sms-waiting', 'sms-done', 'approved']);
    });
  });

  describe('a return of the authority', () => {
    async function returned() {
      const filed = await atAuthority();
      await filed.say({ kind: 'sms-started' });
      await filed.say({ kind: 'sms-verified' });
      await filed.say({ kind: 'returned', words: WORDS });
      const { status, body } = await way.room.call(desk, `GET /v1/cases/${filed.caseId}/authority-return`);
      expect(status).toBe(200);
      return { ...filed, shown: body };
    }
    const confirm = (caseId: string, { number, sequence }: { number: number; sequence: number }, items: unknown[]) =>
      way.room.call(desk, `POST /v1/cases/${caseId}/authority-return`, { number, sequence, items });

    it('is proposed in the catalogue’s reasons and fields, with personal values covered, and is no verdict yet', async () => {
      const { filingId, shown } = await returned();

      expect(shown.words).toBe('①网站备注没有写明用途；②应急联系电话与其他主办者重复，号码 138****1234。');
      expect(shown.proposals).toMatchObject([
        { piece: '网站备注没有写明用途', row: 'websites.0.details.remark', reasonId: 'RJ-32' },
        { row: 'principal.emergencyPhone', reasonId: 'RJ-17' },
      ]);
      expect(await kindsOf(filingId)).toEqual(['accepted', 'sms-waiting', 'sms-done']);
    });

    it('reaches the filer when somebody has confirmed it, once, in the catalogue’s words and not the authority’s', async () => {
      const { caseId, filingId, shown } = await returned();
      const items = [
        { piece: 0, field: 'websites.0.details.remark', reasonId: 'RJ-32', suggestion: '请写明网站给谁看。' },
        { piece: 1, field: 'principal.emergencyPhone', reasonId: 'RJ-17' },
      ];

      const confirmed = await confirm(caseId, shown, items);
      const twice = await confirm(caseId, shown, items);

      expect([confirmed.status, twice.status]).toEqual([200, 404]);
      const last = (await way.room.verdictsOf(filingId)).at(-1);
      expect(last).toMatchObject({
        kind: 'authority-returned',
        flagged: [
          { field: 'websites.0.details.remark', suggestion: '请写明网站给谁看。' },
          { field: 'principal.emergencyPhone', reason: '这个号码已用于其他主办者，或与别的负责人重复。' },
        ],
      });
      expect(JSON.stringify(last)).not.toContain('13800001234');
      const found = await way.room.test.query<{ found_by: string }>('select distinct found_by from desk.returned_item');
      expect(found).toEqual([{ found_by: 'authority' }]);
    });

    it('is not confirmed with a personal value in it, with an unknown field, or with nothing', async () => {
      const { caseId, filingId, shown } = await returned();
      const field = 'websites.0.details.remark';

      const named = await confirm(caseId, shown, [{ field, reasonId: 'RJ-32', suggestion: '请林小满说明。' }]);
      const nowhere = await confirm(caseId, shown, [{ field: 'websites.7.details.remark', reasonId: 'RJ-32' }]);
      const nothing = await confirm(caseId, shown, []);

      for (const { status, body } of [named, nowhere, nothing])
        expect([status, body.error.code]).toEqual([422, 'return.invalid']);
      expect(await kindsOf(filingId)).not.toContain('authority-returned');
    });
  });

  describe('a notice of the authority about a record', () => {
    const dueAt = '2026-12-31T10:00:00.000Z';
    const listed = async (): Promise<readonly Listed[]> =>
      (await way.room.call(desk, 'GET /v1/rectifications')).body.notices;
    async function told(number: string) {
      const recordId = crypto.randomUUID();
      await way.room.readRecord(recordId, number, 1);
      const filingNumber = `${number}-2`;
      const row = await way.noticeTold(desk, { recordId, filingNumber, words: '首页底部没有备案号。', dueAt });
      return { recordId, number, row, noticeId: row.authority.noticeId as string };
    }
    const report = (noticeId: string, body: object) =>
      way.room.call(desk, `POST /v1/authority-notices/${noticeId}/reports`, body);

    it('is a task with its date, is told to the organizer, and its result is reported back when it is mended', async () => {
      const { recordId, number, row, noticeId } = await told('粤ICP备2026000031号');
      await way.room.readRecord(recordId, number, 2, [{ notice: 1, state: 'open', dueAt }]);
      const [open] = await listed();
      const answer = { answeredAt: '2026-12-04T02:00:00.000Z', word: '已补上' };
      await way.room.readRecord(recordId, number, 3, [{ notice: 1, state: 'answered', dueAt, ...answer }]);

      const reported = await report(noticeId, { result: 'rectified', words: '首页底部已有备案号。' });
      const heard = await way.report(desk);

      expect(row).toMatchObject({ state: 'told', domains: ['haitang.example'], items: ['首页底部没有备案号'] });
      expect(open).toMatchObject({ state: 'open', notice: 1, dueAt, authority: { noticeId, kind: 'inspection' } });
      expect(reported.status).toBe(201);
      expect(heard).toMatchObject({ result: 'rectified', words: '首页底部已有备案号。' });
      const events = await way.room.recordEvents.claimDue(10, 60);
      expect(events.find(({ event }) => event.recordId === recordId)?.event.kind).toBe('inspection');
      expect(await way.room.knownRecords.lastTold(recordId)).toBe(2);
      expect((await report(noticeId, { result: 'rectified' })).body.error.code).toBe('desk.changed-meanwhile');
    });

    it('that is not mended is reported with words, stays open, and is reported once more when it is', async () => {
      const { noticeId } = await told('粤ICP备2026000032号');

      const wordless = await report(noticeId, { result: 'not-rectified' });
      const personal = await report(noticeId, { result: 'not-rectified', words: '请致电13800001234。' });
      const first = await report(noticeId, { result: 'not-rectified', words: '主办者未回复，已停止接入。' });
      const again = await report(noticeId, { result: 'not-rectified', words: '主办者未回复，已停止接入。' });
      const heard = await way.report(desk);
      const still = (await listed()).find(({ authority }) => authority?.noticeId === noticeId);
      const mended = await report(noticeId, { result: 'rectified' });

      expect([wordless, personal].map(({ body }) => body.error.facts.fields[0].field)).toEqual(['words', 'words']);
      expect([first.status, again.status, mended.status]).toEqual([201, 409, 201]);
      expect(heard).toMatchObject({ result: 'not-rectified', words: '主办者未回复，已停止接入。' });
      expect(still.authority).toMatchObject({ reported: 'not-rectified', possibleResults: ['rectified'] });
      expect(await way.report(desk)).toMatchObject({ result: 'rectified' });
    });

    it('keeps its words sealed, is erased with the filing that began its record, and is for leads and those who hand in', async () => {
      const { recordId, number, noticeId } = await told('粤ICP备2026000033号');
      const dump = async () =>
        JSON.stringify(
          await way.room.test.query('select n::text from desk.authority_notice n where id = $1', [noticeId]),
        );
      const sealed = await dump();
      const reviewer = await way.room.signIn('lin-yue', 'reviewer');
      const refused = await Promise.all(
        ['GET /v1/authority-reports', `POST /v1/authority-notices/${noticeId}/reports`].map((route) =>
          way.room.call(reviewer, route as 'GET /', { result: 'rectified' }),
        ),
      );
      await way.room.incomingCases.erase(recordId);

      expect(sealed).not.toContain('首页底部');
      expect(sealed).toContain(number);
      expect(refused.map(({ status }) => status)).toEqual([403, 403]);
      expect(
        await way.room.test.query('select words_sealed from desk.authority_notice where id = $1', [noticeId]),
      ).toEqual([{ words_sealed: null }]);
    });
  });
}
