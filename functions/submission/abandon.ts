import type { Filings } from '../../shared/ports/filings.ts';
import { outcomeOf, type SubmissionAddress } from './outcome.ts';

/** Ends a filing that its applicant doesn't want any more. */
export async function abandon(
  { applicantId, filingId }: SubmissionAddress,
  { filings }: { readonly filings: Filings },
) {
  return outcomeOf(await filings.change(filingId, applicantId, () => ({ event: 'abandon' })));
}
