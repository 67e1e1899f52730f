import { withdrawal } from '../../shared/domain/messages/desk-message.ts';
import { outcomeOf, type SubmissionAddress } from './outcome.ts';
import type { Ports } from './ports.ts';

/** Withdraws a submission that waits for its initial review (PR-10). */
export async function withdraw({ applicantId, filingId }: SubmissionAddress, { filings }: Pick<Ports, 'filings'>) {
  const filing = await filings.change(filingId, applicantId, ({ round }) => ({
    event: 'withdraw',
    facts: { round },
    send: [withdrawal(filingId, round)],
  }));
  return outcomeOf(filing);
}
