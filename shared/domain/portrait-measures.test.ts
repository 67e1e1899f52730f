import { describe, expect, it } from 'vitest';
import { type FaceBox, faceLightOf, type Raster, sharpnessOf, wallOf } from './portrait-measures.ts';

type Colour = readonly [number, number, number];

const WIDTH = 200;
const HEIGHT = 200;
const FACE: FaceBox = { x: 70, y: 70, width: 60, height: 60 };
const SKIN: Colour = [190, 150, 130];
const SKIN_LUMA = 159.68;
const WHITE: Colour = [228, 227, 224];

/** A picture in which every place has its colour. */
function drawn(colourAt: (x: number, y: number) => Colour, channels: 3 | 4 = 3): Raster {
  const pixels = new Uint8Array(WIDTH * HEIGHT * channels).fill(255);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) pixels.set(colourAt(x, y), (y * WIDTH + x) * channels);
  return { width: WIDTH, height: HEIGHT, channels, pixels };
}

const isFace = (x: number, y: number) => x >= 70 && x < 130 && y >= 70 && y < 130;
const standingBefore = (wall: (x: number) => Colour, channels?: 3 | 4) =>
  drawn((x, y) => (isFace(x, y) ? SKIN : wall(x)), channels);

describe('faceLightOf', () => {
  it.each([3, 4] as const)('gives luma and tint of the skin, out of %d channels', (channels) => {
    const { luma, chroma, evenness } = faceLightOf(
      standingBefore(() => WHITE, channels),
      FACE,
    );

    expect(luma).toBeCloseTo(SKIN_LUMA, 1);
    expect(chroma).toBe(60);
    expect(evenness).toBeCloseTo(1, 3);
  });

  it('sees light from the side', () => {
    const picture = drawn((x) => (x < 100 ? [100, 100, 100] : [200, 200, 200]));

    expect(faceLightOf(picture, FACE).evenness).toBeCloseTo(0.5, 3);
  });
});

describe('wallOf', () => {
  const wall = (colour: (x: number) => Colour) => {
    const picture = standingBefore(colour);
    return wallOf(picture, FACE, faceLightOf(picture, FACE));
  };

  it.each<[string, Colour, number]>([
    ['white', WHITE, 1],
    ['white in dim light, as bright as the face', [172, 171, 169], 1],
    ['grey, darker than the face', [140, 140, 140], 0],
    ['pale blue', [190, 210, 235], 0],
    ['cream', [240, 225, 190], 0],
  ])('of %s', (_name, colour, whiteShare) => {
    expect(wall(() => colour).whiteShare).toBe(whiteShare);
  });

  it('counts the worse side: a door beside the head is not outweighed by the wall on the other', () => {
    expect(wall((x) => (x < 40 ? [120, 80, 50] : WHITE)).whiteShare).toBeLessThan(0.4);
  });

  it('sees little of it when the face fills the picture', () => {
    const picture = standingBefore(() => WHITE);
    const near = { x: 10, y: 20, width: 180, height: 180 };

    expect(wall(() => WHITE).visibleShare).toBeGreaterThan(0.3);
    expect(wallOf(picture, near, faceLightOf(picture, near)).visibleShare).toBeLessThan(0.03);
  });
});

describe('sharpnessOf', () => {
  it('is 0 for a picture of one grey, and grows with fine detail', () => {
    const side = 16;
    const flat = new Uint8Array(side * side).fill(120);
    const slope = Uint8Array.from({ length: side * side }, (_, i) => 8 * (i % side));
    const fine = Uint8Array.from({ length: side * side }, (_, i) => (((i % side) + Math.floor(i / side)) % 2) * 255);

    expect([flat, slope, fine].map((grey) => Math.round(sharpnessOf(grey, side)))).toEqual([0, 0, 64_000]);
  });
});
