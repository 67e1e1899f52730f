import { createOcrEngine, type OcrEngine } from 'engines/ocr/engine.ts';
import { listen, type Running } from 'loopback-server/http-server.ts';
import sharp from 'sharp';
import { drawIdBack, drawIdFront, drawLicence } from 'specimens/cards.ts';
import { drawNotACertificate } from 'specimens/letters.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import type { CloudActions } from 'tencent-stand-in/cloud-action.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { ocrActions } from 'tencent-stand-in/ocr.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIVISIONS } from '../../../../local/divisions.ts';
import type { ReadableKind } from '../../../domain/media/document.ts';
import type { OcrPicture } from '../../../ports/documents/ocr.ts';
import { describeOcr } from './ocr.suite.ts';
import { createOcr, type OcrSettings } from './ocr.ts';

const MEBIBYTE = 1024 * 1024;

let engine: OcrEngine;
let cloud: RunningCloudApi;
let pictures: Running;
let files: Readonly<Record<string, Buffer>>;

beforeAll(async () => {
  engine = createOcrEngine({ divisions: DIVISIONS });
  cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions: ocrActions(engine) });
  const front = await drawIdFront(ENTERPRISE.idCard);
  const licence = await drawLicence(ENTERPRISE.licence);
  files = {
    front,
    licence,
    back: await drawIdBack(ENTERPRISE.idCard),
    notice: await drawNotACertificate(),
    blurred: await drawIdFront(ENTERPRISE.idCard, { blur: 8 }),
    copy: await sharp(front).greyscale().jpeg().toBuffer(),
    'licence-copy': await sharp(licence).greyscale().jpeg().toBuffer(),
  };
  pictures = await listen(0, async (request, response) => {
    response.end(files[request.url?.slice(1) ?? '']);
  });
});

afterAll(async () => {
  await pictures.stop();
  await cloud.stop();
  await engine.close();
});

const ocrAt = (endpoint: string, changes: Partial<OcrSettings> = {}) =>
  createOcr({
    credentials: () => LAPTOP_CREDENTIALS,
    region: 'ap-guangzhou',
    endpoint,
    timeoutSeconds: 30,
    takeTurn: async () => true,
    storeIsReachable: true,
    checkedKinds: ['business-licence'],
    locatedKinds: ['id-front', 'id-back', 'business-licence'],
    idCardAction: 'IDCardOCR',
    ...changes,
  });

/** A picture of the test's store. */
function picture(name: string, changes: Partial<OcrPicture> = {}): OcrPicture {
  const file = files[name] ?? Buffer.alloc(0);
  return { bytes: file.length, link: `${pictures.url}/${name}`, load: async () => file, ...changes };
}

/** Works with a cloud of these replies. */
async function withCloud<T>(actions: CloudActions, work: (url: string, cloud: RunningCloudApi) => Promise<T>) {
  const other = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions });
  try {
    return await work(other.url, other);
  } finally {
    await other.stop();
  }
}

/** Reads a certificate with a cloud that replies like this to every picture. */
const readWith = (answer: Record<string, unknown>, kind: ReadableKind) =>
  withCloud(
    {
      'ocr/2018-11-19/IDCardOCR': async () => answer,
      'ocr/2018-11-19/BizLicenseOCR': async () => answer,
    },
    (url) => ocrAt(url).read(kind, picture('front')),
  );

describe.each(['RecognizeValidIDCardOCR', 'IDCardOCR'] as const)('where %s reads ID cards', (idCardAction) => {
  describeOcr('Tencent Cloud OCR', () => ({
    ocr: ocrAt(cloud.url, { idCardAction }),
    idFront: picture('front'),
    idBack: picture('back'),
    licence: picture('licence'),
    noCertificate: picture('notice'),
    blurredIdFront: picture('blurred'),
  }));
});

describe('read', { timeout: 60_000 }, () => {
  it('warns of a copy once, although two codes say so', async () => {
    const reading = await ocrAt(cloud.url).read('id-front', picture('copy'));

    expect(reading).toMatchObject({ outcome: 'read', warnings: ['copy'] });
  });

  it('treats low quality as a warning, leaves out what was not read, and claims no confidence that the vendor does not state', async () => {
    const reading = await readWith(
      { Name: '周建明', IdNum: '44030519880615997x', Birth: '', AdvancedInfo: '{"Quality":49,"WarnInfos":[-9107,-1]}' },
      'id-front',
    );

    expect(reading).toEqual({
      outcome: 'read',
      fields: {
        name: { text: '周建明', origin: 'tencent.ocr.IDCardOCR', evidence: [] },
        idNumber: { text: '44030519880615997X', origin: 'tencent.ocr.IDCardOCR', evidence: [] },
      },
      warnings: ['reflection', 'blurred'],
      notUnderstood: ['IDCardOCR.WarnInfos=-1'],
    });
  });

  it.each([
    [-9101, 'cut-edge'],
    [-9102, 'copy'],
    [-9103, 'screen'],
    [-9104, 'temporary-card'],
    [-9105, 'covered'],
    [-9106, 'edited'],
    [-9107, 'reflection'],
    [-9108, 'copy'],
    [-9109, 'validity-implausible'],
    [-9110, 'electronic-card'],
    [-9111, 'watermark'],
  ])('maps the warning %i of an ID card: %s', async (code, warning) => {
    const reading = await readWith({ AdvancedInfo: JSON.stringify({ WarnInfos: [code] }) }, 'id-back');

    expect(reading).toMatchObject({ warnings: [warning] });
  });

  it.each([
    ['2019年05月20日至2039年05月19日', '2019-05-20', '2039-05-19'],
    ['2019年5月20日至长期', '2019-05-20', 'long-term'],
    ['长期', undefined, 'long-term'],
    ['2019.05.20-2039.05.19', '2019-05-20', '2039-05-19'],
  ])('parses the period %s', async (Period, from, to) => {
    const reading = await readWith({ Period }, 'business-licence');

    const { validFrom, validTo } = 'fields' in reading ? reading.fields : {};
    expect([validFrom?.text, validTo?.text]).toEqual([from, to]);
  });

  it('maps the warnings of a licence', async () => {
    const reading = await readWith({ RecognizeWarnCode: [-9102, -9104, -1] }, 'business-licence');

    expect(reading).toMatchObject({ outcome: 'read', warnings: ['copy', 'screen'] });
  });

  it('names an electronic licence on a screen', async () => {
    const reading = await readWith({ RecognizeWarnCode: [-9104], Electronic: true }, 'business-licence');

    expect(reading).toMatchObject({ outcome: 'read', warnings: ['screen'], isElectronic: true });
  });

  it('requests the values as printed, not as corrected by the number', async () => {
    let asked: Record<string, unknown> = {};
    const IDCardOCR = async (request: Record<string, unknown>) => {
      asked = request;
      return {};
    };

    await withCloud({ 'ocr/2018-11-19/IDCardOCR': IDCardOCR }, (url) => ocrAt(url).read('id-front', picture('front')));

    expect(asked).toMatchObject({ CardSide: 'FRONT', CardWarnType: 'Advanced', EnableRecognitionRectify: false });
    expect(JSON.parse(String(asked.Config))).toEqual({
      CopyWarn: true,
      BorderCheckWarn: true,
      ReshootWarn: true,
      DetectPsWarn: true,
      TempIdWarn: true,
      InvalidDateWarn: true,
      ReflectWarn: true,
      Quality: true,
    });
  });
});

describe('a card that is not an ID card', () => {
  const content = (Content: string, more: object = {}) => ({
    Content,
    Confidence: 99,
    IsInComplete: 0,
    IsReflect: 0,
    ...more,
  });
  const CARD = { Name: content('周建明'), IdNum: content('440305198806159974'), WarnInfos: {} };
  const NONE = {
    IDCardInfo: null,
    TemporaryIDCardInfo: null,
    ResidencePermitInfo: null,
    PermanentResidencePermitInfo: null,
  };

  const readOther = (answer: Record<string, unknown>, kind: ReadableKind = 'id-front') =>
    withCloud(
      { 'ocr/2018-11-19/IDCardOCR': async () => ({}), 'ocr/2018-11-19/RecognizeValidIDCardOCR': async () => answer },
      async (url, other) => {
        other.failNext('IDCardOCR', { code: 'FailedOperation.ImageNoIdCard' });
        return ocrAt(url).read(kind, picture('front'));
      },
    );

  it.each([
    ['TemporaryIDCardInfo', 'temporary-id'],
    ['ResidencePermitInfo', 'residence-permit'],
    ['PermanentResidencePermitInfo', 'foreigner-card'],
  ])('is named, and its values are not read: %s', async (info, reason) => {
    const reading = await readOther({ ...NONE, [info]: CARD });

    expect(reading).toEqual({ outcome: 'unreadable', reason });
  });

  it('is read after all when the other action finds an ID card, each value with its own confidence', async () => {
    const IDCardInfo = {
      ...CARD,
      Birth: content('1988/6/15', { Confidence: 97 }),
      Address: content('广东省深圳市南山区科苑南路168号', { IsReflect: 1 }),
      WarnInfos: {
        BorderCheck: 1,
        OcclusionCheck: 1,
        CopyCheck: 1,
        ReshootCheck: 1,
        PSCheck: 1,
        BlurCheck: 1,
        ElectronCheck: 1,
      },
    };

    const reading = await readOther({ ...NONE, IDCardInfo });

    const origin = 'tencent.ocr.RecognizeValidIDCardOCR';
    expect(reading).toEqual({
      outcome: 'read',
      fields: {
        name: { text: '周建明', confidence: 0.99, origin, evidence: [] },
        idNumber: { text: '440305198806159974', confidence: 0.99, origin, evidence: [] },
        birthDate: { text: '1988-06-15', confidence: 0.97, origin, evidence: [] },
        address: { text: '广东省深圳市南山区科苑南路168号', confidence: 0.99, origin, evidence: ['hidden'] },
      },
      warnings: ['reflection', 'cut-edge', 'covered', 'copy', 'screen', 'edited', 'blurred', 'electronic-card'],
      notUnderstood: [],
    });
  });

  it('may be the other side of one', async () => {
    const reading = await readOther({ ...NONE, IDCardInfo: CARD }, 'id-back');

    expect(reading).toEqual({ outcome: 'unreadable', reason: 'wrong-side' });
  });

  it('may be no card at all', async () => {
    const reading = await readOther(NONE);

    expect(reading).toEqual({ outcome: 'unreadable', reason: 'not-this-certificate' });
  });
});

describe('the action that states how sure it is of each value', () => {
  const readWithout = (IDCardInfo: Record<string, unknown>, kind: ReadableKind) =>
    withCloud({ 'ocr/2018-11-19/RecognizeValidIDCardOCR': async () => ({ IDCardInfo }) }, (url) =>
      ocrAt(url, { idCardAction: 'RecognizeValidIDCardOCR' }).read(kind, picture('front')),
    );

  it('claims no confidence where the vendor leaves it out', async () => {
    const reading = await readWithout(
      { Name: { Content: '周建明' }, IdNum: { Content: '440305198806159974' } },
      'id-front',
    );

    const origin = 'tencent.ocr.RecognizeValidIDCardOCR';
    expect(reading).toMatchObject({
      fields: { name: { text: '周建明', origin }, idNumber: { text: '440305198806159974', origin } },
    });
    expect(JSON.stringify(reading)).not.toContain('confidence');
  });

  it.each([
    ['2019.03.11-2039.03.11', []],
    ['2019.03.11-长期', []],
    ['2019.03.11-2034.03.11', ['validity-implausible']],
  ])('has no warning of terms that no card has, so that the adapter looks itself: %s', async (Content, warnings) => {
    const reading = await readWithout({ ValidDate: { Content, Confidence: 99 } }, 'id-back');

    expect(reading).toMatchObject({ outcome: 'read', warnings });
  });

  it('is as sure of a drawn card as the engine behind the stand-in, in percent', async () => {
    const ocr = ocrAt(cloud.url, { idCardAction: 'RecognizeValidIDCardOCR' });

    const reading = await ocr.read('id-front', picture('front'));

    const engines = await engine.read(files.front ?? Buffer.alloc(0));
    const stated =
      'fields' in engines
        ? Math.floor(((engines.fields as { name?: { confidence: number } }).name?.confidence ?? 0) * 10_000) / 10_000
        : 0;
    expect('fields' in reading && reading.fields.name?.confidence).toBeCloseTo(stated, 6);
  });
});

describe('locate', { timeout: 60_000 }, () => {
  it('finds the number of a card at its foot, as long as its digits, and no value that is not there', async () => {
    const reader = ocrAt(cloud.url);
    const reading = await reader.read('id-front', picture('front'));
    const fields = reading.outcome === 'read' ? reading.fields : {};

    const located = await reader.locate('id-front', picture('front'), { ...fields, other: { text: '不在图上的字' } });

    const places = located.outcome === 'located' ? located.places : {};
    const { width = 0, height = 0 } = await sharp(files.front).metadata();
    const [[upperLeft, upperRight, lowerRight]] = places.idNumber as unknown as [[number, number][]];
    const [x, y] = [(upperRight?.[0] ?? 0) - (upperLeft?.[0] ?? 0), upperLeft?.[1] ?? 0];
    expect(places.idNumber).toHaveLength(1);
    expect(
      [x / width, y / height, (lowerRight?.[1] ?? 0) / height].map((share) => Math.round(share * 10) / 10),
    ).toEqual([0.5, 0.8, 0.9]);
    expect(Object.keys(places)).toEqual(expect.arrayContaining(['name', 'idNumber']));
    expect(places.other).toBeUndefined();
  });

  it('makes no call for a kind that the operator has off', async () => {
    const nobody = ocrAt('http://127.0.0.1:1', { locatedKinds: ['business-licence'] });

    expect(await nobody.locate('id-front', picture('front'), {})).toEqual({ outcome: 'located', places: {} });
  });
});

describe('check', { timeout: 60_000 }, () => {
  const isOn = { IsWarn: true, RiskConfidence: 0.9, Polygon: [] };
  const checkWith = (answer: Record<string, unknown>) =>
    withCloud({ 'ocr/2018-11-19/RecognizeGeneralCardWarn': async () => answer }, (url) =>
      ocrAt(url).check('business-licence', picture('licence')),
    );

  it('detects a copy of a licence', async () => {
    const check = await ocrAt(cloud.url).check('business-licence', picture('licence-copy'));

    expect(check).toMatchObject({ outcome: 'checked', warnings: ['copy'] });
  });

  it.each([
    ['Blur', 'blurred'],
    ['BorderIncomplete', 'cut-edge'],
    ['Cover', 'covered'],
    ['Overlap', 'covered'],
    ['Reflection', 'reflection'],
    ['Copy', 'copy'],
    ['Reprint', 'screen'],
    ['Screenshot', 'screenshot'],
    ['Ps', 'edited'],
    ['Watermark', 'watermark'],
  ])('maps %s to the warning %s', async (name, warning) => {
    const check = await checkWith({ [name]: isOn });

    expect(check).toMatchObject({ outcome: 'checked', warnings: [warning] });
  });

  it('names an electronic licence on a screen, where alone it exists', async () => {
    const check = await checkWith({ Electron: isOn, Reprint: isOn, Screenshot: isOn });

    expect(check).toMatchObject({ outcome: 'checked', warnings: ['screen', 'screenshot'], isElectronic: true });
  });

  it('of an ID card asks only for its watermark, which RecognizeValidIDCardOCR does not tell', async () => {
    const answer = { Watermark: isOn, Copy: isOn, Blur: isOn };
    const warn = 'ocr/2018-11-19/RecognizeGeneralCardWarn';

    const check = await withCloud({ [warn]: async () => answer }, (url) =>
      ocrAt(url, { checkedKinds: ['id-front', 'id-back'] }).check('id-front', picture('front')),
    );

    expect(check).toMatchObject({ outcome: 'checked', warnings: ['watermark'] });
  });

  it('makes no call for a kind that the operator has off', async () => {
    const nobody = ocrAt('http://127.0.0.1:1');
    const switchedOff = ocrAt('http://127.0.0.1:1', { checkedKinds: [] });

    const checks = [
      await nobody.check('id-front', picture('front')),
      await switchedOff.check('business-licence', picture('licence')),
    ];

    expect(checks).toEqual(Array(2).fill({ outcome: 'checked', warnings: [] }));
  });
});

describe('how a picture is sent', () => {
  /** What is sent to the vendor, and the outcome of its reply. */
  async function sent(shown: OcrPicture, settings: Partial<OcrSettings> = {}, fault?: string) {
    const requests: string[] = [];
    const BizLicenseOCR = async ({ ImageUrl, ImageBase64 }: Record<string, unknown>) => {
      requests.push(ImageUrl ? 'link' : `${String(ImageBase64).length} characters`);
      return {};
    };
    const reading = await withCloud({ 'ocr/2018-11-19/BizLicenseOCR': BizLicenseOCR }, async (url, other) => {
      if (fault) other.failNext('BizLicenseOCR', { code: fault });
      return ocrAt(url, settings).read('business-licence', shown);
    });
    return { requests, reading };
  }

  const ofBytes = (bytes: number) => picture('front', { bytes, load: async () => Buffer.alloc(bytes, 1) });

  it('is by link, however large it is', async () => {
    const { requests } = await sent(ofBytes(5 * MEBIBYTE));

    expect(requests).toEqual(['link']);
  });

  it('is in the request when the vendor can not reach the store, or could not fetch it', async () => {
    const unreachable = await sent(ofBytes(3000), { storeIsReachable: false });
    const notFetched = await sent(ofBytes(3000), {}, 'FailedOperation.DownLoadError');

    expect([unreachable.requests, notFetched.requests]).toEqual([['4000 characters'], ['4000 characters']]);
  });

  it('is not at all when it is larger than the vendor accepts: 7 M of base64 for a licence', async () => {
    const largest = await sent(ofBytes((7 * MEBIBYTE * 3) / 4));
    const larger = await sent(ofBytes((7 * MEBIBYTE * 3) / 4 + 1));

    expect([largest.requests, larger.requests]).toEqual([['link'], []]);
    expect(larger.reading).toEqual({ outcome: 'unreadable', reason: 'too-large' });
  });
});

describe('slots', () => {
  it.each([
    ['IDCardOCR', 16, 'id-front'],
    ['BizLicenseOCR', 8, 'business-licence'],
  ] as const)('are taken for every call, at four fifths of what is documented: %s', async (action, perSecond, kind) => {
    const turns: unknown[] = [];
    const takeTurn: OcrSettings['takeTurn'] = async (...turn) => turns.push(turn) > 0;

    await withCloud({ [`ocr/2018-11-19/${action}`]: async () => ({}) }, (url) =>
      ocrAt(url, { takeTurn }).read(kind, picture('front')),
    );

    expect(turns).toEqual([[action, perSecond]]);
  });

  it('that are not free in time prevent the call; another delivery retries', async () => {
    const reading = ocrAt('http://127.0.0.1:1', { takeTurn: async () => false }).read('id-front', picture('front'));

    await expect(reading).rejects.toMatchObject({
      name: 'Failed',
      port: 'ocr',
      kind: 'throttled',
      vendorCode: 'OwnLimit',
    });
  });

  it('that can not be reserved prevent the call as well', async () => {
    const takeTurn = async () => Promise.reject(new Error('the database is away'));

    const reading = ocrAt('http://127.0.0.1:1', { takeTurn }).read('id-front', picture('front'));

    await expect(reading).rejects.toMatchObject({ name: 'Failed', port: 'ocr', kind: 'broken', vendorCode: 'NoTurn' });
  });
});

describe('a call that may have been billed', { timeout: 60_000 }, () => {
  it('[V1] is not repeated when no reply came, or none that can be parsed', async () => {
    cloud.failNext('IDCardOCR', { hang: true });
    const late = await ocrAt(cloud.url, { timeoutSeconds: 0.2 }).read('id-front', picture('front'));
    cloud.failNext('IDCardOCR', { status: 502 });
    const page = await ocrAt(cloud.url).read('id-front', picture('front'));
    const strange = await readWith({ AdvancedInfo: '{"WarnInfos":"none"}' }, 'id-back');
    const stranger = await readWith({ Name: ['周建明'] }, 'id-front');

    expect([late, page, strange, stranger]).toEqual([
      { outcome: 'unanswered', because: 'no-answer', vendorCode: 'timeout' },
      { outcome: 'unanswered', because: 'no-answer', vendorCode: 'broken' },
      { outcome: 'unanswered', because: 'unexpected-answer', vendorCode: 'UnexpectedAnswer' },
      { outcome: 'unanswered', because: 'unexpected-answer', vendorCode: 'UnexpectedAnswer' },
    ]);
  });

  it('is one that was sent: when the vendor was unreachable, it is retried', async () => {
    const reading = ocrAt('http://127.0.0.1:1').read('id-front', picture('front'));

    await expect(reading).rejects.toMatchObject({
      name: 'Failed',
      port: 'ocr',
      kind: 'broken',
      vendorCode: 'ECONNREFUSED',
    });
  });
});
