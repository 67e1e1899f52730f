import { createFaceEngine } from 'engines/face/engine.ts';
import type { VideoFacts } from 'engines/face/facts.ts';
import { median } from 'engines/face/statistics.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { videoRefusal } from '../tencent-stand-in/faceid-verdict.ts';
import { drawHonestFilms, drawSpoiltFilms, drawStills, drawTricks, type Film, SITTERS } from './liveness-corpus.ts';
import type { PuppetAction } from './puppet/timeline.ts';
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
  it.each([
    ['honest', 'accepted'],
    ['spliced', 'LivessDetectFake'],
    ['screen', 'LivessDetectFake'],
  ])('or is one: %s is judged %s', async (kind, result) => {
    const film = tricks.get(kind);
    if (!film) throw new Error(`no film is ${kind}`);

    expect(verdictOn(await engine.video(film.video), film.actions)).toBe(result);
  });

  const tricks = new Map<string, Film>();
  beforeAll(async () => {
    for await (const film of drawTricks(owner, new Random(8))) tricks.set(film.kind, film);
  }, 300_000);
});
