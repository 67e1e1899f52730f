import { drawIdBack, drawIdFront, drawLicence } from 'specimens/cards.ts';
import { drawNotACertificate } from 'specimens/letters.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { portrait } from 'specimens/person.ts';
import { describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { inProcessLaptop, openDraft } from '../../tests/support/test-laptop.ts';

const { idCard, licence } = ENTERPRISE;

const { laptop } = await inProcessLaptop();
const filer = await laptop.signedIn('reader');
const { filingId } = await openDraft(filer);
const front = await drawIdFront(idCard, { portrait: await portrait() });
const back = await drawIdBack(idCard);

const upload = (kind: DocumentKind, bytes: Buffer) =>
  filer.upload(filingId, kind, kind === 'business-licence' ? 'organizer' : 'principal', {
    bytes,
    contentType: 'image/jpeg',
  });

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
  ])('is refused with advice when it is %s', async (_, draw, message) => {
    const uploading = upload('id-front', await draw());

    await expect(uploading).rejects.toMatchObject({
      findings: [{ ruleId: 'MT-06', severity: 'block', field: 'file', message }],
    });
  });
});
