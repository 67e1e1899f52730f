import { checkChallenge } from 'engines/face/challenge.ts';
import type { FaceEngine } from 'engines/face/engine.ts';
import type { Action } from 'engines/face/facts.ts';
import { createOcrEngine } from 'engines/ocr/engine.ts';
import {
  drawCardOf,
  drawHonestFilms,
  drawSpoiltFilms,
  drawStills,
  type Film,
  SITTERS,
  type Still,
} from 'specimens/liveness-corpus.ts';
import { Random } from 'specimens/random.ts';
import { DIVISIONS } from '../../local/divisions.ts';
import type { LivenessReason } from '../../shared/domain/liveness/liveness.ts';
import { measured, type Row, within } from '../row.ts';
import type { Judge, Verdict } from './judge.ts';
import { replayRows } from './replays.ts';

const MAX_REFUSED_PERCENT = 10;
const MAX_REPLAYED_PERCENT = 1;

/**
 * The expected findings of media that must be refused. In a blurred picture there may be no detectable face, and a
 * person without any movement, not even a visible blink, may be mistaken for a picture.
 */
const REASONS: Readonly<Record<string, readonly LivenessReason[]>> = {
  dark: ['too-dark'],
  'very dark': ['too-dark'],
  blurred: ['poor-video'],
  'very blurred': ['poor-video', 'no-face'],
  frozen: ['not-live'],
  'frozen, noisy': ['not-live'],
  'pan and zoom': ['not-live'],
  'swung photo': ['not-live'],
  'swapped half': ['not-live'],
  'nothing done': ['challenge-missed', 'not-live'],
  'two faces': ['several-faces'],
  'photo, dark': ['too-dark'],
  'photo, blurred': ['poor-photo', 'no-face'],
  'photo, two faces': ['several-faces'],
  'photo, wall: grey': ['background-not-white'],
  'photo, wall: blue': ['background-not-white'],
  'photo, wall: red': ['background-not-white'],
  'photo, wall: paper': ['background-not-white'],
  'another person’s film': ['other-person'],
  'another person’s record': ['other-person'],
  'the other order': ['challenge-missed'],
};

/** A verdict on media of one kind; `honest` ones should be accepted. */
interface Judged {
  readonly kind: string;
  readonly verdict: Verdict;
}

const isRight = ({ kind, verdict }: Judged): boolean =>
  verdict === 'accepted' ? !(kind in REASONS) : (REASONS[kind]?.includes(verdict) ?? false);

/** All media of one person. */
interface Material {
  /** The portrait that was cropped from the photo of the card. */
  readonly record: Buffer;
  readonly stills: readonly Still[];
  readonly honest: readonly Film[];
  readonly spoilt: readonly Film[];
}

/** Draws the corpus and judges it. @param seed another one gives other poses, light, noise and challenges. */
export async function corpusRows(engine: FaceEngine, judge: Judge, seed: number): Promise<readonly Row[]> {
  const all = await materials(engine, seed);
  const judged: Judged[] = [];
  const add = (kind: string, verdict: Verdict) => {
    judged.push({ kind, verdict });
    console.log(`${kind.padEnd(26)} ${verdict}${isRight({ kind, verdict }) ? '' : '   !!'}`);
  };
  for (const [number, { record, stills, honest, spoilt }] of all.entries()) {
    const photo = honestOf(stills).photo;
    for (const still of stills) {
      const kind = still.kind === 'honest' ? 'honest photo' : `photo, ${still.kind}`;
      add(kind, await judge.ofPhoto(still.photo));
    }
    for (const { kind, actions, video } of [...honest, ...spoilt].filter(isAskedByFaceid)) {
      add(kind, await judge.ofVideo({ photo, record, video, actions }));
      if (kind !== 'honest') continue;
      add('the other order', await judge.ofVideo({ photo, record, video, actions: actions.toReversed() }));
      for (const other of all.filter((_, at) => at !== number)) {
        const theirs = { photo: honestOf(other.stills).photo, record: other.record };
        add('another person’s film', await judge.ofVideo({ ...theirs, video, actions }));
        add('another person’s record', await judge.ofVideo({ photo, record: theirs.record, video, actions }));
      }
    }
  }
  return [
    ...rowsOf(judged),
    ...(await challengeRows(
      engine,
      all.flatMap(({ honest }) => honest),
    )),
    ...(await replayRows(
      engine,
      all.map(({ honest }) => honest.map(({ video }) => video)),
    )),
  ];
}

async function materials(engine: FaceEngine, seed: number): Promise<readonly Material[]> {
  const ocr = createOcrEngine({ divisions: DIVISIONS });
  try {
    const all: Material[] = [];
    for (const [number, sitter] of SITTERS.entries()) {
      const random = new Random(seed * 1009 + number);
      const other = SITTERS[(number + 1) % SITTERS.length] ?? sitter;
      const reading = await ocr.read(await drawCardOf(sitter, random));
      if (reading.kind !== 'id-front' || !reading.portrait) throw new Error('no portrait was found on the card');
      all.push({
        record: Buffer.from(reading.portrait),
        stills: await drawn(drawStills(sitter, other, random), ({ photo }) => engine.photo(photo)),
        honest: await drawn(drawHonestFilms(sitter, random), ({ video }) => engine.video(video)),
        spoilt: await drawn(drawSpoiltFilms(sitter, other, random), ({ video }) => engine.video(video)),
      });
      console.log(`drawn: person ${number + 1} of ${SITTERS.length}`);
    }
    return all;
  } finally {
    await ocr.close();
  }
}

/** All films. The engine's thread analyses each while the next one is drawn. */
async function drawn<Medium>(
  media: AsyncIterable<Medium>,
  look: (medium: Medium) => Promise<unknown>,
): Promise<readonly Medium[]> {
  const all: Medium[] = [];
  let looked: Promise<unknown> = Promise.resolve();
  for await (const medium of media) {
    await looked;
    looked = look(medium);
    all.push(medium);
  }
  await looked;
  return all;
}

function honestOf(stills: readonly Still[]): Still {
  const still = stills.find(({ kind }) => kind === 'honest');
  if (!still) throw new Error('no honest still');
  return still;
}

const isAskedByFaceid = ({ actions }: Film): boolean =>
  actions.every((action) => action === 'mouth' || action === 'blink');

function rowsOf(judged: readonly Judged[]): Row[] {
  const count = (of: readonly Judged[], is: (one: Judged) => boolean) => of.filter(is).length;
  const honest = judged.filter(({ kind }) => kind.startsWith('honest'));
  const others = judged.filter(({ kind }) => !kind.startsWith('honest'));
  const refused = count(honest, ({ verdict }) => verdict !== 'accepted');
  const kinds = [...new Set(others.map(({ kind }) => kind))];
  return [
    within(MAX_REFUSED_PERCENT, {
      metric: `honest photos and films, refused (n=${honest.length})`,
      value: (100 * refused) / honest.length,
      unit: '%',
    }),
    within(0, {
      metric: `all others, accepted (n=${others.length})`,
      value: count(others, ({ verdict }) => verdict === 'accepted'),
      unit: 'films',
    }),
    ...kinds.map((kind) => {
      const ofKind = others.filter((one) => one.kind === kind);
      return within(0, {
        metric: `${kind}: not refused as ${REASONS[kind]?.join(' or ')} (n=${ofKind.length})`,
        value: count(ofKind, (one) => !isRight(one)),
        unit: 'films',
      });
    }),
  ];
}

const ACTIONS: readonly Action[] = ['mouth', 'blink', 'left', 'right'];

/** Every order of two or three of the four actions. */
const CHALLENGES: readonly (readonly Action[])[] = ACTIONS.flatMap((one) =>
  ACTIONS.flatMap((two) => [[one, two], ...ACTIONS.map((three) => [one, two, three])]),
).filter((actions) => new Set(actions).size === actions.length);

/** The engine knows two more actions than FaceID uses: each film against every challenge of them. */
async function challengeRows(engine: FaceEngine, films: readonly Film[]): Promise<Row[]> {
  let [missed, others, replayed] = [0, 0, 0];
  for (const { actions, video } of films) {
    const { events } = await engine.video(video);
    for (const challenge of CHALLENGES) {
      const isMet = checkChallenge(events, challenge).outcome === 'met';
      if (challenge.join() === actions.join()) missed += isMet ? 0 : 1;
      else {
        others += 1;
        replayed += isMet ? 1 : 0;
      }
    }
  }
  return [
    measured({
      metric: `four actions: own challenge not met (n=${films.length})`,
      value: (100 * missed) / films.length,
      unit: '%',
    }),
    within(MAX_REPLAYED_PERCENT, {
      metric: `four actions: another challenge met (n=${others})`,
      value: (100 * replayed) / others,
      unit: '%',
    }),
  ];
}
