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
      expect([typed.status, typed.body]).toEqual([201, { sequence: expect.any(Number) }]);
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
