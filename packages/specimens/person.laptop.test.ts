import { checkChallenge } from 'engines/face/challenge.ts';
import { createFaceEngine } from 'engines/face/engine.ts';
import type { VideoFacts } from 'engines/face/facts.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawChallengeVideo, drawPhoto, portrait } from './person.ts';
import type { PuppetAction } from './puppet/timeline.ts';

const engine = createFaceEngine();
afterAll(() => engine.close());

/** Every order of one to three different actions. */
function challenges(): PuppetAction[][] {
  const all: PuppetAction[] = ['mouth', 'blink', 'left', 'right'];
  const longer = (done: PuppetAction[]): PuppetAction[][] =>
    done.length === 3
      ? []
      : all.filter((next) => !done.includes(next)).flatMap((next) => [[...done, next], ...longer([...done, next])]);
  return longer([]);
}

const passedBy = ({ events }: VideoFacts) =>
  challenges().filter((challenge) => checkChallenge(events, challenge).outcome === 'met');

describe('drawChallengeVideo', () => {
  let facts: VideoFacts;
  beforeAll(async () => {
    facts = await engine.video(await drawChallengeVideo(['blink', 'mouth']));
  });

  it('passes its own challenge and none of the others', () => {
    expect(passedBy(facts)).toEqual([['blink', 'mouth']]);
    expect(facts.findings).toEqual([]);
    expect(facts.durationSeconds).toBeCloseTo(5.8, 1);
  });

  it('turns the head like a solid one', async () => {
    const turning = await engine.video(await drawChallengeVideo(['left']));

    expect(passedBy(turning)).toEqual([['left']]);
    expect(turning.findings).toEqual([]);
  });

  it('shows the person of the photo and of the card', async () => {
    const photos = [await engine.photo(await drawPhoto()), await engine.photo(await portrait())];

    const likenesses = photos.flatMap(({ embedding }) =>
      facts.keyFrames.map((frame) => (embedding ? engine.similarity(frame.embedding, embedding) : 0)),
    );

    expect(Math.min(...likenesses)).toBeGreaterThan(0.8);
    expect(facts.bestFrames[0]?.subarray(0, 2).toString('hex')).toBe('ffd8');
  });
});
