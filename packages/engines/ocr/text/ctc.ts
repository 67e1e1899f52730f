import { isStandard } from './standard-characters.ts';

/** The recogniser's output for one line: a probability for each class at each step from left to right. */
export interface LineProbabilities {
  readonly probabilities: Float32Array;
  readonly steps: number;
  /** Share of the steps that belong to the line; the rest is padding. */
  readonly usedShare: number;
}

/** A character of a line. `at` is the position of its middle, 0 at the start of the line and 1 at its end. */
export interface CtcGlyph {
  readonly char: string;
  readonly at: number;
  readonly confidence: number;
  /** Other possible digits and capital letters, most probable first; only in lines that may contain a code. */
  readonly alternatives: readonly Alternative[];
}

export interface Alternative {
  readonly char: string;
  readonly probability: number;
}

/**
 * A line with at least this many digits and capitals may contain a code with check digits, which can use alternatives.
 */
const CODE_CHARACTERS = 8;
const MIN_ALTERNATIVE = 5e-4;
const MAX_ALTERNATIVES = 4;

/** A gap wider than this many pitches contains a character that was not output. */
const GAP_PITCHES = 1.55;
/** Steps between Han characters of a line that fills its height; a stretched line has more. */
const MAX_PITCH_STEPS = 5.6;
const MIN_PITCH_STEPS = 3;
const MIN_RESCUE_PROBABILITY = 0.04;

const HAN = /[\u3400-\u9fff]/;

interface Token {
  readonly class: number;
  readonly step: number;
  readonly confidence: number;
}

/**
 * Best-path decoding of connectionist temporal classification: class 0 is the blank, a class that repeats without a
 * blank between is one character. Rare Han characters that lost to the blank are restored where the spacing shows a
 * hole, at half their confidence.
 */
export function decodeLine(line: LineProbabilities, alphabet: readonly string[]): CtcGlyph[] {
  const isHan = (index: number) => HAN.test(alphabet[index] ?? '');
  const path = bestPath(line, alphabet.length).map((token) => simplified(token, line, alphabet));
  const tokens = withRescued(path, line, alphabet.length, isHan);
  const text = tokens.map((token) => alphabet[token.class] ?? '');
  const mayBeCode = text.filter((char) => /[0-9A-Z]/.test(char)).length >= CODE_CHARACTERS;
  const codeClasses = mayBeCode ? alphabet.flatMap((char, index) => (/^[0-9A-Z]$/.test(char) ? [index] : [])) : [];
  return tokens.map((token, index) => ({
    char: text[index] ?? '',
    at: (token.step + 0.5) / line.steps / line.usedShare,
    confidence: token.confidence,
    alternatives: codeClasses
      .map((code) => ({
        char: alphabet[code] ?? '',
        probability: probabilityOf(line, token.step, code, alphabet.length),
      }))
      .filter(({ probability }) => probability > MIN_ALTERNATIVE)
      .sort((a, b) => b.probability - a.probability)
      .slice(0, MAX_ALTERNATIVES),
  }));
}

const probabilityOf = ({ probabilities }: LineProbabilities, step: number, index: number, classes: number) =>
  probabilities[step * classes + index] as number;

function bestPath(line: LineProbabilities, classes: number): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (let step = 0; step < line.steps; step++) {
    const best = mostProbable(line, step, classes);
    if (best !== 0 && best !== last) {
      tokens.push({ class: best, step, confidence: probabilityOf(line, step, best, classes) });
    }
    last = best;
  }
  return tokens;
}

/** From this probability on a simplified character replaces a more probable traditional one: 嫣 instead of 媽. */
const MIN_SIMPLIFIED = 0.2;

/** Certificates have simplified characters. The replacement keeps its low probability, and is thus doubtful. */
function simplified(token: Token, line: LineProbabilities, alphabet: readonly string[]): Token {
  const char = alphabet[token.class] ?? '';
  if (token.confidence > 1 - MIN_SIMPLIFIED || !HAN.test(char) || isStandard(char)) return token;
  const offset = token.step * alphabet.length;
  const other = line.probabilities
    .subarray(offset, offset + alphabet.length)
    .findIndex((probability, index) => probability > MIN_SIMPLIFIED && isStandard(alphabet[index] ?? ''));
  if (other < 0) return token;
  return { ...token, class: other, confidence: probabilityOf(line, token.step, other, alphabet.length) };
}

/** The most probable class from `from` up to, not including, `to` at a step. */
function mostProbable(line: LineProbabilities, step: number, classes: number, from = 0, to = classes): number {
  const offset = step * classes;
  let best = from;
  let highest = line.probabilities[offset + from] as number;
  for (let index = from + 1; index < to; index++) {
    const probability = line.probabilities[offset + index] as number;
    if (probability <= highest) continue;
    best = index;
    highest = probability;
  }
  return best;
}

function withRescued(
  tokens: readonly Token[],
  line: LineProbabilities,
  classes: number,
  isHan: (index: number) => boolean,
): readonly Token[] {
  const pitch = hanPitch(tokens, isHan);
  if (pitch === undefined) return tokens;
  const end = line.steps * line.usedShare;
  return tokens.flatMap((token, index) => {
    const next = tokens[index + 1];
    const gap = (next?.step ?? end + pitch * 0.5) - token.step;
    if (gap <= GAP_PITCHES * pitch || !isHan(token.class) || (next && !isHan(next.class))) return [token];
    const from = Math.ceil(token.step + 0.6 * pitch);
    const to = Math.floor(next ? next.step - 0.6 * pitch : end - 0.15 * pitch);
    const rescued = strongestHan(line, from, to, classes, isHan);
    return rescued ? [token, rescued] : [token];
  });
}

/** Median distance of neighbouring Han characters in steps; undefined with too few of them. */
function hanPitch(tokens: readonly Token[], isHan: (index: number) => boolean): number | undefined {
  const gaps = tokens
    .flatMap((token, index) => {
      const before = tokens[index - 1];
      return before && isHan(before.class) && isHan(token.class) ? [token.step - before.step] : [];
    })
    .sort((a, b) => a - b);
  const median = gaps[gaps.length >> 1];
  if (median === undefined) return undefined;
  const pitch = Math.min(median, MAX_PITCH_STEPS);
  return pitch < MIN_PITCH_STEPS ? undefined : pitch;
}

/** The most probable Han character between two steps, without blank and space. */
function strongestHan(
  line: LineProbabilities,
  from: number,
  to: number,
  classes: number,
  isHan: (index: number) => boolean,
): Token | undefined {
  let best: Token | undefined;
  for (let step = from; step <= Math.min(to, line.steps - 1); step++) {
    const index = mostProbable(line, step, classes, 1, classes - 1);
    const probability = probabilityOf(line, step, index, classes);
    if (isHan(index) && probability > Math.max(MIN_RESCUE_PROBABILITY, 2 * (best?.confidence ?? 0))) {
      best = { class: index, step, confidence: probability / 2 };
    }
  }
  return best;
}
