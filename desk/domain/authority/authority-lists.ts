import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import { domainForm } from '../../../contracts/normal-forms/domain.ts';
import { readableDomain } from '../../../contracts/normal-forms/readable-domain.ts';
import type { PackedFinding } from '../../../contracts/review-desk/package.ts';
import type { CaseKeyKind } from '../cases/case-search.ts';
import { masked } from '../cases/masked.ts';
import { type ReviewPackage, textIn } from '../cases/package.ts';

/** What the authority lists: what may not be filed or given access, and sites that are reached without a filing. */
export const LISTS = ['black', 'unfiled'] as const;
export type ListName = (typeof LISTS)[number];

/** An organizer's certificate, a person's, or a domain. Names are not compared: several people have one. */
export const LISTED_KINDS = ['organizer', 'person', 'domain'] as const satisfies readonly CaseKeyKind[];
export type ListedKind = (typeof LISTED_KINDS)[number];

/** One line of a list. The value is as `listedForm` makes it. */
export interface ListedValue {
  readonly kind: ListedKind;
  readonly value: string;
}

/** What was done about an entry. Source: initial-review, section 6, handling of unfiled sites. */
export const RESULTS = ['access-stopped', 'not-ours', 'filed', 'mistaken'] as const;
export type ListedResult = (typeof RESULTS)[number];

/** The most lines of one list, and the longest text of one. */
export const MOST_LISTED = 5_000;
export const MOST_LIST_CHARACTERS = 200_000;
/** The length of a value with whatever stands between its characters. */
const MOST_VALUE_CHARACTERS = 1_000;

/** A line that can't be read. The message never repeats what stands there: it may be somebody's number. */
export interface BadLine {
  /** Counts from 1, as an editor does. */
  readonly line: number;
  readonly message: string;
}

/** How staff write the kinds. */
const KIND_WORDS: Readonly<Record<string, ListedKind>> = { 主办者: 'organizer', 负责人: 'person', 域名: 'domain' };
const HEAD = ['种类', '内容'];
const NUMBER = /^[\dA-Z()]{8,40}$/;
const DOMAIN = /^(?=.{4,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]*[\p{L}\p{N}]$/u;

/** A value as it is compared, however it was typed. */
export const listedForm = (kind: ListedKind, text: string): string =>
  kind === 'domain' ? domainForm(text) : certificateForm(text);

/** A listed value as staff see it: numbers are masked, domains are not punycode. */
export const shownListed = ({ kind, value }: ListedValue): string =>
  kind === 'domain' ? readableDomain(value) : masked(value, 'number');

/** A value as it is compared; undefined for what is none of its kind, and for a person on a list of sites. */
export function listedValue(list: ListName, kind: ListedKind, text: string): ListedValue | undefined {
  if ((list === 'unfiled' && kind !== 'domain') || text.length > MOST_VALUE_CHARACTERS) return undefined;
  const value = listedForm(kind, text);
  return (kind === 'domain' ? DOMAIN : NUMBER).test(value) ? { kind, value } : undefined;
}

/** Whether a text may be somebody's number on a list, however it is written. */
export const mayBeListedNumber = (text: string): boolean => NUMBER.test(certificateForm(text));

/** The same value twice is one. */
export function withoutRepeats(values: readonly ListedValue[]): readonly ListedValue[] {
  return [...new Map(values.map((listedValue) => [`${listedValue.kind} ${listedValue.value}`, listedValue])).values()];
}

/**
 * Reads a list as staff have it in a file: `种类,内容` in each line, with or without a head; empty lines do not count.
 *
 * @returns all of it, or every line that can't be read.
 */
export function readList(
  list: ListName,
  csv: string,
): { readonly values: readonly ListedValue[] } | { readonly bad: readonly BadLine[] } {
  const values: ListedValue[] = [];
  const bad: BadLine[] = [];
  for (const [index, written] of csv
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const cells = written.split(/[,，\t]/).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    );
    if (cells.every((cell) => cell === '') || (index === 0 && cells.join() === HEAD.join())) continue;
    const read = lineOf(list, cells);
    if (typeof read === 'string') bad.push({ line: index + 1, message: read });
    else values.push(read);
  }
  return bad.length > 0 ? { bad } : { values: withoutRepeats(values) };
}

function lineOf(list: ListName, [kindWord = '', text = '', ...more]: readonly string[]): ListedValue | string {
  const kind = Object.hasOwn(KIND_WORDS, kindWord) ? KIND_WORDS[kindWord] : undefined;
  if (!kind) return '第一列应为“主办者”“负责人”或“域名”。';
  if (list === 'unfiled' && kind !== 'domain') return '未备案网站的名单只写域名。';
  if (more.some((cell) => cell !== '')) return '只写两列：种类和内容。';
  const read = listedValue(list, kind, text);
  if (read) return read;
  return kind === 'domain'
    ? '域名不完整，应像 yunfan.example 这样。'
    : '证件号码应为 8 到 40 位数字和字母；表格软件缩写成 E+ 的，请改成文本格式。';
}

/** A value of a package, and the row at which it stands. */
export interface ListableValue extends ListedValue {
  readonly field: string;
}

/** The values of a package that may be on a list. */
export function listableIn({ eligibility, principal, websites }: ReviewPackage): readonly ListableValue[] {
  const at = (field: string, kind: ListedKind, value: unknown): ListableValue => ({
    field,
    kind,
    value: listedForm(kind, textIn(value)),
  });
  return [
    at('eligibility.certificateNumber', 'organizer', eligibility.certificateNumber),
    at('principal.idNumber', 'person', principal.idNumber),
    ...websites.flatMap(({ domain, siteOwner }, index) => [
      at(`websites.${index}.domain`, 'domain', domain),
      at(`websites.${index}.siteOwner.idNumber`, 'person', siteOwner?.idNumber),
    ]),
  ].filter(({ value }) => value !== '');
}

const BLACK_LIST_RULE = 'BL-01';

/** Whether a finding says that a value is on the black list. */
export const isOfBlackList = ({ ruleId }: { readonly ruleId?: string | undefined }): boolean =>
  ruleId === BLACK_LIST_RULE;

/** A finding for each value of a package that is on the black list. It is for staff: no applicant learns of which list. */
export function blackListFindings(
  reviewPackage: ReviewPackage,
  listed: readonly ListedValue[],
): readonly PackedFinding[] {
  const isListed = (listedValue: ListedValue) =>
    listed.some(({ kind, value }) => kind === listedValue.kind && value === listedValue.value);
  return listableIn(reviewPackage)
    .filter(isListed)
    .map(({ field }) => ({
      ruleId: BLACK_LIST_RULE,
      severity: 'confirm',
      field,
      message: '在管局的黑名单里。核实是不是同一个对象；不要告诉申请人是哪一份名单。',
    }));
}
