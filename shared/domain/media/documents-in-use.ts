import type { FilingContents } from '../filing/filing.ts';
import { isOfSiteOwner, type LivenessCheck } from '../liveness/liveness.ts';
import { siteOwnersCard } from '../liveness/site-owner-card.ts';
import { decidedBy } from '../liveness/standing.ts';
import { type Document, isOfLiveness } from './document.ts';

/**
 * The documents of a filing that a reviewer gets: of several uploads for one purpose the newest usable one, and of liveness
 * media those of the check that counts for each website.
 *
 * @param documents those of the filing, oldest first. @param checks likewise.
 */
export function documentsInUse(
  contents: FilingContents,
  documents: readonly Document[],
  checks: readonly LivenessCheck[],
): readonly Document[] {
  const ofOwners = checks.filter((check) => isOfSiteOwner(check, contents));
  const counting = contents.websites.flatMap(
    ({ id }) =>
      decidedBy(
        ofOwners.filter(({ websiteId }) => websiteId === id),
        siteOwnersCard(contents, id, documents),
      ) ?? [],
  );
  // One that serves several websites is packed once, with the first of them.
  const distinct = counting.filter(({ id }, place) => counting.findIndex((check) => check.id === id) === place);
  const good = documents.filter(({ state, cleanKey }) => state === 'ready' && cleanKey !== undefined);
  const byId = new Map(good.map((document) => [document.id, document]));
  // In the order of the check: frames are registered at the same time, and the order is part of the round's hash.
  const ofLiveness = distinct.flatMap(({ websiteId, photoDocumentId, videoDocumentId = '', frameDocumentIds = [] }) =>
    [photoDocumentId, videoDocumentId, ...frameDocumentIds].flatMap((id) => {
      const document = byId.get(id);
      return document ? [{ ...document, subject: `website:${websiteId}` as const }] : [];
    }),
  );
  const others = good.filter(({ kind }) => !isOfLiveness(kind));
  const newest = new Map(others.map((document) => [`${document.kind} ${document.subject}`, document]));
  return [...newest.values(), ...ofLiveness];
}
