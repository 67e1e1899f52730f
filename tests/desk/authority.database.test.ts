import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilingNumbers } from '../../contracts/review-desk/filing-numbers.ts';
import { finishErasures } from '../../desk/functions/timer/keep-promises.ts';
import type { Ports as TimerPorts } from '../../desk/functions/timer/ports.ts';
import { testClock } from '../support/clock.ts';
import { lockWait } from '../support/database/lock-wait.ts';
import { memoryStore } from '../support/database/memory-store.ts';
import { type AuthorityRoom, authorityRoom } from '../support/desk/authority-room.ts';
import { type Contents, WEBSITE_ID } from '../support/desk/desk-case.ts';
import type { SignedInStaff } from '../support/desk/staff.ts';

/** A row of the list of rectifications. */
// biome-ignore lint/suspicious/noExplicitAny: a test names what it expects of a row
type Listed = any;

/** What somebody types of the authority. */
interface Said {
  readonly kind: string;
  readonly at?: string;
  readonly words?: string;
  readonly numbers?: object;
}

const NUMBERS: FilingNumbers = {
  organizer: '粤ICP备2026000001号',
  websites: { [WEBSITE_ID]: '粤ICP备2026000001号-1' },
};
const WORDS = '①网站备注没有写明用途；②应急联系电话与其他主办者重复，号码 13800001234。';

describe('the authority', () => {
  const clock = testClock('2026-11-26T02:00:00Z');
  const { objects, store } = memoryStore();
  let room: AuthorityRoom;
  let desk: SignedInStaff;
  let lead: SignedInStaff;
  beforeAll(async () => {
    room = await authorityRoom({ clock, objectStore: store });
    desk = await room.signIn('han-xue', 'authority-desk');
    lead = await room.signIn('tian-mi', 'lead');
  });
  afterAll(() => room.close());

  const receipt = (caseId: string, number: number, isTakenBack = false) =>
    room.call(desk, `PUT /v1/cases/${caseId}/submission/receipt`, { number, isTakenBack });
  async function handIn(caseId: string): Promise<number> {
    const { number } = (await room.call(desk, `POST /v1/cases/${caseId}/submission/export`)).body;
    expect((await receipt(caseId, number)).status).toBe(200);
    return number;
  }
  /** It can still be taken back, and nobody has confirmed its numbers. */
  const onlyType = (caseId: string, body: object) =>
    room.call(desk, `POST /v1/cases/${caseId}/authority-answers`, body);
  const confirm = (answers: readonly object[], by = lead) =>
    room.call(by, 'POST /v1/authority-numbers/confirmations', { answers });
  /** What somebody types, what they type of numbers with somebody else, and the time for taking it back. */
  async function type(caseId: string, body: Said & { readonly number: number }) {
    const reply = await onlyType(caseId, body);
    if (reply.status !== 201) return reply;
    if (body.numbers) await confirm([{ number: body.number, sequence: reply.body.sequence }]);
    clock.forward(60);
    await room.authorityAnswers.apply(body.number);
    return reply;
  }
  async function say(caseId: string, number: number, said: Said): Promise<void> {
    const typed = await type(caseId, { number, ...said });
    expect([typed.status, typed.body]).toMatchObject([201, { sequence: expect.any(Number) }]);
  }
  /** A row of the outbox. */
  const shown = async (caseId: string): Promise<Listed> =>
    (await room.call(desk, 'GET /v1/authority')).body.submissions.find(
      (submission: Listed) => submission.caseId === caseId,
    );
  const kindsOf = async (filingId: string) => (await room.verdictsOf(filingId)).map(({ kind }) => kind);
  async function atAuthority(contents: Parameters<AuthorityRoom['accepted']>[0] = {}) {
    const { caseId, filingId } = await room.accepted(contents);
    const number = await handIn(caseId);
    return {
      caseId,
      filingId,
      number,
      say: (said: Said) => say(caseId, number, said),
    };
  }

  describe('a filing that was accepted', () => {
    it('is in the list of those who hand in as soon as its decision can’t be taken back, before anybody does anything', async () => {
      const { caseId } = await room.accepted();

      expect(await shown(caseId)).toMatchObject({ caseId, state: 'waiting' });
    });

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
      const verdicts = await room.verdictsOf(filingId);
      expect(verdicts.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
      expect(verdicts.at(-1)).toMatchObject({ numbers: NUMBERS, flagged: [] });
    });

    it('is typed with others from a table: a preview keeps nothing, a line that is refused stops no other', async () => {
      const [first, second, third] = [await atAuthority(), await atAuthority(), await atAuthority()];
      for (const { say } of [first, second]) {
        await say({ kind: 'sms-started' });
        await say({ kind: 'sms-verified' });
      }
      const table = [
        `${first.number}\t粤ICP备2026000077号\t粤ICP备2026000077号-1`,
        `${second.number}\t京ICP备2026000078号\t京ICP备2026000078号-1`,
        `${first.number}\t待发号`,
        `${third.number}\t粤ICP备2026000077号`,
        '999999\t短信核验已发起',
        '不是编号',
      ].join('\n');
      const paste = (isPreview: boolean) => room.call(desk, 'POST /v1/authority/answers', { isPreview, table });

      const seen = await paste(true);
      const afterPreview = await shown(first.caseId);
      const typed = await paste(false);

      const said = [
        undefined,
        '这份备案的备案号应以“粤ICP备”开头，请核对省份。',
        '这个编号前面已经有一行，一次只录一个结果。',
        '这份备案有 1 个网站，这一行有 0 个网站备案号。',
        '没有找到这件报送，或它的状态已经变化，请刷新后再看。',
        '一行以编号开头，例如 000012。',
      ];
      for (const { status, body } of [seen, typed])
        expect([status, body.lines.map(({ message }: Listed) => message)]).toEqual([200, said]);
      expect(seen.body.lines[0]).toMatchObject({ line: 1, number: first.number, label: '通过并发号' });
      expect(afterPreview.pending).toEqual([]);
      const { sequence } = typed.body.lines[0];
      expect((await shown(first.caseId)).pending).toMatchObject([{ sequence, kind: 'approved', isToConfirm: true }]);
      expect((await shown(second.caseId)).pending).toEqual([]);
    });

    it('is numbered without a gap: one that its applicant withdrew before has no number', async () => {
      const first = await atAuthority();
      const withdrawn = await room.accepted();
      await room.incomingCases.withdraw(withdrawn.filingId, 1);
      const second = await atAuthority();

      expect(second.number).toBe(first.number + 1);
      expect((await room.submissions.ofCase(withdrawn.caseId))?.state).toBe('taken-back');
    });

    it('is taken back when it is withdrawn before the service has heard that the authority reviews it', async () => {
      const { caseId, filingId, say } = await atAuthority();
      await say({ kind: 'sms-started' });
      await say({ kind: 'sms-verified' });

      await room.incomingCases.withdraw(filingId, 1);

      expect(await room.submissions.ofCase(caseId)).toMatchObject({ state: 'waiting', isTakenBack: true });
    });

    it('is handed in once more after an SMS verification that timed out, under another number', async () => {
      const { caseId, filingId, number, ...filed } = await atAuthority();
      await filed.say({ kind: 'sms-started' });
      await filed.say({ kind: 'sms-timed-out' });

      const again = await handIn(caseId);
      await say(caseId, again, { kind: 'sms-started' });

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
      const { status, body } = await room.call(desk, `GET /v1/cases/${filed.caseId}/authority-return`);
      expect(status).toBe(200);
      return { ...filed, shown: body };
    }
    const confirm = (caseId: string, { number, sequence }: { number: number; sequence: number }, items: unknown[]) =>
      room.call(desk, `POST /v1/cases/${caseId}/authority-return`, { number, sequence, items });

    it('is proposed in the catalogue’s reasons and fields, with personal values covered, and is no verdict yet', async () => {
      const { filingId, shown } = await returned();

      expect(shown.words).toBe('①网站备注没有写明用途；②应急联系电话与其他主办者重复，号码 1380*******。');
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
      const last = (await room.verdictsOf(filingId)).at(-1);
      expect(last).toMatchObject({
        kind: 'authority-returned',
        flagged: [
          { field: 'websites.0.details.remark', suggestion: '请写明网站给谁看。' },
          { field: 'principal.emergencyPhone', reason: '这个号码已用于其他主办者，或与别的负责人重复。' },
        ],
      });
      expect(JSON.stringify(last)).not.toContain('13800001234');
      const found = await room.test.query<{ found_by: string }>('select distinct found_by from desk.returned_item');
      expect(found).toEqual([{ found_by: 'authority' }]);
    });

    it('that was typed with candidates covers all numbers alike, and a name that is of the case counts and is noted', async () => {
      const open = async (words: string) => {
        const { caseId, say } = await atAuthority();
        for (const kind of ['sms-started', 'sms-verified']) await say({ kind });
        await say({ kind: 'returned', words });
        const { body } = await room.call(desk, `GET /v1/cases/${caseId}/authority-return`);
        const looks = (await room.auditReader.entriesOf(caseId)).filter(({ action }) => action === 'revealed');
        return { words: body.words, looks: looks.map(({ actor, facts }) => [actor, facts.row, facts.reason]) };
      };

      const [numbers, named] = [
        await open('号码 13800001234 与 13800001235 和 0755-26001234 重复。'),
        await open('请林小满补充。'),
      ];

      expect(numbers).toEqual({ words: '号码 1380******* 与 1380******* 和 0755******** 重复。', looks: [] });
      expect(named).toEqual({
        words: '请林**补充。',
        looks: [[desk.staffId, 'organizer.legalRepresentative', 'written']],
      });
    });

    it('is not shown, whatever is in it, to somebody who has seen as much as they may on that day', async () => {
      const { caseId } = await returned();
      const settings = await room.settingsStore.current();
      await room.settingsStore.save({ ...settings, revealsPerDay: 0 }, 'zhou', clock.now());

      const { status, body } = await room.call(desk, `GET /v1/cases/${caseId}/authority-return`);
      await room.test.empty('desk.setting');

      expect([status, body.error.code]).toEqual([429, 'reveal.too-many']);
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
      (await room.call(desk, 'GET /v1/rectifications')).body.notices;
    async function told(number: string) {
      const recordId = crypto.randomUUID();
      await room.readRecord(recordId, number, 1);
      const filingNumber = `${number}-2`;
      const body = {
        kind: 'inspection',
        lastTold: 0,
        websites: [filingNumber],
        items: ['首页底部没有备案号。'],
        dueAt,
      };
      await room.call(desk, `POST /v1/records/${recordId}/events`, body);
      const row = (await listed()).find((listedRow) => listedRow.recordId === recordId);
      return { recordId, number, row, noticeId: row.authority.noticeId as string };
    }
    const report = (noticeId: string, body: object) =>
      room.call(desk, `POST /v1/authority-notices/${noticeId}/reports`, body);
    /** Somebody types the first report that waits into the authority's system. @returns it */
    async function typedThere(): Promise<Listed> {
      const [waiting] = (await room.call(desk, 'GET /v1/authority-reports')).body.reports;
      const path = `PUT /v1/authority-reports/${waiting.reportId}/receipt` as const;
      const [noted, twice] = [await room.call(desk, path), await room.call(desk, path)];
      expect([noted.status, twice.status]).toEqual([200, 404]);
      return waiting;
    }

    it('is a task with its date, is told to the organizer, and its result is reported back when it is mended', async () => {
      const { recordId, number, row, noticeId } = await told('粤ICP备2026000031号');
      await room.readRecord(recordId, number, 2, [{ notice: 1, state: 'open', dueAt }]);
      const [open] = await listed();
      const answer = { answeredAt: '2026-12-04T02:00:00.000Z', word: '已补上' };
      await room.readRecord(recordId, number, 3, [{ notice: 1, state: 'answered', dueAt, ...answer }]);

      const reported = await report(noticeId, { result: 'rectified', words: '首页底部已有备案号。' });
      const heard = await typedThere();

      expect(row).toMatchObject({ state: 'told', domains: ['haitang.example'], items: ['首页底部没有备案号'] });
      expect(open).toMatchObject({ state: 'open', notice: 1, dueAt, authority: { noticeId, kind: 'inspection' } });
      expect(reported.status).toBe(201);
      expect(heard).toMatchObject({ result: 'rectified', words: '首页底部已有备案号。' });
      const events = await room.recordEvents.claimDue(10, 60);
      expect(events.find(({ event }) => event.recordId === recordId)?.event.kind).toBe('inspection');
      expect(await room.knownRecords.lastTold(recordId)).toBe(2);
      expect((await report(noticeId, { result: 'rectified' })).body.error.code).toBe('desk.changed-meanwhile');
    });

    it('tells its organizer of no messenger and no link before whoever writes it confirms that, and is due within a year', async () => {
      const recordId = crypto.randomUUID();
      await room.readRecord(recordId, '粤ICP备2026000034号', 1);
      const tell = (body: object) => room.call(desk, `POST /v1/records/${recordId}/events`, { lastTold: 0, ...body });
      const notice = { kind: 'notice', items: ['请加微信 xiaolin_88 整改。'] };

      const told = [await tell(notice), await tell({ ...notice, confirmsWords: true })];
      const late = await tell({ kind: 'inspection', items: ['请整改。'], dueAt: '9999-12-31T00:00:00Z' });

      expect(told.map(({ status }) => status)).toEqual([422, 201]);
      expect([told[0]?.body.error.code, told[0]?.body.error.facts.fields[0].field]).toEqual([
        'words.to-confirm',
        'items.0',
      ]);
      expect([late.status, late.body.error.facts.fields]).toEqual([
        422,
        [{ field: 'dueAt', message: '期限应晚于现在，在一年以内。' }],
      ]);
    });

    it('that is not mended is reported with words, stays open, and is reported once more when it is', async () => {
      const { noticeId } = await told('粤ICP备2026000032号');

      const wordless = await report(noticeId, { result: 'not-rectified' });
      const personal = await report(noticeId, { result: 'not-rectified', words: '请致电13800001234。' });
      const first = await report(noticeId, { result: 'not-rectified', words: '主办者未回复，已停止接入。' });
      const again = await report(noticeId, { result: 'not-rectified', words: '主办者未回复，已停止接入。' });
      const heard = await typedThere();
      const still = (await listed()).find(({ authority }) => authority?.noticeId === noticeId);
      const mended = await report(noticeId, { result: 'rectified' });

      expect([wordless, personal].map(({ body }) => body.error.facts.fields[0].field)).toEqual(['words', 'words']);
      expect([first.status, again.status, mended.status]).toEqual([201, 409, 201]);
      expect(heard).toMatchObject({ result: 'not-rectified', words: '主办者未回复，已停止接入。' });
      expect(still.authority).toMatchObject({ reported: 'not-rectified', possibleResults: ['rectified'] });
      expect(await typedThere()).toMatchObject({ result: 'rectified' });
    });

    it('keeps its words sealed, is erased with the filing that began its record, and is for leads and those who hand in', async () => {
      const { recordId, number, noticeId } = await told('粤ICP备2026000033号');
      const dump = async () =>
        JSON.stringify(await room.test.query('select n::text from desk.authority_notice n where id = $1', [noticeId]));
      const sealed = await dump();
      const reviewer = await room.signIn('lin-yue', 'reviewer');
      const refused = await Promise.all(
        ['GET /v1/authority-reports', `POST /v1/authority-notices/${noticeId}/reports`].map((route) =>
          room.call(reviewer, route as 'GET /', { result: 'rectified' }),
        ),
      );
      await room.incomingCases.erase(recordId);

      expect(sealed).not.toContain('首页底部');
      expect(sealed).toContain(number);
      expect(refused.map(({ status }) => status)).toEqual([403, 403]);
      expect(await room.test.query('select words_sealed from desk.authority_notice where id = $1', [noticeId])).toEqual(
        [{ words_sealed: null }],
      );
    });
  });

  describe('its desk', () => {
    it('exports what is typed, in clear behind a link, and pictures of at most 100 KB, none of the film', async () => {
      const documents = [
        { id: 'doc-1', kind: 'id-front', label: '身份证人像面', subject: 'principal', contentType: 'image/png' },
        { id: 'doc-2', kind: 'liveness-video', label: '视频', subject: 'principal', contentType: 'video/mp4' },
        { id: 'doc-3', kind: 'liveness-frame', label: '画面', subject: 'principal', contentType: 'image/jpeg' },
      ];
      const noise = Buffer.from(Array.from({ length: 900 * 600 * 3 }, (_, index) => Math.round(index / 6500)));
      const front = await sharp(noise, { raw: { width: 900, height: 600, channels: 3 } })
        .png()
        .toBuffer();
      const servers = [{ subject: `website:${WEBSITE_ID}`, publicIps: ['203.0.113.7'] }];
      const evidence = { values: [], liveness: [], servers };
      const { caseId } = await room.accepted({ documents, evidence }, { pictures: { 'doc-1': front } });

      const { status, body, text } = await room.call(desk, `POST /v1/cases/${caseId}/submission/export`);
      const again = await room.call(desk, `POST /v1/cases/${caseId}/submission/export`);

      expect([status, again.body.number]).toEqual([200, body.number]);
      expect(text).not.toContain('440301199003077310');
      const files = unzipSync(objects.get(body.view.url.replace('https://store.example/', '')) ?? Buffer.alloc(0));
      const pictureName = `attachments/${String(body.number).padStart(6, '0')}-1-主体负责人-身份证人像面.jpg`;
      expect(Object.keys(files).toSorted()).toEqual([pictureName, 'fields.txt', 'submission.json']);
      expect(files[pictureName]?.length).toBeLessThanOrEqual(100 * 1024);
      const fields = Buffer.from(files['fields.txt'] ?? []).toString();
      for (const line of [
        '主体\t通信地址\t广东省深圳市南山区 样例路1号2栋301室',
        '主体负责人\t证件类型\t居民身份证',
        '主体负责人\t证件号码\t440301199003077310',
        '网站\t服务内容\t即时通信',
        '网站\t网站语言\t中文简体',
        '网站\t前置或专项审批内容类型\t以上都不涉及',
        '网站\t服务器 IP\t203.0.113.7',
      ])
        expect(fields).toContain(`\r\n${line}\r\n`);
      expect(await shown(caseId)).toMatchObject({
        organizer: '深圳云帆样例科技有限公司',
        province: '440000',
        servers: ['203.0.113.7'],
      });
      const views = await room.test.query(
        "select 1 from desk.clear_view where row_path = 'submission' and case_id = $1",
        [caseId],
      );
      expect(views).toHaveLength(2);
    });

    it('exports many as one workbook in the authority’s words, with the server’s IP, without what is tied to whoever exports', async () => {
      const servers = [{ subject: `website:${WEBSITE_ID}`, publicIps: ['203.0.113.7', '203.0.113.8'] }];
      const contents = { evidence: { values: [], liveness: [], servers }, remark: '=1+1 & <样例>' };
      const { caseId } = await room.accepted(contents);
      const second = await room.accepted({ domain: 'zweite.example' });
      const change = await room.accepted({ filingType: 'change', change: { items: [], numbers: NUMBERS } });
      const own = await room.accepted({ mobile: '13900009999' });
      const staffId = desk.staffId;
      await room.declaredTies.declare({ staffId, kind: 'phone', relation: 'self' }, '13900009999');
      const caseIds = [caseId, second.caseId, change.caseId, own.caseId];

      const { status, body, text } = await room.call(desk, 'POST /v1/authority/ledger', { caseIds });
      const again = await room.call(desk, 'POST /v1/authority/ledger', { caseIds });
      const none = await room.call(desk, 'POST /v1/authority/ledger', { caseIds: [own.caseId] });

      expect([status, body.exported, body.leftOut]).toEqual([200, 3, [own.caseId]]);
      expect(text).not.toContain('440301199003077310');
      expect([none.status, none.body.error.code]).toEqual([404, 'authority.unknown']);
      const files = unzipSync(
        objects.get(again.body.view.url.replace('https://store.example/', '')) ?? Buffer.alloc(0),
      );
      const xmlOf = (name: string) => Buffer.from(files[name] ?? []).toString();
      const cells = (sheet: number) =>
        [...xmlOf(`xl/worksheets/sheet${sheet}.xml`).matchAll(/<row>(.*?)<\/row>/gu)].map(([, row = '']) =>
          [...row.matchAll(/<t [^>]*>(.*?)<\/t>/gu)].map(([, words = '']) => words),
        );
      expect([...xmlOf('xl/workbook.xml').matchAll(/<sheet name="(.*?)"/gu)].map(([, name]) => name)).toEqual([
        '首次备案',
        '变更备案',
      ]);
      const [head = [], first = [], ...more] = cells(1);
      const wordsUnder = (heading: string) => first[head.indexOf(heading)];
      expect(more).toHaveLength(1);
      expect(wordsUnder('备案：业务')).toBe('首次备案');
      expect(wordsUnder('备案：省份')).toBe('广东省');
      expect(wordsUnder('主体：通信地址')).toBe('广东省深圳市南山区 样例路1号2栋301室');
      expect(wordsUnder('主体负责人：证件类型')).toBe('居民身份证');
      expect(wordsUnder('主体负责人：证件号码')).toBe('440301199003077310');
      expect(wordsUnder('网站：云服务')).toBe('云服务器 ap-guangzhou ins-gz000001');
      expect(wordsUnder('网站：服务器 IP')).toBe('203.0.113.7、203.0.113.8');
      expect(wordsUnder('网站：前置或专项审批内容类型')).toBe('以上都不涉及');
      expect(wordsUnder('网站：网站备注')).toBe('=1+1 &amp; &lt;样例&gt;');
      const [changed = [], line = []] = cells(2);
      expect(line[changed.indexOf('主体：主体备案号')]).toBe(NUMBERS.organizer);
      const entries = await room.test.query(
        "select 1 from desk.audit where case_id = any($1) and action = 'authority-exported'",
        [[caseId, second.caseId, change.caseId, own.caseId]],
      );
      expect(entries).toHaveLength(6);
    });

    it('leads to an approval, after which nothing is kept of the liveness checks of any round, as applicants are told', async () => {
      const [card, photo, film, frame] = (
        [
          ['card', 'id-front', 'image/jpeg'],
          ['photo', 'liveness-photo', 'image/jpeg'],
          ['film', 'liveness-video', 'video/mp4'],
          ['frame', 'liveness-frame', 'image/jpeg'],
        ] as const
      ).map(([id, kind, contentType]) => ({ id, kind, label: kind, subject: `website:${WEBSITE_ID}`, contentType }));
      const filingId = crypto.randomUUID();
      await room.receive({ documents: [card, { ...photo, id: 'first photo' }] } as Contents, { filingId });
      const last = { documents: [card, photo, film, frame] } as Contents;
      const { caseId } = await room.accepted(last, { filingId, round: 2 });
      const number = await handIn(caseId);
      const kept = () => [...objects.keys()].filter((key) => key.startsWith(`clean/desk/${filingId}`)).toSorted();
      const timer = () => finishErasures({ ...room, clock: clock, objectStore: store } as unknown as TimerPorts);
      clock.forward(11 * 60);
      for (const kind of ['sms-started', 'sms-verified'] as const) await say(caseId, number, { kind });
      await timer();
      const before = kept().length;

      await say(caseId, number, { kind: 'approved', numbers: NUMBERS });
      const opened = await room.call(desk, `POST /v1/cases/${caseId}/documents/film/view`);
      await timer();

      expect(before).toBe(6);
      expect(kept()).toEqual([1, 2].map((round) => `clean/desk/${filingId}/${round}/aaaaaaaaaaaa-0`));
      expect([opened.status, opened.body.error.code]).toEqual([404, 'paper.deleted']);
    });

    it('refuses an answer that can’t come now, a return without words, and numbers that are none', async () => {
      const { caseId } = await room.accepted();
      const number = await handIn(caseId);

      const early = await type(caseId, { number, kind: 'approved', numbers: NUMBERS });
      const other = await type(caseId, { number: number + 1, kind: 'sms-started' });
      const wordless = await type(caseId, { number, kind: 'returned' });
      await type(caseId, { number, kind: 'sms-started' });
      await type(caseId, { number, kind: 'sms-verified' });
      const none = await type(caseId, { number, kind: 'approved' });
      const wrong = await type(caseId, { number, kind: 'approved', numbers: { ...NUMBERS, organizer: '粤ICP备1号' } });

      expect([early.status, early.body.error.code]).toEqual([409, 'authority.not-now']);
      expect([other.status, other.body.error.code]).toEqual([404, 'authority.unknown']);
      expect([wordless.status, wordless.body.error.facts.fields[0].field]).toEqual([422, 'words']);
      expect([none.status, none.body.error.facts.fields[0].field]).toEqual([422, 'numbers']);
      expect([wrong.status, wrong.body.error.facts.fields[0].field]).toEqual([422, 'numbers.organizer']);
    });

    describe('a number that somebody types', () => {
      const of = (organizer: string, suffix = '-1') => ({
        organizer,
        websites: { [WEBSITE_ID]: `${organizer}${suffix}` },
      });
      async function reviewed(contents: Contents = {}) {
        const { caseId, filingId } = await room.accepted(contents);
        const number = await handIn(caseId);
        for (const kind of ['sms-started', 'sms-verified'] as const) await say(caseId, number, { kind });
        const approval = (numbers: object) => ({ number, kind: 'approved', numbers });
        const approve = (numbers: object) => type(caseId, approval(numbers));
        const onlyApprove = (numbers: object) => onlyType(caseId, approval(numbers));
        return { caseId, filingId, number, approve, onlyApprove };
      }
      const fields = ({ status, body }: Awaited<ReturnType<typeof type>>) => [
        status,
        body.error?.facts.fields.map(({ field, message }: { field: string; message: string }) => [field, message]),
      ];
      const SITE = `numbers.websites.${WEBSITE_ID}`;

      it('is of the province, and of a website, not an app', async () => {
        const { approve } = await reviewed();

        expect(fields(await approve(of('京ICP备2026000009号')))).toEqual([
          422,
          [['numbers.organizer', '这份备案的备案号应以“粤ICP备”开头，请核对省份。']],
        ]);
        expect(fields(await approve(of('粤ICP备2026000701号', '-1A')))).toEqual([
          422,
          [[SITE, '网站备案号应以短横线和数字结尾，例如“-1”；带字母的是 App、小程序或快应用的。']],
        ]);
        expect((await approve(of('粤icp备２０２６０００７０１号'))).status).toBe(201);
      });

      it('is nobody else’s: neither of another organizer, nor of a website with another domain, typed or in a record', async () => {
        const first = await reviewed({ certificateNumber: '91440300MA5FAKE02G', domain: 'one.example' });
        expect((await first.approve(of('粤ICP备2026000711号'))).status).toBe(201);
        const other = await reviewed({ certificateNumber: '91440300MA5FAKE03G', domain: 'two.example' });
        const typed = await other.approve(of('粤ICP备2026000711号', '-2'));
        await room.readRecord(first.filingId, '粤ICP备2026000712号', 1);
        const inRecord = await other.approve(of('粤ICP备2026000712号', '-3'));
        const again = await reviewed({ certificateNumber: '91440300MA5FAKE02G', domain: 'three.example' });
        const sameSite = await again.approve(of('粤ICP备2026000711号'));

        const taken = '这个备案号已属于另一个主办者或网站，或这个网站已有另一个备案号，请核对。';
        expect(fields(typed)).toEqual([422, [['numbers.organizer', taken]]]);
        expect(fields(inRecord)).toEqual([422, [['numbers.organizer', taken]]]);
        expect(fields(sameSite)).toEqual([422, [[SITE, taken]]]);
        expect((await again.approve(of('粤ICP备2026000711号', '-2'))).status).toBe(201);
      });

      it.each([
        ['new-website', '721', {}, '-9'],
        ['new-access', '723', { [WEBSITE_ID]: '粤ICP备2026000723号-4' }, '-4'],
      ])(
        'of a %s is the one under which its organizer is filed, wherever it filed',
        async (filingType, no, websites, suffix) => {
          const organizer = `粤ICP备2026000${no}号`;
          const numbers = { organizer, websites };
          const certificateNumber = '91440300MA5FAKE04G';
          const { approve } = await reviewed({ certificateNumber, domain: `five-${no}.example`, filingType, numbers });
          const other = await approve(of('粤ICP备2026000729号', suffix));

          expect([other.status, fields(other)[1]?.[0]]).toEqual([
            422,
            ['numbers.organizer', `这个主办者的主体备案号是 ${organizer}，请核对。`],
          ]);
          if (filingType === 'new-access')
            expect(fields(await approve(of(organizer, '-5')))).toEqual([
              422,
              [[SITE, `这个网站的备案号是 ${organizer}-4，请核对。`]],
            ]);
          expect((await approve(of(organizer, suffix))).status).toBe(201);
        },
      );

      it('of an access that came without the number is the one that its domain has in a record of its organizer', async () => {
        const certificateNumber = '91440300MA5FAKE02G';
        const organizer = '粤ICP备2026000724号';
        const first = await reviewed({ certificateNumber, domain: 'haitang.example' });
        await room.readRecord(first.filingId, organizer, 1);
        const access = await reviewed({ certificateNumber, domain: 'haitang.example', filingType: 'new-access' });
        const taken = '这个备案号已属于另一个主办者或网站，或这个网站已有另一个备案号，请核对。';

        expect(fields(await access.approve(of(organizer, '-7')))).toEqual([422, [[SITE, taken]]]);
        expect((await access.approve(of(organizer, '-2'))).status).toBe(201);
      });

      it('can be taken back for as long as the settings say, and leaves afterwards; the others in their order', async () => {
        const { filingId, caseId, number, onlyApprove } = await reviewed({
          certificateNumber: '91440300MA5FAKE05G',
          domain: 'six.example',
        });
        const accepted = await onlyType(caseId, { number, kind: 'accepted' });
        const wrong = await onlyApprove(of('粤ICP备2026000731号'));
        const row = await shown(caseId);
        const early = await room.call(desk, `DELETE /v1/cases/${caseId}/authority-answers/${accepted.body.sequence}`);
        const taken = await room.call(desk, `DELETE /v1/cases/${caseId}/authority-answers/${wrong.body.sequence}`);
        const withoutNumbers = await shown(caseId);
        const again = await onlyApprove(of('粤ICP备2026000732号'));
        const twice = await onlyApprove(of('粤icp备２０２６０００７３２号'));
        await confirm([{ number, sequence: again.body.sequence }]);
        const before = (await room.verdictsOf(filingId)).map(({ kind }) => kind);
        clock.forward(60);
        const late = await room.call(desk, `DELETE /v1/cases/${caseId}/authority-answers/${again.body.sequence}`);
        await room.tick();
        const after = await room.verdictsOf(filingId);
        const entries = await room.auditReader.entriesOf(caseId);
        const typed = entries.filter(({ action }) => action === 'authority-typed').map(({ facts }) => facts);
        const { answers } = (await room.call(desk, 'GET /v1/authority')).body;
        const inInbox = answers.find((answer: Listed) => answer.number === number && answer.kind === 'approved');

        expect(typed.map(({ kind, takesTwo = false }) => [kind, takesTwo]).slice(-2)).toEqual([
          ['approved', true],
          ['approved', true],
        ]);
        expect(row).toMatchObject({
          stage: 'reviewing',
          pending: [{ kind: 'accepted' }, { kind: 'approved', label: '通过并发号' }],
          numbers: ['粤ICP备2026000731号', '粤ICP备2026000731号-1'],
          possibleAnswers: [],
        });
        expect([early.status, taken.status, again.status, twice.status, late.status]).toEqual([
          404, 200, 201, 201, 404,
        ]);
        expect(twice.body).toEqual(again.body);
        expect(withoutNumbers.numbers).toEqual([]);
        const given = ['粤ICP备2026000732号', '粤ICP备2026000732号-1'];
        expect(await shown(caseId)).toMatchObject({ stage: 'approved', numbers: given });
        expect(inInbox).toMatchObject({ state: 'applied', numbers: given });
        expect(before).toEqual(['accepted', 'sms-waiting', 'sms-done']);
        expect(after.slice(3)).toMatchObject([
          { kind: 'authority-accepted' },
          { kind: 'approved', numbers: { organizer: '粤ICP备2026000732号' } },
        ]);
        expect(entries.map(({ action }) => action)).toContain('authority-answer-taken-back');
      });

      it('that the filing service refuses comes back to its row, is typed again, and is sent in its place as a new message', async () => {
        const { filingId, caseId, approve } = await reviewed({
          certificateNumber: '91440300MA5FAKE06G',
          domain: 'seven.example',
        });
        await approve(of('粤ICP备2026000741号'));
        const sendAll = async (fails: boolean) => {
          const told: string[] = [];
          for (let more = true; more; ) {
            const due = (await room.verdicts.claimDue(50, 60)).filter(({ verdict }) => verdict.filingId === filingId);
            more = due.length > 0;
            for (const { messageId, verdict } of due) {
              if (verdict.kind === 'approved') told.push(messageId);
              if (verdict.kind === 'approved' && fails) await room.verdicts.park(messageId, 'data.numbers');
              else await room.verdicts.markDelivered(messageId);
            }
          }
          return told;
        };
        const [first] = await sendAll(true);
        const refused = await shown(caseId);

        const corrected = await approve(of('粤ICP备2026000742号'));
        const [second] = await sendAll(false);

        expect(refused).toMatchObject({ state: 'sent', failure: 'numbers-refused', stage: 'accepted' });
        expect(refused.possibleAnswers.map(({ kind }: { kind: string }) => kind)).toEqual(['returned', 'approved']);
        expect(corrected.status).toBe(201);
        expect(second).not.toBe(first);
        const verdicts = await room.verdictsOf(filingId);
        expect(verdicts.map(({ sequence, kind }) => `${sequence} ${kind}`)).toEqual([
          '1 accepted',
          '2 sms-waiting',
          '3 sms-done',
          '4 approved',
        ]);
        expect(verdicts.at(-1)?.numbers?.organizer).toBe('粤ICP备2026000742号');
        expect(await shown(caseId)).toMatchObject({ stage: 'approved', possibleAnswers: [] });
        expect((await shown(caseId)).failure).toBeUndefined();
      });

      it('comes to nothing before somebody else has confirmed it, who sees all that waits and confirms it at once', async () => {
        const [first, second] = [
          await reviewed({ certificateNumber: '91440300MA5FAKE07G', domain: 'eight.example' }),
          await reviewed({ certificateNumber: '91440300MA5FAKE08G', domain: 'nine.example' }),
        ];
        const typed = [
          await first.onlyApprove(of('粤ICP备2026000751号')),
          await second.onlyApprove(of('粤ICP备2026000752号')),
        ];
        clock.forward(3600);
        await room.tick();
        const before = await kindsOf(first.filingId);
        const { body: seen } = await room.call(lead, 'GET /v1/authority-numbers');
        const answers = [first, second].map(({ number }, place) => ({ number, sequence: typed[place]?.body.sequence }));
        const own = await confirm(answers, desk);
        const withUnknown = await confirm([...answers, { number: 4_000, sequence: 1 }]);
        const still = await kindsOf(first.filingId);
        const confirmed = await confirm(answers);
        const twice = await confirm(answers);

        expect(before).toEqual(['accepted', 'sms-waiting', 'sms-done']);
        expect(await shown(first.caseId)).toMatchObject({ stage: 'approved', pending: [] });
        expect(seen.numbers.slice(-2)).toMatchObject([
          {
            number: first.number,
            typedBy: desk.staffId,
            isMine: false,
            organizer: '粤ICP备2026000751号',
            websites: [{ domain: 'eight.example', number: '粤ICP备2026000751号-1' }],
          },
          { number: second.number, organizer: '粤ICP备2026000752号' },
        ]);
        expect([own.status, own.body.error.code]).toEqual([403, 'proposal.own']);
        expect([withUnknown.status, still]).toEqual([409, before]);
        expect([confirmed.body, twice.status]).toEqual([{ confirmed: 2 }, 409]);
        expect((await room.verdictsOf(second.filingId)).at(-1)).toMatchObject({
          kind: 'approved',
          numbers: { organizer: '粤ICP备2026000752号' },
        });
        expect((await room.auditReader.entriesOf(second.caseId)).at(-2)).toMatchObject({
          action: 'authority-numbers-confirmed',
          actor: lead.staffId,
        });
      });

      it('is no approval in the database either, without a second person', async () => {
        const { number, onlyApprove } = await reviewed({
          domain: 'ten.example',
          certificateNumber: '91440300MA5FAKE09G',
        });
        await onlyApprove(of('粤ICP备2026000761号'));
        const set = (to: string) =>
          room.test.query(`update desk.authority_answer set ${to} where number = ${number} and kind = 'approved'`);

        await expect(set(`state = 'waiting'`)).rejects.toThrow('authority_answer_of_two');
        await expect(set(`state = 'applied', confirmed_by = typed_by`)).rejects.toThrow('authority_answer_of_two');
      });
    });

    describe('an answer', () => {
      /** An answer that nobody has judged: rows of before have such, and settings change in between. */
      const keep = (number: number, kind: 'sms-started' | 'sms-verified' | 'approved', appliesInSeconds: number) =>
        room.transactions.inTransaction(() => {
          const appliesAt = new Date(clock.now().getTime() + appliesInSeconds * 1000);
          return room.authorityAnswers.add({ number, kind, at: clock.now() }, desk.staffId, appliesAt);
        });

      it('that is typed twice is one, also after it was applied; one at another time is another', async () => {
        const { caseId, number, filingId } = await atAuthority();
        const first = await type(caseId, { number, kind: 'sms-started' });
        const [again, later] = [
          await type(caseId, { number, kind: 'sms-started' }),
          await type(caseId, { number, kind: 'sms-started', at: new Date(clock.now().getTime() + 1000).toISOString() }),
        ];
        const words = { kind: 'sms-failed', words: '证件号码有误。' };
        const failed = await type(caseId, { number, ...words });
        const twice = await type(caseId, { number, ...words });
        const others = await type(caseId, { number, kind: 'sms-failed', words: '电话有误。' });

        expect([first.body.sequence, again.body, later.body.sequence]).toEqual([1, first.body, 2]);
        expect([failed.body.sequence, twice.body, others.status]).toEqual([3, failed.body, 409]);
        expect(await kindsOf(filingId)).toEqual(['accepted', 'sms-waiting', 'sms-waiting']);
      });

      it('that can’t follow on one which is due and not applied yet is refused', async () => {
        const { caseId, number } = await atAuthority();
        for (const kind of ['sms-started', 'sms-verified']) await onlyType(caseId, { number, kind });
        clock.forward(600);

        const late = await onlyType(caseId, { number, kind: 'sms-started' });

        expect([late.status, late.body.error.code]).toEqual([409, 'authority.not-now']);
      });

      it('that can’t come any more is dropped, its row says so, and the next one is typed and applied', async () => {
        const { caseId, number, filingId, say } = await atAuthority();
        await say({ kind: 'sms-started' });
        await keep(number, 'sms-verified', 0);
        await keep(number, 'sms-verified', 0);

        await room.tick();
        await room.tick();

        const row = await shown(caseId);
        const dropped = (await room.auditReader.entriesOf(caseId)).filter(
          ({ action }) => action === 'authority-answer-dropped',
        );
        expect(row).toMatchObject({ stage: 'reviewing', failure: 'answer-dropped', pending: [] });
        expect(dropped.map(({ facts }) => facts)).toEqual([{ number, sequence: 3, kind: 'sms-verified' }]);
        const again = await onlyType(caseId, { number, kind: 'sms-verified' });
        expect([again.status, again.body.sequence]).toEqual([201, 2]);
        await say({ kind: 'accepted' });
        expect((await shown(caseId)).failure).toBeUndefined();
        expect(await kindsOf(filingId)).toEqual(['accepted', 'sms-waiting', 'sms-done', 'authority-accepted']);
      });

      it('that is typed while one is due that can’t come, is judged by what comes of that', async () => {
        const { caseId, number, filingId, say } = await atAuthority();
        await say({ kind: 'sms-started' });
        for (const kind of ['sms-verified', 'sms-verified', 'approved'] as const) await keep(number, kind, 0);

        const accepted = await onlyType(caseId, { number, kind: 'accepted' });
        await room.tick();

        expect([accepted.status, accepted.body.error?.code]).toEqual([409, 'authority.not-now']);
        expect(await kindsOf(filingId)).toEqual(['accepted', 'sms-waiting', 'sms-done', 'approved']);
        const { stage, failure } = await shown(caseId);
        expect([stage, failure]).toEqual(['approved', undefined]);
      });

      it('that is a return and can’t come any more is dropped when somebody has said what it means', async () => {
        const { caseId, number, say } = await atAuthority();
        await say({ kind: 'sms-started' });
        await say({ kind: 'sms-failed', words: '证件号码有误。' });
        await room.test.query(`update desk.submission set stage = 'approved' where number = ${number}`);
        const items = [{ field: 'websites.0.details.remark', reasonId: 'RJ-32' }];

        const matched = await room.call(desk, `POST /v1/cases/${caseId}/authority-return`, {
          number,
          sequence: 2,
          items,
        });

        expect([matched.status, matched.body.error.code]).toEqual([404, 'authority.no-return']);
        expect(await shown(caseId)).toMatchObject({ stage: 'approved', failure: 'answer-dropped' });
        const tasks = await room.call(desk, 'GET /v1/task-queues/authority-returned');
        expect(tasks.body.rows.map(({ taskId }: { taskId: string }) => taskId)).not.toContain(caseId);
      });

      it('is not taken back from under a later one, whose time to be taken back is over before', async () => {
        const { caseId, number, filingId } = await atAuthority();
        const first = await keep(number, 'sms-started', 60);
        await keep(number, 'sms-verified', 30);
        clock.forward(40);

        const taken = await room.call(desk, `DELETE /v1/cases/${caseId}/authority-answers/${first}`);
        clock.forward(30);
        await room.tick();

        expect(taken.status).toBe(404);
        expect(await kindsOf(filingId)).toEqual(['accepted', 'sms-waiting', 'sms-done']);
      });

      it('that can’t have come then is refused with its field: later than tomorrow, or before the filing was to be handed in', async () => {
        const { caseId, number, filingId } = await atAuthority();
        const at = (text: string) => onlyType(caseId, { number, kind: 'sms-started', at: text });
        const refused = [await at('9999-12-31T00:00:00Z'), await at('2026-11-01T00:00:00Z')];
        const said = new Date(clock.now().getTime() - 500).toISOString();
        const typed = await type(caseId, { number, kind: 'sms-started', at: said });

        expect(refused.map(({ status, body }) => [status, body.error.facts.fields])).toEqual(
          Array(2).fill([422, [{ field: 'at', message: '管局给出结果的时间应在报送之后、不晚于明天，请核对日期。' }]]),
        );
        expect(typed.status).toBe(201);
        expect((await room.verdictsOf(filingId)).at(-1)?.at.toISOString()).toBe(said);
      });
    });

    it('writes each value in one line of fields.txt, whatever a filer has typed', async () => {
      const remark = '介绍产品\r\n主体\t主办者名称\t另一家公司\u2028网站\t域名\tother.example\u0085尾';
      const { caseId } = await room.accepted({ remark });

      const { body } = await room.call(desk, `POST /v1/cases/${caseId}/submission/export`);
      await receipt(caseId, body.number);

      const files = unzipSync(objects.get(body.view.url.replace('https://store.example/', '')) ?? Buffer.alloc(0));
      const lines = Buffer.from(files['fields.txt'] ?? [])
        .toString()
        .replace(/^\uFEFF/, '')
        .split('\r\n');
      expect(
        lines.filter((line) => line.split('\t').length !== 3 || /\p{Cc}/u.test(line.replaceAll('\t', ''))),
      ).toEqual(['']);
      expect(lines).toContain('网站\t网站备注\t介绍产品 主体 主办者名称 另一家公司 网站 域名 other.example 尾');
      expect(lines.filter((line) => line.startsWith('主体\t主办者名称'))).toHaveLength(1);
    });

    it.each(["=cmd|' /C calc'!A0", '+1+1', '-1', '@SUM(A1)'])(
      'begins no cell of fields.txt as a formula: %s',
      async (remark) => {
        const { caseId } = await room.accepted({ remark });

        const { body } = await room.call(desk, `POST /v1/cases/${caseId}/submission/export`);
        await receipt(caseId, body.number);

        const files = unzipSync(objects.get(body.view.url.replace('https://store.example/', '')) ?? Buffer.alloc(0));
        const lines = Buffer.from(files['fields.txt'] ?? [])
          .toString()
          .split('\r\n');
        expect(lines).toContain(`网站\t网站备注\t'${remark}`);
      },
    );

    it('lists the same fields to be copied one by one, with the number that the filing has then', async () => {
      const { caseId } = await room.accepted();

      const { body } = await room.call(desk, `POST /v1/cases/${caseId}/submission/export`, undefined, { as: 'fields' });
      const again = await room.call(desk, `POST /v1/cases/${caseId}/submission/export`);
      const { fields } = JSON.parse(String(objects.get(body.view.url.replace('https://store.example/', '')))) as {
        fields: { group: string; label: string; value: string }[];
      };

      expect(fields.slice(0, 2)).toEqual([
        { group: '备案', label: '编号', value: String(body.number).padStart(6, '0') },
        { group: '备案', label: '业务', value: '首次备案' },
      ]);
      expect(again.body.number).toBe(body.number);
    });

    it('has nobody end by themselves what was approved: a revocation can’t be typed', async () => {
      const { caseId, filingId } = await room.accepted();
      const number = await handIn(caseId);
      for (const kind of ['sms-started', 'sms-verified'] as const) await say(caseId, number, { kind });
      await say(caseId, number, { kind: 'approved', numbers: NUMBERS });

      const typed = await type(caseId, { number, kind: 'revoked' });

      expect([typed.status, typed.body.error.code]).toEqual([422, 'request.invalid']);
      expect((await room.verdictsOf(filingId)).at(-1)?.kind).toBe('approved');
    });

    it('takes back at the authority what its applicant withdrew after it was handed in', async () => {
      const { caseId, filingId } = await room.accepted();
      const number = await handIn(caseId);
      await room.incomingCases.withdraw(filingId, 1);

      const row = await shown(caseId);
      const noted = await receipt(caseId, number, true);

      expect(row).toMatchObject({ number, state: 'waiting', isTakenBack: true, possibleAnswers: [] });
      expect(noted.status).toBe(200);
      expect((await room.submissions.ofCase(caseId))?.state).toBe('taken-back');
    });

    it('learns that a filing was withdrawn while it was handed in: it is still to be taken back there', async () => {
      const { caseId, filingId } = await room.accepted();
      const { number } = (await room.call(desk, `POST /v1/cases/${caseId}/submission/export`)).body;
      await room.incomingCases.withdraw(filingId, 1);

      const noted = await receipt(caseId, number);

      expect([noted.status, noted.body.error.code]).toEqual([404, 'authority.unknown']);
      expect(await shown(caseId)).toMatchObject({ number, state: 'waiting', isTakenBack: true });
    });

    it('gives no number to a filing that is withdrawn at this moment', async () => {
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
      const exporting = room.submissions.number(caseId);
      await lockWait(room.test);
      commit();
      await withdrawing;

      expect(await exporting).toBeUndefined();
      expect(await room.submissions.ofCase(caseId)).toMatchObject({ state: 'taken-back', number: undefined });
    });

    it('has what the authority has not ended before what it has, the oldest first, however much there is', async () => {
      const number = async () => handIn((await room.accepted()).caseId);
      const old = await number();
      clock.forward(1);
      const ended = await number();
      await room.test.query(`update desk.submission set stage = 'approved' where number = $1`, [ended]);
      clock.forward(1);
      const young = await number();

      const order = (await room.submissions.list(1_000)).flatMap((submission) => submission.number ?? []);

      const place = (wanted: number) => order.indexOf(wanted);
      expect([place(old) < place(young), place(young) < place(ended)]).toEqual([true, true]);
    });

    it('has hours and a hold that everybody sees, and each change of them is one of what was seen', async () => {
      const { settings } = (await room.call(desk, 'GET /v1/authority')).body;
      const save = (body: object) => room.call(desk, 'PUT /v1/authority/settings', body);
      const held = await save({ ...settings, hold: { reason: '管局系统维护' } });
      const { standing, settings: seen } = (await room.call(desk, 'GET /v1/authority')).body;
      const late = await save(settings);
      const backwards = await save({ ...seen, fromHour: 20, toHour: 8 });
      const { hold: _, ...open } = seen;

      expect([held.status, standing, seen.hold]).toEqual([200, 'held', { reason: '管局系统维护' }]);
      expect([late.status, late.body.error.code]).toEqual([409, 'desk.changed-meanwhile']);
      expect([backwards.status, backwards.body.error.facts.fields[0].field]).toEqual([422, 'toHour']);
      expect((await save(open)).status).toBe(200);
    });

    it('is for the people who hand in; reviewers may match returns, auditors and support may not', async () => {
      const { caseId } = await room.accepted();
      const people = await Promise.all(
        (['reviewer', 'lead', 'auditor', 'support', 'operator-admin'] as const).map((role) => room.signIn(role, role)),
      );

      const seen = await Promise.all(people.map((person) => room.call(person, 'GET /v1/authority')));
      const exported = await Promise.all(
        people.map((person) => room.call(person, `POST /v1/cases/${caseId}/submission/export`)),
      );

      expect(seen.map(({ status }) => status)).toEqual([200, 200, 403, 403, 403]);
      expect(exported.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    });

    it('learns what phrases mean without personal values; a lead takes one into the catalogue', async () => {
      const returned = async (words: string) => {
        const { caseId } = await room.accepted();
        const number = await handIn(caseId);
        await type(caseId, { number, kind: 'returned', words });
        const { body } = await room.call(desk, `GET /v1/cases/${caseId}/authority-return`);
        return { caseId, number, shown: body };
      };
      const words = '联系渠道撞号；林小满的资料不齐';
      const first = await returned(words);
      expect(first.shown.proposals[0].reasonId).toBeUndefined();
      const items = [
        { piece: 0, field: 'principal.emergencyPhone', reasonId: 'RJ-17' },
        { piece: 1, field: 'principal.name', reasonId: 'RJ-18' },
      ];
      const { number, sequence } = first.shown;
      await room.call(desk, `POST /v1/cases/${first.caseId}/authority-return`, { number, sequence, items });
      const learnt = await room.call(desk, 'GET /v1/authority/phrases');
      const before = await returned(words);
      const lead = await room.signIn('zhou-lan', 'lead');
      const phrase = { phrase: '联系渠道撞号', reasonId: 'RJ-17' };
      const byOthers = await room.call(desk, 'PUT /v1/authority/phrases', phrase);
      const promoted = await room.call(lead, 'PUT /v1/authority/phrases', phrase);
      const after = await returned(words);

      expect(learnt.body.phrases).toContainEqual({ ...phrase, times: 1, isPromoted: false });
      expect(JSON.stringify(learnt.body)).not.toContain('林小满');
      expect(before.shown.proposals[0].reasonId).toBeUndefined();
      expect([byOthers.status, promoted.status]).toEqual([403, 200]);
      expect(after.shown.proposals[0]).toMatchObject({ reasonId: 'RJ-17', row: 'principal.emergencyPhone' });
    });

    it('forgets what was said of a filing alone when that is erased, and in a year what nobody says any more', async () => {
      const say = async (words: string) => {
        const { caseId, filingId } = await room.accepted();
        const number = await handIn(caseId);
        await type(caseId, { number, kind: 'returned', words });
        const { body } = await room.call(desk, `GET /v1/cases/${caseId}/authority-return`);
        const items = [0, 1].map((piece) => ({ piece, field: 'principal.name', reasonId: ['RJ-18', 'RJ-19'][piece] }));
        const { sequence } = body;
        await room.call(desk, `POST /v1/cases/${caseId}/authority-return`, { number, sequence, items });
        return filingId;
      };
      const learnt = async () =>
        (await room.authorityPhrases.all()).map(({ phrase }) => phrase).filter((phrase) => phrase.startsWith('负责人'));
      const first = await say('负责人张三丰不在本单位；负责人说明不全');
      const second = await say('负责人说明不全；负责人王五六不在本单位');
      const before = await learnt();

      await room.incomingCases.erase(first);
      const left = await learnt();
      await room.authorityPhrases.learn('负责人说明有误', 'RJ-18', first, clock.now());
      const ofErased = await learnt();
      await room.incomingCases.erase(second);

      expect(before.toSorted()).toEqual(
        ['负责人张三丰不在本单位', '负责人王五六不在本单位', '负责人说明不全', '负责人说明不全'].toSorted(),
      );
      expect(left.toSorted()).toEqual(['负责人王五六不在本单位', '负责人说明不全'].toSorted());
      expect([ofErased, await learnt()]).toEqual([left, []]);
    });

    it('keeps nothing that the authority says in clear, and erases it with its filing', async () => {
      const { caseId, filingId } = await room.accepted();
      const number = await handIn(caseId);
      await type(caseId, { number, kind: 'returned', words: '林小满的证件号码有误' });
      const dump = async () =>
        JSON.stringify(
          await room.test.query('select a::text from desk.authority_answer a where number = $1', [number]),
        );

      expect(await dump()).not.toContain('林小满');
      await room.incomingCases.erase(filingId);
      const [row] = await room.test.query<{ content_sealed: Buffer | null }>(
        'select content_sealed from desk.authority_answer where number = $1',
        [number],
      );
      expect(row?.content_sealed).toBeNull();
      expect((await type(caseId, { number, kind: 'returned', words: '林小满' })).status).toBe(404);
    });
  });
});
