import type { Sitter } from 'specimens/liveness-corpus.ts';
import { drawBefore, inLight, LIGHTS, standBefore, TONES, WALLS } from 'specimens/walls.ts';
import { objectionsTo, onlyFace, PHOTO_LIMITS, type SeenFace } from '../../shared/domain/liveness/photo.ts';
import { faceLightOf, wallOf } from '../../shared/domain/liveness/portrait-measures.ts';
import { measured, type Row, within } from '../row.ts';
import type { Judge } from './judge.ts';

/**
 * What nobody can tell from a photo: whether light or paint is yellow or blue, and whether little light or grey paint makes
 * a wall grey. A white wall in little light is refused, because that is how it is filed. These pairs have no limit.
 */
const UNDECIDABLE: Readonly<Record<string, readonly string[]>> = {
  white: ['× 0.7', 'lamp'],
  'off-white': ['× 0.7', 'lamp'],
  'grey 170': ['bright'],
  'pale blue': ['lamp'],
  'paler blue': ['lamp'],
  'sky blue': ['lamp'],
  beige: ['window'],
};

const MAX_FALSE_PERCENT = 5;
const MAX_MISSED_PERCENT = 5;

interface Count {
  accepted: number;
  all: number;
}

/** How often a wall is taken for white, by wall, over all people, tones of skin and lights; by light on the console. */
export async function wallRows(judge: Judge, sitters: readonly Sitter[]): Promise<readonly Row[]> {
  const counts = new Map<string, Count>();
  for (const sitter of sitters) await countWalls(sitter, judge, counts);
  return ALL_WALLS.flatMap(([wall]) => rowsOf(wall, counts));
}

const ALL_WALLS = [...WALLS.white, ...WALLS.other];
const GOOD: readonly string[] = WALLS.white.map(([name]) => name);

async function countWalls(sitter: Sitter, judge: Judge, counts: Map<string, Count>): Promise<void> {
  const face = onlyFace(await judge.facesIn(await drawBefore(sitter, WALLS.white[0][1])));
  if ('code' in face) throw new Error('a portrait shows no face');
  for (const [wall, paint] of ALL_WALLS) {
    for (const tone of TONES) {
      const scene = await standBefore(sitter, paint, tone);
      for (const [light, factors] of LIGHTS) {
        const { accepted, all } = counts.get(`${wall}, ${light}`) ?? { accepted: 0, all: 0 };
        const isAccepted = isWallAccepted(inLight(scene, factors), face);
        counts.set(`${wall}, ${light}`, { accepted: accepted + Number(isAccepted), all: all + 1 });
      }
    }
  }
}

function rowsOf(wall: string, counts: ReadonlyMap<string, Count>): readonly Row[] {
  const isGood = GOOD.includes(wall);
  const wrong = ({ accepted, all }: Count): number => (isGood ? all - accepted : accepted);
  const total = { decidable: { wrong: 0, all: 0 }, other: { wrong: 0, all: 0 } };
  for (const [light] of LIGHTS) {
    const count = counts.get(`${wall}, ${light}`) ?? { accepted: 0, all: 0 };
    console.log(`wall ${wall}, ${light}: ${count.accepted} of ${count.all} taken for white`);
    const sum = UNDECIDABLE[wall]?.includes(light) ? total.other : total.decidable;
    sum.wrong += wrong(count);
    sum.all += count.all;
  }
  const what = isGood ? 'refused' : 'taken for white';
  const { decidable, other } = total;
  return [
    within(isGood ? MAX_FALSE_PERCENT : MAX_MISSED_PERCENT, {
      metric: `wall, ${wall}: ${what} (n=${decidable.all})`,
      value: (100 * decidable.wrong) / decidable.all,
      unit: '%',
    }),
    ...(other.all === 0
      ? []
      : [
          measured({
            metric: `wall, ${wall}, ${UNDECIDABLE[wall]?.join(' or ')}: ${what} (n=${other.all})`,
            value: (100 * other.wrong) / other.all,
            unit: '%',
          }),
        ]),
  ];
}

function isWallAccepted(scene: { width: number; height: number; pixels: Uint8Array }, face: SeenFace): boolean {
  const picture = { ...scene, channels: 3 as const };
  const light = faceLightOf(picture, face.box);
  const measures = { light, wall: wallOf(picture, face.box, light), sharpness: PHOTO_LIMITS.minSharpness };
  return !objectionsTo(scene, face, measures).some(({ code }) => code === 'background-not-white');
}
