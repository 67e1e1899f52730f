import { describe, expect, it } from 'vitest';
import { type FaceBox, faceLightOf, type Raster, sharpnessOf, wallOf } from './portrait-measures.ts';

type Colour = readonly [number, number, number];

const WIDTH = 200;
const HEIGHT = 200;
const FACE: FaceBox = { x: 70, y: 70, width: 60, height: 60 };
const SKIN: Colour = [190, 150, 130];
const SKIN_LUMA = 159.68;
const WHITE: Colour = [228, 227, 224];

/** A picture with a colour for each point. */
function drawn(
  colourAt: (x: number, y: number) => Colour,
  channels: 3 | 4 = 3,
  [width, height]: readonly [number, number] = [WIDTH, HEIGHT],
): Raster {
  const pixels = new Uint8Array(width * height * channels).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) pixels.set(colourAt(x, y), (y * width + x) * channels);
  return { width, height, channels, pixels };
}

const grey = (luma: number): Colour => [luma, luma, luma];
const greys = (...lumas: readonly number[]) => drawn((x) => grey(lumas[x] ?? 0), 3, [lumas.length, 1]);
/** A face with the first pixel of the picture `aside` widths from its middle and `below` heights from its top. */
const faceAround = (aside: number, below: number): FaceBox => ({
  x: -1000 * aside - 500,
  y: -1000 * below,
  width: 1000,
  height: 1000,
});

const isFace = (x: number, y: number) => x >= 70 && x < 130 && y >= 70 && y < 130;
const portraitBefore = (wall: (x: number) => Colour, channels?: 3 | 4) =>
  drawn((x, y) => (isFace(x, y) ? SKIN : wall(x)), channels);

describe('faceLightOf', () => {
  it.each([3, 4] as const)('measures luma and warmth of the skin in %d channels', (channels) => {
    const { luma, warmth, evenness } = faceLightOf(
      portraitBefore(() => WHITE, channels),
      FACE,
    );

    expect(luma).toBeCloseTo(SKIN_LUMA, 1);
    expect(warmth).toBeCloseTo(0.376, 3);
    expect(evenness).toBeCloseTo(1, 3);
  });

  it('detects light from the side', () => {
    const picture = drawn((x) => (x < 100 ? [100, 100, 100] : [200, 200, 200]));

    expect(faceLightOf(picture, FACE).evenness).toBeCloseTo(0.5, 3);
  });
});

describe('faceLightOf, pixel by pixel', () => {
  /** Its middle is between the first two pixels. */
  const face: FaceBox = { x: -49, y: -50, width: 100, height: 100 };

  it.each([
    ['of two halves', greys(100, 200), { luma: 150, warmth: 0, evenness: 0.5 }],
    ['of two halves, the left one brighter', greys(200, 100), { luma: 150, warmth: 0, evenness: 0.5 }],
    ['with one visible half', greys(100), { luma: 100, warmth: 0, evenness: 0 }],
    ['in the dark', greys(1, 1), { luma: 1, warmth: 0, evenness: 1 }],
    ['in a colour', drawn(() => [60, 40, 30], 3, [2, 1]), { luma: 44.84, warmth: 0.6690455, evenness: 1 }],
  ])('of a face %s', (_, picture, light) => {
    const measured = faceLightOf(picture, face);

    for (const measure of ['luma', 'warmth', 'evenness'] as const)
      expect(measured[measure]).toBeCloseTo(light[measure], 6);
  });

  it.each([
    ['the middle', 0, 0.5, true],
    ['the cheek', 0.3, 0.5, true],
    ['an ear', 0.301, 0.5, false],
    ['the other ear', -0.301, 0.5, false],
    ['the brows', 0, 0.25, true],
    ['the hair', 0, 0.249, false],
    ['the chin', 0, 0.85, true],
    ['the neck', 0, 0.851, false],
  ])('%s counts as skin or not', (_, aside, below, isSkin) => {
    expect(faceLightOf(greys(100), faceAround(aside, below)).luma).toBeCloseTo(isSkin ? 100 : 0, 6);
  });

  it('is 0 for a face outside the picture', () => {
    expect(faceLightOf(greys(100), faceAround(5, 5))).toEqual({ luma: 0, warmth: 0, evenness: 0 });
  });
});

describe('wallOf', () => {
  const wall = (colour: (x: number) => Colour) => {
    const picture = portraitBefore(colour);
    return wallOf(picture, FACE, faceLightOf(picture, FACE));
  };

  it.each<[string, Colour, number]>([
    ['white', WHITE, 1],
    ['white in the light of a window', [214, 226, 239], 1],
    ['white in less light', [190, 189, 187], 1],
    ['white in so little light that it looks grey', [160, 159, 157], 0],
    ['grey', [150, 150, 152], 0],
    ['pale blue', [205, 220, 235], 0],
    ['pale green', [205, 228, 205], 0],
    ['pink', [240, 210, 212], 0],
    ['cream', [240, 225, 190], 0],
    ['off-white', [238, 229, 212], 1],
  ])('of %s', (_name, colour, whiteShare) => {
    expect(wall(() => colour).whiteShare).toBe(whiteShare);
  });

  it('uses the side with less white, e.g. a door beside the head', () => {
    expect(wall((x) => (x < 40 ? [120, 80, 50] : WHITE)).whiteShare).toBeLessThan(0.4);
  });

  it.each<[string, number, number, boolean]>([
    ['far beside the face', 2, 0.5, true],
    ['beside the chin', 2, 0.9, true],
    ['below the chin', 2, 0.901, false],
    ['far above', 0, -0.9, true],
    ['the hair above', 0, -0.7, false],
    ['the edge of the head', 1.05, 0.3, true],
    ['inside the head', 1.049, 0.3, false],
    ['beside the head, above long hair', 1.08, 0.5, true],
    ['long hair', 1.08, 0.501, false],
    ['long hair on the other side', -1.08, 0.501, false],
    ['beside the hair', 1.1, 0.6, true],
  ])('counts points of the wall: %s', (_, aside, below, isWall) => {
    const face = faceAround(aside, below);

    expect(wallOf(greys(200), face, faceLightOf(greys(200), face)).visibleShare).toBe(isWall ? 1 : 0);
  });

  it.each<[string, number, number, Colour, boolean]>([
    ['the minimum luma with a dark face', 0, 0, grey(160), true],
    ['less', 0, 0, grey(159), false],
    ['a little brighter than the face', 160, 0, grey(168), true],
    ['less', 160, 0, grey(167), false],
    ['a luma that is sufficient with every face', 255, 0, grey(180), true],
    ['less', 255, 0, grey(179), false],
    ['the coolness of daylight', 150, 0, [189, 201, 213], true],
    ['more', 150, 0, [188, 201, 213], false],
    ['the warmth that is allowed with every face', 150, 0, [212, 200, 188], true],
    ['more', 150, 0, [213, 200, 188], false],
    ['a share of the warmth of the face', 150, 0.5, [217, 200, 181], true],
    ['more', 150, 0.5, [219, 200, 181], false],
    ['the maximum warmth with any face', 150, 2, [222, 200, 178], true],
    ['more', 150, 2, [225, 200, 178], false],
    ['a touch of green', 150, 0, [200, 209, 200], true],
    ['more', 150, 0, [200, 210, 200], false],
    ['a touch of pink', 150, 0, [200, 192, 200], true],
    ['more', 150, 0, [200, 191, 200], false],
  ])('decides what counts as white: %s', (_, luma, warmth, colour, isWhite) => {
    const picture = drawn(() => colour, 3, [1, 1]);

    expect(wallOf(picture, faceAround(2, 0.5), { luma, warmth, evenness: 1 }).whiteShare).toBe(isWhite ? 1 : 0);
  });

  describe('pixel by pixel', () => {
    const LIGHT = { luma: 150, warmth: 0.4, evenness: 1 };
    const below = (middle: number): FaceBox => ({ x: middle - 4, y: 1000, width: 8, height: 8 });
    const black = (isBlack: (x: number, y: number) => boolean, side = 20) =>
      drawn((x, y) => grey(isBlack(x, y) ? 0 : 200), 3, [side, side]);

    it.each<[string, Raster, number, number]>([
      ['two pixels', greys(200, 200), 1, 1],
      ['the first row and column black, all on the right', black((x, y) => x === 0 || y === 0), 0, 0.9025],
      ['all on the left', black((x, y) => x === 0 || y === 0), 20, 0.9025],
      ['the left half black to a tenth', black((x) => x === 3), 10, 0.9],
      ['the right half, which begins in the middle', black((x) => x === 10), 10, 0.9],
    ])('%s', (_, picture, middle, whiteShare) => {
      expect(wallOf(picture, below(middle), LIGHT)).toEqual({ whiteShare, visibleShare: 1 });
    });

    it('has no white if no wall is visible', () => {
      const face = faceAround(0, 0.5);

      expect(wallOf(greys(200), face, LIGHT)).toEqual({ whiteShare: 0, visibleShare: 0 });
    });

    it('samples every second pixel from 480 pixels on', () => {
      const odd = (side: number) => black((x, y) => x % 2 === 1 || y % 2 === 1, side);

      expect(wallOf(odd(480), below(240), LIGHT).whiteShare).toBe(1);
      expect(wallOf(odd(479), below(240), LIGHT).whiteShare).toBeCloseTo(0.25, 2);
    });
  });

  it('has a small visible share if the face fills the picture', () => {
    const picture = portraitBefore(() => WHITE);
    const near = { x: 10, y: 20, width: 180, height: 180 };

    expect(wall(() => WHITE).visibleShare).toBeGreaterThan(0.3);
    expect(wallOf(picture, near, faceLightOf(picture, near)).visibleShare).toBeLessThan(0.03);
  });
});

describe('sharpnessOf', () => {
  it('is 0 for a uniform picture, and grows with fine detail', () => {
    const side = 16;
    const flat = new Uint8Array(side * side).fill(120);
    const slope = Uint8Array.from({ length: side * side }, (_, i) => 8 * (i % side));
    const fine = Uint8Array.from({ length: side * side }, (_, i) => (((i % side) + Math.floor(i / side)) % 2) * 255);

    expect([flat, slope, fine].map((grey) => Math.round(sharpnessOf(grey, side)))).toEqual([0, 0, 64_000]);
  });

  it('uses all pixels except the border', () => {
    const dot = [0, 0, 0, 0, 0, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    // Laplacian 400, -100, -100, 0 of variance 42,500; luma 100, 0, 0, 0 of variance 1,875.
    expect(sharpnessOf(dot, 4)).toBeCloseTo(22_666.67, 2);
  });

  it('is small for an almost uniform picture', () => {
    const almost = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    expect(sharpnessOf(almost, 4)).toBe(4250);
  });

  it('expects 160 × 160 pixels by default', () => {
    const fine = Uint8Array.from({ length: 160 * 160 }, (_, i) => (((i % 160) + Math.floor(i / 160)) % 2) * 255);

    expect(sharpnessOf(fine)).toBeCloseTo(64_000, 6);
  });
});
