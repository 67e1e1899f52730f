import type { DocumentKind } from '../../shared/domain/media/document.ts';
import type { Message } from './form-messages.ts';

/**
 * How a field stands: its value was read with doubt, was read surely and is not asked again, or is the person's to fill in, or to
 * leave blank.
 */
export type FieldPlace = 'doubt' | 'sure' | 'open' | 'optional';

/** What is known of a field that a certificate may fill in. */
export interface FieldStanding {
  /** Whether nobody has looked at what was read with doubt. */
  readonly needsLook: boolean;
  /** Whether it has the value that was read. */
  readonly isRead: boolean;
  readonly messages: readonly Message[];
  /** Whether it has two values, must not change now, or is what the person came for. */
  readonly isSpecial: boolean;
  /** Whether it may stay blank, beside others that may not. */
  readonly isFree?: boolean;
}

export function placeOf({ needsLook, isRead, messages, isSpecial, isFree = false }: FieldStanding): FieldPlace {
  if (needsLook) return 'doubt';
  if (messages.length > 0 || isSpecial) return 'open';
  return isFree ? 'optional' : isRead ? 'sure' : 'open';
}

/** The fields of a form by how they stand, each in the form's order. */
export function sorted<Field>(fields: readonly Field[], place: (field: Field) => FieldPlace) {
  const standing = (asked: FieldPlace) => fields.filter((field) => place(field) === asked);
  return { doubts: standing('doubt'), open: standing('open'), optional: standing('optional'), sure: standing('sure') };
}

/** The line under which the fields lie that may stay blank. */
export const optionalWords = (fields: readonly { readonly label: string }[]): string =>
  `选填：${fields.map(({ label }) => label).join('、')}`;

const PAPERS: Partial<Readonly<Record<DocumentKind, string>>> = { 'business-licence': '营业执照' };

/**
 * The line under which the values lie that are not asked.
 *
 * @param kinds of the papers that they were read from. @param count how many there are, some of which no paper may have
 */
export function sureWords(kinds: readonly DocumentKind[], count = kinds.length): string {
  if (kinds.length < count) return `已填好 ${count} 项，看一看`;
  const papers = [...new Set(kinds.map((kind) => PAPERS[kind] ?? '身份证'))];
  return `已从${papers.join('和')}读出 ${kinds.length} 项，看一看`;
}

/** How many doubts are left; empty for a single one. */
export const doubtsLeft = (count: number): string => (count > 1 ? `有 ${count} 处看不清，一处一处来。` : '');
