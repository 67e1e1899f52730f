import type { CheckRow } from '../cases/checklist.ts';
import { masked } from '../cases/masked.ts';
import { bare, type CatalogueReason, DATE, looksPersonal, NUMERALS } from '../cases/reasons.ts';

/** What staff have understood a phrase of the authority to mean. It has no personal value. */
export interface LearntPhrase {
  readonly phrase: string;
  readonly reasonId: string;
  /** How often. */
  readonly times: number;
  /** A lead has taken it into the catalogue. */
  readonly isPromoted: boolean;
}

/** One thing that the authority says, and what it may mean: a proposal, which somebody confirms or changes. */
export interface Proposal {
  readonly piece: string;
  /** Path of a row; undefined when none is near. */
  readonly field: string | undefined;
  readonly reasonId: string | undefined;
  /** 0 to 1: how much of the piece is in the words of the reason, more when it names a field that the reason is about. */
  readonly likeness: number;
}

const BETWEEN_PIECES = /[；;。\n\r①-⑳]|\s(?=\d{1,2}[.、．)）])/u;
const NUMBERING = /^\s*\d{1,2}[.、．)）]/u;
const LEAST_CHARACTERS = 2;

/** The single things that a return says. */
export const piecesOf = (words: string): readonly string[] =>
  words
    .split(BETWEEN_PIECES)
    .map((piece) => piece.replace(NUMBERING, '').replace(/^[\s，,：:]+|[\s，,：:]+$/gu, ''))
    .filter((piece) => [...piece].length >= LEAST_CHARACTERS);

const plain = (text: string): string => text.replace(/[\s\p{P}]/gu, '');

/** Two characters each: Chinese needs no dictionary for that. */
function pairsOf(text: string): ReadonlySet<string> {
  const characters = [...plain(text)];
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}

/** The share of the first text's pairs that are in the second. */
function shareIn(piece: string, text: string): number {
  const [wanted, known] = [pairsOf(piece), pairsOf(text)];
  const found = [...wanted].filter((pair) => known.has(pair)).length;
  return wanted.size === 0 ? 0 : found / wanted.size;
}

/** 1 for texts that say the same, neither more nor less. */
const likenessOf = (first: string, second: string): number => Math.min(shareIn(first, second), shareIn(second, first));

/** A piece of which less is in a reason's words means something else. */
const LEAST_LIKENESS = 0.3;
/** A learnt phrase counts when it is nearly the same. */
const LEAST_OF_PHRASE = 0.6;

/**
 * What each piece may mean.
 *
 * @param proposesAfter how often a phrase must have been understood in one way; a promoted one counts at once.
 */
export const proposalsFor = (
  pieces: readonly string[],
  rows: readonly CheckRow[],
  catalogue: readonly CatalogueReason[],
  { learnt, proposesAfter }: { readonly learnt: readonly LearntPhrase[]; readonly proposesAfter: number },
): readonly Proposal[] => {
  const usable = learnt.filter(({ times, isPromoted }) => isPromoted || times >= proposesAfter);
  const current = catalogue.filter(({ isRetired, kind }) => !isRetired && kind === 'return');
  return pieces.map((piece) => {
    const { reason, likeness } = bestReason(piece, rows, current, usable);
    return { piece, field: rowFor(piece, rows, reason)?.path, reasonId: reason?.reasonId, likeness };
  });
};

/** What a field's name in a piece adds. */
const OF_NAMED_FIELD = 0.3;

function bestReason(
  piece: string,
  rows: readonly CheckRow[],
  catalogue: readonly CatalogueReason[],
  learnt: readonly LearntPhrase[],
) {
  const all = catalogue.map((reason) => {
    const said = shareIn(piece, `${reason.topic}${reason.reason}${reason.suggestion}`);
    const named = Math.max(0, ...rowsAbout(rows, reason).map(({ label }) => shareIn(label, piece)));
    const phrases = learnt.filter(({ reasonId }) => reasonId === reason.reasonId);
    const known = Math.max(0, ...phrases.map(({ phrase }) => likenessOf(piece, phrase)));
    const likeness = said === 0 ? 0 : Math.min(1, said + OF_NAMED_FIELD * named);
    return { reason, likeness: Math.max(likeness, known >= LEAST_OF_PHRASE ? known : 0) };
  });
  const [best] = all.sort((a, b) => b.likeness - a.likeness);
  return best && best.likeness >= LEAST_LIKENESS ? best : { reason: undefined, likeness: best?.likeness ?? 0 };
}

const rowsAbout = (rows: readonly CheckRow[], { fields }: CatalogueReason): readonly CheckRow[] =>
  rows.filter(({ path }) => fields.some((part) => path.includes(part)));

/** The row that the piece names, among those that the reason is about; without a reason, among all. */
function rowFor(piece: string, rows: readonly CheckRow[], reason: CatalogueReason | undefined): CheckRow | undefined {
  const about = reason ? rowsAbout(rows, reason) : rows;
  const named = about
    .map((row) => ({ row, share: shareIn(row.label, piece) }))
    .sort((a, b) => b.share - a.share)
    .find(({ share }) => share > 0);
  return named?.row ?? (reason && about[0]);
}

/** What may stand between two characters of a name or a number. */
const BETWEEN = '[\\p{P}\\p{S}\\s\\p{Default_Ignorable_Code_Point}]{0,3}';
const FULL_WIDTH = 0xfee0;

/** A letter or a digit in each way in which it is written; any other character as it is. */
function inAnyWidth(character: string): string {
  if (!/[\dA-Z]/.test(character)) return character;
  const wide = String.fromCharCode(character.charCodeAt(0) + FULL_WIDTH);
  return `[${character}${wide}${NUMERALS[Number(character)] ?? ''}]`;
}
/** A value with whatever stands between its characters. */
const inAnyNotation = (value: string): RegExp => new RegExp([...bare(value)].map(inAnyWidth).join(BETWEEN), 'giu');

const DIGIT = `[\\d０-９${NUMERALS.join('')}]`;
const LETTER = '[a-zａ-ｚ]';
/** With the letters that a certificate has before and after its digits. */
const NUMBER = `${LETTER}{0,3}(?:${DIGIT}${BETWEEN}){6,}${DIGIT}(?:${LETTER}|${DIGIT})*(?:${BETWEEN}[xＸ])?`;
const LONG_NUMBER = new RegExp(`${DATE.source}|${NUMBER}`, 'giu');
const IS_NUMBER = new RegExp(`^${NUMBER}$`, 'iu');
const IS_DATE = new RegExp(`^${DATE.source}$`, 'u');

/**
 * The authority's words with personal values of the case covered, however they are written: a reply of a function is logged. Long
 * numbers are covered in one way, whether they are of the case or not, so that nobody types numbers to see which is.
 */
export function coveredWords(words: string, rows: readonly CheckRow[]): string {
  const parts = rows
    .flatMap(({ personal, value }) =>
      personal ? [value, ...value.split(/[、\s]/)].map((part) => ({ part, personal })) : [],
    )
    .filter(({ part }) => [...bare(part)].length >= LEAST_CHARACTERS)
    .sort((a, b) => b.part.length - a.part.length);
  const isNumber = ({ part }: (typeof parts)[number]) => IS_NUMBER.test(bare(part));
  const cover = (text: string, values: typeof parts) =>
    values.reduce((said, { part, personal }) => said.replace(inAnyNotation(part), masked(part, personal)), text);
  const numbered = cover(
    words,
    parts.filter((part) => !isNumber(part)),
  ).replace(LONG_NUMBER, (found) => (IS_DATE.test(found) ? found : masked(bare(found), 'number')));
  // What is left of them is written as a date.
  return cover(numbered, parts.filter(isNumber));
}

const MOST_OF_PHRASE = 100;

/** A piece to be remembered; undefined when it has something in it that may be of one case alone. */
export function phraseOf(piece: string, rows: readonly CheckRow[]): string | undefined {
  const isOfOneCase =
    coveredWords(piece, rows) !== piece || looksPersonal(piece) || /[\dA-Z@]/i.test(piece.normalize('NFKC'));
  const isOfOrganizer = rows.some(({ value }) => [...bare(value)].length >= 4 && bare(piece).includes(bare(value)));
  return isOfOneCase || isOfOrganizer || [...piece].length > MOST_OF_PHRASE ? undefined : piece;
}
