import { LANGUAGES } from '../../../contracts/data/languages.ts';
import { PERSON_CERTIFICATES } from '../../../contracts/data/person-certificates.ts';
import { PRE_APPROVALS } from '../../../contracts/data/pre-approvals.ts';
import { PROVINCES } from '../../../contracts/data/provinces.ts';
import { SERVICE_CONTENTS } from '../../../contracts/data/service-contents.ts';
import type { CheckRow } from './operations.ts';

type Row = { readonly code: string | number; readonly name: string };

/** Names of divisions by code: three thousand, which are loaded when an address is shown. */
export type NameOf = (code: string) => string | undefined;
export const noNames: NameOf = () => undefined;

/** Of a list such as `zh-CN、en` each part by its name; what the table does not know stays. */
const each = (text: string, table: readonly Row[]): string =>
  text
    .split('、')
    .map((part) => table.find(({ code }) => String(code) === part)?.name ?? part)
    .join('、');

/** `NEWS 样例1号、EDU 样例2号`: what was approved, and the number of the approval. */
const approvalsOf = (text: string): string =>
  text
    .split('、')
    .map((one) => {
      const [kind = '', ...number] = one.split(' ');
      return [PRE_APPROVALS.find(({ code }) => code === kind)?.name ?? kind, ...number].join(' ');
    })
    .join('、');

const DIVISION = /^\d{6}$/;

/** `440000 440300 440305 样例路1号`, or masked `440****`: the divisions by their names. */
function addressOf(text: string, nameOf: NameOf): string {
  const masked = /^(\d{2})\d(\*+)$/.exec(text);
  if (masked) {
    const [, digits = '', stars = ''] = masked;
    const province = PROVINCES.find(({ code }) => code.startsWith(digits))?.name;
    return province === undefined ? text : `${province}${stars}`;
  }
  const parts = text.split(' ');
  const names = parts.filter((part) => DIVISION.test(part)).map((code) => nameOf(code) ?? code);
  return names.length === 0
    ? text
    : `${names.join('')} ${parts.filter((part) => !DIVISION.test(part)).join(' ')}`.trim();
}

const KINDS: Readonly<Record<string, string>> = {
  resource: '云资源',
  'authorization-code': '备案授权码',
};

/**
 * A value of the checklist as people read it, by the product's own tables; a value that has no code in it stays as it is.
 *
 * @param row its path in the package.
 */
export function wordsOf(row: string, text: string, nameOf: NameOf = noNames): string {
  const key = row.slice(row.lastIndexOf('.') + 1);
  if (text === '') return text;
  if (key === 'certificateType') return each(text, PERSON_CERTIFICATES);
  if (key === 'languages') return each(text, LANGUAGES);
  if (key === 'serviceContents') return each(text, SERVICE_CONTENTS);
  if (key === 'preApprovals') return approvalsOf(text);
  if (key === 'address' || key === 'certificateAddress') return addressOf(text, nameOf);
  if (key !== 'cloudService') return text;
  const [kind = '', ...rest] = text.split(' ');
  return [KINDS[kind] ?? kind, ...rest].join(' ');
}

/** A row whose values are in words, also those of the other sources. */
export function inWords(row: CheckRow, nameOf: NameOf = noNames): CheckRow {
  const words = (text: string): string => wordsOf(row.row, text, nameOf);
  const of = <S extends CheckRow['read']>(source: S): S =>
    source?.value === undefined ? source : { ...source, value: words(source.value) };
  const { read, register, record, earlier } = row;
  return {
    ...row,
    value: words(row.value),
    ...(read && { read: of(read) }),
    ...(register && { register: of(register) }),
    ...(record && { record: of(record) }),
    ...(earlier && { earlier: of(earlier) }),
  };
}

/** Whether a row has codes of divisions, whose names are worth their table. */
export const hasDivisions = ({ value }: Pick<CheckRow, 'value'>): boolean => /(^| )\d{6} /.test(value);
