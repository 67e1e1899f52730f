import sharp from 'sharp';
import { anyTake, drawChallengeVideo, drawPhoto } from 'specimens/person.ts';
import { Random } from 'specimens/random.ts';
import { checkFile } from '../../functions/intake/check-file.ts';
import { lookOf } from '../../functions/liveness/measure-portrait.ts';
import { differingBits, SAME_LOOK_BITS } from '../../shared/domain/media/picture-look.ts';

/** A portrait as a person takes it, and as intake stores it. */
export interface Portrait {
  readonly photo: Buffer;
  readonly clean: Buffer;
}

/**
 * Portraits of the sample person of which no two look the same: neither as they are taken, which is how they come back as the
 * best frame of a film, nor as intake stores them.
 */
export async function drawPortraits(count: number): Promise<readonly Portrait[]> {
  const random = new Random(1);
  const portraits: Portrait[] = [];
  const looks: Buffer[] = [];
  while (portraits.length < count) {
    const photo = await inAnyLight(await drawPhoto(anyTake(() => random.next())), random);
    const file = await checkFile('liveness-photo', 'image/jpeg', photo);
    if (!file.accepted) continue;
    const own = (await Promise.all([photo, file.bytes].map(lookOf))).filter((look) => look !== undefined);
    if (looks.some((other) => own.some((look) => differingBits(look, other) <= SAME_LOOK_BITS))) continue;
    portraits.push({ photo, clean: file.bytes });
    looks.push(...own);
  }
  return portraits;
}

const SPOTS = 8;
const DARKEST = 249;

/** The same photo in uneven light: one person before one wall has too few positions of which each looks different. */
async function inAnyLight(photo: Buffer, random: Random): Promise<Buffer> {
  const { width, height } = await sharp(photo).metadata();
  const spots = Uint8Array.from({ length: SPOTS ** 2 * 3 }, () => DARKEST + random.next() * (255 - DARKEST));
  const light = await sharp(spots, { raw: { width: SPOTS, height: SPOTS, channels: 3 } })
    .greyscale()
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .png()
    .toBuffer();
  return sharp(photo)
    .composite([{ input: light, blend: 'multiply' }])
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** A film of the sample person for each order of the two actions. */
export const drawFilms = async () => ({
  'open-mouth,close-eyes': await drawChallengeVideo(['mouth', 'blink'], anyTake()),
  'close-eyes,open-mouth': await drawChallengeVideo(['blink', 'mouth'], anyTake()),
});

export type Films = Awaited<ReturnType<typeof drawFilms>>;
