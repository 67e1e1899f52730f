import { textKey } from '../../../contracts/normal-forms/text.ts';
import { TRADITIONAL_AND_SIMPLIFIED } from '../data/character-variants.ts';
import type { ReadField, ReadFields } from './document.ts';
import { outweighs } from './weights.ts';

/**
 * Whether two sources have the same value. `cannot-tell`: one of them is missing or too uncertain.
 *
 * All comparisons of a typed value with a certificate or the owner of a domain use this module.
 */
export type Outcome = 'same' | 'differs' | 'cannot-tell';

/** The result of a comparison. */
export interface Comparison {
  readonly outcome: Outcome;
  /** The same except for traditional or variant characters: the form must have the printed ones. */
  readonly isVariant: boolean;
}

/** The confidence, 0 to 1, from which readings were sure before evidence was kept. */
const SURE_ALONE_FROM = 0.98;

/**
 * Whether a reading counts without a person's look, and may contradict a typed value: a second source has the same value, or
 * what its paper and its vendor say for it outweighs what they say against it.
 */
export const isSure = ({ confidence, agreesWith, evidence }: Omit<ReadField, 'text'>): boolean =>
  agreesWith !== undefined ||
  (evidence ? outweighs(evidence) : confidence !== undefined && confidence >= SURE_ALONE_FROM);

/** A value offered by a form. A doubtful one should be compared with the certificate; the typed value counts. */
export interface OfferedField extends Omit<ReadField, 'evidence'> {
  readonly isDoubtful: boolean;
}

/** The values read from a certificate as they are offered in a form. */
export const offered = (fields: ReadFields): Readonly<Record<string, OfferedField>> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { evidence, ...read }]) => [
      name,
      { ...read, isDoubtful: !isSure({ ...read, ...(evidence && { evidence }) }) },
    ]),
  );

const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  TRADITIONAL_AND_SIMPLIFIED.flatMap(([traditional, simplified]) => {
    const to = [...simplified];
    return [...traditional].map((character, index): [string, string] => [character, to[index] ?? character]);
  }),
);

/** The normal form in simplified characters, for comparison only. */
const simplifiedForm = (text: string): string =>
  [...textKey(text)].map((character) => SIMPLIFIED.get(character) ?? character).join('');

const CANNOT_TELL: Comparison = { outcome: 'cannot-tell', isVariant: false };

/** Compares two values of which neither was read by a machine, such as a typed value and that of a registry. */
export function compareTexts(first: string | undefined, second: string | undefined): Comparison {
  if (!first?.trim() || !second?.trim()) return CANNOT_TELL;
  if (textKey(first) === textKey(second)) return { outcome: 'same', isVariant: false };
  if (simplifiedForm(first) === simplifiedForm(second)) return { outcome: 'same', isVariant: true };
  return { outcome: 'differs', isVariant: false };
}

/**
 * Compares a typed value with one read by a machine, which contradicts it only if the reading is sure and the characters are
 * known.
 */
export function compareReading(typed: string | undefined, read: ReadField | undefined): Comparison {
  if (!read) return CANNOT_TELL;
  const comparison = compareTexts(typed, read.text);
  if (comparison.outcome !== 'differs') return comparison;
  return isSure(read) && !isMisreadRareCharacter(typed ?? '', read.text) ? comparison : CANNOT_TELL;
}

/** Extension A, additions to the basic block after Unicode 1.1, private codes, and everything beyond the BMP. */
const isRare = (character: string): boolean =>
  /[\u3400-\u4dbf\u9fa6-\u9fff\ue000-\uf8ff]|[\u{20000}-\u{3ffff}]/u.test(character);

/** OCR reads an unknown character as a similar one, or omits it: 王㛃 becomes 王洁, 张䶮 becomes 张. */
function isMisreadRareCharacter(typedText: string, readText: string): boolean {
  const [typed, read] = [[...simplifiedForm(typedText)], [...simplifiedForm(readText)]];
  const isOmitted = typed.filter((character) => !isRare(character)).join('') === read.join('');
  const isReplaced =
    typed.length === read.length && typed.every((character, index) => isRare(character) || character === read[index]);
  return isOmitted || isReplaced;
}
