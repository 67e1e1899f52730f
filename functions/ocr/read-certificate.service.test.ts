import { drawIdBack, drawIdFront, drawLicence } from 'specimens/cards.ts';
import { drawNotACertificate } from 'specimens/letters.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { portrait } from 'specimens/person.ts';
import { describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { mosaicked, together } from '../../tests/support/pictures/spoilt-pictures.ts';
import { openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';

const { idCard, licence } = ENTERPRISE;

const { laptop } = await sharedLaptop();
const filer = await laptop.signedIn('reader');
const { filingId } = await openDraft(filer);
const front = await drawIdFront(idCard, { portrait: await portrait() });
const back = await drawIdBack(idCard);

// Where a licence on a desk has its values.
const NUMBER = { left: 0.109, top: 0.261, width: 0.224, height: 0.037 };
const NAME = { left: 0.221, top: 0.402, width: 0.329, height: 0.057 };
const NAME_AND_BELOW = { ...NAME, height: 0.241 };
const RIGHT_COLUMN = { left: 0.663, top: 0.402, width: 0.257, height: 0.222 };

const upload = (kind: DocumentKind, bytes: Buffer) =>
  filer.upload(filingId, kind, kind === 'business-licence' ? 'organizer' : 'principal', bytes);

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

  it.each(['id-front', 'id-back'] as const)('may show both sides, and is read as each of them: %s', async (side) => {
    const document = await upload(side, await together(front, back));

    expect(document).toMatchObject({
      state: 'ready',
      findings: [
        {
          ruleId: 'MT-06',
          severity: 'warn',
          message: '图片中同时有身份证的正反两面，已识别需要的一面。请尽量每面单独拍一张，让证件占满画面，文字更清楚。',
        },
      ],
    });
    expect(await filer.readValues(document)).toMatchObject(
      side === 'id-front' ? { idNumber: '440305198806159974' } : { validTo: '2039-03-11' },
    );
  });

  it.each([
    ['every value', [NAME_AND_BELOW, NUMBER, RIGHT_COLUMN], /^(MT-91|MT-93)$/, /遮挡|手工填写/],
    ['name', [NAME], /^MT-93$/, /没有识别出证件上的名称/],
  ])('is a licence under a mosaic, of which the person is told: %s', async (_, regions, rule, words) => {
    const mosaic = await mosaicked(await drawLicence(licence), regions);

    const { state, findings } = await upload('business-licence', mosaic);

    expect(state).toBe('ready');
    const told = findings.filter(({ ruleId }) => rule.test(ruleId));
    expect(told.map(({ message }) => message).join()).toMatch(words);
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
