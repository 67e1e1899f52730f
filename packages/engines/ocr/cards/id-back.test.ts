import { describe, expect, it } from 'vitest';
import { drawnLine } from '../../../../tests/support/pictures/drawn-line.ts';
import { idBackFields } from './id-back.ts';

const fieldsOf = (authority: string, validity: string) => {
  const lines = [
    drawnLine({ text: '居民身份证', left: 400, y: 300, height: 110 }),
    drawnLine({ text: authority, left: 360, y: 680 }),
    drawnLine({ text: validity, left: 360, y: 790 }),
  ];
  return Object.fromEntries(Object.entries(idBackFields(lines)).map(([name, field]) => [name, field?.text]));
};

describe('idBackFields', () => {
  it.each([
    ['2019.03.11-2039.03.11', '2019-03-11', '2039-03-11'],
    ['2019.03.11-长期', '2019-03-11', 'long-term'],
    ['2O19.03.1I-2039.03.11', '2019-03-11', '2039-03-11'],
    ['20190311—2039.0311', '2019-03-11', '2039-03-11'],
    ['2019.03.11-2039.13.11', '2019-03-11', undefined],
    ['0019.03.11-2039.03.11', undefined, '2039-03-11'],
  ])('reads the validity %s', (written, validFrom, validTo) => {
    const fields = fieldsOf('签发机关深圳市公安局南山分局', `有效期限${written}`);

    expect(fields).toEqual({
      authority: '深圳市公安局南山分局',
      ...(validFrom && { validFrom }),
      ...(validTo && { validTo }),
    });
  });

  it('doubts both days when no card has such a term', () => {
    const fields = idBackFields([drawnLine({ text: '有效期限2019.03.11-2038.03.11', left: 360, y: 790 })]);

    expect(fields.validFrom).toEqual({ text: '2019-03-11', confidence: 0.5 });
    expect(fields.validTo).toEqual({ text: '2038-03-11', confidence: 0.5 });
  });

  it('joins an authority that continues in the next row, and drops a stroke of the border', () => {
    const lines = [
      drawnLine({ text: '签发机关一新疆维吾尔自治区巴音郭楞', left: 360, y: 640 }),
      drawnLine({ text: '蒙古自治州公安局', left: 520, y: 700 }),
      drawnLine({ text: '有效期限2019.03.11-长期', left: 360, y: 790 }),
    ];

    const fields = idBackFields(lines);

    expect(fields.authority?.text).toBe('新疆维吾尔自治区巴音郭楞蒙古自治州公安局');
  });

  it('finds nothing on another paper', () => {
    const fields = idBackFields([drawnLine({ text: '会议通知', left: 10, y: 10 })]);

    expect(fields).toEqual({});
  });

  it.each([
    ['沅江市公安局', 0.99],
    ['江市公安局', 0.85],
    ['沅江市公安', 0.85],
  ])('doubts an issuer of no known division, and one that is no office: %s', (issuer, confidence) => {
    const lines = [drawnLine({ text: `签发机关${issuer}`, left: 360, y: 680 })];

    const { authority } = idBackFields(lines, [{ code: '430981', name: '沅江市' }]);

    expect(authority?.text).toBe(issuer);
    expect(authority?.confidence).toBeCloseTo(confidence);
  });
});
