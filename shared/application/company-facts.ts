import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import { type CompanyFacts, type Known, NOT_ASKED } from '../domain/facts.ts';
import type { Filing, FilingContents } from '../domain/filing/filing.ts';
import type { Document } from '../domain/media/document.ts';
import type { Documents } from '../ports/documents/documents.ts';
import type { CompanyAnswers, CompanyClaim } from '../ports/facts/company-register.ts';
import type { CompanyOccasion } from '../ports/filings/filing-cases.ts';
import { known, UNAVAILABLE } from './known.ts';

/**
 * What the commercial register says of a filing's company; undefined when there is nothing to ask it. It is not asked while
 * no ID card with the legal representative's number was read in the account: the register would tell who guesses it.
 */
export async function companyFacts(
  { id: filingId, applicantId: accountId, contents }: Filing,
  occasion: CompanyOccasion,
  answers: CompanyAnswers,
  documents: Documents,
): Promise<Known<CompanyFacts> | undefined> {
  const claim = claimOf(contents);
  if (!claim) return undefined;
  if (!(await documents.numbersRead(accountId)).includes(claim.idNumber)) return NOT_ASKED;
  const payer = { accountId, filingId };
  const answer = await known(
    occasion === 'submission'
      ? answers.forSubmission(claim, payer)
      : answers.forPicture(claim, newestLicence(await documents.ofFiling(filingId)), payer),
  );
  if (!answer.known) return UNAVAILABLE;
  if (!answer.value) return undefined;
  return answer.value.facts ? { known: true, value: answer.value.facts } : UNAVAILABLE;
}

const newestLicence = (documents: readonly Document[]): string | undefined =>
  documents.findLast(({ kind, state }) => kind === 'business-licence' && state === 'ready')?.id;

/**
 * The claim to check with the commercial register; it needs the legal representative's ID number, which only the
 * principal's form has.
 */
function claimOf({ eligibility, organizer, principal }: FilingContents): CompanyClaim | undefined {
  if (eligibility.organizerKind !== 'enterprise' || !organizer || !principal?.isLegalRepresentative) return undefined;
  return {
    creditCode: certificateForm(eligibility.certificateNumber),
    name: organizer.name,
    legalRepresentative: organizer.legalRepresentative ?? principal.name,
    idNumber: certificateForm(principal.idNumber),
  };
}
