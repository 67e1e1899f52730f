import { strFromU8, unzipSync } from 'fflate';
import { drawIdFront, drawLicence } from 'specimens/cards.ts';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { portrait } from 'specimens/person.ts';
import { describe, expect, it } from 'vitest';
import { objectStore } from '../../platform/compose/object-store.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { documents } from '../../tests/support/database/service-ports.ts';
import { callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { CONSENT_TEXT_VERSION, eligibleInput, sharedLaptop } from '../../tests/support/test-laptop.ts';
import type { Filer } from '../../tools/walk/filer.ts';

const { laptop } = await sharedLaptop();
const licence = await drawLicence(ENTERPRISE.licence);
const wish = { kind: 'business-licence', subject: 'organizer', contentType: 'image/jpeg', bytes: 1000 };

/** A person who has consented, and uploaded their licence. */
async function withLicence(name: string) {
  const filer = await laptop.signedIn(name);
  await filer.giveConsent(CONSENT_TEXT_VERSION);
  const upload = () => filer.upload(undefined, 'business-licence', 'organizer', licence);
  let document = await upload();
  // On a busy machine the engine may time out; then the person uploads it again.
  for (let turn = 1; turn < 3 && !document.fields?.creditCode; turn += 1) {
    await filer.call('removeDocument', { params: { documentId: document.documentId } });
    document = await upload();
  }
  return { filer, call: await callerAt(laptop, name), ...document };
}

const cleanKeyOf = async (documentId: string, filer: Filer) => {
  const { accountId } = await filer.call('listCodes', {});
  return (await (await documents()).findOwn(documentId, accountId)).cleanKey ?? '';
};
const isThere = async (key: string) => (await (await objectStore()).look(key)) !== undefined;

describe('a licence in the first step', () => {
  it('is read before there is a filing, and proves the number; the filing that is opened has it, once', async () => {
    const { filer, call, documentId, fields } = await withLicence('first');
    const { creditCode, name, type, address, legalRepresentative, validFrom } = await filer.readValues(
      await filer.call('showDocument', { params: { documentId }, query: {} }),
    );

    const { ticket, filingType } = await filer.checkEligibility({
      ...eligibleInput('enterprise'),
      certificateNumber: creditCode ?? '',
    });
    const { filingId } = await filer.openFiling(ticket, CONSENT_TEXT_VERSION, [documentId]);

    expect({ creditCode, name, type, address, legalRepresentative, validFrom }).toMatchObject({
      creditCode: '91440300MAYH3K7264',
      name: '深圳市云帆样例科技有限公司',
      address: ENTERPRISE.licence.address,
      legalRepresentative: '周建明',
    });
    expect(fields?.creditCode?.text).not.toBe('91440300MAYH3K7264');
    expect(filingType).toBe('first');
    const materials = await filer.materials(filingId);
    expect(materials).toContainEqual(expect.objectContaining({ kind: 'business-licence', state: 'ready' }));
    expect(refusalOf(await call('DELETE', `/v1/uploads/${documentId}`))).toBe('404 upload.unknown');
  });

  it('[A1] can’t be seen, deleted or taken over by anybody else', async () => {
    const { documentId } = await withLicence('owner');
    const { call, filer } = await withLicence('thief');
    const { ticket } = await filer.checkEligibility(eligibleInput('enterprise'));

    const tries = [
      await call('GET', `/v1/uploads/${documentId}`),
      await call('DELETE', `/v1/uploads/${documentId}`),
      await call('POST', '/v1/filings', {
        ticket,
        consentTextVersion: CONSENT_TEXT_VERSION,
        documentIds: [documentId],
      }),
    ];

    expect(tries.map(refusalOf)).toEqual(['404 upload.unknown', '404 upload.unknown', '404 upload.unknown']);
    // Nothing was opened: the ticket is still good.
    expect(await filer.openFiling(ticket, CONSENT_TEXT_VERSION)).toMatchObject({ state: 'draft' });
  });

  it('[A3] is not asked for without consent, and goes with it', async () => {
    const call = await callerAt(laptop, 'not yet');
    const early = await call('POST', '/v1/uploads', wish);
    const { call: later, filer, documentId } = await withLicence('withdrawing');
    const key = await cleanKeyOf(documentId, filer);
    const before = await isThere(key);

    await later('DELETE', '/v1/me/consents');

    expect(refusalOf(early)).toBe('422 consent.missing');
    expect([before, await isThere(key)]).toEqual([true, false]);
    expect(refusalOf(await later('GET', `/v1/uploads/${documentId}`))).toBe('404 upload.unknown');
  });

  it('is deleted with its picture when its owner says so', async () => {
    const { call, filer, documentId } = await withLicence('tidy');
    const key = await cleanKeyOf(documentId, filer);
    const before = await isThere(key);

    const { status, body } = await call('DELETE', `/v1/uploads/${documentId}`);

    expect([before, status, body, await isThere(key)]).toEqual([true, 200, { documentId }, false]);
    expect(refusalOf(await call('GET', `/v1/uploads/${documentId}`))).toBe('404 upload.unknown');
  });

  it('is in the export, with its picture', async () => {
    const { filer } = await withLicence('exporting');

    const { data, files } = await filer.call('exportData', {});

    const unzipped = async (url = '') => unzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer()));
    const json = JSON.parse(strFromU8((await unzipped(data.url))['personal-data.json'] as Uint8Array));
    expect(json.发起备案前的证件).toMatchObject([
      { kind: 'business-licence', fields: { creditCode: { text: '91440300MAYH3K7264' } } },
    ]);
    expect(Object.keys(await unzipped(files[0]?.url))).toEqual([json.发起备案前的证件[0].文件]);
  });
});

describe('an ID card in the first step', () => {
  it('proves the number of a person', async () => {
    const filer = await laptop.signedIn('a person');
    await filer.giveConsent(CONSENT_TEXT_VERSION);
    const bytes = await drawIdFront(INDIVIDUAL.idCard, { portrait: await portrait() });
    await filer.upload(undefined, 'id-front', 'principal', bytes);

    expect(await filer.checkEligibility(eligibleInput('individual'))).toMatchObject({ filingType: 'first' });
  });
});

describe('before a filing', () => {
  it.each<[DocumentKind, string]>([
    ['handheld-photo', 'organizer'],
    ['commitment-letter', 'organizer'],
    ['ending-declaration', 'principal'],
    ['liveness-video', 'principal'],
    ['business-licence', 'principal'],
    ['id-front', 'organizer'],
    ['id-front', 'website:0b6c2f0a-8f0e-4c1c-9d4e-0a7a4a0f5f11'],
  ])('no %s of %s can be uploaded', async (kind, subject) => {
    const filer = await laptop.signedIn('too early');
    await filer.giveConsent(CONSENT_TEXT_VERSION);
    const call = await callerAt(laptop, 'too early');

    const reply = await call('POST', '/v1/uploads', { ...wish, kind, subject });

    expect(refusalOf(reply)).toBe('422 upload.filing-missing');
  });

  it('twelve certificates may wait; deleting one makes room', async () => {
    const filer = await laptop.signedIn('collecting');
    await filer.giveConsent(CONSENT_TEXT_VERSION);
    const call = await callerAt(laptop, 'collecting');
    const first = await call('POST', '/v1/uploads', wish);
    const { documentId } = first.body as { documentId: string };
    const grants = [first];
    for (let count = 1; count < 12; count += 1) grants.push(await call('POST', '/v1/uploads', wish));

    const refused = await call('POST', '/v1/uploads', wish);
    await call('DELETE', `/v1/uploads/${documentId}`);
    const again = await call('POST', '/v1/uploads', wish);

    expect(grants.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 201));
    expect([refusalOf(refused), again.status]).toEqual(['429 upload.too-many-before-filing', 201]);
  });
});
