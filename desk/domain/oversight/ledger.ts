import { divisionName } from '../../../contracts/data/divisions.ts';
import { provinceOf } from '../../../contracts/data/provinces.ts';
import { typeOf, wordsOf } from '../../../contracts/desk/value-words.ts';
import { fieldsOf } from '../cases/fields.ts';
import type { ReviewPackage } from '../cases/package.ts';

/** A value as it is typed at the authority, in its words. */
export interface LedgerField {
  readonly group: string;
  readonly label: string;
  readonly value: string;
}

/** A filing that is handed in under a number of the desk. */
export interface LedgerEntry {
  readonly number: number;
  readonly filingType: string;
  /** Six-digit code of the province. */
  readonly province: string;
  readonly contents: ReviewPackage;
}

/** Lines of one kind of filing: what every one has to type stands in the same column. */
export interface LedgerSheet {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

const KINDS: Readonly<Record<string, string>> = { enterprise: '企业', individual: '个人' };
const CERTIFICATES: Readonly<Record<string, string>> = { 'business-licence': '营业执照', 'id-card': '居民身份证' };

/** Six digits, as staff read them to each other. */
export const ledgerNumber = (number: number): string => String(number).padStart(6, '0');

/** One value is one line: what a person typed writes no line or column of its own. */
const plainLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** Everything that is typed of a filing, in the order of the authority's forms. What is empty is left out. */
export function ledgerOf({ number, filingType, province, contents }: LedgerEntry): readonly LedgerField[] {
  const { eligibility, numbers = contents.change?.numbers, evidence, websites } = contents;
  const nth = (place: number): string => (websites.length > 1 ? `网站 ${place + 1}` : '网站');
  const fields: LedgerField[] = [
    { group: '备案', label: '编号', value: ledgerNumber(number) },
    { group: '备案', label: '业务', value: typeOf(filingType) },
    { group: '备案', label: '省份', value: provinceOf(province)?.name ?? province },
    { group: '主体', label: '主体备案号', value: numbers?.organizer ?? '' },
    { group: '主体', label: '主办单位性质', value: KINDS[String(eligibility.organizerKind)] ?? '' },
    { group: '主体', label: '主体证件类型', value: CERTIFICATES[String(eligibility.certificateType)] ?? '' },
    ...fieldsOf(contents).map(({ path, group, label, value }) => ({
      group,
      label,
      value: wordsOf(path, value, divisionName),
    })),
    ...websites.flatMap(({ id }, place) => {
      const servers = evidence?.servers?.find(({ subject }) => subject === `website:${id}`);
      return [
        { group: nth(place), label: '网站备案号', value: numbers?.websites?.[id] ?? '' },
        { group: nth(place), label: '服务器 IP', value: servers?.publicIps.join('、') ?? '' },
      ];
    }),
  ];
  return fields.map((field) => ({ ...field, value: plainLine(field.value) })).filter(({ value }) => value !== '');
}

/** Filings as tables, one for each kind of business and a line for each website; the headings are the authority's. */
export function ledgerSheets(entries: readonly LedgerEntry[]): readonly LedgerSheet[] {
  const titles = [...new Set(entries.map(({ filingType }) => typeOf(filingType)))];
  return titles.map((title) => {
    const lines = entries.filter(({ filingType }) => typeOf(filingType) === title).flatMap(linesOf);
    const headings = [...new Set(lines.flatMap((line) => [...line.keys()]))];
    return { title, rows: [headings, ...lines.map((line) => headings.map((heading) => line.get(heading) ?? ''))] };
  });
}

/** The values of a filing by their headings, a line for each website, with what is the organizer's on every one. */
function linesOf(entry: LedgerEntry): readonly ReadonlyMap<string, string>[] {
  const fields = ledgerOf(entry);
  return Array.from({ length: Math.max(1, entry.contents.websites.length) }, (_, place) => {
    const isOfAnother = (group: string) => /^网站 \d/u.test(group) && !group.startsWith(`网站 ${place + 1}`);
    const own = fields.filter(({ group }) => !isOfAnother(group));
    return new Map(own.map(({ group, label, value }) => [`${group.replace(/ \d+/u, '')}：${label}`, value]));
  });
}
