import { anyTake, drawOtherPersonPhoto, drawPhoto } from 'specimens/person.ts';
import { Random } from 'specimens/random.ts';

const TAKES = 20;
/** Bits of a portrait's look that another take of another person has otherwise: with two of them, 86 and more. */
const OTHER_BITS = 0.2;

export interface Looks {
  /** The look of one more portrait: like a random mixture of two that were drawn, with some bits of its own. */
  another(): Buffer;
}

/** Draws portraits of two people in many takes and reads their looks, from which any number of others follow. */
export async function drawLooks(lookOf: (picture: Buffer) => Promise<Buffer | undefined>): Promise<Looks> {
  const random = new Random(1);
  const drawn: Buffer[] = [];
  for (let taken = 0; taken < TAKES; taken += 1)
    for (const draw of [drawPhoto, drawOtherPersonPhoto]) {
      const look = await lookOf(await draw(anyTake(() => random.next())));
      if (look) drawn.push(look);
    }
  const any = () => drawn[Math.floor(random.next() * drawn.length)] as Buffer;
  return {
    another() {
      const [one, other, look] = [any(), any(), Buffer.alloc(32)];
      for (let bit = 0; bit < 256; bit += 1) {
        const from = random.next() < 0.5 ? one : other;
        const isSet = ((from[bit >> 3] as number) >> (bit & 7)) & 1;
        const flips = random.next() < OTHER_BITS ? 1 : 0;
        look[bit >> 3] = (look[bit >> 3] as number) | ((isSet ^ flips) << (bit & 7));
      }
      return look;
    },
  };
}
