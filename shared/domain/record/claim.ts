import { Refused } from '../../../contracts/kit/refusal.ts';
import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import { isSoundCreditCode, isSoundIdNumber } from '../media/agreement.ts';
import type { DocumentKind, ReadFields } from '../media/document.ts';
import { isSure } from '../media/evidence.ts';
import type { Subject } from './record.ts';
import type { RecordFiledElsewhere } from './record-elsewhere.ts';

/** The certificates that show whose record it is, and where their number is read. */
const NUMBER_IN: Readonly<Partial<Record<DocumentKind, keyof ReadFields & string>>> = {
  'business-licence': 'creditCode',
  'id-front': 'idNumber',
};

/**
 * The number of the organizer's certificate that an account has uploaded. A number that was read unsurely would ask about
 * somebody else's record; most vendors state no confidence, and then its check character tells.
 *
 * @param fields undefined while it is not read. @throws Refused('claim.certificate-unread')
 */
export function claimedNumber(kind: DocumentKind, fields: ReadFields | undefined): string {
  const name = NUMBER_IN[kind];
  const read = name === undefined ? undefined : fields?.[name];
  if (!fields || !read || !(isSure(read) || isSound(kind, fields))) throw new Refused('claim.certificate-unread');
  return certificateForm(read.text);
}

const isSound = (kind: DocumentKind, fields: ReadFields): boolean =>
  kind === 'business-licence' ? isSoundCreditCode(fields.creditCode) : isSoundIdNumber(fields);

/**
 * Whether a record may be claimed, as far as it says itself.
 *
 * @throws Refused('claim.none'); Refused('claim.principal-missing') when nobody could be asked.
 */
export function claimable(found: RecordFiledElsewhere | undefined, certificateNumber: string): RecordFiledElsewhere {
  if (!found || !isOf(found.subject, certificateNumber)) throw new Refused('claim.none');
  if (!found.principal.mobile) throw new Refused('claim.principal-missing');
  return found;
}

const isOf = (subject: Subject, certificateNumber: string): boolean =>
  certificateForm(subject.certificateNumber) === certificateForm(certificateNumber);
