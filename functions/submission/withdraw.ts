import type { OutboxMessage } from '../../shared/domain/messages/outbox-message.ts';
import { outcomeOf, type SubmissionAddress } from './outcome.ts';
import type { Ports } from './ports.ts';

/** Tells the desk that a round is over for the applicant. */
export const withdrawal = (filingId: string, round: number): OutboxMessage => ({
  topic: 'review-desk.withdraw',
  key: `withdraw/${filingId}/${round}`,
  payload: { filingId, round },
});

/** Takes a submission back while the initial review waits (PR-10). */
export async function withdraw({ applicantId, filingId }: SubmissionAddress, { filings }: Pick<Ports, 'filings'>) {
  const filing = await filings.change(filingId, applicantId, ({ round }) => ({
    event: 'withdraw',
    facts: { round },
    send: [withdrawal(filingId, round)],
  }));
  return outcomeOf(filing);
}
