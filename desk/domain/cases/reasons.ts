import { plainCharacters } from '../../../contracts/normal-forms/characters.ts';
import { textKey } from '../../../contracts/normal-forms/text.ts';
import type { CheckRow } from './checklist.ts';
import type { ReasonedField } from './decision.ts';
import { isWithin } from './package.ts';

/** What a reason is for. */
export type ReasonKind = 'return' | 'decline';

/** A reason for a return, or for declining a filing, in the words that the applicant reads. */
export interface CatalogueReason {
  readonly reasonId: string;
  readonly version: number;
  /** The same in all versions. */
  readonly kind: ReasonKind;
  readonly topic: string;
  /** Parts of paths: rows that have one of them are offered the reason first. */
  readonly fields: readonly string[];
  readonly reason: string;
  readonly suggestion: string;
  /** Not offered any more; what was returned with it stays as it is. */
  readonly isRetired: boolean;
  readonly changedBy: string;
  readonly changedAt: Date;
}

/** One item of a return as a reviewer has put it together. */
export interface ReturnItem {
  readonly field: string;
  readonly reasonId: string;
  /** In place of the catalogue's. */
  readonly suggestion?: string | undefined;
}

/** What is wrong with an item. */
export type ItemFault =
  | 'unknown-field'
  | 'unknown-reason'
  | 'retired-reason'
  | 'other-kind'
  | 'twice'
  | 'personal-value';

const FAULTS: Readonly<Record<ItemFault, string>> = {
  'unknown-field': '这份备案里没有这一项，请从核对项里选。',
  'unknown-reason': '目录里没有这条原因，请重新选择。',
  'retired-reason': '这条原因已停用，请换一条。',
  'other-kind': '退回和不予受理各有自己的原因，请重新选择。',
  twice: '同一项已经有这条原因，请删去一条。',
  'personal-value': '这里写了姓名、号码或地址。申请人看到的内容也会进日志，请改成不带个人信息的说法。',
};

/** For the reviewer: what to do about it. */
export const faultWords = (fault: ItemFault): string => FAULTS[fault];

/** Shorter values, such as a name of one character, are in too many words to be found. */
const LEAST_CHARACTERS = 2;

/**
 * The row whose personal value stands in one of the texts; undefined for none. Whoever hears of it learns what is masked: it counts as
 * a value that they have seen.
 */
export const personalRowIn = (texts: readonly string[], rows: readonly CheckRow[]): string | undefined =>
  rows.find(
    ({ personal, value }) =>
      personal !== undefined &&
      value
        .split(/[、\s]/)
        .map(bare)
        .some((part) => [...part].length >= LEAST_CHARACTERS && texts.some((text) => bare(text).includes(part))),
  )?.path;

/** A text without what may stand between the characters of a name or a number. */
export const bare = (text: string): string => textKey(text).replace(/[\p{P}\p{S}\s]/gu, '');

export const DATE = /\d{4}\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}/gu;
const BETWEEN_DIGITS = /(\d)[\p{P}\p{S}\s]+(?=\d)/gu;
const LONG_NUMBER = /\d{7,}/u;
/** How each digit may be written, beside its full-width form. */
export const NUMERALS = ['〇零○', '一壹幺', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'] as const;
/** A text with the Chinese numerals as digits. */
export const digitsIn = (text: string): string =>
  NUMERALS.reduce((said, signs, digit) => said.replace(new RegExp(`[${signs}]`, 'gu'), String(digit)), text);

/**
 * Whether a text has a phone number, the number of a certificate or a mailbox in it, whosever and however it is parted: it is
 * judged by the text alone.
 */
export function looksPersonal(text: string): boolean {
  const plain = plainCharacters(text);
  const digits = digitsIn(plain.replace(DATE, '')).replace(BETWEEN_DIGITS, '$1');
  return LONG_NUMBER.test(digits) || plain.includes('@');
}

/** What an item of a declined filing is about when it is about the whole (docs/api/review-desk.yaml). */
export const WHOLE_FILING = 'filing';

/**
 * The first fault of each item, by its place; empty when all can be sent. Nothing of it depends on a value that is masked.
 *
 * @param kind what they are the reasons for.
 */
export function faultsOf(
  items: readonly ReturnItem[],
  rows: readonly CheckRow[],
  catalogue: readonly CatalogueReason[],
  kind: ReasonKind = 'return',
): readonly { readonly at: number; readonly fault: ItemFault }[] {
  return items.flatMap((item, index) => {
    const fault = faultOfItem(item, items.slice(0, index), rows, { catalogue, kind });
    return fault ? [{ at: index, fault }] : [];
  });
}

function faultOfItem(
  { field, reasonId, suggestion = '' }: ReturnItem,
  before: readonly ReturnItem[],
  rows: readonly CheckRow[],
  { catalogue, kind }: { readonly catalogue: readonly CatalogueReason[]; readonly kind: ReasonKind },
): ItemFault | undefined {
  const isWhole = kind === 'decline' && field === WHOLE_FILING;
  if (!isWhole && !rows.some(({ path }) => isWithin(path, field) || isWithin(field, path))) return 'unknown-field';
  const reason = catalogue.find((catalogueReason) => catalogueReason.reasonId === reasonId);
  if (!reason) return 'unknown-reason';
  if (reason.isRetired) return 'retired-reason';
  if (reason.kind !== kind) return 'other-kind';
  if (before.some((item) => item.field === field && item.reasonId === reasonId)) return 'twice';
  return looksPersonal(suggestion) ? 'personal-value' : undefined;
}

/** The items as the applicant reads them, with the version of each reason. Call it for items without faults. */
export const flaggedBy = (
  items: readonly ReturnItem[],
  rows: readonly CheckRow[],
  catalogue: readonly CatalogueReason[],
): readonly ReasonedField[] =>
  items.flatMap(({ field, reasonId, suggestion }) => {
    const reason = catalogue.find((catalogueReason) => catalogueReason.reasonId === reasonId);
    if (!reason) return [];
    const found = rows.some(({ path, findings }) => isWithin(path, field) && findings.length > 0);
    return [
      {
        field,
        reason: reason.reason,
        suggestion: suggestion ?? reason.suggestion,
        reasonId,
        reasonVersion: reason.version,
        foundBy: found ? 'machine' : 'reviewer',
      },
    ];
  });
