import type { Origin } from '../../contracts/kit/contract.ts';
import type { RecordId } from '../../contracts/kit/record-id.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { certificatePrefix, mostNumbers } from '../../shared/domain/filing/questions.ts';
import { maskPhone } from '../../shared/domain/identity/mask.ts';
import { CODE, requireRight } from '../../shared/domain/one-time-code.ts';
import { claimable, claimedNumber } from '../../shared/domain/record/claim.ts';
import type { RecordFiledElsewhere } from '../../shared/domain/record/record-elsewhere.ts';
import type { Ports } from './ports.ts';

interface ClaimOf {
  readonly applicantId: string;
  readonly body: { readonly documentId: string };
}

/**
 * Sends a code to the principal of a record that came from elsewhere, at the number that is filed. Whoever asks has the
 * organizer's certificate, read in their account; it says which record is meant.
 *
 * @throws Refused('claim.not-offered' | 'claim.certificate-unread' | 'claim.none' | 'claim.principal-missing');
 * Refused('eligibility.too-many-numbers' | 'request.too-many') as `countNumber`; as CodeSender.
 */
export async function sendClaimCode(
  { applicantId, body, origin }: ClaimOf & { readonly origin: Origin },
  ports: Ports,
) {
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

type ClaimCommand = ClaimOf & { readonly body: { readonly documentId: string; readonly code: string } };

/** The counted try is committed before anything is made of it. @throws as `sendClaimCode`; Refused('one-time-code.…'). */
async function prepare({ applicantId, body }: ClaimCommand, ports: Ports): Promise<RecordFiledElsewhere> {
  const found = await recordOf(body.documentId, applicantId, ports);
  const holder = holderOf(applicantId, found.number);
  requireRight(
    await ports.transactions.inTransaction(async () => {
      const check = await ports.oneTimeCodes.check(holder, body.code, CODE.tries);
      if (check.outcome === 'right') await ports.oneTimeCodes.forget(holder);
      return check;
    }),
  );
  return found;
}

/** @throws Refused('claim.taken') when an account has it already. */
async function commit({ applicantId }: ClaimCommand, found: RecordFiledElsewhere, ports: Ports) {
  const { id, number } = await ports.records.claim(
    { record: ports.ids.uuid() as RecordId, websites: found.websites.map(() => ports.ids.uuid()) },
    applicantId,
    found,
  );
  await ports.auditTrail.write(applicantId, 'record.claimed', id);
  return { recordId: id, number };
}

async function recordOf(documentId: string, applicantId: string, ports: Ports): Promise<RecordFiledElsewhere> {
  const { claimableRecords, documents } = ports;
  if (!claimableRecords) throw new Refused('claim.not-offered');
  const { kind, state, fields } = await documents.findOwn(documentId, applicantId);
  const certificateNumber = claimedNumber(kind, state === 'ready' ? fields : undefined);
  await countNumber(applicantId, certificateNumber, ports);
  return claimable(await claimableRecords.find(certificateNumber, applicantId), certificateNumber);
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
