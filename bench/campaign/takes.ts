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

/** Portraits of the sample person of which no two look the same. */
export async function drawPortraits(count: number): Promise<readonly Portrait[]> {
  const random = new Random(1);
  const portraits: Portrait[] = [];
  const looks: Buffer[] = [];
  while (portraits.length < count) {
    const photo = await drawPhoto(anyTake(() => random.next()));
    const file = await checkFile('liveness-photo', 'image/jpeg', photo);
    const look = file.accepted ? await lookOf(file.bytes) : undefined;
    if (!file.accepted || !look || looks.some((other) => differingBits(look, other) <= SAME_LOOK_BITS)) continue;
    portraits.push({ photo, clean: file.bytes });
    looks.push(look);
  }
  return portraits;
}

/** A film of the sample person for each order of the two actions. */
export const drawFilms = async () => ({
  'open-mouth,close-eyes': await drawChallengeVideo(['mouth', 'blink'], anyTake()),
  'close-eyes,open-mouth': await drawChallengeVideo(['blink', 'mouth'], anyTake()),
});

export type Films = Awaited<ReturnType<typeof drawFilms>>;
