import sharp from 'sharp';

/** A part of a picture, in shares of its width and height. */
interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const pixelsOf = async (picture: Buffer, { left, top, width, height }: Region) => {
  const { width: wide, height: high } = await sharp(picture).metadata();
  return {
    left: Math.round(left * wide),
    top: Math.round(top * high),
    width: Math.round(width * wide),
    height: Math.round(height * high),
  };
};

const covered = async (picture: Buffer, region: Region, cover: string): Promise<Buffer> => {
  const { left, top, width, height } = await pixelsOf(picture, region);
  const input = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${cover}</svg>`,
  );
  return sharp(picture).composite([{ input, left, top }]).jpeg({ quality: 85 }).toBuffer();
};

/** A bar of ink over a part. */
export const blackened = (picture: Buffer, region: Region): Promise<Buffer> =>
  covered(picture, region, '<rect width="100%" height="100%" fill="#111"/>');

/** The tip of a thumb over a part. */
export const underThumb = (picture: Buffer, region: Region): Promise<Buffer> =>
  covered(picture, region, '<rect width="100%" height="150%" rx="50%" fill="#dcae8d"/>');

/** Parts in squares of so many pixels, as an app for pictures makes them illegible. */
export async function mosaicked(picture: Buffer, regions: readonly Region[], side = 26): Promise<Buffer> {
  const tiles = await Promise.all(
    regions.map(async (region) => {
      const { left, top, width, height } = await pixelsOf(picture, region);
      const small = await sharp(picture)
        .extract({ left, top, width, height })
        .resize(Math.ceil(width / side), Math.ceil(height / side), { fit: 'fill' })
        .png()
        .toBuffer();
      const input = await sharp(small).resize(width, height, { fit: 'fill', kernel: 'nearest' }).png().toBuffer();
      return { input, left, top };
    }),
  );
  return sharp(picture).composite(tiles).jpeg({ quality: 85 }).toBuffer();
}

/** Two papers on one desk, one below the other. */
export async function together(first: Buffer, second: Buffer): Promise<Buffer> {
  const { width } = await sharp(first).metadata();
  const below = await sharp(second).resize({ width }).toBuffer();
  return sharp([first, below], { join: { across: 1, shim: 40, background: '#8d6b4b' } })
    .jpeg({ quality: 85 })
    .toBuffer();
}
