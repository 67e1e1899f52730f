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
import { type Row, within } from '../row.ts';
import type { Judge, Verdict } from './judge.ts';

const MAX_REFUSED_PERCENT = 10;

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
export async function corpusRows(judge: Judge, seed: number): Promise<readonly Row[]> {
  const all = await materials(seed);
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
    for (const { kind, actions, video } of [...honest, ...spoilt]) {
      add(kind, await judge.ofVideo({ photo, record, video, actions }));
      if (kind !== 'honest') continue;
      add('the other order', await judge.ofVideo({ photo, record, video, actions: actions.toReversed() }));
      for (const other of all.filter((_, index) => index !== number)) {
        const theirs = { photo: honestOf(other.stills).photo, record: other.record };
        add('another person’s film', await judge.ofVideo({ ...theirs, video, actions }));
        add('another person’s record', await judge.ofVideo({ photo, record: theirs.record, video, actions }));
      }
    }
  }
  return rowsOf(judged);
}

async function materials(seed: number): Promise<readonly Material[]> {
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
        stills: await drawn(drawStills(sitter, other, random)),
        honest: await drawn(drawHonestFilms(sitter, random)),
        spoilt: await drawn(drawSpoiltFilms(sitter, other, random)),
      });
      console.log(`drawn: person ${number + 1} of ${SITTERS.length}`);
    }
    return all;
  } finally {
    await ocr.close();
  }
}

async function drawn<Medium>(media: AsyncIterable<Medium>): Promise<readonly Medium[]> {
  const all: Medium[] = [];
  for await (const medium of media) all.push(medium);
  return all;
}

function honestOf(stills: readonly Still[]): Still {
  const still = stills.find(({ kind }) => kind === 'honest');
  if (!still) throw new Error('no honest still');
  return still;
}

function rowsOf(judged: readonly Judged[]): Row[] {
  const count = (among: readonly Judged[], is: (medium: Judged) => boolean) => among.filter(is).length;
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
      const ofKind = others.filter((other) => other.kind === kind);
      return within(0, {
        metric: `${kind}: not refused as ${REASONS[kind]?.join(' or ')} (n=${ofKind.length})`,
        value: count(ofKind, (medium) => !isRight(medium)),
        unit: 'films',
      });
    }),
  ];
}
