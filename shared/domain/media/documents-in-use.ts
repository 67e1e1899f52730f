import type { FilingContents } from '../filing/filing.ts';
import { isOfSiteOwner, type LivenessCheck } from '../liveness/liveness.ts';
import { siteOwnersCard } from '../liveness/site-owner-card.ts';
import { decidedBy } from '../liveness/standing.ts';
import type { Document } from './document.ts';

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
  const shown = new Set(counting.flatMap((check) => [check.photoDocumentId, check.videoDocumentId]));
  const good = documents.filter(({ state, cleanKey }) => state === 'ready' && cleanKey !== undefined);
  const ofLiveness = good.filter(({ id }) => shown.has(id));
  const others = good.filter(({ kind }) => kind !== 'liveness-photo' && kind !== 'liveness-video');
  const newest = new Map(others.map((document) => [`${document.kind} ${document.subject}`, document]));
  return [...newest.values(), ...ofLiveness];
}
