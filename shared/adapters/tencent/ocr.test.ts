import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningCloudApi, startCloudApi } from '../../../local/cloud/api.ts';
import type { CloudAction } from '../../../local/cloud/cloud-action.ts';
import { LAPTOP_CREDENTIALS } from '../../../local/cloud/credentials.ts';
import { ocrActions } from '../../../local/cloud/ocr.ts';
import { createOcrEngine, type OcrEngine } from '../../../local/engines/ocr/engine.ts';
import { listen, type Running } from '../../../local/http-server.ts';
import { drawIdBack, drawIdFront, drawLicence } from '../../../local/specimens/cards.ts';
import { drawNotACertificate } from '../../../local/specimens/letters.ts';
import { ENTERPRISE } from '../../../local/specimens/people.ts';
import { describeOcr } from './ocr.suite.ts';
import { createOcr } from './ocr.ts';

let engine: OcrEngine;
let cloud: RunningCloudApi;
let pictures: Running;

beforeAll(async () => {
  engine = createOcrEngine();
  cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions: ocrActions(engine) });
  const front = await drawIdFront(ENTERPRISE.idCard);
  const files: Readonly<Record<string, Buffer>> = {
    '/front': front,
    '/back': await drawIdBack(ENTERPRISE.idCard),
    '/licence': await drawLicence(ENTERPRISE.licence),
    '/notice': await drawNotACertificate(),
    '/blurred': await drawIdFront(ENTERPRISE.idCard, { blur: 8 }),
    '/copy': await sharp(front).greyscale().jpeg().toBuffer(),
  };
  pictures = await listen(0, async (request, response) => {
    response.end(files[request.url ?? '']);
  });
});

afterAll(async () => {
  await pictures.stop();
  await cloud.stop();
  await engine.close();
});

const ocrAt = (endpoint: string, timeoutSeconds = 30) =>
  createOcr({ credentials: () => LAPTOP_CREDENTIALS, region: 'ap-guangzhou', endpoint, timeoutSeconds });

/** Reads a certificate with a cloud that answers so, whatever it is shown. */
async function readWith(answer: Record<string, unknown>, kind: 'id-front' | 'id-back' | 'business-licence') {
  const action: CloudAction = async () => answer;
  const other = await startCloudApi({
    port: 0,
    credentials: LAPTOP_CREDENTIALS,
    actions: { 'ocr/2018-11-19/IDCardOCR': action, 'ocr/2018-11-19/BizLicenseOCR': action },
  });
  try {
    return await ocrAt(other.url).read(kind, 'http://pictures.example/1');
  } finally {
    await other.stop();
  }
}

describeOcr('Tencent Cloud OCR', () => ({
  ocr: ocrAt(cloud.url),
  idFront: `${pictures.url}/front`,
  idBack: `${pictures.url}/back`,
  licence: `${pictures.url}/licence`,
  noCertificate: `${pictures.url}/notice`,
  blurredIdFront: `${pictures.url}/blurred`,
}));

describe('createOcr', { timeout: 60_000 }, () => {
  it('warns of a copy once, though two codes say so', async () => {
    const reading = await ocrAt(cloud.url).read('id-front', `${pictures.url}/copy`);

    expect(reading).toMatchObject({ outcome: 'read', warnings: ['copy'] });
  });

  it('takes a low quality for a warning, and leaves out what was not read', async () => {
    const reading = await readWith(
      { Name: '周建明', IdNum: '44030519880615997x', Birth: '', AdvancedInfo: '{"Quality":49,"WarnInfos":[-9107,-1]}' },
      'id-front',
    );

    expect(reading).toEqual({
      outcome: 'read',
      fields: { name: { text: '周建明', confidence: 1 }, idNumber: { text: '44030519880615997X', confidence: 1 } },
      warnings: ['reflection', 'blurred'],
    });
  });

  it('knows a watermark, whatever it says', async () => {
    const reading = await readWith({ AdvancedInfo: '{"WarnInfos":[-9111]}' }, 'id-back');

    expect(reading).toMatchObject({ warnings: ['watermark'] });
  });

  it.each([
    ['2019年05月20日至2039年05月19日', '2019-05-20', '2039-05-19'],
    ['2019年5月20日至长期', '2019-05-20', 'long-term'],
    ['长期', undefined, 'long-term'],
    ['2019.05.20-2039.05.19', '2019-05-20', '2039-05-19'],
  ])('understands the period %s', async (Period, from, to) => {
    const reading = await readWith({ Period }, 'business-licence');

    const { validFrom, validTo } = 'fields' in reading ? reading.fields : {};
    expect([validFrom?.text, validTo?.text]).toEqual([from, to]);
  });

  it.each([
    ['FailedOperation.IdCardTooSmall', 'too-small'],
    ['FailedOperation.MultiCardError', 'several-cards'],
    ['FailedOperation.ImageDecodeFailed', 'undecodable'],
    ['LimitExceeded.TooLargeFileError', 'too-large'],
    ['FailedOperation.IdCardInfoIllegal', 'nothing-recognised'],
  ])('blames the picture for %s', async (code, reason) => {
    cloud.failNext('IDCardOCR', { code });

    const reading = await ocrAt(cloud.url).read('id-front', `${pictures.url}/front`);

    expect(reading).toEqual({ outcome: 'unreadable', reason });
  });

  it.each([
    ['FailedOperation.DownLoadError', 'broken'],
    ['ResourceUnavailable.InArrears', 'refused'],
    ['RequestLimitExceeded', 'throttled'],
    ['InternalError', 'broken'],
  ])('blames the vendor, not the picture, for %s', async (code, kind) => {
    cloud.failNext('BizLicenseOCR', { code });

    const reading = ocrAt(cloud.url).read('business-licence', `${pictures.url}/licence`);

    await expect(reading).rejects.toMatchObject({ name: 'Failed', port: 'ocr', kind, vendorCode: code });
  });

  it('fails with a time-out when no answer comes, and as broken when it is no JSON', async () => {
    cloud.failNext('IDCardOCR', { hang: true });
    const late = await ocrAt(cloud.url, 0.2)
      .read('id-front', `${pictures.url}/front`)
      .catch((error: unknown) => error);
    cloud.failNext('IDCardOCR', { status: 502 });
    const page = await ocrAt(cloud.url)
      .read('id-front', `${pictures.url}/front`)
      .catch((error: unknown) => error);

    expect([late, page]).toMatchObject([
      { name: 'Failed', kind: 'timeout' },
      { name: 'Failed', kind: 'broken' },
    ]);
  });

  it('fails when the answer is not what the vendor documents', async () => {
    const reading = readWith({ AdvancedInfo: '{"WarnInfos":"none"}' }, 'id-back');

    await expect(reading).rejects.toMatchObject({ kind: 'broken', vendorCode: 'UnexpectedAnswer' });
  });
});
