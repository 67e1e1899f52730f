import sharp from 'sharp';

/** The longest side of the photo, in pixels: 12 megapixels for a picture of 4 : 3. */
const LONGEST_SIDE = 4000;
/** EXIF: the camera was turned, so the pixels lie on their side. https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf */
const TURNED = 8;

/** The same picture as a phone takes it: large, with grain, turned by EXIF alone, and 8 to 20 MB. */
export async function asPhonePhoto(picture: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(picture)
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutReduction: true })
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const grain = await sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
    .png()
    .toBuffer();
  const lying = await sharp(data)
    .composite([{ input: await sharp(grain).ensureAlpha(0.06).toBuffer() }])
    .png()
    .toBuffer();
  return sharp(lying)
    .rotate(90)
    .withMetadata({ orientation: TURNED })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
