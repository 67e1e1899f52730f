import type { Input } from '../../contracts/kit/contract.ts';
import type { RecordId } from '../../contracts/kit/record-id.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { maskPhone } from '../../shared/domain/identity/mask.ts';
import { contentsOfEnding } from '../../shared/domain/record/ending.ts';
import { papersForEnding, papersOfRecovery } from '../../shared/domain/record/ending-papers.ts';
import type { FiledRecord } from '../../shared/domain/record/record.ts';
import {
  askReview,
  heldElsewhere,
  recoverRecord as recovered,
  requireRecoverable,
} from '../../shared/domain/record/recovery.ts';
import { numberShown } from './claim-record.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';
import { requireRightCode } from './require-right-code.ts';

/**
 * Sends a code to the principal of a record whose account is lost. Whoever asks has the organizer's certificate, read in their
 * account; what stands in the way is told before the principal is asked.
 *
 * @throws Refused('claim.certificate-unread' | 'claim.none' | 'claim.own'); as `requireRecoverable`, RecordTransfers.recover
 * and CodeSender.
 */
export async function sendRecoveryCode(
  { applicantId, body, origin }: Input<typeof contract.sendRecoveryCode>,
  ports: Ports,
) {
  const { auditTrail, recordTransfers, smsCodeSender } = ports;
  const { id: recordId, number, contents } = await lostRecord(body.documentId, applicantId, ports);
  await recordTransfers.recover(recordId, applicantId, (recoveryCase) => {
    requireRecoverable(recoveryCase);
    return undefined;
  });
  await auditTrail.write(applicantId, 'record.recovery-begun', recordId);
  const address = contents.principal?.mobile ?? '';
  const times = await smsCodeSender.send({
    ...{ holder: holderOf(applicantId, recordId), message: 'transfer-code', by: 'sms', address, origin, recordId },
    payer: { accountId: applicantId, filingId: undefined },
  });
  return { number, mobile: maskPhone(address), ...times };
}

/** The newest code that the account has asked for to recover this record. */
const holderOf = (applicantId: string, recordId: RecordId): string => `recovery ${applicantId} ${recordId}`;

/** Once the code is right, the account may accept the record as the target of a transfer that nobody else began. */
export const recoverRecord = { prepare, commit };

type RecoveryCommand = Input<typeof contract.recoverRecord>;

/** @throws as `sendRecoveryCode` and `requireRightCode` do. */
async function prepare({ applicantId, body }: RecoveryCommand, ports: Ports): Promise<FiledRecord> {
  const record = await lostRecord(body.documentId, applicantId, ports);
  await requireRightCode(holderOf(applicantId, record.id), body.code, ports);
  return record;
}

/** @throws as `requireRecoverable` and RecordTransfers.recover do. */
async function commit({ applicantId }: RecoveryCommand, record: FiledRecord, ports: Ports) {
  const transferId = ports.ids.uuid();
  await ports.auditTrail.write(applicantId, 'record.recovery-opened', record.id);
  await ports.recordTransfers.recover(record.id, applicantId, (recoveryCase) =>
    recovered(recoveryCase, transferId, applicantId),
  );
  return { transferId };
}

/** Where nobody can type the code: a reviewer decides by certificates and the principal's face. */
export const askRecoveryReview = { prepare: prepareReview, commit: commitReview };

type ReviewCommand = Input<typeof contract.askRecoveryReview>;

/** @throws Refused('ending.papers') with each paper that is missing, not ready or of somebody else; as `sendRecoveryCode`. */
async function prepareReview({ applicantId, body }: ReviewCommand, ports: Ports): Promise<RecordId> {
  const { documentId, documentIds } = body;
  const record = await lostRecord(documentId, applicantId, ports);
  const shown = await Promise.all([documentId, ...documentIds].map((id) => ports.documents.findOwn(id, applicantId)));
  papersForEnding(contentsOfEnding(record, { websites: [] }), shown, papersOfRecovery);
  return record.id;
}

/** @throws as the domain's `askReview` and RecordTransfers.recover do. */
async function commitReview({ applicantId, body }: ReviewCommand, recordId: RecordId, ports: Ports) {
  const { auditTrail, ids, outbox, recordTransfers } = ports;
  const transferId = ids.uuid();
  const papers = [body.documentId, ...body.documentIds];
  await auditTrail.write(applicantId, 'record.recovery-opened', recordId);
  await recordTransfers.recover(recordId, applicantId, (recoveryCase) =>
    askReview(recoveryCase, transferId, applicantId, papers),
  );
  await outbox.add([{ topic: 'review-desk.submit', key: `submit/${transferId}/1`, payload: { transferId } }]);
  return { transferId };
}

async function lostRecord(documentId: string, applicantId: string, ports: Ports): Promise<FiledRecord> {
  const certificateNumber = await numberShown(documentId, applicantId, ports);
  const record = heldElsewhere(await ports.records.filedWith(certificateNumber), applicantId);
  if (!record) throw new Refused('claim.none');
  return record;
}
