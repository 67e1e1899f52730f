import type { FilingView } from '../calls/messages.ts';
import { type FieldValue, isBlank } from '../form/form-draft.ts';
import type { FormPath } from '../form/form-path.ts';
import type { Row } from '../kit/code-tables.ts';
import { proposedName } from './copy-site.ts';

/** What is known when a form is begun. */
export interface KnownBefore {
  readonly view: Pick<FilingView, 'organizerKind' | 'region' | 'websites'>;
  /** What 主体信息 has so far. */
  readonly organizer: Readonly<Record<string, unknown>>;
  /** The form itself. */
  readonly draft: Readonly<Record<string, FieldValue>>;
  /** The mobile number that the person has signed in with; empty when it is not known. */
  readonly ownMobile: string;
  readonly provinces: readonly Row[];
  /** The divisions directly below a province or a city. */
  readonly divisionsBelow: (code: string) => readonly Row[];
}

/** Marks a value that nobody typed, which the person is asked to look at. */
export const PROPOSED = '系统填';
/** The same of a mobile: it is the account's. */
export const PROPOSED_MOBILE = '你登录的号码，不是本人的请改';

/** What follows from the domain and from who files: it is told in a line, and mostly stays as it is. */
export const TOLD_IN_A_LINE: readonly string[] = ['homeUrl', 'serviceContents', 'languages'];

/** The line. @param texts the values as people read them */
export const proposedWords = (texts: readonly string[]): string =>
  `${PROPOSED}了 ${texts.length} 项：${texts.join('，')}`;

/** Codes of 服务内容: a company's own site, a person's own site. */
const CONTENTS = { enterprise: 8, individual: 6 } as const;

/** Values that need not be typed, by the fields of a form: they follow from what is known. */
export function proposalsFor(path: FormPath, known: KnownBefore): Readonly<Record<string, FieldValue>> {
  const { view, organizer, draft, ownMobile } = known;
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
  if (path === 'organizer') return addressOf(text(draft.certificateAddress), known);
  if (path === 'principal') {
    const isRepresentative = text(draft.name) !== '' && text(draft.name) === text(organizer.legalRepresentative);
    return { ...(ownMobile !== '' && { mobile: ownMobile }), ...(isRepresentative && { isLegalRepresentative: true }) };
  }
  const { domain } = view.websites[Number(path.split('.')[1])] ?? {};
  if (!path.endsWith('.details') || domain === undefined) return {};
  const name = view.organizerKind === 'enterprise' ? proposedName(domain, text(organizer.name)) : '';
  return {
    ...(name.length >= 3 && view.websites.length === 1 && { name }),
    homeUrl: `www.${domain}`,
    serviceContents: [CONTENTS[view.organizerKind]],
    languages: ['zh-CN'],
  };
}

/**
 * Fills in what nobody has touched; what somebody takes out stays out.
 *
 * @param touched keys of the form, kept up to date. @param isAsked whether the page shows a field.
 */
export function fillIn(
  draft: Record<string, FieldValue>,
  proposals: ReturnType<typeof proposalsFor>,
  touched: Set<string>,
  isAsked: (key: string) => boolean,
): void {
  for (const [key, value] of Object.entries(proposals)) {
    const isFree = draft[key] === false || isBlank(draft[key] ?? '');
    if (touched.has(key) || !isFree || !isAsked(key)) continue;
    touched.add(key);
    draft[key] = value;
  }
}

/** 通信地址 by the address of the certificate, when each of its parts is found there. */
function addressOf(text: string, { view: { region }, provinces, divisionsBelow }: KnownBefore) {
  const after = (rest: string, row: Row | undefined) =>
    row && rest.startsWith(row.name) ? rest.slice(row.name.length) : rest;
  const province = provinces.find(({ code }) => String(code) === region);
  const inProvince = after(text, province);
  const city = divisionsBelow(region).find(({ name }) => name === province?.name || inProvince.startsWith(name));
  const inCity = after(inProvince, city);
  const district = divisionsBelow(String(city?.code ?? '')).find(({ name }) => inCity.startsWith(name));
  const detail = after(inCity, district);
  if (!city || !district || detail === '') return {};
  return { address: { province: region, city: String(city.code), district: String(district.code), detail } };
}
