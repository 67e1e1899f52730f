import { createFaceEngine } from 'engines/face/engine.ts';
import type { VideoFacts } from 'engines/face/facts.ts';
import { median } from 'engines/face/statistics.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { videoRefusal } from '../tencent-stand-in/faceid-verdict.ts';
import { drawChallengeVideo, drawOtherPersonPhoto, drawPhoto } from './person.ts';
import { encodeMp4, FRAMES_PER_SECOND } from './puppet/encode.ts';
import { likenessBefore, type Take, WHITE_WALL } from './puppet/portrait.ts';
import { Puppet } from './puppet/puppet.ts';
import { type PuppetAction, poseAt, secondsFor } from './puppet/timeline.ts';

const engine = createFaceEngine();
afterAll(() => engine.close());

const CODES: Readonly<Record<PuppetAction, string>> = { mouth: '1', blink: '2', left: '', right: '' };

const verdictOn = (facts: VideoFacts, actions: readonly PuppetAction[]) =>
  videoRefusal(facts, { type: 'ACTION', validateData: actions.map((action) => CODES[action]).join() }) ?? 'accepted';

/** Sensor noise, new in every frame, in the syntax of FFmpeg's `-vf` as the filters below. */
const NOISE = 'noise=alls=3:allf=t:all_seed=1';

describe('an honest film', () => {
  let facts: VideoFacts;
  beforeAll(async () => {
    facts = await engine.video(await drawChallengeVideo(['mouth', 'blink']));
  });

  it('is accepted for its own actions, and for no other order', () => {
    expect(verdictOn(facts, ['mouth', 'blink'])).toBe('accepted');
    expect(verdictOn(facts, ['blink', 'mouth'])).toBe('ActionCloseEye');
    expect(verdictOn(facts, ['mouth'])).toBe('ActionFirstAction');
  });

  it('shows the person of the still, and no other', async () => {
    const likeness = async (photo: Buffer) => {
      const { embedding } = await engine.photo(photo);
      return median(facts.keyFrames.map((key) => (embedding ? engine.similarity(key.embedding, embedding) : 0)));
    };

    expect(await likeness(await drawPhoto())).toBeGreaterThan(0.7);
    expect(await likeness(await drawOtherPersonPhoto())).toBeLessThan(0.42);
  });
});

const SIDE = 480;
const ACTIONS = ['mouth', 'blink'] as const;
const framesOf = async (take?: Take) => {
  const puppet = new Puppet(await likenessBefore(WHITE_WALL, take));
  const count = Math.round(secondsFor(ACTIONS) * FRAMES_PER_SECOND);
  return Array.from({ length: count }, (_, frame) => puppet.render(poseAt(ACTIONS, frame / FRAMES_PER_SECOND)));
};

/** The picture's corners as expressions over the frame's number `in`. @param corner 0 or 1 across and along */
const perspective = (sense: string, corner: (x: number, y: number) => readonly [string, string]) => {
  const corners = [corner(0, 0), corner(1, 0), corner(0, 1), corner(1, 1)];
  const places = corners.map(([x, y], place) => `x${place}='${x}':y${place}='${y}'`).join(':');
  return `perspective=${places}:interpolation=cubic:sense=${sense}:eval=frame`;
};
/** One frame for six seconds. */
const HELD_STILL = `trim=end_frame=1,loop=loop=${6 * FRAMES_PER_SECOND - 1}:size=1`;
/** The camera comes nearer to a picture and sways. */
const PAN_AND_ZOOM = perspective('source', (x, y) => {
  const inset = '0.5*(1-1/(1+0.2*in/90))';
  return [`W*(${x}+${1 - 2 * x}*${inset})+8*sin(in/15)`, `H*(${y}+${1 - 2 * y}*${inset})+5*cos(1.3*in/15)`];
});
/** A print in front of a wall, swung about its vertical axis; a camera at 2.2 widths sees the nearer side larger. */
const SWUNG = perspective('destination', (x, y) => {
  const [side, angle] = [2 * x - 1, '0.5672*sin(1.6*in/15)'];
  const scale = `1/(1-${side}*0.227*sin(${angle}))`;
  return [`W/2+${side}*W/2*cos(${angle})*${scale}+0.03*W*sin(2.7*in/15)`, `H/2+${2 * y - 1}*H/2*${scale}`];
});
const PRINT = 'scale=iw*0.84:ih*0.84,pad=iw/0.84:ih/0.84:(ow-iw)/2:(oh-ih)/2:color=0xc8c3be';

describe('a spoilt film', () => {
  it.each([
    ['dark', ['lutrgb=r=val*0.25:g=val*0.25:b=val*0.25', NOISE], 'ActionLightDark'],
    ['blurred', ['gblur=sigma=4'], 'SilentFaceQualityFail'],
    ['a picture, panned and zoomed', [HELD_STILL, PAN_AND_ZOOM, NOISE], 'LivessDetectFake'],
    ['a swung photo', [HELD_STILL, PRINT, SWUNG, NOISE], 'LivessDetectFake'],
  ])('that is %s is refused', async (_, filters, result) => {
    const video = await encodeMp4(await framesOf(), SIDE, SIDE, filters.join());

    expect(verdictOn(await engine.video(video), ACTIONS)).toBe(result);
  });
});

describe('a film that pretends to be one recording of a living person', () => {
  /** Their own take, and another one in the same place, where they do not stand exactly as before. */
  const TAKES: readonly Take[] = [
    { scale: 1, left: 0, top: 0, fall: { x: 18, y: 30 } },
    { scale: 0.98, left: 12, top: 10, fall: { x: 15, y: 27 } },
  ];
  /** As a camera sees them on a screen whose pixels are 3.3 of its own apart. */
  const onScreen = (pixels: Uint8Array): Uint8Array => {
    const wave = (along: number) => Math.cos((2 * Math.PI * along) / 3.3);
    return pixels.map((value, place) => {
      const [x, y] = [Math.floor(place / 3) % SIDE, Math.floor(place / (3 * SIDE))];
      return value * (1 - 0.03 * (2 + wave(x + 0.01 * y) + wave(y - 0.01 * x)));
    });
  };

  it('or is one', async () => {
    const video = await encodeMp4(await framesOf(TAKES[0]), SIDE, SIDE, NOISE);

    expect(verdictOn(await engine.video(video), ACTIONS)).toBe('accepted');
  });

  it('is refused when two takes were joined between the actions', async () => {
    const [first = [], second = []] = await Promise.all(TAKES.map(framesOf));
    const frames = [...first.slice(0, 3 * FRAMES_PER_SECOND), ...second.slice(3 * FRAMES_PER_SECOND)];

    const facts = await engine.video(await encodeMp4(frames, SIDE, SIDE, NOISE));

    expect(facts.findings).toContain('spliced');
    expect(verdictOn(facts, ACTIONS)).toBe('LivessDetectFake');
  });

  it('is refused when it was taken of a screen', async () => {
    const frames = (await framesOf(TAKES[0])).map(onScreen);

    const facts = await engine.video(await encodeMp4(frames, SIDE, SIDE, NOISE));

    expect(facts.findings).toContain('screen');
    expect(verdictOn(facts, ACTIONS)).toBe('LivessDetectFake');
  });
});
