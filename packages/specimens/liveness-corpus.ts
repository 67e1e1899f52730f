import sharp from 'sharp';
import { drawIdFront } from './cards.ts';
import { INDIVIDUAL } from './people.ts';
import { dimmed, heldStill, noisy, panAndZoom, swung, unfocused } from './puppet/camera-filters.ts';
import { encodeMp4, FRAMES_PER_SECOND } from './puppet/encode.ts';
import { FACE } from './puppet/face-points.ts';
import { inventedFace } from './puppet/other-face.ts';
import { type Canvas, encodeJpeg, type Spot, sampleInto } from './puppet/paint.ts';
import {
  anyTake,
  BLUE_WALL,
  GREY_WALL,
  type Likeness,
  likenessBefore,
  RED_WALL,
  type Take,
  WALLPAPER,
  type Wall,
  WHITE_WALL,
} from './puppet/portrait.ts';
import { Puppet } from './puppet/puppet.ts';
import { anyManner, CALMLY, type Manner, type PuppetAction, poseAt, secondsFor } from './puppet/timeline.ts';
import { Random } from './random.ts';

/** A recording. `honest`: of one person, well lit, who does the required actions. */
export interface Film {
  readonly kind: string;
  /** The required actions. */
  readonly actions: readonly PuppetAction[];
  /** MP4 */
  readonly video: Buffer;
}

/** A still. `honest`: of one person in front of a white wall. */
export interface Still {
  readonly kind: string;
  /** JPEG */
  readonly photo: Buffer;
}

/** A person who can be filmed repeatedly. */
export type Sitter = (wall: Wall, take: Take) => Promise<Likeness>;

/**
 * The owner of the portrait and three others, derived from it by numbers that were chosen out of 300: the face match
 * gives no two of them a cosine above 0.31, their heads are upright, and their mouths open as wide as real ones.
 */
export const SITTERS: readonly Sitter[] = [
  (wall, take) => likenessBefore(wall, take),
  ...[52, 102, 287].map(
    (face): Sitter =>
      async (wall, take) =>
        inventedFace(await likenessBefore(wall, take), new Random(face)),
  ),
];

const takeOf = (random: Random) => anyTake(() => random.next());
const mannerOf = (random: Random) => anyManner(() => random.next());

/** A photo of an ID card with the face of a sitter. @returns JPEG */
export async function drawCardOf(sitter: Sitter, random: Random): Promise<Buffer> {
  const { portrait } = await sitter(WHITE_WALL, takeOf(random));
  return drawIdFront(INDIVIDUAL.idCard, { portrait: await encodeJpeg(portrait), tilt: 2 });
}

/** The two sequences of FaceID. */
const FACEID_SEQUENCES: readonly (readonly PuppetAction[])[] = [
  ['mouth', 'blink'],
  ['blink', 'mouth'],
];

/** The sitter doing the required actions, for each of FaceID's sequences. */
export async function* drawHonestFilms(sitter: Sitter, random: Random): AsyncGenerator<Film> {
  for (const actions of FACEID_SEQUENCES) {
    const take = await acted(await sitter(WHITE_WALL, takeOf(random)), actions, mannerOf(random));
    yield { kind: 'honest', actions, video: await take.through(noisyBy(random)) };
  }
}

/** As from a phone: 480 × 640, 30 frames per second. @returns MP4 of 6 s in which mouth and eyes do the actions */
export async function drawPhoneFilm(random: Random): Promise<Buffer> {
  const take = await acted(await likenessBefore(WHITE_WALL), ['mouth', 'blink'], CALMLY);
  return take.through('pad=480:640:0:(oh-ih)/2:color=0xd8d7d4', 'fps=30', noisyBy(random));
}

/** Films that must be refused: bad recordings of the sitter, and pictures or other people instead of them. */
export async function* drawSpoiltFilms(sitter: Sitter, other: Sitter, random: Random): AsyncGenerator<Film> {
  const actions = random.pick(FACEID_SEQUENCES);
  const scene = await sitter(WHITE_WALL, takeOf(random));
  const honest = await acted(scene, actions, mannerOf(random));
  const film = (kind: string, video: Buffer): Film => ({ kind, actions, video });

  yield film('dark', await honest.through(dimmed(0.25), noisyBy(random)));
  yield film('very dark', await honest.through(dimmed(0.1), noisyBy(random)));
  yield film('blurred', await honest.through(unfocused(4)));
  yield film('very blurred', await honest.through(unfocused(8)));

  const picture = { canvas: scene.portrait, frames: [scene.portrait.pixels] };
  const still = heldStill(6 * FRAMES_PER_SECOND);
  yield film('frozen', await filmed(picture, still));
  yield film('frozen, noisy', await filmed(picture, still, noisyBy(random)));
  yield film('pan and zoom', await filmed(picture, still, panAndZoom(random.between(1.1, 1.3)), noisyBy(random)));
  yield film('swung photo', await filmed(picture, still, swung(random.between(25, 40)), noisyBy(random)));

  const idle = await acted(scene, [], { ...mannerOf(random), lead: 5 });
  yield film('nothing done', await idle.through(noisyBy(random)));

  const stranger = await other(WHITE_WALL, takeOf(random));
  yield film('swapped half', await swapped(scene, stranger, actions, random));
  const crowd = twoPeople(scene, stranger, random.between(0.5, 0.9));
  yield film('two faces', await (await acted(crowd, actions, mannerOf(random))).through(noisyBy(random)));
}

/** Stills that a reviewer would return, and a good one. */
export async function* drawStills(sitter: Sitter, other: Sitter, random: Random): AsyncGenerator<Still> {
  const before = async (wall: Wall) => encodeJpeg((await sitter(wall, takeOf(random))).portrait);
  const honest = await before(WHITE_WALL);
  yield { kind: 'honest', photo: honest };
  yield { kind: 'dark', photo: await sharp(honest).linear(0.3).jpeg().toBuffer() };
  yield { kind: 'blurred', photo: await sharp(honest).blur(3).jpeg().toBuffer() };
  const crowd = twoPeople(
    await sitter(WHITE_WALL, takeOf(random)),
    await other(WHITE_WALL, takeOf(random)),
    random.between(0.5, 0.9),
  );
  yield { kind: 'two faces', photo: await encodeJpeg(crowd.portrait) };
  for (const [wall, colours] of Object.entries({ grey: GREY_WALL, blue: BLUE_WALL, red: RED_WALL, paper: WALLPAPER })) {
    yield { kind: `wall: ${wall}`, photo: await before(colours) };
  }
}

interface Footage {
  readonly canvas: { readonly width: number; readonly height: number };
  readonly frames: readonly Uint8Array[];
}

function filmed({ canvas, frames }: Footage, ...filters: readonly string[]): Promise<Buffer> {
  return encodeMp4(frames, canvas.width, canvas.height, filters.join(','));
}

async function acted(scene: Likeness, actions: readonly PuppetAction[], manner: Manner) {
  const frames = framesOf(scene, actions, manner);
  return { through: (...filters: readonly string[]) => filmed({ canvas: scene.portrait, frames }, ...filters) };
}

function framesOf(scene: Likeness, actions: readonly PuppetAction[], manner: Manner): Uint8Array[] {
  const puppet = new Puppet(scene);
  const count = Math.round(secondsFor(actions, manner) * FRAMES_PER_SECOND);
  return Array.from({ length: count }, (_, index) => puppet.render(poseAt(actions, index / FRAMES_PER_SECOND, manner)));
}

/** Both do the required actions; the film changes from one to the other on the way. */
function swapped(
  scene: Likeness,
  stranger: Likeness,
  actions: readonly PuppetAction[],
  random: Random,
): Promise<Buffer> {
  const manner = mannerOf(random);
  const [first, second] = [framesOf(scene, actions, manner), framesOf(stranger, actions, manner)];
  const from = Math.round(random.between(0.35, 0.65) * first.length);
  const frames = [...first.slice(0, from), ...second.slice(from)];
  return filmed({ canvas: scene.portrait, frames }, noisyBy(random));
}

const noisyBy = (random: Random): string => noisy(random.int(2, 6), random.int(1, 1_000_000));

const SIZE = { width: 640, height: 480 } as const;
/** From here on the picture is the second person's. */
const BORDER = 360;

/**
 * Two people side by side, 640 × 480. The mesh is the first person's: only they can move.
 *
 * @param scale of the second person, who stands farther back.
 */
function twoPeople(first: Likeness, second: Likeness, scale: number): Likeness {
  const canvas: Canvas = { ...SIZE, pixels: new Uint8Array(SIZE.width * SIZE.height * 3) };
  const moveFirst = BORDER / 2 - noseOf(first).x;
  const nose = noseOf(second);
  for (let y = 0; y < SIZE.height; y++) {
    for (let x = 0; x < SIZE.width; x++) {
      if (x < BORDER) sampleInto(canvas, x, y, first.portrait, { x: x - moveFirst, y });
      else {
        const aside = x - (BORDER + SIZE.width) / 2;
        const from = { x: nose.x + aside / scale, y: SIZE.height - (SIZE.height - y) / scale };
        sampleInto(canvas, x, y, second.portrait, from);
      }
    }
  }
  return { portrait: canvas, mesh: first.mesh.map((point) => ({ ...point, x: point.x + moveFirst })) };
}

const noseOf = ({ mesh }: Likeness): Spot => mesh[FACE.nose] ?? { x: 0, y: 0 };
