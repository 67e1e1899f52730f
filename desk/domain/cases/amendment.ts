import { endsSomething } from '../../../contracts/data/endings.ts';
import { isHomeOf } from '../../../contracts/normal-forms/domain.ts';
import { amendableAt, isFit } from '../../../contracts/review-desk/amendable.ts';
import type { Amendment } from '../../../contracts/review-desk/amendment.ts';
import { isAbout, type ReviewPackage, textIn } from './package.ts';
import { looksPersonal } from './reasons.ts';

/** An amendment as a reviewer writes it: what stood there, the desk knows. */
export type WrittenAmendment = Omit<Amendment, 'before'>;

/** What is wrong with an amendment. */
export type AmendmentFault = 'not-amendable' | 'twice' | 'unchanged' | 'unfit' | 'other-domain' | 'personal-value';

const FAULTS: Readonly<Record<AmendmentFault, string>> = {
  'not-amendable': '这一项不能由审核人员更正，请退回给申请人修改。',
  twice: '同一项只能更正一次，请删去一条。',
  unchanged: '更正后的内容与申请人填写的相同，请改写或删去。',
  unfit: '更正后的内容太长、前后有空格或有换行，请改写。',
  'other-domain': '首页网址须是备案的域名或它的子域名，不带路径和端口，请改写。',
  'personal-value':
    '这里写了姓名、号码或地址。申请人看到的内容也会进日志，请改成不带个人信息的说法，或退回给申请人修改。',
};

export const amendmentFaultWords = (fault: AmendmentFault): string => FAULTS[fault];

/** A change may be amended only in what it makes different; an ending, in nothing. */
export function isAmendable(path: string, { filingType, websites, change }: ReviewPackage): boolean {
  const place = amendableAt(path);
  if (!place || !websites[place.website]?.details || endsSomething(filingType)) return false;
  return filingType !== 'change' || (change?.items ?? []).some((difference) => isAbout(difference, path));
}

/** The first fault of each amendment, by its place; empty when all can be made. Nothing of it depends on a value that is masked. */
export const amendmentFaults = (
  written: readonly WrittenAmendment[],
  contents: ReviewPackage,
): readonly { readonly at: number; readonly fault: AmendmentFault }[] =>
  written.flatMap((amendment, index) => {
    const fault = faultOf(amendment, written.slice(0, index), contents);
    return fault ? [{ at: index, fault }] : [];
  });

function faultOf(
  { field, after, reason }: WrittenAmendment,
  earlier: readonly WrittenAmendment[],
  contents: ReviewPackage,
): AmendmentFault | undefined {
  const place = amendableAt(field);
  if (!place || !isAmendable(field, contents)) return 'not-amendable';
  if (earlier.some((amendment) => amendment.field === field)) return 'twice';
  if (after === valueAt(field, contents)) return 'unchanged';
  const { website, key } = place;
  if (!isFit(key, after)) return 'unfit';
  if (key === 'homeUrl' && !isHomeOf(after, contents.websites[website]?.domain ?? '')) return 'other-domain';
  return looksPersonal(key === 'homeUrl' ? reason : `${after}\n${reason}`) ? 'personal-value' : undefined;
}

function valueAt(path: string, { websites }: ReviewPackage): string {
  const place = amendableAt(path);
  return place ? textIn(websites[place.website]?.details?.[place.key]) : '';
}

/** The amendments with what stood there. Call it for those without faults. */
export const amendmentsOf = (written: readonly WrittenAmendment[], contents: ReviewPackage): readonly Amendment[] =>
  written.map(({ field, after, reason }) => ({ field, before: valueAt(field, contents), after, reason }));

/** A package as it is handed in: with what staff have amended. What arrived stays as it came. */
export const amendedPackage = (contents: ReviewPackage, amendments: readonly Amendment[]): ReviewPackage => ({
  ...contents,
  websites: contents.websites.map((website, place) => ({
    ...website,
    ...(website.details && { details: { ...website.details, ...valuesOf(place, amendments) } }),
  })),
  ...(contents.change && {
    change: {
      ...contents.change,
      items: contents.change.items.map((difference) => {
        const own = amendments.find(({ field }) => field === difference.field);
        return own ? { ...difference, after: own.after } : difference;
      }),
    },
  }),
});

const valuesOf = (website: number, amendments: readonly Amendment[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    amendments.flatMap(({ field, after }) => {
      const place = amendableAt(field);
      return place?.website === website ? [[place.key, after]] : [];
    }),
  );
