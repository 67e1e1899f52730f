import { type CloudApiFault, type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LivenessMedium } from '../../../ports/documents/liveness.ts';
import { createEidLivenessProvider } from './eid.ts';
import { createHostedLivenessProvider } from './hosted.ts';

const person = { name: '梁晓晴', idNumber: '44010619970419998x' };
const photo: LivenessMedium = { link: 'http://127.0.0.1:1/photo.jpg', load: async () => Buffer.from('photo') };
const FRAME = Buffer.from('frame');
const PASSED: CloudApiFault = {
  answer: { Text: { ErrCode: 0, ErrMsg: '成功', Sim: '87.50' }, BestFrame: { BestFrame: FRAME.toString('base64') } },
};

let cloud: RunningCloudApi;
let asked: { readonly action: string; readonly request: Record<string, unknown> }[] = [];

beforeAll(async () => {
  const answering = (action: string, answer: Record<string, unknown>) => async (request: Record<string, unknown>) => {
    asked.push({ action, request });
    return answer;
  };
  cloud = await startCloudApi({
    port: 0,
    credentials: LAPTOP_CREDENTIALS,
    actions: {
      'faceid/2018-03-01/GetEidToken': answering('GetEidToken', { EidToken: 'E-1', Url: 'https://eid.example/E-1' }),
      'faceid/2018-03-01/DetectAuth': answering('DetectAuth', { BizToken: 'B-1', Url: null }),
      'faceid/2018-03-01/GetEidResult': answering('GetEidResult', {}),
      'faceid/2018-03-01/GetDetectInfoEnhanced': answering('GetDetectInfoEnhanced', {}),
      'iai/2020-03-03/CompareFace': answering('CompareFace', { Score: 75, FaceModelVersion: '3.0' }),
    },
  });
});
afterAll(() => cloud.stop());

const settings = () => ({
  credentials: () => LAPTOP_CREDENTIALS,
  region: 'ap-guangzhou',
  endpoint: cloud.url,
  timeoutSeconds: 1,
  storeIsReachable: true,
  assurance: 'vendor' as const,
});

const WAYS = {
  eid: {
    provider: () => createEidLivenessProvider({ ...settings(), merchantId: '0NSJ2109221452161890' }),
    result: 'GetEidResult',
    challenge: { page: { kind: 'eid' as const, token: 'E-1', url: 'https://eid.example/E-1' } },
    opening: { MerchantId: '0NSJ2109221452161890', Config: { InputType: '4' } },
  },
  hosted: {
    provider: () => createHostedLivenessProvider({ ...settings(), ruleId: '1' }),
    result: 'GetDetectInfoEnhanced',
    challenge: { page: { kind: 'hosted' as const, token: 'B-1' } },
    opening: { RuleId: '1' },
  },
};

describe.each(Object.entries(WAYS))('%s', (_kind, { provider, result, challenge, opening }) => {
  const verify = () => {
    asked = [];
    return provider().verify({ ...person, challenge, photo });
  };

  it('opens a page for this name and number, which the person can’t change; a check letter is a capital', async () => {
    asked = [];

    const opened = await provider().challenge(person);

    expect(provider().films).toBe('vendor');
    expect(opened).toEqual(challenge);
    expect(asked).toMatchObject([{ request: { ...opening, Name: '梁晓晴', IdCard: '44010619970419998X' } }]);
  });

  it('waits while the person is on the page', async () => {
    expect(await verify()).toEqual({ outcome: 'unfinished' });
  });

  it('compares with the record as the page did, and its best picture with our photo', async () => {
    cloud.failNext(result, PASSED);

    const outcome = await verify();

    expect(outcome).toEqual({
      outcome: 'compared',
      authoritySimilarity: 87.5,
      assurance: 'vendor',
      frames: [FRAME],
      // Halfway from the same person (50) to 100 on CompareFace's scale, so halfway from 70 on FaceID's.
      photoSimilarity: 85,
    });
    expect(asked).toEqual([
      { action: 'CompareFace', request: { UrlA: photo.link, ImageB: 'ZnJhbWU=', FaceModelVersion: '3.0' } },
    ]);
  });

  it.each<[string, CloudApiFault, object]>([
    ['another face on the page', { answer: { Text: { ErrCode: 2016, Sim: '12.00' } } }, { reason: 'other-person' }],
    ['a page that was left open', { code: 'InvalidParameterValue.BizTokenExpired' }, { reason: 'page-timeout' }],
    [
      'an account in trouble',
      { code: 'FailedOperation.StsUnAuthErrError' },
      { alarm: 'FailedOperation.StsUnAuthErrError' },
    ],
    ['a pass without a picture', { answer: { Text: { ErrCode: 0, Sim: '90.00' } } }, { reason: 'try-later' }],
  ])('fails with %s', async (_what, fault, expected) => {
    cloud.failNext(result, fault);

    expect(await verify()).toMatchObject({ outcome: 'failed', ...expected });
  });

  it.each<[string, CloudApiFault, object]>([
    ['a time-out', { hang: true }, { reason: 'try-later', maybeBilled: true }],
    ['an unknown code', { code: 'FailedOperation.SomethingNew' }, { reason: 'try-later', maybeBilled: true }],
    ['no face', { code: 'InvalidParameterValue.NoFaceInPhoto' }, { reason: 'no-face', maybeBilled: false }],
    ['a failed download', { code: 'FailedOperation.ImageDownloadError' }, { reason: 'try-later', maybeBilled: false }],
  ])('fails when the comparison with the photo ends with %s', async (_what, fault, expected) => {
    cloud.failNext(result, PASSED);
    cloud.failNext('CompareFace', fault);

    expect(await verify()).toMatchObject({ outcome: 'failed', ...expected });
  });

  it('can be verified again when that comparison was throttled, because it did not run', async () => {
    cloud.failNext(result, PASSED);
    cloud.failNext('CompareFace', { code: 'RequestLimitExceeded' });

    await expect(verify()).rejects.toMatchObject({ name: 'Failed', kind: 'throttled' });
  });

  it.each<[string, CloudApiFault, string]>([
    ['time-out', { hang: true }, 'timeout'],
    ['broken answer', { status: 502 }, 'broken'],
    ['call too many', { code: 'RequestLimitExceeded' }, 'throttled'],
  ])('lets the result be fetched again after a %s, because that is not billed', async (_what, fault, kind) => {
    cloud.failNext(result, fault);

    await expect(verify()).rejects.toMatchObject({ name: 'Failed', port: 'liveness', kind });
  });
});
