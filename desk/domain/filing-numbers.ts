import type { FilingNumbers } from '../../contracts/review-desk/filing-numbers.ts';

/**
 * What is wrong with a number. `filed`: the organizer is filed under another one · `taken`: another organizer, or a website with
 * another domain, has it.
 */
export type NumberFault = 'form' | 'province' | 'organizer' | 'suffix' | 'twice' | 'filed' | 'taken';

export interface FaultyNumber {
  /** `organizer`, or `websites.<id>`. */
  readonly path: string;
  readonly fault: NumberFault;
}

/** What of a filing decides which numbers it may get. */
export interface NumberedFiling {
  /** Six-digit code; '' where it is not known. */
  readonly province: string;
  readonly websites: readonly { readonly id: string }[];
}

/** By the first two digits of the province's code (GB/T 2260). Source: numbers as printed in page footers. */
const MARKS: Readonly<Record<string, string>> = Object.fromEntries(
  '11京 12津 13冀 14晋 15蒙 21辽 22吉 23黑 31沪 32苏 33浙 34皖 35闽 36赣 37鲁 41豫 42鄂 43湘 44粤 45桂 46琼 50渝 51蜀 52黔 53滇 54藏 61陕 62陇 63青 64宁 65新'
    .split(' ')
    .map((text) => [text.slice(0, 2), text.slice(2)]),
);

/** The character before ICP备 of a province; undefined for an unknown code. */
export const markOf = (province: string): string | undefined => MARKS[province.slice(0, 2)];

/** Eight digits up to 2019, ten since. Source: initial-review, section 6; numbers as printed in page footers. */
const ORGANIZER = /^\p{Script=Han}ICP备(?:\d{8}|20\d{8})号$/u;
/** A letter at the end is of an app, a mini program or a quick app. */
const WEBSITE = /^-[1-9]\d{0,4}$/;

/** A number as it is compared: half-width, upper case, without spaces. */
export const plainFilingNumber = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();

/** What of the numbers is wrong by itself; the first fault of each. Empty when all are well. */
export function faultsOfNumbers(
  { organizer, websites: given }: FilingNumbers,
  { province, websites }: NumberedFiling,
): readonly FaultyNumber[] {
  const faultOfWebsite = (id: string, place: number): NumberFault | undefined => {
    const number = given[id] ?? '';
    if (!number.startsWith(organizer)) return 'organizer';
    if (!WEBSITE.test(number.slice(organizer.length))) return 'suffix';
    return websites.slice(0, place).some((website) => given[website.id] === number) ? 'twice' : undefined;
  };
  const faults = websites.map(({ id }, place) => ({ path: `websites.${id}`, fault: faultOfWebsite(id, place) }));
  return [{ path: 'organizer', fault: faultOfOrganizer(organizer, province) }, ...faults].flatMap(({ path, fault }) =>
    fault ? [{ path, fault }] : [],
  );
}

function faultOfOrganizer(number: string, province: string): NumberFault | undefined {
  const mark = markOf(province);
  if (!ORGANIZER.test(number)) return 'form';
  return mark === undefined || number.startsWith(mark) ? undefined : 'province';
}

/** For whoever types it. @param filed numbers under which the organizer is filed. */
export function numberFaultWords(fault: NumberFault, province: string, filed: readonly string[] = []): string {
  const mark = markOf(province) ?? '粤';
  const words: Readonly<Record<NumberFault, string>> = {
    form: `备案号的格式不对，例如：${mark}ICP备2026000001号。`,
    province: `这份备案的备案号应以“${mark}ICP备”开头，请核对省份。`,
    organizer: `网站备案号应以主体备案号开头，例如：${mark}ICP备2026000001号-1。`,
    suffix: '网站备案号应以短横线和数字结尾，例如“-1”；带字母的是 App、小程序或快应用的。',
    twice: '两个网站的备案号不能相同，请核对。',
    filed: `这个主办者的主体备案号是 ${filed.join('、')}，请核对。`,
    taken: '这个备案号已属于另一个主办者或网站，请核对。',
  };
  return words[fault];
}
