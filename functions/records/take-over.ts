import { Refused } from '../../contracts/kit/refusal.ts';
import {
  acceptTransfer as accepted,
  type CertificateAnswer,
  certificateAnswer,
  openTransfer as opened,
  stopCodeOf,
  transferState,
} from '../../shared/domain/record/transfer.ts';
import { domainsMoved, transferredRecord, transferView } from '../../shared/domain/record/transfer-view.ts';
import type { Ports } from './ports.ts';

/** An account opens the link to a transfer; from then on no other can. */
export async function openTransfer(
  { applicantId, body }: { readonly applicantId: string; readonly body: { readonly token: string } },
  { auditTrail, clock, recordTransfers, transactions }: Ports,
) {
  const { transfer, record } = await transactions.inTransaction(async () => {
    const now = await recordTransfers.change({ token: body.token }, (transferCase) => {
      const transfer = opened(transferCase, applicantId);
      return transfer.targetId === transferCase.transfer.targetId ? undefined : { transfer };
    });
    await auditTrail.write(applicantId, 'transfer.opened', now.record.id);
    return now;
  });
  return {
    transfer: transferView(transfer, record, applicantId, clock.now()),
    ...transferredRecord(record),
    domains: domainsMoved(record),
  };
}

interface Acceptance {
  readonly applicantId: string;
  readonly transferId: string;
  readonly body: { readonly documentId: string };
}

/**
 * The target accepts with the organizer's certificate, read in its own account. Then the wait begins, and the principal
 * gets a code by which they can stop it.
 *
 * @throws Refused('transfer.certificate-unread') without counting; Refused('transfer.certificate-other'), counted.
 */
export async function acceptTransfer({ applicantId, transferId, body }: Acceptance, ports: Ports) {
  const { auditTrail, clock, documents, ids, recordTransfers, transactions } = ports;
  const found = await recordTransfers.find({ id: transferId });
  if (found.transfer.targetId !== applicantId) throw new Refused('transfer.unknown');
  if (transferState(found.transfer, clock.now()) !== 'opened') throw new Refused('transfer.over');
  const answer = await answerOf(found.record, body.documentId, applicantId, { documents });
  if (answer === 'unread') throw new Refused('transfer.certificate-unread');
  const stopCode = stopCodeOf(Buffer.from(ids.secret(), 'base64url'));
  const { transfer, record } = await transactions.inTransaction(async () => {
    const now = await recordTransfers.change({ id: transferId }, (transferCase) => {
      const transfer = accepted(transferCase, answer);
      return { transfer, ...(transfer.acceptedAt && { secrets: { stopCode } }) };
    });
    if (now.transfer.acceptedAt) await auditTrail.write(applicantId, 'transfer.accepted', now.record.id);
    return now;
  });
  // Thrown when the count is committed.
  if (answer === 'other') throw new Refused('transfer.certificate-other');
  return { transfer: transferView(transfer, record, applicantId, clock.now()) };
}

async function answerOf(
  record: Parameters<typeof certificateAnswer>[0],
  documentId: string,
  applicantId: string,
  { documents }: Pick<Ports, 'documents'>,
): Promise<CertificateAnswer> {
  const { state, fields } = await documents.findOwn(documentId, applicantId);
  return certificateAnswer(record, state === 'ready' ? fields : undefined);
}
