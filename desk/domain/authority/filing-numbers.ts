import { provinceOf } from '../../../contracts/data/provinces.ts';
import type { FilingNumbers } from '../../../contracts/review-desk/filing-numbers.ts';

/**
 * What is wrong with a number. `filed`: the organizer or the website is filed under another one · `taken`: another organizer, or
 * a website with another domain, has it.
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
  /** Under which numbers the organizer is filed already, and its websites. */
  readonly filed?: FilingNumbers | undefined;
}

/** Eight digits up to 2019, ten since. Source: initial-review, section 6; numbers as printed in page footers. */
const ORGANIZER = /^\p{Script=Han}ICP备(?:\d{8}|20\d{8})号$/u;
/** A letter at the end is of an app, a mini program or a quick app. */
const WEBSITE = /^-[1-9]\d{0,4}$/;

/** A number as it is compared: half-width, upper case, without spaces. */
export const plainFilingNumber = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();

/** What of the numbers is wrong by itself; the first fault of each. Empty when all are well. */
export function faultsOfNumbers(
  { organizer, websites: given }: FilingNumbers,
  { province, websites, filed }: NumberedFiling,
): readonly FaultyNumber[] {
  const faultOfWebsite = (id: string, place: number): NumberFault | undefined => {
    const number = given[id] ?? '';
    if (!number.startsWith(organizer)) return 'organizer';
    if (filed && plainFilingNumber(filed.websites[id] ?? number) !== number) return 'filed';
    if (!WEBSITE.test(number.slice(organizer.length))) return 'suffix';
    return websites.slice(0, place).some((website) => given[website.id] === number) ? 'twice' : undefined;
  };
  const faults = websites.map(({ id }, place) => ({ path: `websites.${id}`, fault: faultOfWebsite(id, place) }));
  return [{ path: 'organizer', fault: faultOfOrganizer(organizer, province, filed) }, ...faults].flatMap(
    ({ path, fault }) => (fault ? [{ path, fault }] : []),
  );
}

function faultOfOrganizer(number: string, province: string, filed?: FilingNumbers): NumberFault | undefined {
  if (filed) return number === plainFilingNumber(filed.organizer) ? undefined : 'filed';
  const mark = provinceOf(province)?.mark;
  if (!ORGANIZER.test(number)) return 'form';
  return mark === undefined || number.startsWith(mark) ? undefined : 'province';
}

/** For whoever types it. */
export function numberFaultWords(
  { path, fault }: FaultyNumber,
  { province, filed }: Omit<NumberedFiling, 'websites'>,
): string {
  const mark = provinceOf(province)?.mark ?? '粤';
  const words: Readonly<Record<NumberFault, string>> = {
    form: `备案号的格式不对，例如：${mark}ICP备2026000001号。`,
    province: `这份备案的备案号应以“${mark}ICP备”开头，请核对省份。`,
    organizer: `网站备案号应以主体备案号开头，例如：${mark}ICP备2026000001号-1。`,
    suffix: '网站备案号应以短横线和数字结尾，例如“-1”；带字母的是 App、小程序或快应用的。',
    twice: '两个网站的备案号不能相同，请核对。',
    filed:
      path === 'organizer'
        ? `这个主办者的主体备案号是 ${filed?.organizer}，请核对。`
        : `这个网站的备案号是 ${filed?.websites[path.slice('websites.'.length)]}，请核对。`,
    taken: '这个备案号已属于另一个主办者或网站，或这个网站已有另一个备案号，请核对。',
  };
  return words[fault];
}
