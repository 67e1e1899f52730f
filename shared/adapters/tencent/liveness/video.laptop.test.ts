import { createFaceEngine, type FaceEngine } from 'engines/face/engine.ts';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { INDIVIDUAL } from 'specimens/people.ts';
import { drawChallengeVideo, drawPhoto, portrait } from 'specimens/person.ts';
import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import type { CloudAction } from 'tencent-stand-in/cloud-action.ts';
import { CloudApiError } from 'tencent-stand-in/cloud-action.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { faceidActions } from 'tencent-stand-in/faceid.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LivenessEvidence, LivenessMedium } from '../../../ports/documents/liveness.ts';
import { createLivenessProvider } from './video.ts';

const { name, idNumber } = INDIVIDUAL.idCard;

const EVIDENCE: LivenessEvidence = {
  challenge: { actions: ['close-eyes', 'open-mouth'] },
  photo: medium('http://127.0.0.1:1/photo.jpg', Buffer.from('photo')),
  video: medium('http://127.0.0.1:1/video.mp4', Buffer.from('video')),
  name,
  idNumber,
};

function medium(link: string, bytes: Buffer): LivenessMedium {
  return { link, load: async () => bytes };
}

const providerAt = (endpoint: string, { timeoutSeconds = 45, storeIsReachable = true } = {}) =>
  createLivenessProvider({
    credentials: () => LAPTOP_CREDENTIALS,
    region: 'ap-guangzhou',
    endpoint,
    timeoutSeconds,
    storeIsReachable,
    assurance: 'none' as const,
  });

const TRY_LATER = { outcome: 'failed', reason: 'try-later', maybeBilled: true, assurance: 'none' };

describe('createLivenessProvider, with the laptop cloud that examines the media', () => {
  let engine: FaceEngine;
  let cloud: RunningCloudApi;
  let files: Running;
  let evidence: LivenessEvidence;

  beforeAll(async () => {
    const media = new Map([
      ['/photo.jpg', await drawPhoto()],
      ['/video.mp4', await drawChallengeVideo(['blink'])],
    ]);
    files = await listen(0, async (request, response) => {
      response.end(media.get(request.url ?? ''));
    });
    engine = createFaceEngine();
    const actions = faceidActions(engine, { identity: async () => 'matches', portraitOf: async () => portrait() });
    cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions });
    evidence = {
      ...EVIDENCE,
      challenge: { actions: ['close-eyes'] },
      photo: medium(`${files.url}/photo.jpg`, Buffer.alloc(0)),
      video: medium(`${files.url}/video.mp4`, Buffer.alloc(0)),
    };
  });
  afterAll(async () => {
    await cloud.stop();
    await engine.close();
    await files.stop();
  });

  it('draws a challenge of both actions', async () => {
    const challenge = await providerAt(cloud.url).challenge({ name, idNumber });

    expect(
      [
        ['close-eyes', 'open-mouth'],
        ['open-mouth', 'close-eyes'],
      ].map((actions) => ({ actions })),
    ).toContainEqual(challenge);
  });

  it('compares a living person with their photo and with the authority’s record, each once', async () => {
    const outcome = await providerAt(cloud.url).verify(evidence);

    expect(outcome).toMatchObject({ outcome: 'compared', assurance: 'none' });
    if (outcome.outcome !== 'compared') return;
    expect(outcome.photoSimilarity).toBeGreaterThan(90);
    expect(outcome.authoritySimilarity).toBeGreaterThan(90);
    // The best frame of both comparisons, and the key frames of the first.
    expect(outcome.frames.length).toBeGreaterThanOrEqual(4);
    expect(new Set(outcome.frames.map((frame) => frame.subarray(0, 2).toString('hex')))).toEqual(new Set(['ffd8']));
    expect([cloud.calls('LivenessCompare'), cloud.calls('LivenessRecognition')]).toEqual([1, 1]);
  });
});

describe('createLivenessProvider, with a cloud of fixed replies', () => {
  const success = { Result: 'Success', Description: '成功', Sim: 88.5, BestFrameBase64: '/9j/' };
  const answers = { compare: async () => success, recognition: async () => success } as Record<string, CloudAction>;
  let asked: Record<string, unknown>[] = [];
  let cloud: RunningCloudApi;

  const recorded =
    (action: string): CloudAction =>
    async (request, caller) => {
      asked.push(request);
      return (await answers[action]?.(request, caller)) ?? {};
    };

  beforeAll(async () => {
    const actions = {
      'faceid/2018-03-01/GetActionSequence': async () => ({ ActionSequence: '2,1' }),
      'faceid/2018-03-01/LivenessCompare': recorded('compare'),
      'faceid/2018-03-01/LivenessRecognition': recorded('recognition'),
    };
    cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions });
  });
  afterAll(() => cloud.stop());

  const verify = (settings: Parameters<typeof providerAt>[1] = { timeoutSeconds: 5 }) => {
    asked = [];
    return providerAt(cloud.url, settings).verify(EVIDENCE);
  };

  it('reads the sequence in its order', async () => {
    const challenge = await providerAt(cloud.url).challenge({ name, idNumber });

    expect(challenge).toEqual({ actions: ['close-eyes', 'open-mouth'] });
  });

  it('sends the sequence, the links and the person', async () => {
    await verify();

    const film = { LivenessType: 'ACTION', ValidateData: '2,1', VideoUrl: 'http://127.0.0.1:1/video.mp4' };
    expect(asked).toEqual([
      { ...film, ImageUrl: 'http://127.0.0.1:1/photo.jpg', Optional: '{"BestFrameNum":5}' },
      { ...film, IdCard: idNumber, Name: name },
    ]);
  });

  it('sends the files themselves when the vendor can not reach the store', async () => {
    await verify({ storeIsReachable: false });

    const film = { LivenessType: 'ACTION', ValidateData: '2,1', VideoBase64: 'dmlkZW8=' };
    expect(asked).toEqual([
      { ...film, ImageBase64: 'cGhvdG8=', Optional: '{"BestFrameNum":5}' },
      { ...film, IdCard: idNumber, Name: name },
    ]);
  });

  it.each([
    ['Result', async () => ({ Result: 'FailedOperation.LivessDetectFake', Description: '', Sim: 0 })],
    ['Error.Code', () => Promise.reject(new CloudApiError('FailedOperation.LivessDetectFake', ''))],
  ])('understands a business code in %s, and makes no second billed comparison', async (_place, answer) => {
    answers.compare = answer;

    const outcome = await verify();

    answers.compare = async () => success;
    expect(outcome).toEqual({ outcome: 'failed', reason: 'not-live', maybeBilled: false, assurance: 'none' });
    expect(asked).toHaveLength(1);
  });

  it('distinguishes a wrong name from a wrong face', async () => {
    cloud.failNext('LivenessRecognition', { code: 'FailedOperation.IdNameMisMatch' });

    expect(await verify()).toMatchObject({ outcome: 'failed', reason: 'identity-mismatch', maybeBilled: true });
  });

  it.each([
    ['a time-out', { hang: true }],
    ['a broken answer', { status: 502 }],
    ['an internal error', { code: 'InternalError' }],
  ] as const)('lets the person try later after %s, for the check may have been run', async (_what, fault) => {
    cloud.failNext('LivenessCompare', fault);

    const outcome = await verify({ timeoutSeconds: 0.5 });

    expect(outcome).toEqual(TRY_LATER);
    expect(asked).toHaveLength(0);
  });

  it('fails when it is throttled, because the request certainly did not run', async () => {
    const code = 'RequestLimitExceeded';
    cloud.failNext('LivenessCompare', { code });

    await expect(verify()).rejects.toMatchObject({
      name: 'Failed',
      port: 'liveness',
      kind: 'throttled',
      vendorCode: code,
    });
  });

  it('fails when the vendor is unreachable', async () => {
    const verification = providerAt('http://127.0.0.1:1').verify(EVIDENCE);

    await expect(verification).rejects.toMatchObject({ name: 'Failed', kind: 'broken' });
  });

  it('never fails once the first comparison was billed', async () => {
    cloud.failNext('LivenessRecognition', { code: 'RequestLimitExceeded' });

    expect(await verify()).toEqual(TRY_LATER);
    expect(asked).toHaveLength(1);
  });

  it('does not treat a success without a similarity as a pass', async () => {
    answers.recognition = async () => ({ Result: 'Success' });

    const outcome = await verify();

    answers.recognition = async () => success;
    expect(outcome).toMatchObject({ ...TRY_LATER, alarm: 'Success' });
  });

  it.each([{ code: 'RequestLimitExceeded' }, { code: 'InternalError' }, { status: 502 }])(
    'asks once more for a challenge, which costs nothing, after %o',
    async (fault) => {
      cloud.failNext('GetActionSequence', fault);

      const challenge = await providerAt(cloud.url).challenge({ name, idNumber });

      expect(challenge).toEqual({ actions: ['close-eyes', 'open-mouth'] });
    },
  );

  it('does not ask for a challenge a third time', async () => {
    cloud.failNext('GetActionSequence', { code: 'InternalError' }, 2);

    const challenge = providerAt(cloud.url).challenge({ name, idNumber });

    await expect(challenge).rejects.toMatchObject({ name: 'Failed', kind: 'broken', vendorCode: 'InternalError' });
  });

  it('fails to draw a challenge when the vendor refuses one', async () => {
    cloud.failNext('GetActionSequence', { code: 'FailedOperation.UnKnown' });

    const challenge = providerAt(cloud.url).challenge({ name, idNumber });

    await expect(challenge).rejects.toMatchObject({ name: 'Failed', vendorCode: 'FailedOperation.UnKnown' });
  });
});
