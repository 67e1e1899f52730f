import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishErasures } from '../../desk/functions/timer/keep-promises.ts';
import type { Ports as TimerPorts } from '../../desk/functions/timer/ports.ts';
import { type AuthorityRoom, authorityRoom } from '../support/authority-room.ts';
import { testClock } from '../support/clock.ts';
import { type Contents, WEBSITE_ID } from '../support/desk-case.ts';
import { memoryStore } from '../support/memory-store.ts';
import type { SignedInStaff } from '../support/staff.ts';
import { authorityContract, type Listed, type NoticeSaid, NUMBERS } from './authority.suite.ts';

async function start() {
  const clock = testClock('2026-11-26T02:00:00Z');
  const { objects, store } = memoryStore();
  const room = await authorityRoom({ clock, objectStore: store });
  const desk = await room.signIn('han-xue', 'authority-desk');
  const lead = await room.signIn('settings', 'lead');
  const { body: settings } = await room.call(lead, 'GET /v1/settings');
  expect((await room.call(lead, 'PUT /v1/settings', { ...settings, undoSeconds: 0 })).status).toBe(200);
  return {
    clock,
    objects,
    store,
    room,
    desk,
    async handIn(caseId: string) {
      const { body } = await room.call(desk, `POST /v1/cases/${caseId}/submission/export`);
      const { number } = body;
      const noted = await room.call(desk, `PUT /v1/cases/${caseId}/submission/receipt`, { number });
      expect(noted.status).toBe(200);
      return number as number;
    },
    async say(caseId: string, number: number, said: object) {
      const typed = await room.call(desk, `POST /v1/cases/${caseId}/authority-answers`, { number, ...said });
      expect([typed.status, typed.body]).toMatchObject([201, { sequence: expect.any(Number) }]);
    },
    async noticeTold(by: SignedInStaff, { recordId, filingNumber, words, dueAt }: NoticeSaid) {
      const body = { kind: 'inspection', lastTold: 0, websites: [filingNumber], items: [words], dueAt };
      await room.call(by, `POST /v1/records/${recordId}/events`, body);
      const { notices } = (await room.call(by, 'GET /v1/rectifications')).body;
      return notices.find((one: Listed) => one.recordId === recordId);
    },
    async report(by: SignedInStaff) {
      const [waiting] = (await room.call(by, 'GET /v1/authority-reports')).body.reports;
      const noted = await room.call(by, `PUT /v1/authority-reports/${waiting.reportId}/receipt`);
      const twice = await room.call(by, `PUT /v1/authority-reports/${waiting.reportId}/receipt`);
      expect([noted.status, twice.status]).toEqual([200, 404]);
      return waiting;
    },
    close: () => room.close(),
  };
}

describe('the authority by hand', () => {
  authorityContract(start);

  describe('its desk', () => {
    let way: Awaited<ReturnType<typeof start>>;
    let room: AuthorityRoom;
    let desk: SignedInStaff;
    beforeAll(async () => {
      way = await start();
      ({ room, desk } = way);
    });
    afterAll(() => way.close());
    /** How long what is typed can be taken back. */
    async function withUndo(undoSeconds: number): Promise<void> {
      const lead = await room.signIn('settings', 'lead');
      const { body: settings } = await room.call(lead, 'GET /v1/settings');
      expect((await room.call(lead, 'PUT /v1/settings', { ...settings, undoSeconds })).status).toBe(200);
    }
    const type = (caseId: string, body: object) => room.call(desk, `POST /v1/cases/${caseId}/authority-answers`, body);

    it('exports what is typed, in clear behind a link, and pictures of at most 100 KB, none of the film', async () => {
      const documents = [
        { id: 'doc-1', kind: 'id-front', label: '身份证人像面', subject: 'principal', contentType: 'image/png' },
        { id: 'doc-2', kind: 'liveness-video', label: '视频', subject: 'principal', contentType: 'video/mp4' },
        { id: 'doc-3', kind: 'liveness-frame', label: '画面', subject: 'principal', contentType: 'image/jpeg' },
      ];
      const noise = Buffer.from(Array.from({ length: 900 * 600 * 3 }, (_, at) => Math.round(at / 6500)));
      const front = await sharp(noise, { raw: { width: 900, height: 600, channels: 3 } })
        .png()
        .toBuffer();
      const { caseId } = await room.accepted({ documents }, { pictures: { 'doc-1': front } });

      const { status, body, text } = await room.call(desk, `POST /v1/cases/${caseId}/submission/export`);
      const again = await room.call(desk, `POST /v1/cases/${caseId}/submission/export`);

      expect([status, again.body.number]).toEqual([200, body.number]);
      expect(text).not.toContain('440301199003077310');
      const files = unzipSync(way.objects.get(body.view.url.replace('https://store.example/', '')) ?? Buffer.alloc(0));
      expect(Object.keys(files).toSorted()).toEqual(['attachments/1-id-front.jpg', 'fields.txt', 'submission.json']);
      expect(files['attachments/1-id-front.jpg']?.length).toBeLessThanOrEqual(100 * 1024);
      expect(Buffer.from(files['fields.txt'] ?? []).toString()).toContain('证件号码\t440301199003077310');
      const views = await room.test.query("select 1 from desk.clear_view where row_path = 'submission'");
      expect(views).toHaveLength(2);
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
      const number = await way.handIn(caseId);
      const kept = () => [...way.objects.keys()].filter((key) => key.startsWith(`clean/desk/${filingId}`)).toSorted();
      const timer = () =>
        finishErasures({ ...room, clock: way.clock, objectStore: way.store } as unknown as TimerPorts);
      way.clock.forward(11 * 60);
      for (const kind of ['sms-started', 'sms-verified'] as const) await way.say(caseId, number, { kind });
      await timer();
      const before = kept().length;

      await way.say(caseId, number, { kind: 'approved', numbers: NUMBERS });
      const opened = await room.call(desk, `POST /v1/cases/${caseId}/documents/film/view`);
      await timer();

      expect(before).toBe(6);
      expect(kept()).toEqual([1, 2].map((round) => `clean/desk/${filingId}/${round}/aaaaaaaaaaaa-0`));
      expect([opened.status, opened.body.error.code]).toEqual([404, 'paper.deleted']);
    });

    it('refuses an answer that can’t come now, a return without words, and numbers that are none', async () => {
      const { caseId } = await room.accepted();
      const number = await way.handIn(caseId);

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
        const number = await way.handIn(caseId);
        for (const kind of ['sms-started', 'sms-verified'] as const) await way.say(caseId, number, { kind });
        const approve = (numbers: object) => type(caseId, { number, kind: 'approved', numbers });
        return { caseId, filingId, number, approve };
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

        const taken = '这个备案号已属于另一个主办者或网站，请核对。';
        expect(fields(typed)).toEqual([422, [['numbers.organizer', taken]]]);
        expect(fields(inRecord)).toEqual([422, [['numbers.organizer', taken]]]);
        expect(fields(sameSite)).toEqual([422, [[SITE, taken]]]);
        expect((await again.approve(of('粤ICP备2026000711号', '-2'))).status).toBe(201);
      });

      it('of a new website is the one under which its organizer is filed', async () => {
        const certificateNumber = '91440300MA5FAKE04G';
        const first = await reviewed({ certificateNumber, domain: 'four.example' });
        await room.readRecord(first.filingId, '粤ICP备2026000721号', 1);
        const { approve } = await reviewed({ certificateNumber, domain: 'five.example', filingType: 'new-website' });

        expect(fields(await approve(of('粤ICP备2026000722号')))).toEqual([
          422,
          [['numbers.organizer', '这个主办者的主体备案号是 粤ICP备2026000721号，请核对。']],
        ]);
        expect((await approve(of('粤ICP备2026000721号', '-9'))).status).toBe(201);
      });

      it('can be taken back for as long as the settings say, and leaves afterwards; the others in their order', async () => {
        const { filingId, caseId, number, approve } = await reviewed({
          certificateNumber: '91440300MA5FAKE05G',
          domain: 'six.example',
        });
        await withUndo(60);
        const accepted = await type(caseId, { number, kind: 'accepted' });
        const wrong = await approve(of('粤ICP备2026000731号'));
        const { body } = await room.call(desk, 'GET /v1/authority');
        const shown = body.submissions.find((one: { caseId: string }) => one.caseId === caseId);
        const early = await room.call(desk, `DELETE /v1/cases/${caseId}/authority-answers/${accepted.body.sequence}`);
        const taken = await room.call(desk, `DELETE /v1/cases/${caseId}/authority-answers/${wrong.body.sequence}`);
        const again = await approve(of('粤ICP备2026000732号'));
        const twice = await type(caseId, { number, kind: 'approved', numbers: of('粤ICP备2026000732号') });
        const before = (await room.verdictsOf(filingId)).map(({ kind }) => kind);
        way.clock.forward(60);
        const late = await room.call(desk, `DELETE /v1/cases/${caseId}/authority-answers/${again.body.sequence}`);
        await room.tick();
        const after = await room.verdictsOf(filingId);
        const entries = await room.auditReader.entriesOf(caseId);
        await withUndo(0);

        expect(shown).toMatchObject({
          stage: 'reviewing',
          pending: [{ kind: 'accepted' }, { kind: 'approved', label: '通过并发号' }],
          possibleAnswers: [],
        });
        expect([early.status, taken.status, again.status, twice.status, late.status]).toEqual([
          404, 200, 201, 409, 404,
        ]);
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
        const row = async () =>
          (await room.call(desk, 'GET /v1/authority')).body.submissions.find(
            (one: { caseId: string }) => one.caseId === caseId,
          );
        const [first] = await sendAll(true);
        const refused = await row();

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
        expect(await row()).toMatchObject({ stage: 'approved', possibleAnswers: [] });
        expect((await row()).failure).toBeUndefined();
      });

      it('is said to be on its way once: 审核通过，待发号 is not typed twice', async () => {
        const { caseId, number } = await reviewed();
        await type(caseId, { number, kind: 'accepted' });

        expect((await type(caseId, { number, kind: 'accepted' })).status).toBe(409);
      });
    });

    it('writes each value in one line of fields.txt, whatever a filer has typed', async () => {
      const remark = '介绍产品\r\n主体\t主办者名称\t另一家公司\u2028网站\t域名\tother.example\u0085尾';
      const { caseId } = await room.accepted({ remark });

      const { body } = await room.call(desk, `POST /v1/cases/${caseId}/submission/export`);
      await room.call(desk, `PUT /v1/cases/${caseId}/submission/receipt`, { number: body.number });

      const files = unzipSync(way.objects.get(body.view.url.replace('https://store.example/', '')) ?? Buffer.alloc(0));
      const lines = Buffer.from(files['fields.txt'] ?? [])
        .toString()
        .replace(/^\uFEFF/, '')
        .split('\r\n');
      expect(
        lines.filter((line) => line.split('\t').length !== 3 || /\p{Cc}/u.test(line.replaceAll('\t', ''))),
      ).toEqual(['']);
      expect(lines).toContain('网站\t备注\t介绍产品 主体 主办者名称 另一家公司 网站 域名 other.example 尾');
      expect(lines.filter((line) => line.startsWith('主体\t主办者名称'))).toHaveLength(1);
    });

    it('has nobody end by themselves what was approved: a revocation can’t be typed', async () => {
      const { caseId, filingId } = await room.accepted();
      const number = await way.handIn(caseId);
      for (const kind of ['sms-started', 'sms-verified'] as const) await way.say(caseId, number, { kind });
      await way.say(caseId, number, { kind: 'approved', numbers: NUMBERS });

      const typed = await type(caseId, { number, kind: 'revoked' });

      expect([typed.status, typed.body.error.code]).toEqual([409, 'authority.not-now']);
      expect((await room.verdictsOf(filingId)).at(-1)?.kind).toBe('approved');
    });

    it('takes back at the authority what its applicant withdrew after it was handed in', async () => {
      const { caseId, filingId } = await room.accepted();
      const number = await way.handIn(caseId);
      await room.incomingCases.withdraw(filingId, 1);

      const { body } = await room.call(desk, 'GET /v1/authority');
      const shown = body.submissions.find((one: { caseId: string }) => one.caseId === caseId);
      const noted = await room.call(desk, `PUT /v1/cases/${caseId}/submission/receipt`, { number });

      expect(shown).toMatchObject({ number, state: 'waiting', isTakenBack: true, possibleAnswers: [] });
      expect(noted.status).toBe(200);
      expect((await room.submissions.ofCase(caseId))?.state).toBe('taken-back');
    });

    it('is for the people who hand in; reviewers may match returns, auditors and support may not', async () => {
      const { caseId } = await room.accepted();
      const people = await Promise.all(
        (['reviewer', 'lead', 'auditor', 'support', 'operator-admin'] as const).map((role) => room.signIn(role, role)),
      );

      const shown = await Promise.all(people.map((one) => room.call(one, 'GET /v1/authority')));
      const exported = await Promise.all(
        people.map((one) => room.call(one, `POST /v1/cases/${caseId}/submission/export`)),
      );

      expect(shown.map(({ status }) => status)).toEqual([200, 200, 403, 403, 403]);
      expect(exported.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    });

    it('learns what phrases mean without personal values; a lead takes one into the catalogue', async () => {
      const returned = async (words: string) => {
        const { caseId } = await room.accepted();
        const number = await way.handIn(caseId);
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

      expect(learnt.body.phrases).toEqual([{ ...phrase, times: 1, isPromoted: false }]);
      expect(before.shown.proposals[0].reasonId).toBeUndefined();
      expect([byOthers.status, promoted.status]).toEqual([403, 200]);
      expect(after.shown.proposals[0]).toMatchObject({ reasonId: 'RJ-17', row: 'principal.emergencyPhone' });
    });

    it('keeps nothing that the authority says in clear, and erases it with its filing', async () => {
      const { caseId, filingId } = await room.accepted();
      const number = await way.handIn(caseId);
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
    });
  });
});
