import sharp from 'sharp';
import { inventCreditCode } from './cards/invented.ts';
import { drawing, rasterize, text } from './cards/svg.ts';
import { drawLicence } from './cards.ts';
import type { BusinessLicence } from './people.ts';
import { Random } from './random.ts';

const LABEL = { width: 760, height: 80 } as const;
const CORNER = { left: 90, top: 90 } as const;

/** A photo of a licence with a credit code of its own. */
export interface NumberedLicence {
  readonly creditCode: string;
  /** JPEG. */
  readonly picture: Buffer;
}

/**
 * Photos of the same licence, each with another invented credit code of the same place: the sheet is drawn once, since
 * that takes a second, and the number is printed over it.
 */
export async function drawNumberedLicences(
  licence: BusinessLicence,
  count: number,
): Promise<readonly NumberedLicence[]> {
  const random = new Random(2);
  const start = licence.creditCode.slice(0, 8);
  const sheet = await drawLicence(licence, { tilt: 1.5 });
  const codes = new Set<string>();
  while (codes.size < count) codes.add(inventCreditCode(random, start));
  const licences: NumberedLicence[] = [];
  for (const creditCode of codes) {
    const picture = sharp(sheet).composite([{ input: await labelOf(creditCode), ...CORNER }]);
    licences.push({ creditCode, picture: await picture.jpeg({ quality: 85 }).toBuffer() });
  }
  return licences;
}

function labelOf(creditCode: string): Promise<Buffer> {
  const { width, height, pixels } = rasterize(
    drawing(LABEL, [
      `<rect width="${LABEL.width}" height="${LABEL.height}" fill="#fcf9ee"/>`,
      text(20, 54, `统一社会信用代码 ${creditCode}`, { size: 36 }),
    ]),
  );
  return sharp(pixels, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
}
