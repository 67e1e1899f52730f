import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '../../../../platform/edge/content-hash.ts';
import { testClock } from '../../../../tests/support/clock.ts';
import { type Contents, toConfirm, WEBSITE_ID } from '../../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom, picture, type Reply } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';

const START = '2026-11-26T02:00:00Z';
const clock = testClock(START);
const log = collectLog();
let room: DeskRoom;
let lin: SignedInStaff;
let cheng: SignedInStaff;
let lead: SignedInStaff;

beforeAll(async () => {
  room = await deskRoom({ clock });
});
afterAll(async () => {
  log.stop();
  await room.close();
});
beforeEach(async () => {
  await room.test.empty('desk.review_case', 'desk.filing', 'desk.setting');
  clock.forward((Date.parse(START) - clock.now().getTime()) / 1000);
  lin = await room.signIn('林悦', 'reviewer');
  cheng = await room.signIn('程皓', 'reviewer');
  lead = await room.signIn('何靖', 'lead');
});

const OWNER = `website:${WEBSITE_ID}`;
const REMARK = 'websites.0.details.remark';
const LETTER = 'documents.commitment-letter';
const FACE = 'websites.0.liveness';
const HANDHELD = 'websites.0.documents.handheld-photo';
const paper = (id: string, kind: string, label: string, subject: string) => ({
  id,
  kind,
  label,
  subject,
  contentType: kind === 'liveness-video' ? 'video/mp4' : 'image/jpeg',
});
const documents = [
  paper('licence', 'business-licence', '营业执照', 'organizer'),
  paper('letter-1', 'commitment-letter', '承诺书第 1 页', 'organizer'),
  paper('letter-2', 'commitment-letter', '承诺书第 2 页', 'organizer'),
  paper('handheld', 'handheld-photo', '手持证件照', OWNER),
  paper('photo', 'liveness-photo', '核身照片', OWNER),
  paper('film', 'liveness-video', '核身视频', OWNER),
];
const FILED: Contents = { documents, findings: [toConfirm(REMARK), toConfirm('organizer.name')] };
const REPAIRED = { ...FILED, repairs: [{ item: 1, field: REMARK, changed: true }], remark: '介绍公司产品' };

const code = ({ status, body }: Reply) => [status, body.error?.code];
const take = (by: SignedInStaff, queue?: string) => room.call(by, 'POST /v1/cases/next', queue ? { queue } : {});
const look = (by: SignedInStaff, caseId: string, documentId: string) => room.see(by, caseId, documentId);
const open = (by: SignedInStaff, caseId: string, documentId: string) =>
  room.call(by, `POST /v1/cases/${caseId}/documents/${documentId}/view`);
const sayArrived = (by: SignedInStaff, caseId: string, documentId: string, sha256: string) =>
  room.call(by, `PUT /v1/cases/${caseId}/documents/${documentId}/seen`, { sha256 });
const judge = (by: SignedInStaff, caseId: string, row: string, conclusion = 'fits') =>
  room.call(by, `PUT /v1/cases/${caseId}/rows/${row}`, { conclusion, spentSeconds: 4 });
const decide = (by: SignedInStaff, caseId: string, body: object) =>
  room.call(by, `POST /v1/cases/${caseId}/decision`, { version: 1, ...body });
interface Shown {
  readonly row: string;
  readonly needsJudgement: boolean;
  readonly unseen: readonly string[];
}
async function toJudge(by: SignedInStaff, caseId: string): Promise<readonly string[]> {
  const { rows } = (await room.call(by, `GET /v1/cases/${caseId}`)).body as { rows: readonly Shown[] };
  return rows.filter(({ needsJudgement }) => needsJudgement).map(({ row }) => row);
}
/** Opens what a row needs, and concludes that it fits. */
async function fits(by: SignedInStaff, caseId: string, row: string): Promise<void> {
  const { rows } = (await room.call(by, `GET /v1/cases/${caseId}`)).body as { rows: readonly Shown[] };
  for (const id of rows.find((shown) => shown.row === row)?.unseen ?? []) await look(by, caseId, id);
  expect((await judge(by, caseId, row)).status).toBe(200);
}
async function release(): Promise<void> {
  clock.forward(60);
  for (const id of await room.decisions.due(10)) await room.release(id);
}
/** A first round that is returned for its remark, of which these rows were judged. */
async function returned(judged: readonly string[]) {
  const { caseId, filingId } = await room.receive(FILED);
  await take(lin);
  for (const row of judged) await fits(lin, caseId, row);
  await judge(lin, caseId, REMARK, 'differs');
  const items = [{ field: REMARK, reasonId: 'RJ-32' }];
  expect((await decide(lin, caseId, { kind: 'returned', items })).status).toBe(200);
  await release();
  return filingId;
}

describe('a row of a round that comes again', () => {
  it('is judged only if somebody judged it: after a return with one row judged the others are left, and nobody can accept', async () => {
    const filingId = await returned([]);
    const { caseId } = await room.receive(REPAIRED, { filingId, round: 2 });
    await take(lin);

    const left = await toJudge(lin, caseId);
    await judge(lin, caseId, REMARK);
    const accepted = await decide(lin, caseId, { kind: 'accepted' });

    expect(left).toEqual(['organizer.name', REMARK, LETTER, HANDHELD, FACE]);
    expect([...code(accepted), accepted.body.error.facts.missing]).toEqual([422, 'case.unjudged', '还有 4 项没有判断']);
  });

  it('that somebody found to fit, with the same pictures and value, is not judged again', async () => {
    const filingId = await returned([LETTER, FACE, HANDHELD]);
    const { caseId } = await room.receive(REPAIRED, { filingId, round: 2 });

    expect(await toJudge(lin, caseId)).toEqual(['organizer.name', REMARK]);
  });

  it('with another picture under the same id, or with something new that the machine found, is judged again', async () => {
    const filingId = await returned([LETTER, FACE, HANDHELD, 'organizer.name']);
    const findings = [...(FILED.findings ?? []), toConfirm('organizer.name', 'FD-18')];
    const pictures = { 'letter-2': await picture('#203040') };
    const { caseId } = await room.receive({ ...REPAIRED, findings }, { filingId, round: 2, pictures });

    expect(await toJudge(lin, caseId)).toEqual(['organizer.name', REMARK, LETTER]);
  });

  it('stands in any round: also in one that the applicant took back, and in the one before the last', async () => {
    const { caseId, filingId } = await room.receive(FILED);
    await take(lin);
    await fits(lin, caseId, LETTER);
    await room.incomingCases.withdraw(filingId, 1);
    const second = await room.receive(FILED, { filingId, round: 2 });
    await take(lin);
    await fits(lin, second.caseId, FACE);
    await room.incomingCases.withdraw(filingId, 2);

    const third = await room.receive(FILED, { filingId, round: 3 });

    expect(await toJudge(cheng, third.caseId)).toEqual(['organizer.name', REMARK, HANDHELD]);
  });

  it('counts as the last who judged it found it: what fitted one and differed for the next is judged again', async () => {
    const { caseId, filingId } = await room.receive(FILED);
    await take(lin);
    await fits(lin, caseId, LETTER);
    await fits(lin, caseId, FACE);
    await room.call(lin, `DELETE /v1/cases/${caseId}/lease`);
    clock.forward(60);
    await take(cheng);
    await judge(cheng, caseId, LETTER, 'differs');
    await room.incomingCases.withdraw(filingId, 1);

    const again = await room.receive(FILED, { filingId, round: 2 });

    expect(await toJudge(cheng, again.caseId)).toEqual(['organizer.name', REMARK, LETTER, HANDHELD]);
  });

  it('keeps of what somebody saw a keyed hash only', async () => {
    await returned([LETTER, 'organizer.name']);

    const rows = await room.test.query<{ sight_hash: string }>('select sight_hash from desk.judgement');

    expect(rows.map(({ sight_hash }) => sight_hash)).toEqual(
      [1, 2, 3].map(() => expect.stringMatching(/^[0-9a-f]{64}$/)),
    );
  });
});

describe('that a row fits', () => {
  it('nobody says before they have opened every page of it; that it differs, they may', async () => {
    const { caseId } = await room.receive(FILED);
    await take(lin);

    const unseen = await judge(lin, caseId, LETTER);
    await look(lin, caseId, 'letter-1');
    const half = await judge(lin, caseId, LETTER);
    const differs = await judge(lin, caseId, LETTER, 'differs');
    await look(lin, caseId, 'letter-2');
    const seen = await judge(lin, caseId, LETTER);

    expect([...code(unseen), unseen.body.error.facts.papers]).toEqual([
      409,
      'paper.unseen',
      '承诺书第 1 页、承诺书第 2 页',
    ]);
    expect([half.body.error.facts.papers, differs.status, seen.status]).toEqual(['承诺书第 2 页', 200, 200]);
  });

  it('nobody says of a paper whose link they never fetched, nor by the digest of another', async () => {
    const { caseId } = await room.receive(FILED);
    await take(lin);
    await open(lin, caseId, 'licence');
    const invented = await sayArrived(lin, caseId, 'licence', 'a'.repeat(64));
    const stored = await sayArrived(lin, caseId, 'licence', digestOf(await picture()));

    const blind = await judge(lin, caseId, 'organizer.name');
    const arrived = await look(lin, caseId, 'licence');

    expect([invented, stored, blind].map(code)).toEqual([
      [409, 'paper.not-fetched'],
      [409, 'paper.not-fetched'],
      [409, 'paper.unseen'],
    ]);
    expect([arrived.status, (await judge(lin, caseId, 'organizer.name')).status]).toEqual([200, 200]);
  });

  it('of a film counts once its link gave the film, and for nobody who has not opened it', async () => {
    const { caseId } = await room.receive(FILED, { pictures: { film: Buffer.from('film') } });
    await take(lin);
    await look(lin, caseId, 'photo');
    const unopened = await sayArrived(lin, caseId, 'film', digestOf(Buffer.from('film')));
    await open(lin, caseId, 'film');
    const half = await sayArrived(lin, caseId, 'film', digestOf(Buffer.from('fil')));
    const blind = await judge(lin, caseId, FACE);
    const whole = await sayArrived(lin, caseId, 'film', digestOf(Buffer.from('film')));

    expect([unopened, half, blind].map(code)).toEqual([
      [409, 'paper.not-fetched'],
      [409, 'paper.not-fetched'],
      [409, 'paper.unseen'],
    ]);
    expect([whole.status, (await judge(lin, caseId, FACE)).status]).toEqual([200, 200]);
  });

  it('of a face takes the photo, and the film where no key frames of it came', async () => {
    const { caseId } = await room.receive(FILED);
    const frame = paper('frame', 'liveness-frame', '关键画面', OWNER);
    const framed = await room.receive({ documents: [...documents, frame] });
    const { body: one } = await room.call(lin, `GET /v1/cases/${caseId}`);
    const { body: other } = await room.call(lin, `GET /v1/cases/${framed.caseId}`);
    const unseen = ({ rows }: { rows: readonly Shown[] }) => rows.find(({ row }) => row === FACE)?.unseen;

    expect([unseen(one), unseen(other)]).toEqual([
      ['photo', 'film'],
      ['photo', 'frame'],
    ]);
  });

  it('of a typed value takes the picture that it was read from, and no picture where none proves it', async () => {
    const { caseId } = await room.receive(FILED);
    await take(lin);

    const unseen = await judge(lin, caseId, 'organizer.name');
    await look(lin, caseId, 'licence');

    expect(code(unseen)).toEqual([409, 'paper.unseen']);
    expect((await judge(lin, caseId, 'organizer.name')).status).toBe(200);
    expect((await judge(lin, caseId, REMARK)).status).toBe(200);
  });

  it('takes own eyes, in this round: what a colleague opened, or oneself a round before, does not count', async () => {
    const filingId = await returned([LETTER]);
    const pictures = { 'letter-1': await picture('#203040') };
    const { caseId } = await room.receive(REPAIRED, { filingId, round: 2, pictures });
    await take(lin);
    const own = await judge(lin, caseId, LETTER);
    for (const id of ['letter-1', 'letter-2']) expect((await room.see(lead, caseId, id, 'compare')).status).toBe(200);

    const colleagues = await judge(lin, caseId, LETTER);

    expect([code(own), code(colleagues)]).toEqual([
      [409, 'paper.unseen'],
      [409, 'paper.unseen'],
    ]);
  });

  it('[four eyes] the second person says after they have opened the pictures themselves', async () => {
    const { caseId } = await room.receive({
      ...FILED,
      findings: [{ ...toConfirm('documents.commitment-letter'), severity: 'block' }],
    });
    await take(lin);
    for (const row of [LETTER, FACE, HANDHELD]) await fits(lin, caseId, row);
    expect((await decide(lin, caseId, { kind: 'accepted' })).body.state).toBe('second-view');
    await take(lead, 'second-view');

    const blind = await judge(lead, caseId, LETTER);
    await fits(lead, caseId, LETTER);
    const { body } = await room.call(lead, `GET /v1/cases/${caseId}`);

    expect(code(blind)).toEqual([409, 'paper.unseen']);
    expect(body.secondViewer).toBe('recommendation-shown');
  });
});
