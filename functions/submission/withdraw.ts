import type { Filings } from '../../shared/ports/filings.ts';
import { outcomeOf, type SubmissionAddress } from './outcome.ts';

/** Takes a submission back while the initial review waits (PR-10). */
export async function withdraw(
  { applicantId, filingId }: SubmissionAddress,
  { filings }: { readonly filings: Filings },
) {
  const filing = await filings.change(filingId, applicantId, ({ round }) => ({
    event: 'withdraw',
    facts: { round },
    send: [{ topic: 'review-desk.withdraw', key: `withdraw/${filingId}/${round}`, payload: { filingId, round } }],
  }));
  return outcomeOf(filing);
}
