import { ANSWER_KINDS, ANSWER_LABELS, type AnswerKind, isReturn } from './authority.ts';
import { plainFilingNumber } from './filing-numbers.ts';

/** What a line of a pasted table says of a submission. */
export interface PastedAnswer {
  readonly number: number;
  readonly kind: AnswerKind;
  /** The authority's own words; of a return only. */
  readonly words?: string;
  /** Filing numbers in the order of the line; of an approval only. */
  readonly numbers?: readonly string[];
}

/** A line, with what it says or why it can't be read. */
export interface PastedLine {
  /** Which line of the table it is, from 1. */
  readonly line: number;
  readonly answer?: PastedAnswer;
  readonly problem?: string;
}

const NUMBERS = /\p{Script=Han}\s*ICP\s*备\s*\d+\s*号(?:\s*[-－]\s*\d+)?/giu;
const LINE = /^(\d{1,9})(?:[\s,，]+(.*))?$/u;
/** How authorities and staff write them, beside the labels of the desk. */
const SYNONYMS: readonly (readonly [word: string, kind: AnswerKind])[] = [
  ...ANSWER_KINDS.map((kind) => [ANSWER_LABELS[kind], kind] as const),
  ['待发号', 'accepted'],
];

/**
 * A table as people copy it, one line for each submission: its number, then the result, then words or filing numbers. A heading and
 * empty lines say nothing.
 */
export const readAnswers = (table: string): readonly PastedLine[] =>
  table
    .split(/\r?\n/)
    .map((text, place) => ({ text: text.trim(), line: place + 1 }))
    .filter(({ text, line }) => text !== '' && !(line === 1 && text.startsWith('编号')))
    .map(({ text, line }) => ({ line, ...readLine(text) }));

function readLine(text: string): Omit<PastedLine, 'line'> {
  const [, number, rest = ''] = LINE.exec(text) ?? [];
  if (number === undefined) return { problem: '一行以编号开头，例如 000012。' };
  const numbers = rest.match(NUMBERS)?.map(plainFilingNumber);
  if (numbers) return { answer: { number: Number(number), kind: 'approved', numbers } };
  const [word, kind] = SYNONYMS.find(([label]) => rest.startsWith(label)) ?? [];
  if (word === undefined || kind === undefined || kind === 'approved')
    return { problem: '看不出结果：写备案号，或“短信核验完成”“待发号”“退回”和管局的原话。' };
  const words = rest.slice(word.length).replace(/^[\s,，:：]+/u, '');
  if (isReturn(kind) && words === '') return { problem: `“${word}”后面请照录管局的原话。` };
  return { answer: { number: Number(number), kind, ...(isReturn(kind) && { words }) } };
}
