import type { Input } from '../../contracts/kit/contract.ts';
import { recordIdFrom } from '../../contracts/kit/record-id.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { certificatePrefix, mostNumbers } from '../../shared/domain/filing/questions.ts';
import { maskPhone } from '../../shared/domain/identity/mask.ts';
import { claimable, claimedNumber } from '../../shared/domain/record/claim.ts';
import type { RecordFiledElsewhere } from '../../shared/domain/record/record-elsewhere.ts';
import { heldElsewhere } from '../../shared/domain/record/recovery.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';
import { requireRightCode } from './require-right-code.ts';

/**
 * Sends a code to the principal of a record that came from elsewhere, at the number that is filed. Whoever asks has the
 * organizer's certificate, read in their account; it says which record is meant.
 *
 * @throws Refused('claim.not-offered' | 'claim.certificate-unread' | 'claim.none' | 'claim.principal-missing');
 * Refused('claim.taken' | 'claim.own') when an account has it already;
 * Refused('eligibility.too-many-numbers' | 'request.too-many') as `countNumber`; as CodeSender.
 */
export async function sendClaimCode({ applicantId, body, origin }: Input<typeof contract.sendClaimCode>, ports: Ports) {
  const { number, principal } = await recordOf(body.documentId, applicantId, ports);
  await ports.auditTrail.write(applicantId, 'record.claim-begun', body.documentId);
  const times = await ports.smsCodeSender.send({
    holder: holderOf(applicantId, number),
    message: 'claim-code',
    by: 'sms',
    address: principal.mobile,
    payer: { accountId: applicantId, filingId: undefined },
    origin,
  });
  return { number, mobile: maskPhone(principal.mobile), ...times };
}

/** The newest code that the account has asked for about this record. */
const holderOf = (applicantId: string, number: string): string => `claim ${applicantId} ${number}`;

/** Once the code is right the record is the account's: what the record service says becomes its first version. */
export const claimRecord = { prepare, commit };

type ClaimCommand = Input<typeof contract.claimRecord>;

/** @throws as `sendClaimCode` and `requireRightCode` do. */
async function prepare({ applicantId, body }: ClaimCommand, ports: Ports): Promise<RecordFiledElsewhere> {
  const found = await recordOf(body.documentId, applicantId, ports);
  await requireRightCode(holderOf(applicantId, found.number), body.code, ports);
  return found;
}

/** @throws Refused('claim.taken') when an account has it already. */
async function commit({ applicantId }: ClaimCommand, found: RecordFiledElsewhere, ports: Ports) {
  const { id, number } = await ports.records.claim(
    { record: recordIdFrom(ports.ids.uuid()), websites: found.websites.map(() => ports.ids.uuid()) },
    applicantId,
    found,
  );
  await ports.auditTrail.write(applicantId, 'record.claimed', id);
  return { recordId: id, number };
}

async function recordOf(documentId: string, applicantId: string, ports: Ports): Promise<RecordFiledElsewhere> {
  const { claimableRecords, records } = ports;
  if (!claimableRecords) throw new Refused('claim.not-offered');
  const certificateNumber = await numberShown(documentId, applicantId, ports);
  if (heldElsewhere(await records.filedWith(certificateNumber), applicantId)) throw new Refused('claim.taken');
  return claimable(await claimableRecords.find(certificateNumber, applicantId), certificateNumber);
}

/** The number of the organizer's certificate that an account has uploaded, counted. @throws as `claimedNumber`, `countNumber` */
export async function numberShown(documentId: string, applicantId: string, ports: Ports): Promise<string> {
  const { kind, state, fields } = await ports.documents.findOwn(documentId, applicantId);
  const certificateNumber = claimedNumber(kind, state === 'ready' ? fields : undefined);
  await countNumber(applicantId, certificateNumber, ports);
  return certificateNumber;
}

const DAY_SECONDS = 24 * 60 * 60;

/**
 * Counts a number that an account asks about with those of its eligibility checks (docs/decisions/facts.md): the answer says whether
 * somebody is filed, and a picture of a certificate can be forged. A claim names no domain, so that limit does not apply.
 *
 * @throws Refused('eligibility.too-many-numbers'); Refused('request.too-many') when many accounts ask about one prefix.
 */
async function countNumber(accountId: string, certificateNumber: string, { askedNumbers }: Ports): Promise<void> {
  const question = { accountId, certificateNumber, domain: '', prefix: certificatePrefix(certificateNumber) };
  const most = { ...mostNumbers('read'), numbersWithDomain: Number.POSITIVE_INFINITY };
  const usedUp = await askedNumbers.countCertificate(question, most);
  if (usedUp === 'numbersOfAccount') throw new Refused('eligibility.too-many-numbers', { most: most.numbersOfAccount });
  if (usedUp !== undefined) throw new Refused('request.too-many', { retryAfterSeconds: DAY_SECONDS });
}
