import { createFaceEngine } from 'engines/face/engine.ts';
import { anyTake, drawOtherPersonPhoto, drawPhoto } from 'specimens/person.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { iaiActions } from './iai.ts';

const engine = createFaceEngine();
afterAll(() => engine.close());

const detect = async (request: Record<string, unknown>) => {
  const run = iaiActions(engine)['iai/2020-03-03/DetectFace'];
  if (!run) throw new Error('no DetectFace');
  return run(request, { secretId: 'AKID', region: undefined });
};

describe('DetectFace', () => {
  it('returns box, quality and the attributes that the engine knows', async () => {
    const Image = (await drawPhoto()).toString('base64');

    const answer = await detect({ Image, NeedFaceAttributes: 1, NeedQualityDetection: 1 });

    expect(answer).toMatchObject({
      ImageWidth: 480,
      ImageHeight: 480,
      FaceModelVersion: '3.0',
      FaceInfos: [{ FaceAttributesInfo: { EyeOpen: true, Gender: null } }],
    });
    const [face] = answer.FaceInfos as { X: number; Width: number; FaceQualityInfo: { Score: number } }[];
    expect(face?.X).toBeGreaterThan(100);
    expect(face?.Width).toBeGreaterThan(150);
    expect(face?.FaceQualityInfo.Score).toBeGreaterThan(60);
  });

  it('[V3] returns the same for the same picture', async () => {
    const Image = (await drawPhoto()).toString('base64');
    const request = { Image, NeedFaceAttributes: 1, NeedQualityDetection: 1 };

    expect(await detect(request)).toEqual(await detect(request));
  });

  it.each([
    ['InvalidParameterValue.ImageEmpty', {}],
    ['InvalidParameterValue.UrlIllegal', { Url: 'picture.jpg' }],
    ['FailedOperation.ImageDecodeFailed', { Image: 'bm90IGEgcGljdHVyZQ==' }],
    ['InvalidParameter.InvalidParameter', { Image: 'aaaa', MaxFaceNum: 0 }],
  ])('answers the error %s', async (code, request) => {
    await expect(detect(request)).rejects.toMatchObject({ code });
  });
});

describe('CompareFace', () => {
  it('scores the same person above 50 and another one below', async () => {
    const compare = async (first: Buffer, second: Buffer) => {
      const run = iaiActions(engine)['iai/2020-03-03/CompareFace'];
      const request = { ImageA: first.toString('base64'), ImageB: second.toString('base64'), FaceModelVersion: '3.0' };
      return (await run?.(request, { secretId: 'AKID', region: undefined })) as { Score: number };
    };
    const photo = await drawPhoto();

    const same = await compare(photo, await drawPhoto(anyTake()));
    const other = await compare(photo, await drawOtherPersonPhoto());

    expect(same.Score).toBeGreaterThan(80);
    expect(other.Score).toBeLessThan(50);
  });
});
