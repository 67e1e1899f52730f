import { createFaceEngine } from 'engines/face/engine.ts';
import type { VideoFacts } from 'engines/face/facts.ts';
import { median } from 'engines/face/statistics.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { videoRefusal } from '../tencent-stand-in/faceid-verdict.ts';
import { drawHonestFilms, drawSpoiltFilms, drawStills, type Film, SITTERS } from './liveness-corpus.ts';
import { noisy } from './puppet/camera-filters.ts';
import { encodeMp4, FRAMES_PER_SECOND } from './puppet/encode.ts';
import { likenessBefore, type Take, WHITE_WALL } from './puppet/portrait.ts';
import { Puppet } from './puppet/puppet.ts';
import { type PuppetAction, poseAt, secondsFor } from './puppet/timeline.ts';
import { Random } from './random.ts';

const [owner, stranger] = SITTERS;
if (!owner || !stranger) throw new Error('there are not two sitters');

const engine = createFaceEngine();
afterAll(() => engine.close());

const CODES: Readonly<Record<PuppetAction, string>> = { mouth: '1', blink: '2', left: '', right: '' };

const verdictOn = (facts: VideoFacts, actions: readonly PuppetAction[]) =>
  videoRefusal(facts, { type: 'ACTION', validateData: actions.map((action) => CODES[action]).join() }) ?? 'accepted';

describe('an honest film', () => {
  let facts: VideoFacts;
  beforeAll(async () => {
    const { value } = await drawHonestFilms(stranger, new Random(5)).next();
    facts = await engine.video(value.video);
  });

  it('is accepted for its own actions, and for no other order', () => {
    expect(verdictOn(facts, ['mouth', 'blink'])).toBe('accepted');
    expect(verdictOn(facts, ['blink', 'mouth'])).toBe('ActionCloseEye');
    expect(verdictOn(facts, ['mouth'])).toBe('ActionFirstAction');
  });

  it('shows the person of the still, and no other', async () => {
    const likeness = async (sitter: typeof owner) => {
      const { value } = await drawStills(sitter, owner, new Random(6)).next();
      const { embedding } = await engine.photo(value.photo);
      return median(facts.keyFrames.map((key) => (embedding ? engine.similarity(key.embedding, embedding) : 0)));
    };

    expect(await likeness(stranger)).toBeGreaterThan(0.7);
    expect(await likeness(owner)).toBeLessThan(0.42);
  });
});

describe('a spoilt film', () => {
  const films = new Map<string, Film>();
  beforeAll(async () => {
    for await (const film of drawSpoiltFilms(owner, stranger, new Random(7))) {
      films.set(film.kind, film);
      if (film.kind === 'swung photo') break;
    }
  });

  it.each([
    ['dark', 'ActionLightDark'],
    ['blurred', 'SilentFaceQualityFail'],
    ['pan and zoom', 'LivessDetectFake'],
    ['swung photo', 'LivessDetectFake'],
  ])('that is %s is refused with %s', async (kind, result) => {
    const film = films.get(kind);
    if (!film) throw new Error(`no film is ${kind}`);

    expect(verdictOn(await engine.video(film.video), film.actions)).toBe(result);
  });
});

describe('a film that pretends to be one recording of a living person', () => {
  const ACTIONS = ['mouth', 'blink'] as const;
  const SIDE = 480;
  /** Their own take, and another one in the same place, where they do not stand exactly as before. */
  const TAKES: readonly Take[] = [
    { scale: 1, left: 0, top: 0, fall: { x: 18, y: 30 } },
    { scale: 0.98, left: 12, top: 10, fall: { x: 15, y: 27 } },
  ];
  const framesOf = async (take: Take | undefined) => {
    const puppet = new Puppet(await likenessBefore(WHITE_WALL, take));
    const count = Math.round(secondsFor(ACTIONS) * FRAMES_PER_SECOND);
    return Array.from({ length: count }, (_, frame) => puppet.render(poseAt(ACTIONS, frame / FRAMES_PER_SECOND)));
  };
  /** As a camera sees them on a screen whose pixels are 3.3 of its own apart. */
  const onScreen = (pixels: Uint8Array): Uint8Array => {
    const wave = (along: number) => Math.cos((2 * Math.PI * along) / 3.3);
    return pixels.map((value, place) => {
      const [x, y] = [Math.floor(place / 3) % SIDE, Math.floor(place / (3 * SIDE))];
      return value * (1 - 0.03 * (2 + wave(x + 0.01 * y) + wave(y - 0.01 * x)));
    });
  };

  it('or is one', async () => {
    const video = await encodeMp4(await framesOf(TAKES[0]), SIDE, SIDE, noisy(3, 1));

    expect(verdictOn(await engine.video(video), ACTIONS)).toBe('accepted');
  });

  it('is refused when two takes were joined between the actions', async () => {
    const [first = [], second = []] = await Promise.all(TAKES.map(framesOf));
    const frames = [...first.slice(0, 3 * FRAMES_PER_SECOND), ...second.slice(3 * FRAMES_PER_SECOND)];

    const facts = await engine.video(await encodeMp4(frames, SIDE, SIDE, noisy(3, 1)));

    expect(facts.findings).toContain('spliced');
    expect(verdictOn(facts, ACTIONS)).toBe('LivessDetectFake');
  });

  it('is refused when it was taken of a screen', async () => {
    const frames = (await framesOf(TAKES[0])).map(onScreen);

    const facts = await engine.video(await encodeMp4(frames, SIDE, SIDE, noisy(3, 1)));

    expect(facts.findings).toContain('screen');
    expect(verdictOn(facts, ACTIONS)).toBe('LivessDetectFake');
  });
});
