import { describe, expect, it } from 'vitest';
import type { LivenessObjection, LivenessReason } from './liveness.ts';
import { adviceOn, objectionsTo, onlyFace, type PortraitMeasures, type SeenFace } from './photo.ts';

const PICTURE = { width: 1000, height: 1000 };
const FACE: SeenFace = { box: { x: 350, y: 300, width: 300, height: 300 }, yaw: 3, pitch: -4, roll: 1, eyesOpen: true };
const GOOD: PortraitMeasures = {
  light: { luma: 150, warmth: 0.4, evenness: 0.9 },
  wall: { whiteShare: 0.97, visibleShare: 0.4 },
  sharpness: 40,
};

const seen = (changes: Partial<SeenFace>, measures: PortraitMeasures = GOOD, picture = PICTURE) =>
  objectionsTo(picture, { ...FACE, ...changes }, measures);
const box = (changes: Partial<SeenFace['box']>) => ({ box: { ...FACE.box, ...changes } });
const light = (changes: Partial<PortraitMeasures['light']>) => ({ ...GOOD, light: { ...GOOD.light, ...changes } });
const wall = (changes: Partial<PortraitMeasures['wall']>) => ({ ...GOOD, wall: { ...GOOD.wall, ...changes } });

describe('objectionsTo', () => {
  it('is empty for a good portrait', () => {
    expect(seen({})).toEqual([]);
  });

  it.each<[string, readonly object[], ReturnType<typeof seen>]>([
    ['a mask', [{ code: 'face-covered' }], seen({ covered: true })],
    ['closed eyes', [{ code: 'eyes-closed' }], seen({ eyesOpen: false })],
    ['nothing if the state of the eyes is unknown', [], seen({ eyesOpen: undefined })],
    [
      'a face that is too close',
      [{ code: 'face-too-close', measured: 56, limit: 55 }],
      seen(box({ x: 220, width: 560 })),
    ],
    ['nothing at the largest width', [], seen(box({ x: 225, width: 550 }))],
    [
      'a face that is too far away',
      [{ code: 'face-too-far', measured: 14, limit: 15 }],
      seen(box({ x: 425, width: 149 })),
    ],
    ['nothing at the smallest width', [], seen(box({ x: 425, width: 150 }))],
    [
      'a face with too few pixels',
      [{ code: 'face-too-small', measured: 99, limit: 100 }],
      objectionsTo({ width: 300, height: 300 }, { ...FACE, box: { x: 100, y: 100, width: 99, height: 99 } }, GOOD),
    ],
    [
      'only the distance if the face is too far away and has too few pixels',
      [{ code: 'face-too-far', measured: 9, limit: 15 }],
      seen(box({ x: 460, width: 90, height: 90 })),
    ],
    [
      'too few pixels at the smallest width',
      [{ code: 'face-too-small', measured: 60, limit: 100 }],
      objectionsTo({ width: 400, height: 400 }, { ...FACE, box: { x: 170, y: 100, width: 60, height: 60 } }, GOOD),
    ],
    ['a face at the edge', [{ code: 'face-off-centre', measured: 16, limit: 15 }], seen(box({ x: 510 }))],
    ['hair cut off', [{ code: 'head-cut-off', measured: 24, limit: 25 }], seen(box({ y: 74 }))],
    [
      'a face that extends beyond the upper edge',
      [{ code: 'head-cut-off', measured: 0, limit: 25 }],
      seen(box({ y: -20, height: 90 })),
    ],
    ['a turned head', [{ code: 'face-turned', measured: 21, limit: 20 }], seen({ yaw: -21 })],
    ['a nodding head', [{ code: 'face-turned', measured: 26, limit: 25 }], seen({ pitch: 26 })],
    [
      'turning if nodding exceeds its limit equally',
      [{ code: 'face-turned', measured: 22, limit: 20 }],
      seen({ yaw: 22, pitch: 27 }),
    ],
    [
      'tilting if it exceeds its limit more than turning',
      [{ code: 'face-turned', measured: 30, limit: 15 }],
      seen({ yaw: 22, roll: 30 }),
    ],
    ['darkness', [{ code: 'too-dark', measured: 59, limit: 60 }], seen({}, light({ luma: 59.4 }))],
    ['glare', [{ code: 'too-bright', measured: 226, limit: 225 }], seen({}, light({ luma: 225.6 }))],
    ['light from the side', [{ code: 'uneven-light', measured: 49, limit: 50 }], seen({}, light({ evenness: 0.499 }))],
    ['blur', [{ code: 'poor-photo', measured: 9, limit: 10 }], seen({}, { ...GOOD, sharpness: 9.4 })],
    ['a face that the detector calls poor', [{ code: 'poor-photo' }], seen({ quality: 40 })],
    ['nothing for a face of middling quality', [], seen({ quality: 41 })],
    [
      'blur once, when the detector calls the face poor as well',
      [{ code: 'poor-photo', measured: 9, limit: 10 }],
      seen({ quality: 20 }, { ...GOOD, sharpness: 9.4 }),
    ],
    [
      'a wall that is not white',
      [{ code: 'background-not-white', measured: 79, limit: 80 }],
      seen({}, wall({ whiteShare: 0.799 })),
    ],
    [
      'a hidden wall, but not its colour',
      [{ code: 'wall-hidden', measured: 2, limit: 3 }],
      seen({}, wall({ visibleShare: 0.029, whiteShare: 0 })),
    ],
  ])('[V4] returns %s, with the measured value and the limit', (_what, expected, objections) => {
    expect(objections).toEqual(expected);
  });

  it('returns all objections at once', () => {
    const codes = seen({ eyesOpen: false }, wall({ whiteShare: 0.1 })).map(({ code }) => code);

    expect(codes).toEqual(['eyes-closed', 'background-not-white']);
  });
});

describe('onlyFace', () => {
  const small = (side: number): SeenFace => ({ ...FACE, box: { x: 0, y: 0, width: side, height: side } });

  const area = (width: number, height: number): SeenFace => ({ ...FACE, box: { x: 0, y: 0, width, height } });

  it.each<[string, readonly SeenFace[], object]>([
    ['no face', [], { code: 'no-face' }],
    ['one person', [FACE], FACE],
    ['a second one', [FACE, small(150)], { code: 'several-faces' }],
    ['a person on a distant poster', [FACE, small(110)], FACE],
    ['a second one with 15 % of the area', [small(100), area(10, 150)], { code: 'several-faces' }],
    ['a second one with less', [small(100), area(10, 149.9)], small(100)],
  ])('of %s', (_who, faces, expected) => {
    expect(onlyFace(faces)).toEqual(expected);
  });
});

describe('adviceOn', () => {
  it.each<[LivenessReason, string]>([
    ['face-too-close', '人脸离镜头太近，请稍微后退（人脸宽度占画面 7%，应不超过 9%）。'],
    ['face-too-far', '人脸离镜头太远，请靠近一些（人脸宽度占画面 7%，应不低于 9%）。'],
    ['face-too-small', '照片中的人脸太小，请用更高的分辨率重新拍摄（人脸宽度 7 像素，应不低于 9 像素）。'],
    ['face-off-centre', '人脸不在画面中央，请调整位置后重试（偏离中央 7%，应不超过 9%）。'],
    ['head-cut-off', '头部没有完整入镜，请将镜头放低或后退后重新拍摄（头顶留白为脸高的 7%，应不低于 9%）。'],
    ['face-turned', '脸没有正对镜头，请摆正头部后重新拍摄（偏转 7 度，应不超过 9 度）。'],
    ['too-dark', '光线太暗，请到明亮的地方重新拍摄（面部亮度 7，应不低于 9）。'],
    ['too-bright', '光线太强，请避免逆光或强光直射（面部亮度 7，应不超过 9）。'],
    ['uneven-light', '面部光线明暗不均，请正对光源重新拍摄（面部两侧亮度比 7%，应不低于 9%）。'],
    ['poor-photo', '照片不够清晰，请保持稳定后重新拍摄（清晰度 7，应不低于 9）。'],
    ['wall-hidden', '看不到足够的背景墙，请后退一些重新拍摄（背景墙占画面 7%，应不低于 9%）。'],
    ['background-not-white', '背景不是纯白色，请在明亮的地方以白色墙面为背景重新拍摄（背景白色占 7%，应不低于 9%）。'],
  ])('for %s contains the measured value and the limit', (code, advice) => {
    expect(adviceOn({ code, measured: 7, limit: 9 })).toBe(advice);
  });

  it.each<[LivenessObjection, string]>([
    [{ code: 'eyes-closed' }, '眼睛没有睁开，请睁眼正对镜头重新拍摄。'],
    [{ code: 'too-dark' }, '光线太暗，请到明亮的地方重新拍摄。'],
    [{ code: 'too-dark', measured: 7 }, '光线太暗，请到明亮的地方重新拍摄。'],
  ])('contains no numbers if there are none: %j', (objection, advice) => {
    expect(adviceOn(objection)).toBe(advice);
  });
});
