import { describe, expect, it } from 'vitest';
import { firstCertificateOf, numberRead, otherProvince, otherRows, provinceRead } from './first-certificate.ts';

const field = (text: string, isDoubtful = false) => ({ text, isDoubtful });
const PROVINCES = [
  { code: '440000', name: '广东省' },
  { code: '350000', name: '福建省' },
];

describe('the certificate of the first step', () => {
  it('is the licence of an enterprise, and the portrait side of a person’s card', () => {
    expect([firstCertificateOf('enterprise'), firstCertificateOf('individual')]).toEqual([
      { filingId: undefined, kind: 'business-licence', subject: 'organizer' },
      { filingId: undefined, kind: 'id-front', subject: 'principal' },
    ]);
  });

  it('gives the number, and whether to look at it', () => {
    expect(numberRead('enterprise', { creditCode: field('91440300MAYH3K7264', true) })).toEqual({
      label: '证件号码',
      text: '91440300MAYH3K7264',
      isDoubtful: true,
    });
    expect(numberRead('individual', { creditCode: field('91440300MAYH3K7264') })).toBeUndefined();
  });

  it('shows what else was read, in the order of the certificate', () => {
    const read = {
      validTo: field('long-term'),
      name: field('深圳市云帆样例科技有限公司', true),
      birthDate: field('1988-06-15'),
    };

    expect(otherRows('enterprise', read)).toEqual([
      { label: '名称', text: '深圳市云帆样例科技有限公司', isDoubtful: true },
      { label: '营业期限至', text: '长期', isDoubtful: false },
    ]);
  });
});

describe('the province of a certificate', () => {
  it.each([
    ['its address', { address: field('福建省厦门市思明区样例路1号') }, '350000'],
    [
      'its registry',
      { address: field('深圳市南山区科苑南路168号'), creditCode: field('91440300MAYH3K7264') },
      '440000',
    ],
    [
      'its address before its registry',
      { address: field('福建省福州市'), creditCode: field('91440300MAYH3K7264') },
      '350000',
    ],
    ['neither', { address: field('深圳市南山区科苑南路168号') }, undefined],
    ['a registry elsewhere', { creditCode: field('91110000MAYH3K7264') }, undefined],
    ['nothing', {}, undefined],
  ])('is told by %s', (_, read, code) => {
    expect(provinceRead(read, PROVINCES)).toBe(code);
  });

  it('is compared with the chosen one: a company has to choose its own, a person may prove where they live', () => {
    const read = { address: field('福建省厦门市思明区样例路1号') };
    const told = (organizerKind: 'enterprise' | 'individual', region: string) =>
      otherProvince({ region, organizerKind }, read, PROVINCES);

    expect(told('enterprise', '440000')).toEqual({
      code: '350000',
      text: '营业执照的登记地在福建省，上面选的是广东省。企业在登记地的省份备案。',
      change: '改选福建省',
    });
    expect(told('individual', '440000')?.text).toBe(
      '身份证的住址在福建省，上面选的是广东省。在广东省备案，要另外上传当地的居住证明。',
    );
    expect([told('enterprise', '350000'), told('enterprise', '')]).toEqual([undefined, undefined]);
  });
});
