import { plainCharacters } from '../../../contracts/normal-forms/characters.ts';
import type { Person } from '../filing/filing.ts';
import type { RecordContents } from './record.ts';

/** A phone or certificate number, with the usual signs between its digits, or a mailbox. */
const NUMBER_OR_MAILBOX = /(?:\d[ -]?){7,}|@/;
/** Shorter names are in too many words to be found. */
const LEAST_CHARACTERS = 2;

/**
 * Whether an answer tells of a person: it has a number or mailbox, or the name of somebody who is filed. Answers stand in
 * replies to the desk, which the platform writes to its log.
 */
export function namesSomebody(word: string, { subject, organizer, principal, websites }: RecordContents): boolean {
  const people = [principal, ...websites.map(({ siteOwner }) => siteOwner)].filter(
    (person): person is Person => person !== undefined,
  );
  const names = people.map(({ name }) => name);
  if (subject.organizerKind === 'individual' && organizer) names.push(organizer.name);
  return (
    NUMBER_OR_MAILBOX.test(plainCharacters(word)) ||
    names.some((name) => [...name].length >= LEAST_CHARACTERS && word.includes(name))
  );
}
