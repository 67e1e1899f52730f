import { encodeJpeg } from '../engines/face/picture.ts';
import { Random } from './cards/random.ts';
import { encodeMp4, FRAMES_PER_SECOND } from './puppet/encode.ts';
import { inventedFace } from './puppet/other-face.ts';
import type { Canvas } from './puppet/paint.ts';
import { anyTake, type Likeness, likenessBefore, type Wall, WHITE_WALL } from './puppet/portrait.ts';
import { Puppet } from './puppet/puppet.ts';
import { twoPeople } from './puppet/two-people.ts';
import { anyManner, type Manner, type PuppetAction, poseAt, secondsFor } from './puppet/timeline.ts';

/** What is filmed, and what is wrong with it; `honest` is what should pass. */
export type FilmKind =
  | 'honest'
  | 'frozen'
  | 'frozen-noisy'
  | 'pan-and-zoom'
  | 'swung-photo'
  | 'swapped-half'
  | 'two-faces'
  | 'dark'
  | 'very-dark'
  | 'blurred'
  | 'very-blurred'
  | 'nothing-done';

export type PhotoKind = 'honest' | 'dark' | 'blurred' | 'two-faces' | 'grey-wall' | 'blue-wall' | 'red-wall' | 'wallpaper';

/** A recording of one of the people of a corpus. */
export interface Film {
  readonly kind: FilmKind;
  /** Number of the person in the corpus. */
  readonly person: number;
  /** What is done, or would have to be. */
  readonly actions: readonly PuppetAction[];
  readonly video: Buffer;
}

export interface Photo {
  readonly kind: PhotoKind;
  readonly person: number;
  /** JPEG */
  readonly photo: Buffer;
}

/**
 * Whom a corpus shows: the owner of the portrait, and those whom `inventedFace` makes of these numbers. Chosen out of 90 so that the face
 * match gives no two of them more than 0.26.
 */
export const INVENTED = [8, 14, 10] as const;

/** The two that FaceID asks for. */
const VENDOR_ACTIONS: readonly (readonly PuppetAction[])[] = [
  ['mouth', 'blink'],
  ['blink', 'mouth'],
];
const ALL_ACTIONS: readonly PuppetAction[] = ['mouth', 'blink', 'left', 'right'];

/** Sensor noise, 0 to 255 each way; `t`: new in every frame. */
const noise = (strength: number, random: Random) => `noise=alls=${strength}:allf=t:all_seed=${random.int(1, 1e6)}`;

/** Films of one person, the same for the same random numbers. */
export async function* drawFilms(person: number, random: Random): AsyncGenerator<Film> {
  const next = () => random.next();
  const film = (kind: FilmKind, actions: readonly PuppetAction[], video: Buffer): Film => ({
    kind,
    person,
    actions,
    video,
  });

  for (const actions of [...VENDOR_ACTIONS, threeOf(random)]) {
    const scene = await sceneOf(person, random);
    const manner = anyManner(next);
    const frames = filmed(new Puppet(scene), actions, manner);
    yield film('honest', actions, await encoded(frames, scene.portrait, noise(random.int(2, 7), random)));
    if (actions !== VENDOR_ACTIONS[0]) continue;
    yield film('dark', actions, await encoded(frames, scene.portrait, `${dimmed(0.25)},${noise(4, random)}`));
    yield film('very-dark', actions, await encoded(frames, scene.portrait, `${dimmed(0.1)},${noise(4, random)}`));
    yield film('blurred', actions, await encoded(frames, scene.portrait, 'gblur=sigma=4'));
    yield film('very-blurred', actions, await encoded(frames, scene.portrait, 'gblur=sigma=8'));
  }

  const actions = random.pick(VENDOR_ACTIONS);
  const scene = await sceneOf(person, random);
  for (const [kind, filter] of Object.entries(stillFilters(random))) {
    const video = await encoded([scene.portrait.pixels], scene.portrait, `loop=${6 * FRAMES_PER_SECOND}:1,${filter}`);
    yield film(kind as FilmKind, actions, video);
  }

  const idle = filmed(new Puppet(scene), [], { ...anyManner(next), lead: 5 });
  yield film('nothing-done', actions, await encoded(idle, scene.portrait, noise(4, random)));

  const swapAt = random.between(0.35, 0.65);
  const manner = anyManner(next);
  const first = filmed(new Puppet(scene), actions, manner);
  const second = filmed(new Puppet(await sceneOf(another(person), random)), actions, manner);
  const swapped = first.map((frame, at) => (at < swapAt * first.length ? frame : (second[at] ?? frame)));
  yield film('swapped-half', actions, await encoded(swapped, scene.portrait, noise(3, random)));

  const both = await twoPeople(scene, await sceneOf(another(person), random), random.between(0.5, 0.9));
  const crowded = filmed(new Puppet(both), actions, anyManner(next));
  yield film('two-faces', actions, await encoded(crowded, both.portrait, noise(3, random)));
}
