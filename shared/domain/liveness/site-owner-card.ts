import { type FilingContents, siteOwnerOf, type Website } from '../filing/filing.ts';
import type { Document, DocumentSubject } from '../media/document.ts';
import { isSamePerson } from './liveness.ts';

/** The subject of the site owner's ID card: one who is the principal uploads theirs once. */
export function cardSubjectOf(contents: FilingContents, website: Website): DocumentSubject {
  const [siteOwner, { principal }] = [siteOwnerOf(contents, website), contents];
  const isPrincipal = siteOwner !== undefined && principal !== undefined && isSamePerson(siteOwner, principal);
  return isPrincipal ? 'principal' : `website:${website.id}`;
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
  const wanted = website && cardSubjectOf(contents, website);
  return documents.findLast(
    ({ kind, state, subject }) => kind === 'id-front' && state === 'ready' && subject === wanted,
  );
}
