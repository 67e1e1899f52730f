import { Refused } from '../../contracts/kit/refusal.ts';
import { Failed } from '../../platform/ports/failed.ts';
import type { Filing, FilingContents } from '../../shared/domain/filing/filing.ts';
import type { LivenessCheck } from '../../shared/domain/liveness/liveness.ts';
import { siteOwnersCard } from '../../shared/domain/liveness/site-owner-card.ts';
import type { LivenessMedium } from '../../shared/ports/documents/liveness.ts';
import type { Ports } from './ports.ts';

/** The portrait side of an ID card, and the document that it is. */
export interface CardMedium extends LivenessMedium {
  readonly id: string;
}

/** The clean photo and video of a check. */
export interface LivenessMedia {
  readonly photo: LivenessMedium;
  /** The portrait side of the site owner's ID card; undefined until it is uploaded. */
  readonly card?: CardMedium | undefined;
  /** Undefined when the vendor films. */
  readonly video?: LivenessMedium | undefined;
}

/** Links are used at once, by sequential calls. */
const LINK_SECONDS = 120;

/** More than intake accepts for any photo or video. */
const MAX_BYTES = 32 * 1024 * 1024;

/** @throws Refused('liveness.media-missing') with the findings of a refused file. */
export async function mediaOf(
  check: LivenessCheck,
  { applicantId, contents }: Pick<Filing, 'applicantId' | 'contents'>,
  ports: Ports,
): Promise<LivenessMedia> {
  const stored = async (documentId: string): Promise<LivenessMedium> => {
    const { state, cleanKey: key, findings } = await ports.documents.findOwn(documentId, applicantId);
    if (state !== 'ready' || !key) throw new Refused('liveness.media-missing', { findings });
    return mediumAt(key, ports);
  };
  const { photoDocumentId, videoDocumentId } = check;
  const [photo, video, card] = await Promise.all([
    stored(photoDocumentId),
    videoDocumentId ? stored(videoDocumentId) : undefined,
    cardOf(check, contents, ports),
  ]);
  return { photo, video, card };
}

/** The site owner's ID card as it is now; undefined until it is uploaded. */
export async function cardOf(
  { filingId, websiteId }: LivenessCheck,
  contents: FilingContents,
  ports: Pick<Ports, 'documents' | 'objectStore'>,
): Promise<CardMedium | undefined> {
  // The principal's check for a transfer is compared with the authority's picture alone.
  if (websiteId === undefined) return undefined;
  const card = siteOwnersCard(contents, websiteId, await ports.documents.ofFiling(filingId));
  return card?.cleanKey ? { id: card.id, ...(await mediumAt(card.cleanKey, ports)) } : undefined;
}

async function mediumAt(key: string, ports: Pick<Ports, 'objectStore'>): Promise<LivenessMedium> {
  return { link: await ports.objectStore.readLink(key, LINK_SECONDS), load: () => bytesOf(key, ports) };
}

async function bytesOf(key: string, { objectStore }: Pick<Ports, 'objectStore'>): Promise<Buffer> {
  const bytes = await objectStore.read(key, { maxBytes: MAX_BYTES });
  if (!bytes) throw new Failed('object-store', 'broken', 'NoSuchKey');
  return bytes;
}
