import { Refused } from '../../../../contracts/kit/refusal.ts';
import { type Cover, coverOf } from '../../../domain/cases/covered-papers.ts';
import { isOfLiveness } from '../../../domain/cases/package.ts';
import type { AuditFacts } from '../../../domain/oversight/audit-chain.ts';
import type { StoredPaper } from '../../../ports/open-cases.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';
import { linkTo, looksOn, mayLook, newViewKey, pass, writeMarked } from './gate.ts';

/**
 * Opens a paper for a minute: a picture with a mark of who looks and when, and with the numbers of persons covered; a film as it
 * is. Whoever has the case in hand needs no reason.
 *
 * @throws Refused('case.unknown' | 'case.not-yours' | 'paper.unknown' | 'paper.deleted') and as `pass`; Failed('object-store', …)
 */
export const openPaper: UseCase<'openPaper'> = async ({ staff, caseId, documentId, reason }, ports) => {
  const { clock, openCases, transactions } = ports;
  const [at, marked] = [clock.now(), newViewKey(ports)];
  const { stored, cover } = await transactions.inTransaction(async () => {
    const found = mayLook(await openCases.lock(caseId), staff, at);
    const paper = await paperOf(caseId, documentId, ports);
    const objectKey = isPicture(paper.stored) ? marked : undefined;
    // Only of a picture something can be covered.
    const thing = paper.cover && !objectKey ? 'covered' : 'paper';
    await pass({ found, staff, at, thing, row: documentId, facts: paper.facts, reason, objectKey }, ports);
    return paper;
  });
  if (isPicture(stored)) await writeMarked(stored, marked, { staff, at, cover }, ports);
  return linkTo(isPicture(stored) ? marked : stored.objectKey, ports);
};

/**
 * Remembers that an opened paper has reached whoever opened it: they say the SHA-256 of what its link gave.
 *
 * @throws Refused('case.unknown' | 'case.not-yours' | 'paper.unknown' | 'paper.deleted' | 'paper.not-fetched')
 */
export const noteSeen: UseCase<'noteSeen'> = ({ staff, caseId, documentId, body: { sha256 } }, ports) =>
  ports.transactions.inTransaction(async () => {
    const { clearViews, clock, openCases } = ports;
    const at = clock.now();
    mayLook(await openCases.lock(caseId), staff, at);
    const { stored } = await paperOf(caseId, documentId, ports);
    const asItIs = isPicture(stored) ? undefined : (await openCases.digestsOf(caseId)).get(documentId);
    const view = { caseId, staffId: staff.staffId, row: documentId, at };
    const isSeen =
      (asItIs === undefined || asItIs === sha256) && (await clearViews.noteSeen(view, asItIs ? undefined : sha256));
    if (!isSeen) throw new Refused('paper.not-fetched');
    return {};
  });

/**
 * Shows for a minute what is covered of a picture. It counts as a value in clear.
 *
 * @throws Refused('case.unknown' | 'case.not-yours' | 'paper.unknown') and as `pass`; Failed('object-store', …)
 */
export const uncoverPaper: UseCase<'uncoverPaper'> = async ({ staff, caseId, documentId, body: { reason } }, ports) => {
  const { clock, openCases, transactions } = ports;
  const [at, objectKey] = [clock.now(), newViewKey(ports)];
  const { stored, shown } = await transactions.inTransaction(async () => {
    const found = mayLook(await openCases.lock(caseId), staff, at);
    const paper = await paperOf(caseId, documentId, ports);
    if (!isPicture(paper.stored) || !paper.cover) throw new Refused('paper.unknown');
    const look = { found, staff, at, row: documentId, facts: paper.facts, reason, objectKey };
    await pass({ ...look, thing: 'covered' }, ports);
    return { stored: paper.stored, shown: await looksOn(at, staff.staffId, ports) };
  });
  await writeMarked(stored, objectKey, { staff, at, cover: undefined }, ports);
  return { view: await linkTo(objectKey, ports), revealsToday: shown };
};

/** A paper, its cover, and what the chain says of it. A file that its package doesn't name can't be judged, and is not shown. */
async function paperOf(
  caseId: string,
  documentId: string,
  { openCases }: Ports,
): Promise<{ readonly stored: StoredPaper; readonly cover: Cover | undefined; readonly facts: AuditFacts }> {
  const stored = await openCases.paperOf(caseId, documentId);
  const contents = await openCases.contents(caseId);
  const packed = contents?.documents.find(({ id }) => id === documentId);
  // Nothing else of a case is deleted before the case itself.
  if (!stored && packed && isOfLiveness(packed)) throw new Refused('paper.deleted');
  if (!stored || !contents || !packed) throw new Refused('paper.unknown');
  const facts = { document: documentId, what: packed.label, subject: packed.subject };
  return { stored, cover: coverOf(packed, contents), facts };
}

const isPicture = ({ contentType }: Pick<StoredPaper, 'contentType'>): boolean => contentType.startsWith('image/');
