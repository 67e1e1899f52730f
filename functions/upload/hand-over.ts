import { Refused } from '../../contracts/kit/refusal.ts';
import { isEditable } from '../../shared/domain/filing/machine.ts';
import {
  type DocumentHandOver,
  endedWith,
  handOverEnd,
  isHandOverSet,
  standingOfHandOver,
  triesOfDocuments,
} from '../../shared/domain/liveness/hand-over.ts';
import type { Document, DocumentKind, DocumentSubject } from '../../shared/domain/media/document.ts';
import { checkPlace } from './grant-upload.ts';
import type { Ports } from './ports.ts';

export interface HandOverCommand {
  readonly applicantId: string;
  readonly body: {
    /** Left out before a filing is opened. */
    readonly filingId?: string | undefined;
    readonly kinds: readonly DocumentKind[];
    readonly subject: DocumentSubject;
    /** Whether the phone is somebody else's. */
    readonly isForOther: boolean;
  };
}

/**
 * Lets another phone photograph one document, or the sides of one certificate. The reply's token belongs into the
 * fragment of a link, which servers and their logs don't see. What was handed over before for these documents ends.
 */
export async function handOverUpload({ applicantId, body }: HandOverCommand, ports: Ports) {
  if (!isHandOverSet(body.kinds)) {
    const message = '一个链接只能拍一种材料，或同一张证件的正反面。';
    throw new Refused('request.invalid', { fields: [{ field: 'kinds', message }] });
  }
  for (const kind of body.kinds) await checkPlace(applicantId, { ...body, kind }, ports);
  if (!(await ports.consents.isInForce(applicantId))) throw new Refused('consent.missing');
  const createdAt = ports.clock.now();
  const expiresAt = handOverEnd(createdAt, body.isForOther ? 'elsewhere' : 'beside');
  const made = { filingId: undefined, ...body, id: ports.ids.uuid(), applicantId, createdAt, expiresAt };
  const token = ports.ids.secret();
  await ports.documentHandOvers.create({ ...made, documentIds: [] }, token);
  return { handOverId: made.id, token, expiresAt };
}

/** The documents of an account that were begun on the phone of a hand-over, oldest first. */
export async function documentsOf(found: DocumentHandOver, ports: Ports): Promise<readonly Document[]> {
  return begunBy(found, await documentsAt(found, ports));
}

/** Every document where something is handed over: of a filing, or of an account before one. */
const documentsAt = (
  { filingId, applicantId }: Pick<DocumentHandOver, 'filingId' | 'applicantId'>,
  { documents }: Ports,
): Promise<readonly Document[]> =>
  filingId === undefined ? documents.beforeFiling(applicantId) : documents.ofFiling(filingId);

const begunBy = ({ documentIds }: DocumentHandOver, all: readonly Document[]): readonly Document[] =>
  all.filter(({ id }) => documentIds.includes(id));

/** What was handed over of a filing, or before one, as whoever files sees it, oldest first. */
export async function showUploadHandOvers(
  { applicantId, filingId }: { readonly applicantId: string; readonly filingId?: string | undefined },
  ports: Ports,
) {
  const filing = filingId === undefined ? undefined : await ports.filings.findOwn(filingId, applicantId);
  const isOver = filing !== undefined && !isEditable(filing.state);
  const now = ports.clock.now();
  const [found, all] = await Promise.all([
    ports.documentHandOvers.ofAccount(applicantId, filingId),
    documentsAt({ applicantId, filingId }, ports),
  ]);
  return {
    handOvers: found.map((handedOver) => shown(endedWith(handedOver, isOver, now), begunBy(handedOver, all), now)),
  };
}

function shown(handedOver: DocumentHandOver, documents: readonly Document[], now: Date) {
  const tries = triesOfDocuments(handedOver.kinds, documents, now);
  return {
    handOverId: handedOver.id,
    kinds: handedOver.kinds,
    subject: handedOver.subject,
    ...standingOfHandOver(handedOver, tries, now),
    declineReason: handedOver.declineReason,
    sentAt: handedOver.createdAt,
    openedAt: handedOver.openedAt,
    expiresAt: handedOver.expiresAt,
    documents: documents.map(({ id, kind, state }) => ({ documentId: id, kind, state })),
  };
}

/** Whoever files takes it back: the other phone can't go on, and what it has not sent yet is not awaited. */
export async function cancelUploadHandOver(
  { applicantId, handOverId }: { readonly applicantId: string; readonly handOverId: string },
  { documentHandOvers, forgetting, clock }: Ports,
) {
  const { documentIds } = await documentHandOvers.cancel(handOverId, applicantId, clock.now());
  await forgetting.forgetUnsent(documentIds);
  return { state: 'cancelled' as const };
}
