import type { Input } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { transferParties } from '../../shared/application/transfer-parties.ts';
import {
  acceptTransfer as accepted,
  type CertificateAnswer,
  certificateAnswer,
  openTransfer as opened,
  stopCodeOf,
  TRANSFER,
  transferState,
} from '../../shared/domain/record/transfer.ts';
import { transferredRecord, transferView } from '../../shared/domain/record/transfer-view.ts';
import type { TransferKey } from '../../shared/ports/records/record-transfers.ts';
import { needsFace } from './check-principal.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';
import { LINK_INCOMPLETE } from './transfer-contract.ts';

/** What the link says to whoever has it, before they sign in. @throws Refused('transfer.unknown' | 'transfer.over') */
export async function previewTransfer(
  { body }: Input<typeof contract.previewTransfer>,
  { accounts, clock, recordTransfers }: Ports,
) {
  const { transfer, record } = await recordTransfers.find(body);
  if (!['offered', 'opened', 'waiting'].includes(transferState(transfer, clock.now())))
    throw new Refused('transfer.over');
  return { ...transferredRecord(record), ...(await transferParties(transfer, accounts)) };
}

/**
 * An account opens the link to a transfer; from then on no other can, and it comes back by the transfer's id.
 *
 * @throws Refused('request.invalid') with neither or both; as the domain's `openTransfer`.
 */
export async function openTransfer({ applicantId, body }: Input<typeof contract.openTransfer>, ports: Ports) {
  const { accounts, auditTrail, clock, recordTransfers, transactions } = ports;
  const key = keyOf(body);
  const { transfer, record } = await transactions.inTransaction(async () => {
    const now = await recordTransfers.change(key, (transferCase) => {
      if ('id' in key && transferCase.transfer.targetId !== applicantId) throw new Refused('transfer.unknown');
      const transfer = opened(transferCase, applicantId);
      return transfer.targetId === transferCase.transfer.targetId ? undefined : { transfer };
    });
    await auditTrail.write(applicantId, 'transfer.opened', now.record.id);
    return now;
  });
  return {
    transfer: transferView(transfer, record, applicantId, clock.now()),
    ...transferredRecord(record),
    ...(await transferParties(transfer, accounts)),
    takesCertificate: !(await needsFace({ transfer, record }, ports)),
  };
}

function keyOf({ token, transferId }: Input<typeof contract.openTransfer>['body']): TransferKey {
  if (token !== undefined && transferId === undefined) return { token };
  if (transferId !== undefined && token === undefined) return { id: transferId };
  throw new Refused('request.invalid', { fields: [{ field: 'token', message: LINK_INCOMPLETE }] });
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
 * @throws Refused('transfer.certificate-unread') without counting; Refused('transfer.certificate-other'), counted, the last
 * as Refused('transfer.wrong-certificates');
 * Refused('recovery.face-needed') where the principal has to agree with their face.
 */
export async function acceptTransfer({ applicantId, transferId, body }: Acceptance, ports: Ports) {
  const { auditTrail, clock, documents, ids, recordTransfers, transactions } = ports;
  const found = await recordTransfers.find({ id: transferId });
  if (found.transfer.targetId !== applicantId) throw new Refused('transfer.unknown');
  if (transferState(found.transfer, clock.now()) !== 'opened') throw new Refused('transfer.over');
  if (await needsFace(found, ports)) throw new Refused('recovery.face-needed');
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
  if (answer === 'other' && transfer.endedAt) throw new Refused('transfer.wrong-certificates');
  if (answer === 'other')
    throw new Refused('transfer.certificate-other', { triesLeft: TRANSFER.tries - transfer.wrongCertificates });
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
