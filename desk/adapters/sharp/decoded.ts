import sharp from 'sharp';
import { Refused } from '../../../contracts/kit/refusal.ts';

/** As the filing service takes them in: larger ones are not pictures of ours. */
export const MOST_PIXELS = 50_000_000;

/** What is made of a picture. @throws Refused('paper.broken') when nobody can decode that, else what making it threw */
export async function madeOf<T>(picture: Buffer, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (cause) {
    await sharp(picture, { limitInputPixels: MOST_PIXELS })
      .stats()
      .catch(() => {
        throw new Refused('paper.broken', {}, { cause });
      });
    throw cause;
  }
}
