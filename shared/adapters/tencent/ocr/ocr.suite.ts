import { describe, expect, it } from 'vitest';
import type { Ocr, OcrPicture } from '../../../ports/documents/ocr.ts';

/** An adapter and pictures that its vendor can fetch. */
export interface OcrUnderTest {
  readonly ocr: Ocr;
  /** The card of 周建明, both sides, and his company's licence, as in the specimens. */
  readonly idFront: OcrPicture;
  readonly idBack: OcrPicture;
  readonly licence: OcrPicture;
  readonly noCertificate: OcrPicture;
  readonly blurredIdFront: OcrPicture;
}

// Readings are real and take seconds.
const TIMEOUT = { timeout: 60_000 };

/** The contract of Ocr. */
export function describeOcr(name: string, open: () => OcrUnderTest): void {
  describe(name, TIMEOUT, () => {
    it('reads the portrait side of an ID card', async () => {
      const { ocr, idFront } = open();

      const reading = await ocr.read('id-front', idFront);

      expect(reading).toMatchObject({
        outcome: 'read',
        fields: {
          name: { text: '周建明' },
          idNumber: { text: '440305198806159974' },
          sex: { text: '男' },
          nation: { text: '汉' },
          birthDate: { text: '1988-06-15' },
          address: { text: '广东省深圳市南山区科苑南路168号样例花园3栋2单元1502房' },
        },
        warnings: [],
      });
    });

    it('reads the other side', async () => {
      const { ocr, idBack } = open();

      const reading = await ocr.read('id-back', idBack);

      expect(reading).toMatchObject({
        outcome: 'read',
        fields: {
          authority: { text: '深圳市公安局南山分局' },
          validFrom: { text: '2019-03-11' },
          validTo: { text: '2039-03-11' },
        },
        warnings: [],
      });
    });

    it('reads a business licence', async () => {
      const { ocr, licence } = open();

      const reading = await ocr.read('business-licence', licence);

      expect(reading).toMatchObject({
        outcome: 'read',
        fields: {
          name: { text: '深圳市云帆样例科技有限公司' },
          creditCode: { text: '91440300MAYH3K7264' },
          type: { text: '有限责任公司（自然人独资）' },
          legalRepresentative: { text: '周建明' },
          address: { text: '广东省深圳市南山区科苑南路168号样例大厦A座1203室' },
          capital: { text: '伍佰万元整' },
          establishedOn: { text: '2019-05-20' },
        },
        warnings: [],
      });
    });

    it('distinguishes the sides of a card', async () => {
      const { ocr, idBack } = open();

      const reading = await ocr.read('id-front', idBack);

      expect(reading).toEqual({ outcome: 'unreadable', reason: 'wrong-side' });
    });

    it.each(['id-front', 'business-licence'] as const)('finds no %s in another picture', async (kind) => {
      const { ocr, noCertificate } = open();

      const reading = await ocr.read(kind, noCertificate);

      expect(reading).toEqual({ outcome: 'unreadable', reason: 'not-this-certificate' });
    });

    it('reports that a picture is blurred', async () => {
      const { ocr, blurredIdFront } = open();

      const reading = await ocr.read('id-front', blurredIdFront);

      expect(reading).toEqual({ outcome: 'unreadable', reason: 'blurred' });
    });

    it.each(['id-front', 'business-licence'] as const)(
      'reports no defects of a good picture of an %s',
      async (kind) => {
        const { ocr, idFront, licence } = open();

        const check = await ocr.check(kind, kind === 'id-front' ? idFront : licence);

        expect(check).toMatchObject({ outcome: 'checked', warnings: [] });
      },
    );
  });
}
