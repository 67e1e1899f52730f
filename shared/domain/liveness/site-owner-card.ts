import { type FilingContents, type Person, siteOwnerOf, type Website } from '../filing/filing.ts';
import type { Document, DocumentSubject } from '../media/document.ts';
import { isSamePerson } from './liveness.ts';

/**
 * The subjects that a site owner's ID card may have, the one that counts first: a person's card is uploaded once, as the
 * principal's or for one of their websites.
 */
export function cardSubjectsOf(contents: FilingContents, website: Website): readonly DocumentSubject[] {
  const siteOwner = siteOwnerOf(contents, website);
  const isTheirs = (person: Person | undefined) => siteOwner && person && isSamePerson(siteOwner, person);
  if (isTheirs(contents.principal)) return ['principal'];
  const theirs = contents.websites.filter((site) => site.id === website.id || isTheirs(siteOwnerOf(contents, site)));
  return theirs.map(({ id }): DocumentSubject => `website:${id}`);
}

/**
 * The portrait side of the site owner's ID card: of several uploads the newest that can be used.
 *
 * @param documents those of the filing, oldest first.
 */
export function siteOwnersCard<Paper extends Pick<Document, 'kind' | 'state' | 'subject'>>(
  contents: FilingContents,
  websiteId: string | undefined,
  documents: readonly Paper[],
): Paper | undefined {
  const website = contents.websites.find(({ id }) => id === websiteId);
  const fronts = documents.filter(({ kind, state }) => kind === 'id-front' && state === 'ready');
  return (website ? cardSubjectsOf(contents, website) : [])
    .map((wanted) => fronts.findLast(({ subject }) => subject === wanted))
    .find((paper) => paper !== undefined);
}
