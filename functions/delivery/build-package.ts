import type { Filing } from '../../shared/domain/filing/filing.ts';
import type { FilingPackage } from '../../shared/ports/filings/review-desk.ts';
import type { Ports } from './ports.ts';

/** Lifetime of links. The desk fetches the documents before it replies. */
export const LINK_SECONDS = 300;

/**
 * The package for the desk: the frozen round, with links that are new on every attempt. The hash covers everything but
 * the links.
 *
 * @throws Failed('object-store', …)
 */
export async function buildPackage(
  { id: filingId, round }: Filing,
  { documents, filingRounds, objectStore }: Ports,
): Promise<FilingPackage> {
  const frozen = await filingRounds.findRound(filingId, round);
  if (!frozen) throw new Error('a submitted filing has no frozen round');
  const keys = new Map((await documents.ofFiling(filingId)).map(({ id, cleanKey }) => [id, cleanKey]));
  const linked = frozen.data.documents.map(async (document) => {
    const key = keys.get(document.id);
    if (key === undefined) throw new Error('a document of a frozen round is gone');
    return { ...document, link: await objectStore.readLink(key, LINK_SECONDS) };
  });
  const { contentHash, data } = frozen;
  return { filingId, round, contentHash, data: { ...data, documents: await Promise.all(linked) } };
}
