import type { OutboxMessage } from '../../shared/domain/messages/outbox-message.ts';
import { outcomeOf, type SubmissionAddress } from './outcome.ts';
import type { Ports } from './ports.ts';

/** The message that withdraws a round from the desk. */
export const withdrawal = (filingId: string, round: number): OutboxMessage => ({
  topic: 'review-desk.withdraw',
  key: `withdraw/${filingId}/${round}`,
  payload: { filingId, round },
});

/** Withdraws a submission that waits for its initial review (PR-10). */
export async function withdraw({ applicantId, filingId }: SubmissionAddress, { filings }: Pick<Ports, 'filings'>) {
  const filing = await filings.change(filingId, applicantId, ({ round }) => ({
    event: 'withdraw',
    facts: { round },
    send: [withdrawal(filingId, round)],
  }));
  return outcomeOf(filing);
}
