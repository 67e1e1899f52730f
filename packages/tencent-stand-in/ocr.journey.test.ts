import { readFileSync } from 'node:fs';
import { createOcrEngine, type OcrEngine } from 'engines/ocr/engine.ts';
import { listen, type Running } from 'loopback-server/http-server.ts';
import sharp from 'sharp';
import { drawIdBack, drawIdFront, drawLicence } from 'specimens/cards.ts';
import { drawNotACertificate } from 'specimens/letters.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIVISIONS } from '../../local/divisions.ts';
import { blackened, mosaicked, together, underThumb } from '../../tests/support/pictures/spoilt-pictures.ts';
import type { CloudActions } from './cloud-action.ts';
import { withRecentReadings } from './ocr/recent-readings.ts';
import { limited } from './ocr/request-limit.ts';
import { companyActions, ocrActions } from './ocr.ts';
import { createWorld } from './world.ts';

const { idCard, licence } = ENTERPRISE;
// Where a card and a licence on a desk have their values.
const EMBLEM = { left: 0.09, top: 0.13, width: 0.16, height: 0.5 };
const ADDRESS = { left: 0.22, top: 0.5, width: 0.38, height: 0.21 };
const NAME = { left: 0.221, top: 0.402, width: 0.329, height: 0.057 };
const BELOW_NAME = { ...NAME, top: 0.463, height: 0.102 };
const CALLER = { secretId: 'AKID', region: undefined };

let engine: OcrEngine;
let actions: CloudActions;
let front: Buffer;

beforeAll(async () => {
  engine = createOcrEngine({ divisions: DIVISIONS });
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
const validIdCardOcr = (picture: Buffer, more: Record<string, unknown> = {}) =>
  run('RecognizeValidIDCardOCR', { ImageBase64: picture.toString('base64'), ...more });
const cardWarn = (picture: Buffer, CardType: string) =>
  run('RecognizeGeneralCardWarn', { ImageBase64: picture.toString('base64'), CardType });
const infoOf = (answer: Record<string, unknown> | undefined): unknown => JSON.parse(String(answer?.AdvancedInfo));
const inCorpus = (file: string) => readFileSync(new URL(`../../tests/corpus/${file}`, import.meta.url));
const grey = (picture: Buffer) => sharp(picture).greyscale().jpeg().toBuffer();

describe('IDCardOCR', { timeout: 60_000 }, () => {
  it('returns a portrait side in the documented shapes', async () => {
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

  it('measures what is requested, and warns of nothing in a good photo', async () => {
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

  it('warns of a copy, of a reflection and of a cut edge when requested', async () => {
    const copied = await idCardOcr(await grey(front), { Config: '{"CopyWarn":true}' });
    const reflecting = await idCardOcr(await withGlare(front), { Config: '{"ReflectWarn":true}' });
    const cut = await idCardOcr(await withoutLeftEdge(front), { Config: '{"BorderCheckWarn":true}' });

    expect(infoOf(copied)).toEqual({ WarnInfos: [-9102, -9108] });
    expect(infoOf(reflecting)).toEqual({ WarnInfos: [-9107] });
    expect(infoOf(cut)).toMatchObject({ WarnInfos: [-9101] });
  });

  it.each([
    ['a thumb over the issuer', -9105, async () => underThumb(await drawIdBack(idCard), EMBLEM)],
    ['a mosaic over the address', -9105, () => mosaicked(front, [ADDRESS])],
    ['a cut', -9101, () => inCorpus('id_front-08-light-cut.jpg')],
    ['a reflection', -9107, () => inCorpus('id_front-12-medium-glare.jpg')],
    ['no colour', -9108, () => inCorpus('id_front-16-clean-copy.jpg')],
    ['the dots of a screen', -9103, () => inCorpus('id_back-04-clean-screen.jpg')],
  ])('warns of a picture with %s: %i', async (_, code, draw) => {
    const config = { CopyWarn: true, BorderCheckWarn: true, ReflectWarn: true, ReshootWarn: true };

    const info = infoOf(await idCardOcr(await draw(), { Config: JSON.stringify(config) }));

    expect((info as { WarnInfos: number[] }).WarnInfos).toContain(code);
  });

  it.each([
    ['FRONT', { IdNum: '440305198806159974' }],
    ['BACK', { ValidDate: '2019.03.11-2039.03.11' }],
  ])('reads both sides of a card in one picture, and no temporary card: %s', async (CardSide, values) => {
    const picture = await together(front, await drawIdBack(idCard));

    const answer = await idCardOcr(picture, { CardSide, Config: '{"TempIdWarn":true}' });

    expect(answer).toMatchObject(values);
    expect(infoOf(answer)).toEqual({ WarnInfos: [] });
  });

  it.each([
    ['the other side', 'CardSideError', () => drawIdBack(idCard)],
    ['no card', 'ImageNoIdCard', () => drawNotACertificate()],
    ['a licence', 'ImageNoIdCard', () => drawLicence(licence)],
    ['a blurred card', 'ImageBlur', () => drawIdFront(idCard, { blur: 7 })],
    ['a card too blurred to recognize', 'ImageBlur', () => drawIdFront(idCard, { blur: 12 })],
    ['a small card', 'IdCardTooSmall', () => sharp(front).resize(420).jpeg().toBuffer()],
    ['a card and a licence', 'MultiCardError', async () => together(front, await drawLicence(licence))],
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
  it('returns a licence in the documented shapes', async () => {
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

  it('warns of a copy in black and white when requested', async () => {
    const copy = await grey(await drawLicence(licence));

    const answer = await bizLicenseOcr(copy, { EnableCopyWarn: true });

    expect(answer).toMatchObject({ RecognizeWarnCode: [-9102], RecognizeWarnMsg: ['WARN_COPY_CARD'] });
  });

  it.each([
    ['no licence', 'NoBizLicense', () => drawIdFront(idCard)],
    ['two licences', 'MultiCardError', async () => together(await drawLicence(licence), await drawLicence(licence))],
    ['a blurred licence', 'ImageBlur', () => drawLicence(licence, { blur: 4.5 })],
  ])('refuses %s with %s', async (_, code, draw) => {
    const answer = bizLicenseOcr(await draw());

    await expect(answer).rejects.toMatchObject({ code: `FailedOperation.${code}` });
  });
});

describe('RecognizeValidIDCardOCR', { timeout: 60_000 }, () => {
  const sure = (Content: string) => ({
    Content,
    IsInComplete: 0,
    IsReflect: 0,
    IsKeyInComplete: 0,
    IsKeyReflect: 0,
    Confidence: expect.closeTo(99, -1),
  });
  const NORMAL = {
    BorderCheck: 0,
    OcclusionCheck: 0,
    CopyCheck: 0,
    ReshootCheck: 0,
    PSCheck: 0,
    BlurCheck: 0,
    ElectronCheck: 0,
    BlurScore: 0,
  };

  it('identifies card and side, and returns every value with its confidence', async () => {
    const answer = await validIdCardOcr(front);

    expect(answer).toEqual({
      Type: '身份证人像面',
      IDCardInfo: {
        Name: sure('周建明'),
        Sex: sure('男'),
        Nation: sure('汉'),
        Birth: sure('1988/6/15'),
        Address: sure('广东省深圳市南山区科苑南路168号样例花园3栋2单元1502房'),
        IdNum: sure('440305198806159974'),
        WarnInfos: NORMAL,
      },
      TemporaryIDCardInfo: null,
      ResidencePermitInfo: null,
      PermanentResidencePermitInfo: null,
    });
  });

  it('returns the other side', async () => {
    const answer = await validIdCardOcr(await drawIdBack(idCard), { CardType: 2 });

    expect(answer).toMatchObject({
      Type: '身份证国徽面',
      IDCardInfo: { Authority: sure('深圳市公安局南山分局'), ValidDate: sure('2019.03.11-2039.03.11') },
    });
  });

  it.each([
    ['港澳台居住证人像面', 'ResidencePermitInfo', '810000199203189985'],
    ['外国人永久居留证人像面', 'PermanentResidencePermitInfo', '911440198806159972'],
  ])('knows cards of people who are no citizens, which IDCardOCR takes for none: %s', async (Type, info, idNumber) => {
    const card = await drawIdFront({ ...idCard, idNumber });

    const citizen = idCardOcr(card);
    await expect(citizen).rejects.toMatchObject({ code: 'FailedOperation.ImageNoIdCard' });
    const resident = await validIdCardOcr(card);

    expect(resident).toMatchObject({ Type, IDCardInfo: null, [info]: { IdNum: sure(idNumber) } });
  });

  it('runs the requested checks', async () => {
    const answer = await validIdCardOcr(await grey(front), { EnableCopyCheck: true, EnableQualityCheck: true });

    expect(answer).toMatchObject({
      IDCardInfo: { WarnInfos: { CopyCheck: 1, BlurCheck: 0, BlurScore: expect.closeTo(0, 0) } },
    });
  });

  it.each([
    ['another side than the wanted', 'CardSideError', { CardType: 2 }, () => front],
    ['another card than the wanted', 'ImageNoIdCard', { CardType: 9 }, () => front],
  ])('refuses %s with %s', async (_, code, request, draw) => {
    const answer = validIdCardOcr(await draw(), request);

    await expect(answer).rejects.toMatchObject({ code: `FailedOperation.${code}` });
  });

  it('refuses a type of card that does not exist', async () => {
    const answer = validIdCardOcr(front, { CardType: 13 });

    await expect(answer).rejects.toMatchObject({ code: 'InvalidParameterValue.InvalidParameterValueLimit' });
  });
});

describe('GeneralAccurateOCR', { timeout: 60_000 }, () => {
  interface Detection {
    readonly DetectedText: string;
    readonly Confidence: number;
    readonly Polygon: readonly { readonly X: number; readonly Y: number }[];
    readonly Words: readonly { readonly Character: string }[];
    readonly WordCoordPoint: readonly { readonly WordCoordinate: readonly { readonly X: number }[] }[];
  }
  const linesOf = async (picture: Buffer, more: Record<string, unknown> = {}) => {
    const answer = await run('GeneralAccurateOCR', { ImageBase64: picture.toString('base64'), ...more });
    return answer?.TextDetections as readonly Detection[];
  };
  const numberIn = (lines: readonly Detection[]) =>
    lines.find(({ DetectedText }) => DetectedText.endsWith(idCard.idNumber));

  it('tells each line with its corners, and of each character its own on request', async () => {
    const number = numberIn(await linesOf(front, { IsWords: true }));

    expect(number?.Words.map(({ Character }) => Character).join('')).toBe(number?.DetectedText);
    expect(number?.WordCoordPoint).toHaveLength(number?.Words.length ?? 0);
    expect(number?.Polygon).toHaveLength(4);
    const lefts = number?.WordCoordPoint.map(({ WordCoordinate: [corner] }) => corner?.X ?? 0) ?? [];
    expect(lefts).toEqual(lefts.toSorted((first, second) => first - second));
    expect(lefts[0]).toBeGreaterThanOrEqual(number?.Polygon[0]?.X ?? 0);
    expect(number?.Confidence).toBeGreaterThan(90);
  });

  it('tells no characters unless they are asked for, and refuses a picture without text', async () => {
    const number = numberIn(await linesOf(front));
    const blank = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#fff' } })
      .jpeg()
      .toBuffer();

    expect([number?.Words, number?.WordCoordPoint]).toEqual([[], []]);
    await expect(linesOf(blank)).rejects.toMatchObject({ code: 'FailedOperation.ImageNoText' });
  });
});

describe('RecognizeGeneralCardWarn', { timeout: 60_000 }, () => {
  const NAMES = ['Blur', 'BorderIncomplete', 'Copy', 'Ps', 'Reflection', 'Reprint', 'Screenshot', 'Cover', 'Overlap'];

  /** Names of the warnings, after a check of their shapes. */
  async function warnings(picture: Buffer, cardType = 'IDCard') {
    const { CardType, ...answer } = (await cardWarn(picture, cardType)) ?? {};
    const all = answer as Readonly<Record<string, { IsWarn: boolean; RiskConfidence: number; Polygon: unknown[] }>>;
    expect(CardType).toBe(cardType);
    expect(Object.keys(all)).toEqual([...NAMES, 'Watermark', 'Electron']);
    return Object.entries(all).flatMap(([name, { IsWarn }]) => (IsWarn ? [name] : []));
  }

  it('has no warning for a good picture', async () => {
    expect(await warnings(front)).toEqual([]);
  });

  it.each<[string, (picture: Buffer) => Promise<Buffer>]>([
    ['a thumb', (picture) => underThumb(picture, BELOW_NAME)],
    ['a black bar', (picture) => blackened(picture, NAME)],
    ['a mosaic', (picture) => mosaicked(picture, [BELOW_NAME])],
  ])('warns of a licence under something: %s', async (_, cover) => {
    expect(await warnings(await cover(await drawLicence(licence)), 'BizLicense')).toEqual(['Cover']);
  });

  it('warns of what it detects', async () => {
    expect(await warnings(await grey(front))).toEqual(['Copy']);
    expect(await warnings(await drawIdFront(idCard, { blur: 7 }))).toEqual(['Blur']);
  });

  it('refuses a type of card that does not exist', async () => {
    await expect(cardWarn(front, 'LibraryCard')).rejects.toMatchObject({
      code: 'InvalidParameterValue.InvalidParameterValueLimit',
    });
  });
});

describe('VerifyBizLicenseEnterprise4', () => {
  const CLAIM = {
    CreditCode: '91440300MAYH3K7264',
    EntName: '深圳市云帆样例科技有限公司',
    LrName: '周建明',
    IdNum: '440305198806159974',
  };
  const verify = async (changes: Partial<typeof CLAIM>) => {
    const world = await createWorld({ dir: '/nowhere' });
    return companyActions(world)['ocr/2018-11-19/VerifyBizLicenseEnterprise4']?.({ ...CLAIM, ...changes }, CALLER);
  };
  const ALL = {
    IsCreditCodeConsistent: true,
    IsEntNameConsistent: true,
    IsLrNameConsistent: true,
    IsIdNumConsistent: true,
  };
  const IN_BUSINESS = { StatusCode: 0, OperatingStatus: '1', OperatingPeriod: '2019-05-20/' };

  it('confirms all four as registered', async () => {
    expect(await verify({})).toEqual({ ...IN_BUSINESS, ...ALL, VerifyResult: 1 });
  });

  it.each([
    ['IsCreditCodeConsistent', { CreditCode: '91440300MAYH3K7265' }],
    ['IsEntNameConsistent', { EntName: '深圳市云帆样例技术有限公司' }],
    ['IsLrNameConsistent', { LrName: '周建民' }],
    ['IsIdNumConsistent', { IdNum: '440106199704189988' }],
  ])('reports which one differs: %s', async (name, changes) => {
    expect(await verify(changes)).toEqual({ ...IN_BUSINESS, ...ALL, VerifyResult: 0, [name]: false });
  });

  it('reports nothing about a company that is not registered', async () => {
    expect(await verify({ CreditCode: '91440300MAYH3K7265', EntName: '没有这家公司' })).toEqual({
      StatusCode: 0,
      VerifyResult: 0,
      IsCreditCodeConsistent: false,
      IsEntNameConsistent: false,
      IsLrNameConsistent: false,
      IsIdNumConsistent: false,
      OperatingStatus: '/',
      OperatingPeriod: '/',
    });
  });

  it('requires all four', async () => {
    await expect(verify({ IdNum: '' })).rejects.toMatchObject({
      code: 'InvalidParameterValue.InvalidParameterValueLimit',
    });
  });
});

describe('an action with a limit', () => {
  it('accepts so many requests in any second and refuses the rest', async () => {
    let nowMs = 0;
    const action = limited(
      2,
      async () => ({ done: true }),
      () => nowMs,
    );
    const ask = () => action({}, CALLER).catch(({ code }) => code);

    const first = [await ask(), await ask(), await ask()];
    nowMs = 999;
    const soon = await ask();
    nowMs = 1000;
    const later = await ask();

    expect(first).toEqual([{ done: true }, { done: true }, 'RequestLimitExceeded']);
    expect([soon, later]).toEqual(['RequestLimitExceeded', { done: true }]);
  });
});

describe('two actions on one picture', () => {
  it('read it once, also when one of them expects no kind', async () => {
    const read: string[] = [];
    const counting: OcrEngine = {
      close: async () => {},
      read: async (picture, expected) => {
        read.push(`${picture} ${expected}`);
        return engine.read(front, expected);
      },
    };
    const recent = withRecentReadings(counting);
    const look = (picture: string, expected?: 'business-licence') => recent.read(Buffer.from(picture), expected);

    await Promise.all([look('one', 'business-licence'), look('one', 'business-licence'), look('one'), look('other')]);

    expect(read).toEqual(['one business-licence', 'other undefined']);
  });
});

describe('a picture by URL', { timeout: 60_000 }, () => {
  let pictures: Running;
  beforeAll(async () => {
    pictures = await listen(0, async (request, response) => {
      if (request.url === '/never.jpg') return;
      if (request.url === '/front.jpg') response.end(front);
      else response.writeHead(404).end();
    });
  });
  afterAll(() => pictures.stop());

  it('is downloaded, and wins over base64', async () => {
    const back = await drawIdBack(idCard);

    const answer = await idCardOcr(back, { ImageUrl: `${pictures.url}/front.jpg` });

    expect(answer).toMatchObject({ IdNum: '440305198806159974' });
  });

  it.each(['/missing.jpg', '/never.jpg'])('that can not be downloaded is a DownLoadError: %s', async (path) => {
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
    .extract({ left: 180, top: 0, width: 1568 - 180, height: 1051 })
    .jpeg()
    .toBuffer();
