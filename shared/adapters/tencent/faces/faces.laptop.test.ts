import { type CloudApiFault, type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFaces } from './faces.ts';

const LOOK = { Pitch: -4, Yaw: 6, Roll: 1, EyeOpen: true, Hat: false, Mask: false };
const face = (X: number, side: number, look: object = {}) => ({
  X,
  Y: 40,
  Width: side,
  Height: side,
  FaceAttributesInfo: { ...LOOK, ...look },
});
const card = { link: 'http://127.0.0.1:1/card.jpg', load: async () => Buffer.from('card') };
const picture = { link: 'http://127.0.0.1:1/photo.jpg', load: async () => Buffer.from('photo') };

let cloud: RunningCloudApi;
let asked: unknown[] = [];

beforeAll(async () => {
  const detect = async (request: Record<string, unknown>) => {
    asked.push(request);
    return { FaceInfos: [face(300, 60), face(100, 180, { EyeOpen: null, Mask: null })], FaceModelVersion: '3.0' };
  };
  const compare = async (request: Record<string, unknown>) => {
    asked.push(request);
    return { Score: 60, FaceModelVersion: '3.0' };
  };
  const actions = { 'iai/2020-03-03/DetectFace': detect, 'iai/2020-03-03/CompareFace': compare };
  cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions });
});
afterAll(() => cloud.stop());

const facesAt = (storeIsReachable: boolean) => {
  asked = [];
  const settings = { credentials: () => LAPTOP_CREDENTIALS, region: 'ap-guangzhou', endpoint: cloud.url };
  return createFaces({ ...settings, timeoutSeconds: 1, storeIsReachable });
};
const detect = (storeIsReachable = true) => facesAt(storeIsReachable).detect(picture);
const similarity = (storeIsReachable = true) => facesAt(storeIsReachable).similarity(picture, card);

describe('detect', () => {
  it('returns every face, largest first; values that the vendor does not know are left out', async () => {
    expect(await detect()).toEqual([
      {
        box: { x: 100, y: 40, width: 180, height: 180 },
        yaw: 6,
        pitch: -4,
        roll: 1,
        eyesOpen: undefined,
        covered: false,
      },
      {
        box: { x: 300, y: 40, width: 60, height: 60 },
        yaw: 6,
        pitch: -4,
        roll: 1,
        eyesOpen: true,
        covered: false,
      },
    ]);
  });

  const CLEAR = { Eyebrow: 99, Eye: 99, Nose: 99, Cheek: 99, Mouth: 99, Chin: 99 };
  it.each<[string, object, object, boolean]>([
    ['nothing hidden', {}, CLEAR, false],
    ['a mask', { Mask: true }, CLEAR, true],
    ['a hat', { Hat: true }, CLEAR, true],
    ['clear glasses', { Glass: true }, { ...CLEAR, Eye: 81 }, false],
    ['sunglasses', { Glass: true }, { ...CLEAR, Eye: 80 }, true],
    ['a hand before the mouth', {}, { ...CLEAR, Mouth: 50 }, true],
    ['a beard, which the mouth is seen in', {}, { ...CLEAR, Mouth: 51, Chin: 20 }, false],
    ['a scarf up to the nose', {}, { ...CLEAR, Nose: 60 }, true],
    ['a fringe over the brows', {}, { ...CLEAR, Eyebrow: 10, Cheek: 30 }, false],
    ['features that were not judged', {}, { Eye: null, Nose: null, Mouth: null }, false],
  ])('tells %s from the scores of its features', async (_, look, Completeness, covered) => {
    const judged = {
      ...face(100, 180, look),
      FaceQualityInfo: { Score: 62, Sharpness: 70, Brightness: 50, Completeness },
    };
    cloud.failNext('DetectFace', { answer: { FaceInfos: [judged] } });

    expect(await detect()).toMatchObject([{ covered, quality: 62 }]);
  });

  it('takes a face whose quality was not judged as it is', async () => {
    const judged = { ...face(100, 180), FaceQualityInfo: { Score: null, Completeness: null } };
    cloud.failNext('DetectFace', { answer: { FaceInfos: [judged] } });

    expect(await detect()).toMatchObject([{ covered: false, quality: undefined }]);
  });

  it('sends the link, or the picture itself when the store is unreachable', async () => {
    await detect();
    const [byLink] = asked;
    await detect(false);
    const [inline] = asked;

    const how = { MaxFaceNum: 5, NeedFaceAttributes: 1, NeedQualityDetection: 1, FaceModelVersion: '3.0' };
    expect([byLink, inline]).toEqual([
      { ...how, Url: 'http://127.0.0.1:1/photo.jpg' },
      { ...how, Image: 'cGhvdG8=' },
    ]);
  });

  it.each([
    'InvalidParameterValue.NoFaceInPhoto',
    'FailedOperation.ImageFacedetectFailed',
    'FailedOperation.FaceSizeTooSmall',
  ])('finds no face with %s', async (code) => {
    cloud.failNext('DetectFace', { code });

    expect(await detect()).toEqual([]);
  });

  it.each<[CloudApiFault, object]>([
    [{ code: 'FailedOperation.ServerError' }, { kind: 'broken', vendorCode: 'FailedOperation.ServerError' }],
    [{ code: 'RequestLimitExceeded' }, { kind: 'throttled' }],
    [{ hang: true }, { kind: 'timeout' }],
  ])('fails with %j', async (fault, expected) => {
    cloud.failNext('DetectFace', fault);

    await expect(detect()).rejects.toMatchObject({ name: 'Failed', port: 'faces', ...expected });
  });
});

describe('similarity', () => {
  it.each([
    [0, 0],
    [40, 56],
    [50, 70],
    [60, 76],
    [100, 100],
  ])('of score %d is %d on FaceID’s scale', async (Score, expected) => {
    cloud.failNext('CompareFace', { answer: { Score } });

    expect(await similarity()).toBe(expected);
  });

  it('is requested by link, or with the pictures themselves', async () => {
    await similarity();
    const [byLink] = asked;
    await similarity(false);
    const [inline] = asked;

    expect([byLink, inline]).toEqual([
      { UrlA: 'http://127.0.0.1:1/photo.jpg', UrlB: 'http://127.0.0.1:1/card.jpg', FaceModelVersion: '3.0' },
      { ImageA: 'cGhvdG8=', ImageB: 'Y2FyZA==', FaceModelVersion: '3.0' },
    ]);
  });

  it('is undefined when a picture shows no face', async () => {
    cloud.failNext('CompareFace', { code: 'InvalidParameterValue.NoFaceInPhoto' });

    expect(await similarity()).toBeUndefined();
  });

  it('fails when the vendor fails', async () => {
    cloud.failNext('CompareFace', { code: 'FailedOperation.ServerError' });

    await expect(similarity()).rejects.toMatchObject({ name: 'Failed', port: 'faces', kind: 'broken' });
  });
});
