import { hostForm } from '../../contracts/normal-forms/domain.ts';
import { readableDomain } from '../../contracts/normal-forms/readable-domain.ts';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import { valuesOf } from '../../shared/domain/filing/form-draft.ts';
import { type FieldValue, isBlank } from '../form/form-draft.ts';
import { WEBSITE_FIELDS } from '../form/form-fields.ts';
import { type createOpenFiling, draftIn, type OpenFiling } from './open-filing.ts';

/** The fields of 网站信息 that are filled in, by key. */
export type WebsiteValues = Readonly<Record<string, FieldValue>>;

/** What a website has of its own. */
const OWN: readonly string[] = ['name', 'homeUrl'];

/** A website that can be copied, with what it has. */
export interface CopySource {
  readonly domain: string;
  readonly values: WebsiteValues;
}

/** The websites of a filing that another one can be copied from. @param place of that one, if it is there already. */
export const copySources = (open: OpenFiling, place?: number): readonly CopySource[] =>
  open.view.websites.flatMap(({ websiteId, domain }, index) => {
    const values = valuesOf(draftIn(open, `website.${websiteId}`)) as WebsiteValues;
    return index !== place && !isBlank(values.serviceContents ?? '') ? [{ domain, values }] : [];
  });

/** The websites of which nobody has said whether they need an approval: one answer is for all of them. */
export const unapproved = (open: OpenFiling) =>
  open.view.websites.filter(
    ({ websiteId }) => (draftIn(open, `website.${websiteId}`).fields.preApprovals?.value ?? '') === '',
  );

/** Says that the others need none either. @param path of the form that says it itself. @throws ApiError */
export async function approveOthers(save: SaveDraft, open: OpenFiling, path: string, page: string): Promise<void> {
  const { filingId, websites } = open.view;
  for (const other of unapproved(open)) {
    const form = `website.${other.websiteId}` as const;
    if (other === websites[Number(path.split('.')[1])]) continue;
    await save(filingId, form, { page, fields: { preApprovals: [] } }, draftIn(open, form).version);
  }
}
type SaveDraft = ReturnType<typeof createOpenFiling>['saveDraft'];

/** What of a website is as good for another one. */
export const sharedOf = (source: WebsiteValues): WebsiteValues =>
  Object.fromEntries(Object.entries(source).filter(([key]) => !OWN.includes(key)));

/**
 * What a website gets from another one, and in place of what is its own a proposal: the home page by the domain, the name by a
 * Chinese domain or the company, unless another website has it.
 */
export function copyOf(source: WebsiteValues, domain: string, { organizer, websites }: CopiedIn): WebsiteValues {
  const name = proposedName(domain, organizer?.name ?? '');
  const isTaken = name === source.name || websites.some(({ details }) => details?.name === name);
  return { ...sharedOf(source), homeUrl: `www.${domain}`, ...(name !== '' && !isTaken && { name }) };
}
type CopiedIn = Pick<FilingContents, 'organizer' | 'websites'>;

/** The same for a form: what is filled in of its own stays. */
export function copyInto(
  draft: WebsiteValues,
  source: WebsiteValues,
  domain: string,
  contents: CopiedIn,
): WebsiteValues {
  const copied = Object.entries(copyOf(source, domain, contents));
  return Object.fromEntries(copied.filter(([key]) => !OWN.includes(key) || isBlank(draft[key] ?? '')));
}

/** `云帆商城.中国` → 云帆商城, else of 深圳市云帆样例科技有限公司 its own part. */
export function proposedName(domain: string, company: string): string {
  const [label = ''] = readableDomain(hostForm(domain)).split('.');
  if (/^\p{Script=Han}{3,}$/u.test(label)) return label;
  return company
    .replace(/^(\p{Script=Han}{2,7}?(省|自治区))?(\p{Script=Han}{2,6}?市)?/u, '')
    .replace(/(股份)?(有限)?(责任)?公司.*$/u, '');
}

/** Said of what was copied. */
export function copiedWords(from: string, values: WebsiteValues): string {
  const labels = (isOwn: boolean) =>
    WEBSITE_FIELDS.filter(({ key }) => key in values && OWN.includes(key) === isOwn)
      .map(({ label }) => label)
      .join('、');
  const proposed = labels(true) && `，${labels(true)}由系统填写`;
  return `已从 ${from} 照抄${labels(false)}${proposed}，都可以改。`;
}
