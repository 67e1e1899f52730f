import { describe, expect, it } from 'vitest';
import type { Raster } from '../../shared/domain/liveness/portrait-measures.ts';
import { askedFace, hintsFor } from './frame-hints.ts';

type Colour = readonly [number, number, number];
const WHITE: Colour = [236, 236, 234];
const SKIN: Colour = [205, 160, 135];
const BLUE: Colour = [120, 150, 205];

interface Scene {
  readonly wall?: Colour;
  readonly face?: Colour;
  readonly faceScale?: number;
  readonly aside?: number;
  readonly light?: (x: number) => number;
}

/** A camera picture of 320 × 240: an oval of one colour in front of a wall of one colour. */
function scene({ wall = WHITE, face = SKIN, faceScale = 1, aside = 0, light = () => 1 }: Scene = {}): Raster {
  const [width, height] = [320, 240];
  const box = askedFace({ width, height });
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const dx = (x - width / 2 - aside) / ((box.width * faceScale) / 2);
      const dy = (y - height / 2) / ((box.height * faceScale) / 2);
      const colour = dx ** 2 + dy ** 2 < 1 ? face : wall;
      colour.forEach((value, channel) => {
        pixels[(y * width + x) * 4 + channel] = value * light(x);
      });
    }
  }
  return { width, height, channels: 4, pixels };
}

const troubles = (picture: Raster) => hintsFor(picture).filter(({ ok }) => !ok);

describe('hints before the camera', () => {
  it('report no trouble for a face in the oval in front of a white wall', () => {
    const hints = hintsFor(scene());

    expect(hints).toEqual([
      { about: 'face', ok: true, text: '人脸位置合适' },
      { about: 'light', ok: true, text: '光线合适' },
      { about: 'wall', ok: true, text: '背景是白色' },
    ]);
  });

  it.each([
    ['a coloured wall', { wall: BLUE }, 'wall', '背景不是纯白色，请在明亮的地方以白色墙面为背景重新拍摄。'],
    ['nobody', { face: WHITE }, 'face', '人脸不在画面中央，请调整位置后重试。'],
    ['a face beside the oval', { aside: 110 }, 'face', '人脸不在画面中央，请调整位置后重试。'],
    ['a face too near', { faceScale: 2.6 }, 'face', '人脸离镜头太近，请稍微后退。'],
    ['darkness', { light: () => 0.25 }, 'light', '光线太暗，请到明亮的地方重新拍摄。'],
    [
      'light from the side',
      { light: (x: number) => (x < 160 ? 0.4 : 1) },
      'light',
      '面部光线明暗不均，请正对光源重新拍摄。',
    ],
  ] as const)('name %s', (_, changes, about, text) => {
    const found = troubles(scene(changes));

    expect(found).toContainEqual({ about, ok: false, text });
  });
});

describe('the oval', () => {
  it.each([
    [{ width: 640, height: 480 }, 0.2325],
    [{ width: 480, height: 640 }, 0.4133],
  ])('asks for a face that the check accepts, in %j', (size, share) => {
    const { x, y, width, height } = askedFace(size);

    expect(width / size.width).toBeCloseTo(share, 3);
    expect(x + width / 2).toBeCloseTo(size.width / 2);
    expect(y / height).toBeGreaterThan(0.25);
  });
});
