import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import { phoneForm } from '../../../contracts/normal-forms/phone.ts';
import { type FilingContents, type Person, siteOwnerOf } from '../filing/filing.ts';
import { isMobile } from '../rules/people/phone-number.ts';

/**
 * The mobile and ID numbers of a filing's people in normal form, for comparisons across organizers (FD-32, PV-TJ-06),
 * each once. Without landline numbers, because several organizers may share a switchboard.
 */
export function personNumbers(contents: FilingContents): readonly string[] {
  const { principal, websites } = contents;
  const siteOwners = websites.map((website) => siteOwnerOf(contents, website));
  return numbersOf([principal, ...siteOwners].flatMap((person) => person ?? []));
}

/** The mobile and ID numbers of these people, likewise. */
export function numbersOf(people: readonly Person[]): readonly string[] {
  const mobiles = people.map(({ mobile }) => phoneForm(mobile)).filter(isMobile);
  const idNumbers = people.map(({ idNumber }) => certificateForm(idNumber)).filter((number) => number !== '');
  return [...new Set([...mobiles, ...idNumbers])];
}
