import type { Filing, FilingContents } from '../../shared/domain/filing/filing.ts';
import { isSamePerson, type LivenessCheck } from '../../shared/domain/liveness/liveness.ts';
import type { DocumentSubject } from '../../shared/domain/media/document.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import { Failed } from '../../shared/ports/failed.ts';
import type { LivenessMedium } from '../../shared/ports/liveness.ts';
import type { Ports } from './ports.ts';

/** The clean photo and video of a check. */
export interface LivenessMedia {
  readonly photo: LivenessMedium;
  /** The portrait side of the site owner's ID card; undefined until it is uploaded. */
  readonly card?: LivenessMedium | undefined;
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

/** The newest ID card of the site owner, who may be the principal. */
async function cardOf(
  { filingId, websiteId, person }: LivenessCheck,
  { principal }: FilingContents,
  ports: Ports,
): Promise<LivenessMedium | undefined> {
  const isPrincipal = principal !== undefined && isSamePerson(principal, person);
  const subjects: readonly DocumentSubject[] = [`website:${websiteId}`, ...(isPrincipal ? ['principal' as const] : [])];
  const all = await ports.documents.ofFiling(filingId);
  const card = all.findLast(
    ({ kind, subject, state }) => kind === 'id-front' && state === 'ready' && subjects.includes(subject),
  );
  return card?.cleanKey ? mediumAt(card.cleanKey, ports) : undefined;
}

async function mediumAt(key: string, ports: Ports): Promise<LivenessMedium> {
  return { link: await ports.objectStore.readLink(key, LINK_SECONDS), load: () => bytesOf(key, ports) };
}

async function bytesOf(key: string, { objectStore }: Ports): Promise<Buffer> {
  const bytes = await objectStore.read(key, { maxBytes: MAX_BYTES });
  if (!bytes) throw new Failed('object-store', 'broken', 'NoSuchKey');
  return bytes;
}
