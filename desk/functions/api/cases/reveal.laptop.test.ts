import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MachineValue } from '../../../../contracts/review-desk/evidence.ts';
import type { ObjectStore } from '../../../../platform/ports/object-store.ts';
import { type CosUnderTest, openCos } from '../../../../tests/support/database/cos-under-test.ts';
import { objectStoreOn } from '../../../../tests/support/database/object-store.ts';
import { PERSONAL } from '../../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom, type Reply } from '../../../../tests/support/desk/desk-room.ts';
import { movableClock } from '../../../../tests/support/desk/review-tables.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';
import { removeViews } from '../../timer/keep-promises.ts';
import type { Ports as TimerPorts } from '../../timer/ports.ts';

const clock = movableClock();
const log = collectLog();
let cos: CosUnderTest;
let objectStore: ObjectStore;
let room: DeskRoom;
let lin: SignedInStaff;

beforeAll(async () => {
  cos = await openCos();
  objectStore = objectStoreOn(cos);
  room = await deskRoom({ clock, objectStore });
});
afterAll(async () => {
  log.stop();
  await room.close();
  await cos.close();
});
beforeEach(async () => {
  await room.test.empty('desk.review_case', 'desk.filing', 'desk.setting', 'desk.audit');
  lin = await room.signIn('林悦', 'reviewer');
});

const ROW = 'principal.idNumber';
const code = ({ status, body }: Reply) => [status, body.error?.code];
const reveal = (by: SignedInStaff, caseId: string, row = ROW) =>
  room.call(by, `POST /v1/cases/${caseId}/reveals`, { row, reason: 'compare' });
const timer = () => removeViews({ ...room, clock, objectStore } as unknown as TimerPorts);

async function held() {
  const received = await room.receive();
  await room.call(lin, 'POST /v1/cases/next', {});
  return received;
}

describe('[SEC-05] a value in clear', () => {
  it('stands behind a link for a minute, in no reply, log or chain; who looked is counted and remembered', async () => {
    const { caseId } = await held();
    log.clear();

    const { body, text } = await reveal(lin, caseId);
    const shown = await fetch(body.view.url);

    expect(await shown.json()).toEqual({ rows: [{ row: ROW, value: '440301199003077310' }] });
    expect(new Date(body.view.expiresAt).getTime() - clock.now().getTime()).toBe(60_000);
    const [, until] = (new URL(body.view.url).searchParams.get('q-sign-time') ?? '').split(';').map(Number);
    expect((until ?? 0) - Date.now() / 1000).toBeLessThanOrEqual(61);
    expect(body.revealsToday).toBe(1);
    const entries = await room.auditReader.entriesOf(caseId);
    expect(entries.at(-1)).toMatchObject({
      actor: lin.staffId,
      action: 'revealed',
      facts: { row: ROW, reason: 'compare' },
    });
    for (const value of PERSONAL) expect(text + log.texts.join() + JSON.stringify(entries)).not.toContain(value);
  });

  it('comes with what the other sources have instead, so that both can be compared', async () => {
    const said = { source: 'read', agreement: 'differs', value: '440301199003077318', document: 'card' } as const;
    const evidence = { values: [{ field: ROW, ...said }], liveness: [] };
    const { caseId } = await room.receive({ evidence });
    await room.call(lin, 'POST /v1/cases/next', {});

    const { body } = await reveal(lin, caseId);

    expect(await (await fetch(body.view.url)).json()).toEqual({
      rows: [{ row: ROW, value: '440301199003077310', read: '440301199003077318' }],
    });
  });

  it('is a name or an address in full for whoever has the case in hand: all at once, remembered and not counted', async () => {
    const { caseId } = await held();
    const auditor = await room.signIn('质检', 'auditor');

    const { body } = await room.call(lin, `POST /v1/cases/${caseId}/reveals`, {});
    const { rows } = (await (await fetch(body.view.url)).json()) as { rows: { row: string; value: string }[] };

    expect(rows).toContainEqual({ row: 'principal.name', value: '林小满' });
    expect(rows.filter(({ row }) => /idNumber|certificateNumber|mobile|Phone|email/.test(row))).toEqual([]);
    expect(body.revealsToday).toBe(0);
    const told = (await room.auditReader.entriesOf(caseId)).filter(({ action }) => action === 'revealed');
    expect(told.map(({ facts }) => facts.row)).toEqual(rows.map(({ row }) => row));
    expect(code(await room.call(auditor, `POST /v1/cases/${caseId}/reveals`, { reason: 'audit' }))).toEqual([
      409,
      'case.not-yours',
    ]);
  });

  it('is in a call the end of the principal’s number too, which they are to say', async () => {
    const { caseId } = await held();

    const { body } = await room.call(lin, `POST /v1/cases/${caseId}/reveals`, { isCall: true });
    const { rows } = (await (await fetch(body.view.url)).json()) as { rows: { row: string; value: string }[] };

    expect(rows.filter(({ row }) => row === ROW)).toEqual([{ row: ROW, value: '7310' }]);
    expect(body.revealsToday).toBe(0);
  });

  it('is gone ten minutes later, and at once when the filing is erased', async () => {
    const { caseId, filingId } = await held();
    await reveal(lin, caseId);
    const [row] = await room.test.query<{ object_key: string }>(
      'select object_key from desk.clear_view where object_key is not null',
    );
    const key = row?.object_key ?? '';
    const early = await timer();

    const erased = await room.clearViews.leftObjects({ filingId }, 10);
    clock.forward(601);
    const late = await timer();

    expect([early, erased, late]).toEqual([0, [key], 1]);
    expect(await objectStore.look(key)).toBeUndefined();
  });

  it('is shown for a case in the own hands, one value that is masked at a time, and not without end', async () => {
    const { caseId } = await held();
    const cheng = await room.signIn('程皓', 'reviewer');
    const support = await room.signIn('客服', 'support');
    const auditor = await room.signIn('质检', 'auditor');
    const settings = await room.settingsStore.current();
    await room.settingsStore.save({ ...settings, revealsPerDay: 2 }, lin.staffId, clock.now());

    expect(code(await reveal(cheng, caseId))).toEqual([409, 'case.not-yours']);
    expect(code(await reveal(support, caseId))).toEqual([403, 'staff.no-right']);
    expect((await reveal(auditor, caseId)).status).toBe(200);
    expect(code(await reveal(lin, caseId, 'principal'))).toEqual([404, 'case.row-unknown']);
    expect(code(await reveal(lin, caseId, 'organizer.name'))).toEqual([404, 'case.row-unknown']);
    await reveal(lin, caseId);
    await reveal(lin, caseId);
    expect(code(await reveal(lin, caseId))).toEqual([429, 'reveal.too-many']);
  });

  it('is shown no more often by several looks at the same time', async () => {
    const auditor = await room.signIn('质检', 'auditor');
    const settings = await room.settingsStore.current();
    await room.settingsStore.save({ ...settings, revealsPerDay: 1 }, lin.staffId, clock.now());
    const cases = [await room.receive(), await room.receive(), await room.receive(), await room.receive()];

    const looks = await Promise.all(cases.map(({ caseId }) => reveal(auditor, caseId)));

    expect(looks.map(({ status }) => status).toSorted()).toEqual([200, 429, 429, 429]);
  });

  it('needs one of the known reasons', async () => {
    const { caseId } = await held();

    const refused = await room.call(lin, `POST /v1/cases/${caseId}/reveals`, { row: ROW, reason: 'curious' });

    expect(code(refused)).toEqual([422, 'request.invalid']);
  });
});

describe('a paper', () => {
  const plain = (width: number) =>
    sharp({ create: { width, height: 400, channels: 3, background: '#d8d0b8' } })
      .png()
      .toBuffer();

  async function withPaper(contentType: string, bytes: Buffer, kind = 'handheld-photo', values: MachineValue[] = []) {
    const paper = { id: 'doc-1', kind, label: '材料', subject: 'principal', contentType };
    const contents = { documents: [paper], evidence: { values, liveness: [] } };
    const { caseId } = await room.receive(contents, { pictures: { 'doc-1': bytes } });
    await room.call(lin, 'POST /v1/cases/next', {});
    return caseId;
  }
  const open = (by: SignedInStaff, caseId: string, id = 'doc-1', query: Readonly<Record<string, string>> = {}) =>
    room.call(by, `POST /v1/cases/${caseId}/documents/${id}/view`, undefined, query);

  it('is opened for a minute by whoever holds the case, and remembered; it does not count as a value in clear', async () => {
    const caseId = await withPaper('video/mp4', Buffer.from('film'));
    const cheng = await room.signIn('程皓', 'reviewer');

    const opened = await open(lin, caseId);

    expect(await (await fetch(opened.body.url)).text()).toBe('film');
    expect(code(await open(lin, caseId, 'doc-2'))).toEqual([404, 'paper.unknown']);
    expect(code(await open(cheng, caseId))).toEqual([409, 'case.not-yours']);
    const last = (await room.auditReader.entriesOf(caseId)).at(-1);
    expect(last).toMatchObject({ action: 'paper-opened', facts: { document: 'doc-1' } });
    expect((await room.call(lin, `GET /v1/cases/${caseId}`)).body.revealsToday).toBe(0);
  });

  it('that is a picture is marked all over with who looks and when, in its own size, and the copy is deleted', async () => {
    const caseId = await withPaper('image/png', await plain(600));

    const { body } = await open(lin, caseId);
    const shown = Buffer.from(await (await fetch(body.url)).arrayBuffer());

    const { format, width, height } = await sharp(shown).metadata();
    expect([format, width, height]).toEqual(['jpeg', 600, 400]);
    const quarters = [0, 300].flatMap((left) => [0, 200].map((top) => ({ left, top, width: 300, height: 200 })));
    for (const quarter of quarters) {
      const { channels } = await sharp(await sharp(shown).extract(quarter).toBuffer()).stats();
      expect(channels[0]?.stdev).toBeGreaterThan(5);
    }
    clock.forward(601);
    expect(await timer()).toBe(1);
  });

  const PLACE = [
    [60, 280],
    [540, 280],
    [540, 320],
    [60, 320],
  ] as const;
  const NUMBER: MachineValue = {
    field: ROW,
    source: 'read',
    agreement: 'same',
    value: '440301199003077310',
    document: 'doc-1',
    places: [PLACE],
  };
  const uncover = (by: SignedInStaff, caseId: string, reason = 'compare') =>
    room.call(by, `POST /v1/cases/${caseId}/documents/doc-1/reveals`, { reason });
  const bytesOf = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());

  it('that shows the number of an ID card leaves without its last digits, until somebody asks for them', async () => {
    const [picture, at] = [await plain(600), clock.now()];
    const caseId = await withPaper('image/png', picture, 'id-front', [NUMBER]);
    const viewer = { ...lin, displayName: '林悦' };

    const view = await room.call(lin, `GET /v1/cases/${caseId}`);
    const covered = await bytesOf((await open(lin, caseId)).body.url);
    const { body, text } = await uncover(lin, caseId);
    const seen = await bytesOf(body.view.url);

    expect(view.body.papers).toMatchObject([{ documentId: 'doc-1', covered: 'last-digits' }]);
    const digits = { left: 450, top: 285, width: 80, height: 30 };
    const place = await sharp(await sharp(covered).extract(digits).toBuffer()).stats();
    expect(place.channels[0]?.mean).toBeLessThan(100);
    expect(seen.equals(await room.markedPictures.mark(picture, viewer, at))).toBe(true);
    expect(new Date(body.view.expiresAt).getTime() - at.getTime()).toBe(60_000);
    expect(text).not.toContain(NUMBER.value);
  });

  it('whose number nobody found is covered as a whole', async () => {
    const [picture, at] = [await plain(600), clock.now()];
    const caseId = await withPaper('image/png', picture, 'id-front', [{ ...NUMBER, places: [] }]);

    const view = await room.call(lin, `GET /v1/cases/${caseId}`);
    const shown = await bytesOf((await open(lin, caseId)).body.url);

    expect(view.body.papers).toMatchObject([{ covered: 'picture' }]);
    const viewer = { ...lin, displayName: '林悦' };
    expect(shown.equals(await room.markedPictures.mark(picture, viewer, at, 'picture'))).toBe(true);
  });

  it('is uncovered by whoever may see a value in clear: with a reason, counted as one, remembered, deleted', async () => {
    const caseId = await withPaper('image/png', await plain(600), 'id-front', [NUMBER]);
    const cheng = await room.signIn('程皓', 'reviewer');
    const support = await room.signIn('客服', 'support');
    const settings = await room.settingsStore.current();
    await room.settingsStore.save({ ...settings, revealsPerDay: 2 }, lin.staffId, clock.now());

    expect(code(await uncover(cheng, caseId))).toEqual([409, 'case.not-yours']);
    expect(code(await uncover(support, caseId))).toEqual([403, 'staff.no-right']);
    expect(code(await uncover(lin, caseId, 'curious'))).toEqual([422, 'request.invalid']);
    expect((await uncover(lin, caseId)).body.revealsToday).toBe(1);
    expect((await reveal(lin, caseId)).body.revealsToday).toBe(2);
    expect(code(await uncover(lin, caseId))).toEqual([429, 'reveal.too-many']);
    const entries = await room.auditReader.entriesOf(caseId);
    expect(entries.find(({ action }) => action === 'revealed')).toMatchObject({
      actor: lin.staffId,
      facts: { document: 'doc-1', reason: 'compare' },
    });
    clock.forward(601);
    expect(await timer()).toBe(2);
  });

  it('that is not covered has nothing to uncover, and one that its package does not name is not shown', async () => {
    const caseId = await withPaper('image/png', await plain(600));
    await room.test.query("update desk.stored_document set document_id = 'doc-2' where document_id = 'doc-1'");

    expect(code(await uncover(lin, caseId))).toEqual([404, 'paper.unknown']);
    expect(code(await open(lin, caseId, 'doc-2'))).toEqual([404, 'paper.unknown']);
  });

  it.each([
    ['is no picture', Buffer.from('not a picture')],
    ['ends in its middle', undefined],
  ])('that %s is said to be broken, in a sentence, also where it is uncovered', async (_, bytes) => {
    const whole = await plain(600);
    const caseId = await withPaper('image/png', bytes ?? whole.subarray(0, whole.length / 2), 'id-front', [NUMBER]);

    const opened = await open(lin, caseId);

    expect([opened, await uncover(lin, caseId)].map(code)).toEqual(Array(2).fill([422, 'paper.broken']));
    expect(opened.body.error.message).toBe('这张图片打不开，文件缺失或已损坏。请退回这一项，请申请人重新上传。');
  });

  it('whose file is gone is said to be broken', async () => {
    const caseId = await withPaper('image/png', await plain(600));
    const [file] = await room.test.query<{ object_key: string }>('select object_key from desk.stored_document');
    await objectStore.remove(file?.object_key ?? '');

    expect(code(await open(lin, caseId))).toEqual([422, 'paper.broken']);
  });

  it('that is a picture has the name of whoever looks in its mark', async () => {
    const [picture, at] = [await plain(600), clock.now()];
    const caseId = await withPaper('image/png', picture);
    const lead = await room.signIn('周岚', 'lead');

    const shown: Buffer[] = [];
    for (const opened of [await open(lin, caseId), await open(lead, caseId, 'doc-1', { reason: 'complaint' })])
      shown.push(await bytesOf(opened.body.url));

    const { markedPictures } = room;
    expect(shown[0]?.equals(await markedPictures.mark(picture, { ...lin, displayName: '林悦' }, at))).toBe(true);
    expect(shown[1]?.equals(await markedPictures.mark(picture, { ...lead, displayName: '周岚' }, at))).toBe(true);
  });
});
