import { isEnding } from '../../shared/domain/filing/ending-types.ts';
import { withdrawal } from '../../shared/domain/messages/desk-message.ts';
import { outcomeOf, type SubmissionAddress } from './outcome.ts';
import type { Ports } from './ports.ts';

/**
 * Withdraws a submission that waits for its initial review (PR-10). One that ends something is over then: nothing of it can be
 * edited, and a draft of it would hold up every other filing.
 */
export async function withdraw({ applicantId, filingId }: SubmissionAddress, { filings }: Pick<Ports, 'filings'>) {
  const filing = await filings.change(filingId, applicantId, ({ round }) => ({
    event: 'withdraw',
    facts: { round },
    send: [withdrawal(filingId, round)],
  }));
  if (!isEnding(filing.filingType)) return outcomeOf(filing);
  return outcomeOf(await filings.change(filingId, applicantId, () => ({ event: 'abandon' })));
}
