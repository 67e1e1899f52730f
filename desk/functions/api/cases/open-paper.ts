import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { type Cover, coverOf } from '../../../domain/covered-papers.ts';
import { isOfLiveness } from '../../../domain/package.ts';
import type { Viewer } from '../../../domain/picture-mark.ts';
import type { StoredPaper } from '../../../ports/open-cases.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import { linkTo, mayLook, newViewKey, noteReveal, writeView } from './look.ts';

/** More than a picture of a package has. */
const MOST_BYTES = 25 * 1024 * 1024;

/**
 * Opens a paper for a minute: a picture with a mark of who looks and when, and with the last digits of an ID card covered; a
 * film as it is.
 *
 * @throws Refused('case.unknown' | 'case.not-yours' | 'paper.unknown' | 'paper.deleted'); Failed('object-store', …)
 */
export async function openPaper(
  { staff, caseId, documentId }: Input<typeof contract.openPaper>,
  ports: Ports,
): Promise<Output<typeof contract.openPaper>> {
  const { auditLog, clearViews, clock, openCases, transactions } = ports;
  const [{ staffId }, at, marked] = [staff, clock.now(), newViewKey(ports)];
  const { stored, cover } = await transactions.inTransaction(async () => {
    mayLook(await openCases.lock(caseId), staff, at);
    const paper = await paperOf(caseId, documentId, ports);
    const objectKey = isPicture(paper.stored) ? marked : undefined;
    await clearViews.note({ caseId, staffId, row: documentId, reason: undefined, at, objectKey });
    await auditLog.append({ caseId, at, actor: staffId, action: 'paper-opened', facts: { document: documentId } });
    return paper;
  });
  if (isPicture(stored)) await writeMarked(stored, marked, { viewer: staff, at, cover }, ports);
  return linkTo(isPicture(stored) ? marked : stored.objectKey, ports);
}

/**
 * Shows for a minute what is covered of a picture. It counts as a value in clear.
 *
 * @throws Refused('case.unknown' | 'case.not-yours' | 'paper.unknown' | 'reveal.too-many'); Failed('object-store', …)
 */
export async function uncoverPaper(
  { staff, caseId, documentId, body: { reason } }: Input<typeof contract.uncoverPaper>,
  ports: Ports,
): Promise<Output<typeof contract.uncoverPaper>> {
  const { clock, openCases, transactions } = ports;
  const [{ staffId }, at, objectKey] = [staff, clock.now(), newViewKey(ports)];
  const { stored, shown } = await transactions.inTransaction(async () => {
    mayLook(await openCases.lock(caseId), staff, at);
    const paper = await paperOf(caseId, documentId, ports);
    if (!isPicture(paper.stored) || !paper.cover) throw new Refused('paper.unknown');
    const today = await noteReveal('document', { caseId, staffId, row: documentId, reason, at, objectKey }, ports);
    return { stored: paper.stored, shown: today };
  });
  await writeMarked(stored, objectKey, { viewer: staff, at, cover: undefined }, ports);
  return { view: await linkTo(objectKey, ports), revealsToday: shown };
}

/** A paper and what is covered of it. A file that its package doesn't name can't be judged, and is not shown. */
async function paperOf(
  caseId: string,
  documentId: string,
  { openCases }: Ports,
): Promise<{ readonly stored: StoredPaper; readonly cover: Cover | undefined }> {
  const stored = await openCases.paperOf(caseId, documentId);
  const contents = await openCases.contents(caseId);
  const packed = contents?.documents.find(({ id }) => id === documentId);
  // Nothing else of a case is deleted before the case itself.
  if (!stored && packed && isOfLiveness(packed)) throw new Refused('paper.deleted');
  if (!stored || !contents || !packed) throw new Refused('paper.unknown');
  return { stored, cover: coverOf(packed, contents) };
}

async function writeMarked(
  { objectKey }: StoredPaper,
  to: string,
  { viewer, at, cover }: { readonly viewer: Viewer; readonly at: Date; readonly cover: Cover | undefined },
  ports: Ports,
): Promise<void> {
  const picture = await ports.objectStore.read(objectKey, { maxBytes: MOST_BYTES });
  if (!picture) throw new Refused('paper.unknown');
  await writeView(to, await ports.markedPictures.mark(picture, viewer, at, cover), 'image/jpeg', ports);
}

const isPicture = ({ contentType }: Pick<StoredPaper, 'contentType'>): boolean => contentType.startsWith('image/');
