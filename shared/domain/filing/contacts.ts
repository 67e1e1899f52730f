import { mailboxOf } from '../../../contracts/normal-forms/email.ts';
import { mobileOf } from '../rules/people/phone-number.ts';
import type { FilingContents, Person } from './filing.ts';
import { siteOwnerOf } from './filing.ts';

/** A person of a filing. The site owner of an individual is the principal. */
export type ContactPerson = 'principal' | `site-owner:${string}`;

/** What can be confirmed by a code: a mailbox, and phone numbers that are mobile ones. */
export const CONTACT_KINDS = ['mobile', 'emergencyPhone', 'email'] as const satisfies readonly (keyof Person)[];
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** A number or mailbox of one person. */
export interface Contact {
  readonly person: ContactPerson;
  readonly kind: ContactKind;
  /** In normal form: eleven digits, or a mailbox in small letters. */
  readonly address: string;
  /** The field in the filing, e.g. `principal.mobile`, `websites.0.siteOwner.email`. */
  readonly field: string;
}

/** The person, and the path of their form; undefined when the filing has none. */
function placeOf(person: ContactPerson, contents: FilingContents): readonly [string, Person] | undefined {
  if (person === 'principal') return contents.principal && ['principal', contents.principal];
  const index = contents.websites.findIndex(({ id }) => person === `site-owner:${id}`);
  const website = contents.websites[index];
  const owner = website && siteOwnerOf(contents, website);
  return owner && [`websites.${index}.siteOwner`, owner];
}

/** The contacts of one person; without numbers that are no mobile ones, and what is no mailbox. */
export function contactsOf(person: ContactPerson, contents: FilingContents): readonly Contact[] {
  const place = placeOf(person, contents);
  if (!place) return [];
  const [path, values] = place;
  return CONTACT_KINDS.flatMap((kind) => {
    const address = kind === 'email' ? mailboxOf(values.email) : mobileOf(values[kind]);
    return address === undefined ? [] : [{ person, kind, address, field: `${path}.${kind}` }];
  });
}

/** The people whose contacts are asked for: the principal, and of an enterprise each site owner. */
export const peopleIn = ({ eligibility, websites }: FilingContents): readonly ContactPerson[] => [
  'principal',
  ...(eligibility.organizerKind === 'individual' ? [] : websites.map(({ id }) => `site-owner:${id}` as const)),
];

/** The contacts of everybody in a filing. */
export const allContacts = (contents: FilingContents): readonly Contact[] =>
  peopleIn(contents).flatMap((person) => contactsOf(person, contents));
