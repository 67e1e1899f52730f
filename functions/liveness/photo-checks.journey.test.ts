import sharp from 'sharp';
import { ENTERPRISE } from 'specimens/people.ts';
import { drawGreyWallPhoto, drawPhoto } from 'specimens/person.ts';
import type { CloudApiFault } from 'tencent-stand-in/api.ts';
import { describe, expect, it } from 'vitest';
import { reviews } from '../../tests/support/database/service-ports.ts';
import { readyDocument } from '../../tests/support/filings/ready-filing.ts';
import { anyFrame, type CheckView, seenIn, similar, siteOwnerAt } from '../../tests/support/pictures/liveness-tries.ts';
import { nextTake } from '../../tests/support/pictures/takes.ts';
import { inProcessLaptop } from '../../tests/support/test-laptop.ts';

type Face = ReturnType<typeof seenIn> & { readonly FaceQualityInfo?: object };

const { laptop } = await inProcessLaptop({ review: 'manual' });

const posed = { scale: 1, left: 0, top: 0, fall: { x: 18, y: 30 } };

/** Reasons of one try with this photo and these faces; FaceID must not be called. */
async function reasonsFor(name: string, photo: Buffer, faces: readonly Face[]) {
  const owner = await siteOwnerAt(laptop, name);
  const checkId = await owner.recorded({ photo, faces });
  const before = owner.billed();
  const { body } = await owner.verification(checkId);
  expect(owner.billed()).toEqual(before);
  const { state, reasons, triesLeft } = body as CheckView;
  expect({ state, triesLeft }).toEqual({ state: 'failed', triesLeft: 4 });
  return reasons;
}

describe('a photo that a reviewer would return', () => {
  it('for its wall is refused with the measured value, before FaceID is called', async () => {
    const reasons = await reasonsFor('grey wall', await drawGreyWallPhoto(), [seenIn(posed)]);

    expect(reasons).toEqual([
      {
        code: 'background-not-white',
        measured: 0,
        limit: 80,
        advice: '背景不是纯白色，请在明亮的地方以白色墙面为背景重新拍摄（背景白色占 0%，应不低于 80%）。',
      },
    ]);
  });

  it.each<[string, (photo: Buffer) => Promise<Buffer>, string]>([
    ['too dark', (photo) => sharp(photo).linear(0.3, 0).jpeg().toBuffer(), 'too-dark'],
    ['blurred', (photo) => sharp(photo).blur(3).jpeg().toBuffer(), 'poor-photo'],
  ])('is refused because it is %s', async (what, worsened, code) => {
    const take = nextTake();

    const reasons = await reasonsFor(what, await worsened(await drawPhoto(take)), [seenIn(take)]);

    expect(reasons.map((reason) => reason.code)).toContain(code);
  });

  it.each<[string, (face: Face) => readonly Face[], readonly string[]]>([
    ['nobody is on it', () => [], ['no-face']],
    ['two are on it', (face) => [face, { ...face, X: 10, Width: 150, Height: 150 }], ['several-faces']],
    ['his eyes are shut', (face) => [withLook(face, { EyeOpen: false })], ['eyes-closed']],
    ['he looks aside', (face) => [withLook(face, { Yaw: 28 })], ['face-turned']],
    ['he wears a mask', (face) => [withLook(face, { Mask: true })], ['face-covered']],
    ['he wears sunglasses', (face) => [withQuality(face, 90, { Eye: 22, Nose: 99, Mouth: 99 })], ['face-covered']],
    [
      'a hand is before his mouth',
      (face) => [withQuality(face, 90, { Eye: 99, Nose: 99, Mouth: 12 })],
      ['face-covered'],
    ],
    ['the vendor calls it poor', (face) => [withQuality(face, 31, { Eye: 99, Nose: 99, Mouth: 99 })], ['poor-photo']],
    ['he stands at the edge', (face) => [{ ...face, X: face.X + 130 }], ['face-off-centre']],
    ['his head is cut off', (face) => [{ ...face, Y: 20 }], ['head-cut-off']],
  ])('is refused because %s', async (what, faces, codes) => {
    const take = nextTake();

    const reasons = await reasonsFor(what, await drawPhoto(take), faces(seenIn(take)));

    expect(reasons.map(({ code }) => code)).toEqual(expect.arrayContaining([...codes]));
  });
});

const withLook = (face: Face, look: Partial<Face['FaceAttributesInfo']>): Face => ({
  ...face,
  FaceAttributesInfo: { ...face.FaceAttributesInfo, ...look },
});

const withQuality = (face: Face, Score: number, Completeness: object): Face => ({
  ...face,
  FaceQualityInfo: { Score, Sharpness: 80, Brightness: 50, Completeness },
});

describe('a photo compared with the site owner’s ID card', () => {
  async function withCard(name: string, comparison: CloudApiFault) {
    const owner = await siteOwnerAt(laptop, name);
    await readyDocument(await (await reviews()).findFiling(owner.filingId), 'id-front', 'principal');
    const checkId = await owner.recorded();
    laptop.cloudApi.failNext('CompareFace', comparison);
    return { owner, checkId };
  }

  it('of somebody else is refused before FaceID is called', async () => {
    const { owner, checkId } = await withCard('other card', { answer: { Score: 39 } });
    const before = owner.billed();

    const { body } = await owner.verification(checkId);

    const advice = '照片与身份证上的人像不一致，请由网站负责人本人拍摄，或重新上传本人的身份证。';
    expect(body).toMatchObject({ state: 'failed', reasons: [{ code: 'not-on-card', advice }] });
    expect(owner.billed()).toEqual(before);
  });

  it.each<[string, CloudApiFault]>([
    ['is older', { answer: { Score: 40 } }],
    ['shows no face', { code: 'InvalidParameterValue.NoFaceInPhoto' }],
  ])('is sent to FaceID when the card’s portrait %s', async (what, comparison) => {
    const { owner, checkId } = await withCard(what, comparison);
    const frame = await anyFrame();
    owner.faceIdSays(similar(90, frame), similar(90, frame));

    const { body } = await owner.verification(checkId);

    expect((body as CheckView).state).toBe('passed');
  });

  it('is not compared with other people’s cards', async () => {
    const owner = await siteOwnerAt(laptop, 'not the principal');
    await owner.filer.saveSiteOwner(owner.filingId, owner.websiteId, { ...ENTERPRISE.principal, name: '何书云' });
    await readyDocument(await (await reviews()).findFiling(owner.filingId), 'id-front', 'principal');
    const before = laptop.cloudApi.calls('CompareFace');
    const checkId = await owner.recorded();
    owner.faceIdSays({ code: 'FailedOperation.LivessDetectFake' });

    const { body } = await owner.verification(checkId);

    expect((body as CheckView).reasons.map(({ code }) => code)).toEqual(['not-live']);
    expect(laptop.cloudApi.calls('CompareFace')).toBe(before);
  });
});

describe('a photo that was accepted', () => {
  it('is not checked a second time when FaceID was busy, because that is billed too', async () => {
    const owner = await siteOwnerAt(laptop, 'patient');
    const checkId = await owner.recorded();
    const before = laptop.cloudApi.calls('DetectFace');
    owner.faceIdSays({ code: 'RequestLimitExceeded' });
    await owner.verification(checkId);
    const frame = await anyFrame();
    owner.faceIdSays(similar(90, frame), similar(90, frame));

    const { body } = await owner.verification(checkId);

    expect((body as CheckView).state).toBe('passed');
    expect(laptop.cloudApi.calls('DetectFace') - before).toBe(1);
  });

  it('leaves the try open when face detection is unavailable', async () => {
    const owner = await siteOwnerAt(laptop, 'no faces now');
    laptop.cloudApi.failNext('DetectFace', { code: 'FailedOperation.ServerError' });
    const checkId = await owner.recorded();

    const reply = await owner.verification(checkId);

    expect(reply.status).toBe(503);
    expect(await owner.show(checkId)).toMatchObject({ state: 'open', triesLeft: 5 });
  });
});
