import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createOcrEngine, type OcrEngine } from 'engines/ocr/engine.ts';
import type { CertificateKind, Reading } from 'engines/ocr/reading.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIVISIONS } from '../../local/divisions.ts';

const DIR = import.meta.dirname;

// Models and pictures are real: a reading takes about a second of CPU. The whole corpus is scored by `npm run bench --
// ocr`.
describe('the engine reads pictures of the corpus', { timeout: 120_000 }, () => {
  let engine: OcrEngine;
  beforeAll(() => {
    engine = createOcrEngine({ divisions: DIVISIONS });
  });
  afterAll(() => engine.close());
  const read = (file: string, expected?: CertificateKind) => engine.read(readFileSync(join(DIR, file)), expected);

  it('an ID card, in perspective and turned to the right', async () => {
    const reading = await read('id_front-03-medium.jpg');

    expect(textsOf(reading)).toEqual({
      name: '诸葛荣玉',
      sex: '女',
      nation: '汉',
      birthDate: '1983-02-09',
      address: '湖南省株洲市石峰区锦绣大道711号御景湾18栋1单元2807室',
      idNumber: '430204198302099986',
    });
    expect(Math.abs(reading.picture.turnedDegrees - 90)).toBeLessThan(10);
  });

  it('the other side of an ID card, upside down', async () => {
    const reading = await read('id_back-05-light.jpg');

    expect(textsOf(reading)).toEqual({ authority: '九龙县公安局', validFrom: '2021-07-27', validTo: '2031-07-27' });
  });

  it('a landscape licence', async () => {
    const reading = await read('biz_land-05-light.jpg', 'business-licence');

    expect(textsOf(reading)).toMatchObject({
      creditCode: '91430223MAY6PHGP3L',
      name: '株洲青橙样例餐饮管理股份有限公司',
      legalRepresentative: '司徒超海',
      address: '湖南省株洲市攸县梧桐路308号15幢667室（自主申报）',
      establishedOn: '2017-05-15',
    });
  });

  it('a portrait licence of a sole trader', async () => {
    const reading = await read('biz_port-05-light.jpg', 'business-licence');

    expect(textsOf(reading)).toMatchObject({
      creditCode: '92232761MAY532KF5W',
      name: '大兴安岭辰雅样例供应链管理图文设计工作室',
      type: '个体工商户',
      legalRepresentative: '李祎洋',
    });
  });

  it('a temporary card as such', async () => {
    const reading = await read('temporary_front-02-light.jpg');

    expect(reading).toMatchObject({ kind: 'id-front', isTemporary: true, codeValid: true });
  });

  it('a residence permit as such', async () => {
    const reading = await read('permit_front-02-light.jpg');

    expect(reading).toMatchObject({ kind: 'id-front', isResidencePermit: true, codeValid: true });
  });

  it.each(['landscape-01-clean.jpg', 'screenshot-01-clean.jpg', 'blank-01-clean.jpg', 'cat-01-clean.jpg'])(
    'no certificate in %s',
    async (file) => {
      const reading = await read(file);

      expect(reading.kind).toBe('unknown');
    },
  );
});

describe('the corpus', () => {
  const lines = readFileSync(join(DIR, 'truth.jsonl'), 'utf8').trim().split('\n');
  const pictures = lines.map((line) => JSON.parse(line) as { file: string; kind: string; params?: { turn?: number } });

  it('has at least sixty small pictures, of every kind and rotation', () => {
    const kinds = new Set(pictures.map(({ kind }) => kind));
    const turns = new Set(pictures.map(({ params }) => params?.turn ?? 0));

    expect(pictures.length).toBeGreaterThanOrEqual(60);
    expect(kinds.size).toBe(15);
    expect([...turns].sort((a, b) => a - b)).toEqual([0, 90, 180, 270]);
  });

  it('has no file over 64 kB', () => {
    const large = pictures.filter(({ file }) => statSync(join(DIR, file)).size > 64 * 1024);

    expect(large.map(({ file }) => file)).toEqual([]);
  });
});

const textsOf = (reading: Reading) =>
  'fields' in reading
    ? Object.fromEntries(Object.entries(reading.fields).map(([name, field]) => [name, field?.text]))
    : undefined;
