/** Side of the grey copy from which a picture's look is computed. */
export const LOOK_SIDE = 32;
/** Number of horizontal and of vertical waves. Fewer are alike in all portraits, more are noise. */
const WAVES = 16;
const BITS = WAVES * WAVES;

/**
 * Pictures with at most this many different bits of 256 are the same picture. 38 portraits saved again as JPEG of
 * quality 10, at a fifth or twice the size, darker, without colour or blurred differ in at most 8 bits, and in another
 * shape (3:4 to 1:1) one in four differs in 12 or 14; moved by 1 % of the width they differ in 14 to 30, by 2 % in 26
 * and more, and other portraits in 86 and more.
 */
export const SAME_LOOK_BITS = 10;

const COSINES = Array.from({ length: WAVES }, (_, wave) =>
  Float64Array.from({ length: LOOK_SIDE }, (_, place) =>
    Math.cos((Math.PI * (2 * place + 1) * wave) / (2 * LOOK_SIDE)),
  ),
);

/**
 * A perceptual hash of a picture: 32 bytes that hardly change if it is saved again. Each bit says whether one of its
 * low frequencies (discrete cosine transform) is stronger than the median.
 *
 * @param grey one byte per pixel, 32 × 32.
 */
export function pictureLook(grey: ArrayLike<number>): Uint8Array {
  const strengths = COSINES.flatMap((down) => COSINES.map((across) => strength(grey, across, down)));
  // The first one is the mean brightness, which is no feature. It is the greatest, so it does not move the lower median
  // of the others.
  const median = strengths.toSorted((first, second) => first - second)[BITS / 2 - 1] as number;
  const look = new Uint8Array(BITS / 8);
  strengths.forEach((value, bit) => {
    if (bit > 0 && value > median) look[bit >> 3] = (look[bit >> 3] as number) | (1 << (bit & 7));
  });
  return look;
}

function strength(grey: ArrayLike<number>, across: Float64Array, down: Float64Array): number {
  let sum = 0;
  for (let y = 0; y < LOOK_SIDE; y += 1) {
    for (let x = 0; x < LOOK_SIDE; x += 1)
      sum += (grey[y * LOOK_SIDE + x] as number) * (across[x] as number) * (down[y] as number);
  }
  return sum;
}

/** Number of different bits of two looks. */
export function differingBits(first: Uint8Array, second: Uint8Array): number {
  return first.reduce((sum, byte, index) => sum + bitsIn(byte ^ (second[index] as number)), 0);
}

const bitsIn = (byte: number): number => byte.toString(2).replaceAll('0', '').length;
