import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { type FiledRecord, peopleOf } from '../../shared/domain/record/record.ts';
import type { Ports } from './ports.ts';

/** The numbers of the certificates in a filing: those of the organizer, the principal and the site owners. */
const numbersIn = ({ contents: { eligibility, principal, websites } }: Filing): readonly string[] =>
  [eligibility.certificateNumber, principal?.idNumber, ...websites.map(({ siteOwner }) => siteOwner?.idNumber)].flatMap(
    (number) => (number ? [certificateForm(number)] : []),
  );

/** The same of a record, which may have come from another account. */
const numbersOfRecord = ({ contents }: FiledRecord): readonly string[] =>
  [contents.subject.certificateNumber, ...peopleOf(contents).map(({ idNumber }) => idNumber)].map(certificateForm);

/** Whether a certificate number stands in a filing or a record of an account, or on a certificate that was read in it. */
export async function isNumberOf(
  accountId: string,
  certificateNumber: string,
  { documents, filings, records }: Pick<Ports, 'documents' | 'filings' | 'records'>,
): Promise<boolean> {
  if ((await documents.numbersRead(accountId)).includes(certificateNumber)) return true;
  if ((await records.listOwn(accountId)).flatMap(numbersOfRecord).includes(certificateNumber)) return true;
  for (const { id } of await filings.listOwn(accountId))
    if (numbersIn(await filings.findOwn(id, accountId)).includes(certificateNumber)) return true;
  return false;
}
