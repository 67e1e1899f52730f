import { type Glyph, meanConfidence } from '../picture/page.ts';

/** A code as it was read. */
export interface ReadCode {
  readonly text: string;
  readonly confidence: number;
  /** Whether it passes its checks. Otherwise it is the printed text, as far as it could be read. */
  readonly isValid: boolean;
  /** Whether one repaired character was needed to pass them. */
  readonly isRepaired: boolean;
}

/** How a code of 18 characters is found and checked. */
export interface CodeRules {
  /** Characters that can be part of the code, misread ones included. */
  readonly accepts: RegExp;
  /** Minimum and maximum length of a run of such characters that may be the code. */
  readonly lengths: readonly [least: number, greatest: number];
  /** The characters as in the code: impossible letters become the digits that they look like. */
  readonly spell: (chars: readonly string[]) => readonly string[];
  /** For any window of a longer run, and for repairs. */
  readonly isValid: (code: string) => boolean;
  /** For a run of exactly 18 characters as it is printed. */
  readonly isValidAsPrinted: (code: string) => boolean;
  /** Confidence from which on a character is never replaced by another. */
  readonly clearFrom: number;
}

/** Maximum confidence of a repaired code: it fits, but it isn't what was read. */
const REPAIRED = 0.8;

const LENGTH = 18;
/** A gap wider than this many pitches hides the second of two equal characters, which CTC merges. */
const DOUBLE_GAP = 1.45;
/** A repair must be the only one that fits, or this much more probable than the next. */
const MARGIN = 8;
/** Probability of similar characters that are not among the model's candidates. */
const LOOKALIKE_PROBABILITY = 5e-4;
/** Number of positions of a run where a surplus or missing character is tried: the least certain ones. */
const TRIED_PLACES = 3;

/** Characters that are confused in small or blurred print. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'DQUC86',
  '1': '7LTJ',
  '2': '7',
  '3': '8B5',
  '4': 'A',
  '5': '63',
  '6': 'G85E',
  '7': '1TY2',
  '8': 'B369R0',
  '9': '80Q',
  A: '4R',
  B: '8RE',
  C: 'G0',
  D: '0B',
  E: 'FB6',
  F: 'PE',
  G: '6C',
  H: 'NMW',
  J: '1',
  K: 'XH',
  L: '1E',
  M: 'NHW',
  N: 'MH',
  P: 'FR',
  Q: '09',
  R: 'KPB',
  T: '71Y',
  U: '0Y',
  W: 'M',
  X: 'KY',
  Y: 'TX7',
};

/**
 * Finds a code of 18 characters. It is accepted as read, or with one repair: a character replaced, doubled or dropped.
 * Two repairs would let wrong codes pass both check digits.
 *
 * @returns undefined where no run of characters is about as long; a run of 18 that fails its checks is returned as not
 * valid.
 */
export function findCode(glyphs: readonly Glyph[], rules: CodeRules): ReadCode | undefined {
  const run = longestRun(glyphs, rules.accepts);
  const [least, greatest] = rules.lengths;
  if (run.length < least || run.length > greatest) return undefined;
  const printed = { text: spelt(run, rules), confidence: meanConfidence(run), isRepaired: false };
  if (run.length === LENGTH && rules.isValidAsPrinted(printed.text)) return { ...printed, isValid: true };
  for (let start = 0; start + LENGTH <= run.length; start++) {
    const window = run.slice(start, start + LENGTH);
    const text = spelt(window, rules);
    if (rules.isValid(text)) return { text, confidence: meanConfidence(window), isValid: true, isRepaired: false };
  }
  const repaired = mostProbable(repairs(run, rules).filter(({ text }) => rules.isValid(text)));
  if (repaired) {
    const confidence = Math.min(printed.confidence, REPAIRED);
    return { text: repaired, confidence, isValid: true, isRepaired: true };
  }
  return run.length === LENGTH ? { ...printed, isValid: false } : undefined;
}

/** Separators that may occur in a printed code. */
const BETWEEN = /^[.\-·:]$/;

function longestRun(glyphs: readonly Glyph[], accepts: RegExp): Glyph[] {
  let longest: Glyph[] = [];
  let run: Glyph[] = [];
  for (const glyph of glyphs) {
    const char = glyph.char.toUpperCase();
    if (accepts.test(char)) run.push({ ...glyph, char });
    else if (!BETWEEN.test(char)) run = [];
    if (run.length > longest.length) longest = [...run];
  }
  return longest;
}

const spelt = (glyphs: readonly Glyph[], { spell }: CodeRules) => spell(glyphs.map(({ char }) => char)).join('');

interface Repair {
  readonly text: string;
  readonly probability: number;
  /** It replaces a character that was read clearly. */
  readonly isClear?: boolean;
}

/** Every text that is one repair away from a run. */
function repairs(run: readonly Glyph[], rules: CodeRules): Repair[] {
  const text = (glyphs: readonly Glyph[]) => spelt(glyphs, rules);
  if (run.length === LENGTH) {
    return run.flatMap((glyph, place) =>
      others(glyph, text(run).charAt(place)).map(({ char, probability }) => ({
        text: text(run.with(place, { ...glyph, char })),
        probability,
        isClear: glyph.confidence >= rules.clearFrom,
      })),
    );
  }
  if (run.length === LENGTH - 1) {
    return doubleGaps(run).flatMap((place) => [
      { text: text(run.toSpliced(place, 0, run[place - 1] as Glyph)), probability: 1 },
      { text: text(run.toSpliced(place, 0, run[place] as Glyph)), probability: 1 },
    ]);
  }
  if (run.length === LENGTH + 1) {
    return leastSure(run).map((place) => ({ text: text(run.toSpliced(place, 1)), probability: 1 }));
  }
  return [];
}

function others(glyph: Glyph, asRead: string): { char: string; probability: number }[] {
  const thought = glyph.alternatives.filter(({ char }) => char !== asRead);
  const lookalikes = [...(LOOKALIKES[asRead] ?? '')].filter(
    (char) => !thought.some((alternative) => alternative.char === char),
  );
  return [...thought, ...lookalikes.map((char) => ({ char, probability: LOOKALIKE_PROBABILITY }))];
}

/** Positions with room for one more character, the widest gap first. */
function doubleGaps(run: readonly Glyph[]): number[] {
  const gaps = run.slice(1).map((glyph, index) => ({ place: index + 1, width: glyph.x - (run[index] as Glyph).x }));
  const pitch = gaps.map(({ width }) => width).sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
  return gaps
    .filter(({ width }) => width > DOUBLE_GAP * pitch)
    .sort((a, b) => b.width - a.width)
    .slice(0, TRIED_PLACES)
    .map(({ place }) => place);
}

const leastSure = (run: readonly Glyph[]): number[] =>
  run
    .map(({ confidence }, place) => ({ confidence, place }))
    .sort((a, b) => a.confidence - b.confidence)
    .slice(0, TRIED_PLACES)
    .map(({ place }) => place);

function mostProbable(found: readonly Repair[]): string | undefined {
  const [best, ...others] = [...found].sort((a, b) => b.probability - a.probability);
  const next = others.find(({ text }) => text !== best?.text);
  if (!best || best.isClear || (next && best.probability < MARGIN * next.probability)) return undefined;
  return best.text;
}
