import type { Sitter } from 'specimens/liveness-corpus.ts';
import { drawBefore, LIGHTS, TONES, WALLS } from 'specimens/walls.ts';
import { measurePortrait } from '../../functions/liveness/measure-portrait.ts';
import { objectionsTo, onlyFace, type SeenFace } from '../../shared/domain/liveness/photo.ts';
import { measured, type Row, within } from '../row.ts';
import type { Judge } from './judge.ts';

/** A light in which a white wall looks grey: a photo in it is refused, and the person reads to find a brighter place. */
const TOO_DIM = '× 0.7';
/** White looks yellow under a lamp, and yellow or blue paint like white: nobody can tell from the photo. */
const TINTED = 'lamp';

const MAX_FALSE_PERCENT = 5;
const MAX_MISSED_PERCENT = 5;

/** How often a wall is taken for white, by wall and light, over all people and tones of skin. */
export async function wallRows(judge: Judge, sitters: readonly Sitter[]): Promise<readonly Row[]> {
  const [walls, isWhite] = [[...WALLS.white, ...WALLS.other], WALLS.white.map(([name]) => name as string)];
  const counts = new Map<string, { accepted: number; all: number }>();
  for (const sitter of sitters) {
    const face = onlyFace(await judge.facesIn(await drawBefore(sitter, WALLS.white[0][1])));
    if ('code' in face) throw new Error('a portrait shows no face');
    for (const [wall, paint] of walls) {
      for (const [light, factors] of LIGHTS) {
        for (const tone of TONES) {
          const isAccepted = await isWallAccepted(await drawBefore(sitter, paint, factors, tone), face);
          const count = counts.get(`${wall}, ${light}`) ?? { accepted: 0, all: 0 };
          counts.set(`${wall}, ${light}`, { accepted: count.accepted + Number(isAccepted), all: count.all + 1 });
        }
      }
    }
  }
  return walls.flatMap(([wall]) =>
    LIGHTS.map(([light]) => {
      const { accepted, all } = counts.get(`${wall}, ${light}`) ?? { accepted: 0, all: 1 };
      const isGood = isWhite.includes(wall);
      const value = (100 * (isGood ? all - accepted : accepted)) / all;
      const metric = `wall ${wall}, ${light}: ${isGood ? 'refused' : 'accepted'} (n=${all})`;
      if (light === TINTED || (light === TOO_DIM && isGood)) return measured({ metric, value, unit: '%' });
      return within(isGood ? MAX_FALSE_PERCENT : MAX_MISSED_PERCENT, { metric, value, unit: '%' });
    }),
  );
}

async function isWallAccepted(photo: Buffer, face: SeenFace): Promise<boolean> {
  const { measures, ...size } = await measurePortrait(photo, face);
  return !objectionsTo(size, face, measures).some(({ code }) => code === 'background-not-white');
}
