import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawIdBack, drawIdFront, drawLicence } from '../../local/specimens/cards.ts';
import { drawNotACertificate } from '../../local/specimens/letters.ts';
import { ENTERPRISE } from '../../local/specimens/people.ts';
import { portrait } from '../../local/specimens/person.ts';
import type { Filer } from '../../local/walk/filer.ts';
import { documents, ids, objectStore, ocr, reviews } from '../../shared/compose.ts';
import type { DocumentKind } from '../../shared/domain/document.ts';
import { resolvePorts } from '../../shared/edge/contract.ts';
import { inProcessHost } from '../../tests/support/in-process-host.ts';
import { collectLog } from '../../tests/support/scf.ts';
import { openDraft, type TestLaptop, testLaptop } from '../../tests/support/test-laptop.ts';
import { readCertificate } from './read-certificate.ts';

const { idCard, licence } = ENTERPRISE;

let laptop: TestLaptop;
let filer: Filer;
let filingId: string;
let front: Buffer;
let back: Buffer;
const log = collectLog();

beforeAll(async () => {
  laptop = await testLaptop({ hostFunctions: inProcessHost });
  filer = await laptop.signedIn('reader');
  ({ filingId } = await openDraft(filer));
  front = await drawIdFront(idCard, { portrait: await portrait() });
  back = await drawIdBack(idCard);
});
afterAll(async () => {
  await laptop.stop();
  log.stop();
});

const upload = (kind: DocumentKind, bytes: Buffer) =>
  filer.upload(filingId, kind, kind === 'business-licence' ? 'organizer' : 'principal', {
    bytes,
    contentType: 'image/jpeg',
  });

const readings = () => laptop.cloudApi.calls('IDCardOCR') + laptop.cloudApi.calls('BizLicenseOCR');

describe('a certificate that was uploaded', () => {
  it('is read: the portrait side of an ID card', async () => {
    const document = await upload('id-front', front);

    const { address, birthDate, idNumber, name } = await filer.readValues(document);
    expect(document).toMatchObject({ state: 'ready', findings: [] });
    expect({ address, birthDate, idNumber, name }).toEqual({
      address: idCard.address,
      birthDate: '1988-06-15',
      idNumber: '440305198806159974',
      name: '周建明',
    });
  });

  it('is read: the other side', async () => {
    const document = await upload('id-back', back);

    expect(await filer.readValues(document)).toEqual({
      authority: '深圳市公安局南山分局',
      validFrom: '2019-03-11',
      validTo: '2039-03-11',
    });
  });

  it('is read: a business licence', async () => {
    const document = await upload('business-licence', await drawLicence(licence));

    expect(await filer.readValues(document)).toMatchObject({
      creditCode: '91440300MAYH3K7264',
      name: '深圳市云帆样例科技有限公司',
      legalRepresentative: '周建明',
      address: licence.address,
    });
  });

  it.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ['the wrong side', () => back, '证件的正反面传反了，请上传正确的一面。'],
    ['no certificate', drawNotACertificate, '没有在图片中找到这种证件，请确认上传的是对应证件的原件照片。'],
  ])('is refused with what to do when it is %s', async (_, draw, message) => {
    const uploading = upload('id-front', await draw());

    await expect(uploading).rejects.toMatchObject({
      findings: [{ ruleId: 'MT-06', severity: 'block', field: 'file', message }],
    });
  });

  it('is read by the next delivery, once, when the vendor is busy', async () => {
    const before = readings();
    laptop.cloudApi.failNext('IDCardOCR', { code: 'RequestLimitExceeded' });

    const document = await upload('id-back', back);

    expect(document.state).toBe('ready');
    expect(readings() - before).toBe(1);
  });
});

describe('events for one picture', () => {
  const ports = () => resolvePorts({ documents, ids, objectStore, ocr, reviews });

  /** A picture that intake has passed on. It lies where no trigger looks, so that only the test delivers. */
  async function passedOn(kind: DocumentKind = 'id-back') {
    const { documents, ids, objectStore, reviews } = await ports();
    const { applicantId } = await reviews.find(filingId);
    const [id, cleanKey] = [ids.uuid(), `clean/materials/${ids.secret()}`];
    const incomingKey = `incoming/${kind}/${ids.secret()}`;
    await documents.create(
      { id, filingId, applicantId, kind, subject: 'principal', contentType: 'image/jpeg', maxBytes: 1, incomingKey },
      { since: new Date(0), grants: 1000, bytes: Infinity },
    );
    await objectStore.write(cleanKey, back, 'image/jpeg');
    await documents.change(id, 'waiting', { state: 'reading', cleanKey });
    return { id, cleanKey, state: async () => (await documents.find(id, applicantId)).state };
  }

  const deliver = async (key: string, messageId = 'first') =>
    readCertificate({ key, bytes: 0, messageId }, await ports());

  it('cost one reading when they come at once and again later', async () => {
    const { cleanKey, state } = await passedOn();
    const before = readings();

    const together = await Promise.all(['first', 'first', 'second'].map((id) => deliver(cleanKey, id)));
    const later = await deliver(cleanKey);

    expect([...together, later].toSorted()).toEqual(['done', 'seen', 'seen', 'seen']);
    expect(readings() - before).toBe(1);
    expect(await state()).toBe('ready');
  });

  it('make up for each other at once when the vendor fails one of them', async () => {
    const { cleanKey, state } = await passedOn();
    const startedMs = performance.now();
    laptop.cloudApi.failNext('IDCardOCR', { code: 'RequestLimitExceeded' });

    const [failed, done] = await Promise.allSettled([deliver(cleanKey), deliver(cleanKey)]).then((all) =>
      all.toSorted((one) => (one.status === 'rejected' ? -1 : 1)),
    );

    expect(failed).toMatchObject({ status: 'rejected', reason: { port: 'ocr', kind: 'throttled' } });
    expect(done).toEqual({ status: 'fulfilled', value: 'done' });
    // Not only when the claim of the failed one has run out, 30 s later.
    expect(performance.now() - startedMs).toBeLessThan(20_000);
    expect(await state()).toBe('ready');
  });

  it('take over from an instance that died', async () => {
    const { id, cleanKey, state } = await passedOn();
    await (await documents()).claim(id, 'reading', 1);

    const outcome = await deliver(cleanKey);

    expect(outcome).toBe('done');
    expect(await state()).toBe('ready');
  });

  it('delete the picture when it can not be used', async () => {
    const { cleanKey, state } = await passedOn('id-front');

    const outcome = await deliver(cleanKey);

    expect(outcome).toBe('done');
    expect(await state()).toBe('refused');
    expect(await (await objectStore()).look(cleanKey)).toBeUndefined();
  });

  it('leave what intake has found', async () => {
    const { id, cleanKey } = await passedOn();
    const soft = { ruleId: 'MT-05', severity: 'warn', field: 'file', message: '图片模糊', params: {} } as const;
    await (await documents()).change(id, 'reading', { state: 'reading', findings: [soft] });

    await deliver(cleanKey);

    expect(await (await documents()).findByCleanKey(cleanKey)).toMatchObject({ state: 'ready', findings: [soft] });
  });

  it('read nothing that is no certificate of ours', async () => {
    const { cleanKey } = await passedOn('handheld-photo');
    const before = readings();

    const outcomes = [await deliver('clean/certificates/nobodys'), await deliver(cleanKey)];

    expect(outcomes).toEqual(['ignored', 'ignored']);
    expect(readings()).toBe(before);
  });
});
