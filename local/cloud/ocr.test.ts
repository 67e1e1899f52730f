import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOcrEngine, type OcrEngine } from '../engines/ocr/engine.ts';
import { listen, type Running } from '../http-server.ts';
import { drawIdBack, drawIdFront, drawLicence } from '../specimens/cards.ts';
import { drawNotACertificate } from '../specimens/letters.ts';
import { ENTERPRISE } from '../specimens/people.ts';
import type { CloudActions } from './cloud-action.ts';
import { ocrActions } from './ocr.ts';

const { idCard, licence } = ENTERPRISE;
const CALLER = { secretId: 'AKID', region: undefined };

let engine: OcrEngine;
let actions: CloudActions;
let front: Buffer;

beforeAll(async () => {
  engine = createOcrEngine();
  actions = ocrActions(engine);
  front = await drawIdFront(idCard);
});

afterAll(() => engine.close());

const run = async (action: string, request: Record<string, unknown>) =>
  actions[`ocr/2018-11-19/${action}`]?.(request, CALLER);
const idCardOcr = (picture: Buffer, more: Record<string, unknown> = {}) =>
  run('IDCardOCR', { ImageBase64: picture.toString('base64'), ...more });
const bizLicenseOcr = (picture: Buffer, more: Record<string, unknown> = {}) =>
  run('BizLicenseOCR', { ImageBase64: picture.toString('base64'), ...more });
const infoOf = (answer: Record<string, unknown> | undefined): unknown => JSON.parse(String(answer?.AdvancedInfo));
const grey = (picture: Buffer) => sharp(picture).greyscale().jpeg().toBuffer();

describe('IDCardOCR', { timeout: 60_000 }, () => {
  it('answers a portrait side in the documented shapes', async () => {
    const answer = await idCardOcr(front, { CardSide: 'FRONT' });

    expect(answer).toEqual({
      Name: '周建明',
      Sex: '男',
      Nation: '汉',
      Birth: '1988/6/15',
      Address: '广东省深圳市南山区科苑南路168号样例花园3栋2单元1502房',
      IdNum: '440305198806159974',
      Authority: '',
      ValidDate: '',
      AdvancedInfo: '{}',
      ReflectDetailInfos: [],
    });
  });

  it.each([
    ['2039-03-11', '2019.03.11-2039.03.11', []],
    ['long-term', '2019.03.11-长期', []],
    ['2031-03-11', '2019.03.11-2031.03.11', [-9109]],
  ] as const)('answers a validity until %s, and doubts terms that do not exist', async (validTo, written, warnings) => {
    const back = await drawIdBack({ ...idCard, validTo });

    const answer = await idCardOcr(back, { Config: '{"InvalidDateWarn":true}' });

    expect(answer).toMatchObject({ Name: '', Authority: '深圳市公安局南山分局', ValidDate: written });
    expect(infoOf(answer)).toEqual({ WarnInfos: warnings });
  });

  it('measures what it is asked for, and warns of nothing in a good photo', async () => {
    const config = { CropPortrait: true, CopyWarn: true, BorderCheckWarn: true, ReflectWarn: true, Quality: true };

    const info = infoOf(await idCardOcr(front, { Config: JSON.stringify(config) })) as { Portrait: string };

    const { format, width, height } = await sharp(Buffer.from(info.Portrait, 'base64')).metadata();
    expect(info).toMatchObject({ Quality: expect.closeTo(97, -1), BorderCodeValue: 0, WarnInfos: [] });
    expect(format).toBe('jpeg');
    expect(width / height).toBeCloseTo(290 / 365, 1);
  });

  it('lowers the quality of a soft photo that can still be read', async () => {
    const soft = await drawIdFront(idCard, { blur: 4.6 });

    const answer = await idCardOcr(soft, { Config: '{"Quality":true}' });

    expect(answer).toMatchObject({ IdNum: '440305198806159974' });
    expect((infoOf(answer) as { Quality: number }).Quality).toBeLessThan(60);
  });

  it('warns of a copy, of a reflection and of a cut edge where it sees them, when asked', async () => {
    const copied = await idCardOcr(await grey(front), { Config: '{"CopyWarn":true}' });
    const reflecting = await idCardOcr(await withGlare(front), { Config: '{"ReflectWarn":true}' });
    const cut = await idCardOcr(await withoutLeftEdge(front), { Config: '{"BorderCheckWarn":true}' });

    expect(infoOf(copied)).toEqual({ WarnInfos: [-9102, -9108] });
    expect(infoOf(reflecting)).toEqual({ WarnInfos: [-9107] });
    expect(infoOf(cut)).toMatchObject({ WarnInfos: [-9101] });
  });

  it.each([
    ['the other side', 'CardSideError', () => drawIdBack(idCard)],
    ['no card', 'ImageNoIdCard', () => drawNotACertificate()],
    ['a licence', 'ImageNoIdCard', () => drawLicence(licence)],
    ['a blurred card', 'ImageBlur', () => drawIdFront(idCard, { blur: 7 })],
    ['a card too blurred to be told', 'ImageBlur', () => drawIdFront(idCard, { blur: 12 })],
    ['a small card', 'IdCardTooSmall', () => sharp(front).resize(420).jpeg().toBuffer()],
    ['two cards', 'MultiCardError', () => sharp(front).extend({ bottom: 1051, extendWith: 'repeat' }).toBuffer()],
    ['a wrong number', 'IdCardInfoIllegal', () => drawIdFront({ ...idCard, idNumber: '440305198806150006' })],
  ])('refuses %s with %s', async (_, code, draw) => {
    const answer = idCardOcr(await draw(), { CardSide: 'FRONT' });

    await expect(answer).rejects.toMatchObject({ code: `FailedOperation.${code}` });
  });

  it.each([
    ['FailedOperation.EmptyImageError', {}],
    ['FailedOperation.ImageDecodeFailed', { ImageBase64: 'not base64!' }],
    ['FailedOperation.ImageDecodeFailed', { ImageBase64: Buffer.from('<svg/>').toString('base64') }],
    ['LimitExceeded.TooLargeFileError', { ImageBase64: 'A'.repeat(10 * 1024 * 1024 + 4) }],
    ['InvalidParameterValue.InvalidParameterValueLimit', { ImageBase64: 'AAAA', CardSide: 'LEFT' }],
    ['InvalidParameter.ConfigFormatError', { ImageBase64: 'AAAA', Config: '{"Quality":"yes"}' }],
  ])('answers %s to a request that can not be served', async (code, request) => {
    const answer = run('IDCardOCR', request);

    await expect(answer).rejects.toMatchObject({ name: 'CloudApiError', code });
  });
});

describe('BizLicenseOCR', { timeout: 60_000 }, () => {
  it('answers a licence in the documented shapes', async () => {
    const answer = await bizLicenseOcr(await drawLicence(licence, { turn: 270 }));

    expect(answer).toEqual({
      RegNum: '91440300MAYH3K7264',
      Name: '深圳市云帆样例科技有限公司',
      Type: '有限责任公司（自然人独资）',
      Person: '周建明',
      Capital: '伍佰万元整',
      Address: '广东省深圳市南山区科苑南路168号样例大厦A座1203室',
      Business: licence.scope,
      SetDate: '2019年05月20日',
      Period: '',
      ComposingForm: '',
      RegistrationAuthority: '深圳市市场监督管理局',
      RegistrationDate: '2023年08月16日',
      RecognizeWarnCode: [],
      RecognizeWarnMsg: [],
      IsDuplication: 1,
      Angle: 270,
    });
  });

  it('warns of a copy in black and white when asked', async () => {
    const copy = await grey(await drawLicence(licence));

    const answer = await bizLicenseOcr(copy, { EnableCopyWarn: true });

    expect(answer).toMatchObject({ RecognizeWarnCode: [-9102], RecognizeWarnMsg: ['WARN_COPY_CARD'] });
  });

  it.each([
    ['no licence', 'NoBizLicense', () => drawIdFront(idCard)],
    ['a blurred licence', 'ImageBlur', () => drawLicence(licence, { blur: 4.5 })],
  ])('refuses %s with %s', async (_, code, draw) => {
    const answer = bizLicenseOcr(await draw());

    await expect(answer).rejects.toMatchObject({ code: `FailedOperation.${code}` });
  });
});

describe('a picture by address', { timeout: 60_000 }, () => {
  let pictures: Running;
  beforeAll(async () => {
    pictures = await listen(0, async (request, response) => {
      if (request.url === '/never.jpg') return;
      if (request.url === '/front.jpg') response.end(front);
      else response.writeHead(404).end();
    });
  });
  afterAll(() => pictures.stop());

  it('is fetched, and counts more than base64', async () => {
    const back = await drawIdBack(idCard);

    const answer = await idCardOcr(back, { ImageUrl: `${pictures.url}/front.jpg` });

    expect(answer).toMatchObject({ IdNum: '440305198806159974' });
  });

  it.each(['/missing.jpg', '/never.jpg'])('that can not be fetched is a DownLoadError: %s', async (path) => {
    const answer = run('IDCardOCR', { ImageUrl: `${pictures.url}${path}` });

    await expect(answer).rejects.toMatchObject({ code: 'FailedOperation.DownLoadError' });
  });
});

/** A round spot of pure white between the values and the portrait, 230 pixels wide. */
const withGlare = (picture: Buffer) =>
  sharp(picture)
    .composite([
      {
        input: Buffer.from('<svg width="230" height="230"><circle cx="115" cy="115" r="115" fill="#fff"/></svg>'),
        left: 730,
        top: 90,
      },
    ])
    .jpeg()
    .toBuffer();

/** The card's left edge is 84 pixels in; its labels begin at 179. */
const withoutLeftEdge = (picture: Buffer) =>
  sharp(picture)
    .extract({ left: 165, top: 0, width: 1568 - 165, height: 1051 })
    .jpeg()
    .toBuffer();
