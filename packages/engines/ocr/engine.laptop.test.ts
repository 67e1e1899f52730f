import sharp from 'sharp';
import { drawIdBack, drawIdFront, drawLicence } from 'specimens/cards.ts';
import { drawNotACertificate } from 'specimens/letters.ts';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIVISIONS } from '../../../local/divisions.ts';
import { createOcrEngine, type OcrEngine } from './engine.ts';
import type { Reading } from './reading.ts';

// Models and pictures are real: a reading takes 1 to 3 s of CPU, and longer on a busy machine.
describe('createOcrEngine', { timeout: 60_000 }, () => {
  let engine: OcrEngine;
  beforeAll(() => {
    engine = createOcrEngine({ divisions: DIVISIONS });
  });
  afterAll(() => engine.close());

  it('reads the portrait side of an ID card', async () => {
    const reading = await engine.read(await drawIdFront(ENTERPRISE.idCard));

    expect(textsOf(reading)).toEqual({
      name: '周建明',
      sex: '男',
      nation: '汉',
      birthDate: '1988-06-15',
      address: '广东省深圳市南山区科苑南路168号样例花园3栋2单元1502房',
      idNumber: '440305198806159974',
    });
    expect(reading).toMatchObject({ kind: 'id-front', codeValid: true, cards: 1, isTemporary: false });
  });

  it('reads a rotated and tilted card, and crops its portrait upright', async () => {
    const photo = await drawIdFront(INDIVIDUAL.idCard, { turn: 90, tilt: 4, portrait: await redOverBlue() });

    const reading = await engine.read(photo);

    expect(textsOf(reading)).toMatchObject({ name: '梁晓晴', sex: '女', idNumber: '440106199704189988' });
    expect(Math.abs(reading.picture.turnedDegrees - 94)).toBeLessThanOrEqual(1);
    expect(await coloursOf(reading.kind === 'id-front' ? reading.portrait : undefined)).toEqual({
      above: 'red',
      below: 'blue',
    });
  });

  it('reads the other side of a card upside down, and an open end', async () => {
    const card = { ...ENTERPRISE.idCard, validTo: 'long-term' } as const;

    const reading = await engine.read(await drawIdBack(card, { turn: 180 }));

    expect(reading.kind).toBe('id-back');
    expect(textsOf(reading)).toEqual({
      authority: '深圳市公安局南山分局',
      validFrom: '2019-03-11',
      validTo: 'long-term',
    });
  });

  it('reads every field of a business licence', async () => {
    const reading = await engine.read(await drawLicence(ENTERPRISE.licence), 'business-licence');

    expect(textsOf(reading)).toEqual({
      creditCode: '91440300MAYH3K7264',
      name: '深圳市云帆样例科技有限公司',
      type: '有限责任公司（自然人独资）',
      legalRepresentative: '周建明',
      capital: '伍佰万元整',
      establishedOn: '2019-05-20',
      address: '广东省深圳市南山区科苑南路168号样例大厦A座1203室',
      scope:
        '一般项目：软件开发；信息技术咨询服务；数据处理和存储支持服务；网络技术服务；广告设计、代理；会议及展览服务；' +
        '电子产品销售；技术进出口。（依法须经批准的项目，经相关部门批准后方可开展经营活动）',
      authority: '深圳市市场监督管理局',
      issuedOn: '2023-08-16',
    });
    expect(reading).toMatchObject({ kind: 'business-licence', codeValid: true, isDuplicate: true });
  });

  it('returns the actual kind when something else was expected', async () => {
    const reading = await engine.read(await drawIdBack(ENTERPRISE.idCard), 'business-licence');

    expect(reading.kind).toBe('id-back');
  });

  it('finds no certificate in a notice on a landscape', async () => {
    const reading = await engine.read(await drawNotACertificate());

    expect(reading.kind).toBe('unknown');
  });

  it('finds no text at all in an empty picture', async () => {
    const white = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();

    const reading = await engine.read(white);

    expect(reading).toMatchObject({ kind: 'unknown', picture: { width: 400, height: 300, textHeight: 0 } });
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['format', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['damaged', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0])],
  ])('refuses a file that is no picture: %s', async (reason, file) => {
    const reading = engine.read(file);

    await expect(reading).rejects.toMatchObject({ name: 'UnusablePicture', reason });
  });

  it('refuses a picture of too many pixels without decoding it', async () => {
    const bomb = await sharp({ create: { width: 8000, height: 7000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();

    const reading = engine.read(bomb);

    await expect(reading).rejects.toMatchObject({ name: 'UnusablePicture', reason: 'too-many-pixels' });
  });
});

describe('an OCR engine with much to do', { timeout: 60_000 }, () => {
  it('is busy when sixteen pictures wait, and drops all when it is closed', async () => {
    const engine = createOcrEngine({ divisions: DIVISIONS });
    const photo = await drawIdBack(ENTERPRISE.idCard);

    const taken = 17;
    const readings = Array.from({ length: taken + 1 }, () =>
      engine.read(photo).catch((error: { reason: string }) => error),
    );
    await engine.close();

    const reasons = (await Promise.all(readings)).map((reading) => ('reason' in reading ? reading.reason : 'read'));
    expect(reasons).toEqual([...Array(taken).fill('closed'), 'busy']);
  });
});

const textsOf = (reading: Reading) =>
  'fields' in reading
    ? Object.fromEntries(Object.entries(reading.fields).map(([name, field]) => [name, field?.text]))
    : undefined;

/** Red above, blue below. */
const redOverBlue = () =>
  sharp({ create: { width: 290, height: 180, channels: 3, background: '#d00' } })
    .extend({ bottom: 185, background: '#00d' })
    .png()
    .toBuffer();

/** Colours a quarter of the height from the top and from the bottom. */
async function coloursOf(jpeg: Uint8Array | undefined) {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const at = (y: number) => {
    const offset = 3 * (Math.round(y * info.height) * info.width + Math.round(info.width / 2));
    return data.readUInt8(offset) > data.readUInt8(offset + 2) ? 'red' : 'blue';
  };
  return { above: at(0.25), below: at(0.75) };
}
