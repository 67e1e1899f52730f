import { TRADITIONAL_AND_SIMPLIFIED } from '../data/character-variants.ts';
import { normalForm } from '../normal-form.ts';
import type { ReadField, ReadFields } from './document.ts';

/**
 * Whether two accounts of one thing say the same. `cannot-tell`: one is missing, or not sure enough to speak against the other.
 *
 * Everything that compares a typed value with what a certificate says or who owns a domain does it by this module.
 */
export type Outcome = 'same' | 'differs' | 'cannot-tell';

/** What came of a comparison. */
export interface Comparison {
  readonly outcome: Outcome;
  /** The same but for traditional or variant characters: what is printed has to be typed. */
  readonly isVariant: boolean;
}

/** Least confidence, 0 to 1, at which a reading speaks against what was typed; own choice. Below it the person decides. */
const CERTAIN = 0.9;

/** Whether a reading is sure enough to speak against what was typed. */
export const isCertain = ({ confidence }: Pick<ReadField, 'confidence'>): boolean => confidence >= CERTAIN;

/** A value as a form offers it. Doubtful ones want a look at the certificate; whatever the person types counts. */
export interface OfferedField extends ReadField {
  readonly isDoubtful: boolean;
}

/** What was read from a certificate, as it is offered to whoever fills in a form. */
export const offered = (fields: ReadFields): Readonly<Record<string, OfferedField>> =>
  Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, { ...read, isDoubtful: !isCertain(read) }]));

const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  TRADITIONAL_AND_SIMPLIFIED.flatMap(([traditional, simplified]) => {
    const to = [...simplified];
    return [...traditional].map((character, at): [string, string] => [character, to[at] ?? character]);
  }),
);

/** The normal form in simplified characters. For comparison only, as that is. */
const simplifiedForm = (text: string): string =>
  [...normalForm(text)].map((character) => SIMPLIFIED.get(character) ?? character).join('');

const CANNOT_TELL: Comparison = { outcome: 'cannot-tell', isVariant: false };

/** What is written beside what is written elsewhere by somebody who is sure, such as a registry. */
export function compareTexts(one: string | undefined, other: string | undefined): Comparison {
  if (!one?.trim() || !other?.trim()) return CANNOT_TELL;
  if (normalForm(one) === normalForm(other)) return { outcome: 'same', isVariant: false };
  if (simplifiedForm(one) === simplifiedForm(other)) return { outcome: 'same', isVariant: true };
  return { outcome: 'differs', isVariant: false };
}

/** What was typed beside what a machine has read. It must be certain of what it says, and know the characters. */
export function compareReading(typed: string | undefined, read: ReadField | undefined): Comparison {
  if (!read) return CANNOT_TELL;
  const comparison = compareTexts(typed, read.text);
  if (comparison.outcome !== 'differs') return comparison;
  return isCertain(read) && !isMisreadRareCharacter(typed ?? '', read.text) ? comparison : CANNOT_TELL;
}

/** Extension A, what came to the basic block after Unicode 1.1, private codes, and everything beyond the BMP. */
const isRare = (character: string): boolean =>
  /[\u3400-\u4dbf\u9fa6-\u9fff\ue000-\uf8ff]|[\u{20000}-\u{3ffff}]/u.test(character);

/** Machines read a character that they don't know as one that looks like it, or as none: 王㛃 becomes 王洁, 张䶮 becomes 张. */
function isMisreadRareCharacter(typed: string, read: string): boolean {
  const [ours, theirs] = [[...simplifiedForm(typed)], [...simplifiedForm(read)]];
  const isLeftOut = ours.filter((character) => !isRare(character)).join('') === theirs.join('');
  const isReplaced =
    ours.length === theirs.length && ours.every((character, at) => isRare(character) || character === theirs[at]);
  return isLeftOut || isReplaced;
}
