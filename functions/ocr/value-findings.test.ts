import { describe, expect, it } from 'vitest';
import type { ReadableKind, ReadFields } from '../../shared/domain/media/document.ts';
import { isUnclear } from './doubt.ts';
import { judge } from './value-findings.ts';

const NUMBER = '440305198806159974';
const TODAY = '2026-11-25';

/** Values as a vendor reads them, all with the same confidence; `unstated` is that of a vendor that states none. */
const read = (texts: Readonly<Record<string, string>>, confidence: number | 'unstated' = 1): ReadFields =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, confidence === 'unstated' ? { text } : { text, confidence }]),
  );

/** Values that second sources agree with. */
const agreeing = (fields: ReadFields, ...names: readonly string[]): ReadFields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      names.includes(name) ? { ...field, agreesWith: 'eligibility' } : field,
    ]),
  );

/** The findings, and the values that are contradicted. */
function judged(
  kind: ReadableKind,
  texts: Readonly<Record<string, string>>,
  confidence: number | 'unstated' = 1,
  region = '440000',
  agreed: readonly string[] = [],
) {
  const values = read(texts, confidence);
  const { fields, findings } = judge(kind, values, { today: TODAY, region, agreed: agreeing(values, ...agreed) });
  return {
    found: findings.map(({ ruleId, severity }) => `${ruleId} ${severity}`),
    refuted: Object.keys(fields).filter((name) => fields[name]?.evidence?.includes('refuted')),
  };
}

describe('what was read from the portrait side', () => {
  it('is accepted when number, birth date and sex agree', () => {
    expect(judged('id-front', { name: '周建明', idNumber: NUMBER, birthDate: '1988-06-15', sex: '男' })).toEqual({
      found: [],
      refuted: [],
    });
  });

  it.each([
    ['440305198806159973', 'FD-08 confirm'],
    ['440305198813159975', 'FD-09 confirm'],
    ['99030519880615997', 'FD-07 confirm'],
    ['440305880615997', 'FD-13 confirm'],
    ['100305198806159970', 'FD-10 confirm'],
  ])('is uncertain when the number is invalid, and the person is asked to check it: %s', (idNumber, found) => {
    expect(judged('id-front', { name: '周建明', idNumber })).toEqual({
      found: [found],
      refuted: ['idNumber'],
    });
  });

  it('is uncertain when birth date and number contradict each other', () => {
    expect(judged('id-front', { idNumber: NUMBER, birthDate: '1988-06-16' })).toEqual({
      found: ['FD-96 confirm'],
      refuted: ['idNumber', 'birthDate'],
    });
  });

  it('is uncertain when sex and number contradict each other', () => {
    expect(judged('id-front', { idNumber: NUMBER, sex: '女' })).toEqual({
      found: [],
      refuted: ['idNumber', 'sex'],
    });
  });

  it('may be another card, which no filing accepts', () => {
    expect(judged('id-front', { idNumber: '810000199203189987' }).found).toEqual(['FD-12 block']);
    expect(judged('id-front', { idNumber: '810000199203189987' }, 0.8).found).toEqual(['FD-12 confirm']);
  });

  it('is accepted as it is when there is no number', () => {
    expect(judged('id-front', { name: '周建明' })).toEqual({ found: [], refuted: [] });
  });
});

describe('the validity of an ID card', () => {
  it.each([
    ['2026-11-24', 'FD-15 block'],
    ['2026-11-25', 'FD-16 warn'],
    ['2027-02-24', 'FD-16 warn'],
  ])('that ends on %s is reported', (validTo, found) => {
    expect(judged('id-back', { validTo }).found).toEqual([found]);
  });

  it.each(['2027-02-25', 'long-term'])('that ends on %s is long enough', (validTo) => {
    expect(judged('id-back', { validTo }).found).toEqual([]);
  });

  it.each(['310000', '410000', '330000'])('must last for three months more in %s', (region) => {
    expect(judged('id-back', { validTo: '2027-02-24' }, 1, region).found).toEqual(['FD-16 block']);
  });

  it('does not block when the vendor states no confidence, unless a second source agrees', () => {
    const expired = { validFrom: '2016-11-24', validTo: '2026-11-24' };

    expect(judged('id-back', expired, 'unstated').found).toEqual(['FD-15 confirm']);
    expect(judged('id-back', expired, 'unstated', '440000', ['validFrom', 'validTo']).found).toEqual(['FD-15 block']);
  });

  it('does not block when the reading is uncertain', () => {
    expect(judged('id-back', { validTo: '2026-11-24' }, 0.8).found).toEqual(['FD-15 confirm']);
    expect(judged('id-back', { validTo: '2027-02-24' }, 0.8, '310000').found).toEqual(['FD-16 confirm']);
  });
});

describe('what was read from a business licence', () => {
  const licence = {
    creditCode: '91440300MAYH3K7264',
    address: '广东省深圳市南山区科苑南路168号',
    validTo: 'long-term',
  };

  it('is accepted when nothing contradicts it', () => {
    expect(judged('business-licence', licence)).toEqual({
      found: [],
      refuted: [],
    });
  });

  it.each([
    ['91440300MAYH3K7265', 'FD-02 confirm', ['creditCode']],
    ['91440300MAYH3K726', 'FD-01 confirm', ['creditCode']],
    ['440301000000000', 'FD-06 warn', []],
  ])(
    'is uncertain when the credit code is invalid, unless it is one of the old numbers: %s',
    (creditCode, found, refuted) => {
      expect(judged('business-licence', { creditCode })).toEqual({
        found: [found],
        refuted,
      });
    },
  );

  it('is reported when it has expired', () => {
    expect(judged('business-licence', { ...licence, validTo: '2026-11-24' }).found).toEqual(['FD-97 block']);
    expect(judged('business-licence', { ...licence, validTo: '2026-11-24' }, 0.8).found).toEqual(['FD-97 confirm']);
    expect(judged('business-licence', { ...licence, validTo: '2026-11-25' }).found).toEqual([]);
  });

  it.each([
    ['福建省厦门市思明区样例路1号', 1, ['FT-29 block']],
    ['厦门市思明区样例路1号', 1, ['FT-29 block']],
    ['福建省厦门市思明区样例路1号', 0.8, ['FT-29 confirm']],
    ['深圳市南山区科苑南路168号', 1, []],
    ['南山区科苑南路168号', 1, []],
  ])('has an address whose province must be the filing’s: %s, read with %d', (address, confidence, found) => {
    expect(judged('business-licence', { address }, confidence).found).toEqual(found);
  });

  it('has an address in any province as long as no filing is opened', () => {
    expect(judged('business-licence', { address: '福建省厦门市思明区样例路1号' }, 1, '').found).toEqual([]);
  });

  it('blocks for an address without a stated confidence only when the credit code is of the same province', () => {
    const address = '福建省厦门市思明区样例路1号';
    const [here, there] = ['91440300MAYH3K7264', '91350200MAYH3K726C'];

    const found = [
      judged('business-licence', { address }, 'unstated').found,
      judged('business-licence', { address, creditCode: here }, 'unstated', '440000', ['creditCode']).found,
      judged('business-licence', { address, creditCode: there }, 'unstated', '440000', ['creditCode']).found,
    ];

    expect(found).toEqual([['FT-29 confirm'], ['FT-29 confirm'], ['FT-29 block']]);
  });

  it('names the province of the licence, and what to do', () => {
    const values = read({ address: '福建省厦门市思明区样例路1号' });

    const { findings } = judge('business-licence', values, { today: TODAY, region: '440000', agreed: values });

    expect(findings).toEqual([
      {
        ruleId: 'FT-29',
        severity: 'block',
        field: 'file',
        message:
          '营业执照住所在福建省，与备案省份不一致，不支持跨省备案。首次备案请按营业执照住所选择备案省份；已备案的请先办理注销主体，再在新的省份办理首次备案。照片不对的，请上传正确的营业执照。',
        params: { province: '福建省' },
      },
    ]);
  });
});

describe('[V4] a picture that is not clear', () => {
  it.each(['blurred', 'reflection', 'covered', 'cut-edge', 'edited'] as const)('is one that is %s', (warning) => {
    expect(isUnclear([warning])).toBe(true);
  });

  it.each(['copy', 'screen', 'screenshot', 'watermark'] as const)('is none that is only a %s', (warning) => {
    expect(isUnclear([warning])).toBe(false);
  });
});
