import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import type { FilingContents, Person } from '../../shared/domain/filing/filing.ts';
import { isNewerTerm } from '../../shared/domain/filing/renewal.ts';
import type { Call } from '../calls/api-client.ts';
import type { Input } from '../calls/messages.ts';
import { PERSON_FIELDS } from '../form/form-fields.ts';
import { draftIn, type OpenFiling } from './open-filing.ts';
import { textOf } from './preview.ts';

/** What somebody is in a filing: its principal, or the owner of the website at a place. */
type Role = 'principal' | number;

/** Somebody who was entered in a filing, with everything that they are in it. */
export interface KnownPerson {
  readonly person: Person;
  readonly roles: readonly Role[];
}

const isSame = (number: unknown, { idNumber }: Pick<Person, 'idNumber'>): boolean =>
  certificateForm(String(number ?? '')) === certificateForm(idNumber);

/** Everybody who was entered completely, once, the principal first. */
export function peopleIn({
  principal,
  websites,
}: Pick<FilingContents, 'principal' | 'websites'>): readonly KnownPerson[] {
  const all = [
    ...(principal ? [{ person: principal, role: 'principal' as Role }] : []),
    ...websites.flatMap(({ siteOwner }, role) => (siteOwner ? [{ person: siteOwner, role: role as Role }] : [])),
  ];
  return all
    .filter(({ person }, place) => all.findIndex((other) => isSame(other.person.idNumber, person)) === place)
    .map(({ person }) => ({
      person,
      roles: all.filter((other) => isSame(other.person.idNumber, person)).map(({ role }) => role),
    }));
}

/** Who is to own a website, by name: entered, or only named where its domain was pasted. */
export function ownerName(open: OpenFiling, place: number): string {
  const draft = draftIn(open, `site-owner.${open.view.websites[place]?.websiteId ?? ''}`);
  return String(draft.fields.name?.value ?? '');
}

/** Who may own a website with one tap: all but its owner, first whoever has the given name. @param number as it stands in its form. */
export const ownersToPick = (open: OpenFiling, place: number, number: unknown) => {
  const name = ownerName(open, place);
  return peopleIn(open.contents)
    .filter(({ person }) => !isSame(number, person))
    .map(({ person, roles }) => ({
      person,
      isNamed: person.name === name,
      label: roles.includes('principal') ? `与主体负责人相同，由${person.name}管` : `由${person.name}管`,
    }))
    .sort((one, two) => Number(two.isNamed) - Number(one.isNamed));
};

type FormValues = Readonly<Record<string, unknown>>;

/** Who most likely owns a website: whoever is named, else who was entered first; nobody while its form, `draft`, is typed into. */
export function proposedOwner(open: OpenFiling, place: number, draft: FormValues = {}): Person | undefined {
  const { name = '', idNumber = '' } = draft;
  if (open.view.state !== 'draft' || idNumber !== '' || name !== ownerName(open, place)) return undefined;
  const [first] = ownersToPick(open, place, undefined);
  return first?.isNamed || name === '' ? first?.person : undefined;
}

/** Whether somebody with this number is in the filing, beside the form at a path. */
export const isEnteredElsewhere = (
  { principal, websites }: Pick<FilingContents, 'principal' | 'websites'>,
  path: string,
  number: unknown,
): boolean =>
  [
    principal,
    ...websites.flatMap(({ siteOwner }, place) => (path === `websites.${place}.siteOwner` ? [] : siteOwner)),
  ].some((person) => person && isSame(number, person));

/** The websites whose owner nobody has entered yet, with the name that was given of one who is not known. */
export const unowned = (open: OpenFiling) =>
  open.view.websites.flatMap(({ websiteId, domain }, place) => {
    const name = ownerName(open, place);
    const isKnown = peopleIn(open.contents).some(({ person }) => person.name === name);
    const note = name === '' || isKnown ? '' : `${name}还没有填过，在下面点开网站，先拍证件。`;
    return open.contents.websites[place]?.siteOwner ? [] : [{ websiteId, domain, place, note }];
  });

/**
 * Where the pictures of a website's owner are, in words, when they were taken for somebody or something else that they are;
 * undefined: they are taken here.
 *
 * @param number as it stands in the form. @param has whether a website's owner has pictures.
 */
export function picturesElsewhere(
  { principal, websites }: Pick<FilingContents, 'principal' | 'websites'>,
  place: number,
  number: unknown,
  has: (websiteId: string) => boolean,
): string | undefined {
  if (principal && isSame(number, principal)) return '与主体负责人是同一个人，证件用“主体信息”里上传的，不用再传。';
  const theirs = websites.filter(
    ({ siteOwner }, index) => index === place || (siteOwner !== undefined && isSame(number, siteOwner)),
  );
  const home = theirs.find(({ id }) => has(id)) ?? theirs[0];
  return !home || home.id === websites[place]?.id
    ? undefined
    : `也是 ${home.domain} 的网站负责人，证件用那里上传的，不用再传。`;
}

/** A value of somebody that stands otherwise in another place, and what makes both alike. */
export interface Difference {
  /** What differs: both values, and where they stand. */
  readonly text: string;
  readonly action: string;
  /** The places that are to say the same. */
  readonly others: readonly Role[];
  readonly person: Person;
}

/**
 * Proposes that somebody's values are what they are at one place, wherever else in the filing they stand; never to blank one, and
 * of their certificate what has the later term, wherever that stands.
 */
export function otherwiseElsewhere(
  { principal, websites }: Pick<FilingContents, 'principal' | 'websites'>,
  role: Role,
): Difference | undefined {
  const at = (place: Role) => (place === 'principal' ? principal : websites[place]?.siteOwner);
  const here = at(role);
  const known = here && peopleIn({ principal, websites }).find((other) => isSame(here.idNumber, other.person));
  if (!here || !known) return undefined;
  const newest = known.roles.reduce((best, place) => {
    const there = at(place);
    return there && isNewerTerm(there, best) ? there : best;
  }, here);
  const person = { ...here, idValidFrom: newest.idValidFrom, idValidTo: newest.idValidTo };
  const differing = (place: Role, from: Person) => PERSON_FIELDS.filter(({ key }) => at(place)?.[key] !== from[key]);
  const isKept = (place: Role) => differing(place, person).every(({ key }) => person[key]);
  const others = known.roles.filter((place) => differing(place, person).length > 0 && isKept(place));
  const told = known.roles.filter((place) => place !== role && differing(place, here).length > 0 && isKept(place));
  if (told.length === 0) return undefined;
  const said = told.flatMap((place) =>
    differing(place, here).map((field) => {
      const [there, now] = [at(place), here].map((from) => textOf(field, from?.[field.key] ?? '', String));
      const where = place === 'principal' ? '主体信息' : (websites[place]?.domain ?? '');
      return `${field.label}在${where}是${there}，在这里是${now}。`;
    }),
  );
  const validTo = textOf({ control: 'day-or-long-term' }, newest.idValidTo, String);
  return {
    ...{ person, others },
    text: `${person.name}的${said.join('')}`,
    action: newest === here ? '都改成这里的' : `都改成${validTo}的`,
  };
}

/** Saves somebody in everything that they are to be, with what was compared with their certificate. @throws ApiError */
export async function savePerson(call: Call, { view, contents }: OpenFiling, person: Person, roles: readonly Role[]) {
  const { filingId, websites } = view;
  const [from] = peopleIn(contents).find((known) => isSame(person.idNumber, known.person))?.roles ?? [];
  const path = from === 'principal' ? from : `websites.${websites[from ?? 0]?.websiteId}.siteOwner`;
  const confirmed = (contents.confirmed ?? []).flatMap((text) =>
    text.startsWith(`${path}.`) ? [text.slice(path.length + 1)] : [],
  );
  const body = { ...person, confirmed } as Input<'saveSiteOwner'>['body'];
  for (const role of roles) {
    const websiteId = role === 'principal' ? undefined : websites[role]?.websiteId;
    if (role === 'principal') await call('savePrincipal', { params: { filingId }, body });
    else if (websiteId) await call('saveSiteOwner', { params: { filingId, websiteId }, body });
  }
}

/** What stands around the site owners. */
export const OWNER_WORDS = {
  individual: '个人备案的网站负责人为本人，已按主体信息填写，无需重复填写。',
  whose: '谁管这些网站？',
  pick: '已填过的人点一下就行，证件和号码不用再填。另一位：在下面点开网站填写。',
  other: '网站负责人管这个网站的内容，管局有事找这个人。另一位：拍本人的证件。',
  card: '先拍网站负责人本人的证件，识别出的内容会自动填入下面的表单。',
} as const;
