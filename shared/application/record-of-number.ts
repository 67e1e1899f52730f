import { type Known, type OrganizerRecord, WITHHELD } from '../domain/facts.ts';
import type { Filing } from '../domain/filing/filing.ts';
import { certificatePrefix, mostNumbers } from '../domain/filing/questions.ts';
import { proofOf } from '../domain/media/certificate-numbers.ts';
import type { AskedNumbers } from '../ports/accounts/asked-numbers.ts';
import type { Documents } from '../ports/documents/documents.ts';
import type { OwnRecords } from '../ports/records/own-records.ts';

/** The ports that tell what is filed here with a number, and whether an account may know. */
export interface NumberPorts {
  readonly ownRecords: OwnRecords;
  readonly documents: Documents;
  readonly askedNumbers: AskedNumbers;
}

/**
 * What is filed here with the certificate number that a change takes; undefined where the number stays. Any number can be
 * typed into a change, so it is asked about as an eligibility check asks: withheld unless a certificate in the account bears
 * the number or may bear it, and while the account may ask about one more today.
 */
export async function recordOfNumber(
  { applicantId, contents }: Filing,
  { ownRecords, documents, askedNumbers }: NumberPorts,
): Promise<Known<OrganizerRecord> | undefined> {
  const { before, eligibility, websites } = contents;
  const { certificateNumber, certificateType } = eligibility;
  if (before?.certificateNumber === undefined || before.certificateNumber === certificateNumber) return undefined;
  const proof = proofOf(certificateNumber, certificateType, await documents.certificatesOf(applicantId));
  if (proof === 'none') return WITHHELD;
  const question = {
    accountId: applicantId,
    certificateNumber,
    domain: websites[0]?.domain ?? '',
    prefix: certificatePrefix(certificateNumber),
  };
  const usedUp = await askedNumbers.countCertificate(question, mostNumbers(proof));
  if (usedUp !== undefined) return WITHHELD;
  const claims = { certificateNumber, applicantId, domains: [], servers: [], personNumbers: [] };
  const { organizer } = await ownRecords.findFiled(claims);
  return { known: true, value: organizer };
}
