import type { FilingId } from '../../../contracts/kit/record-id.ts';
import type { OutboxMessage } from './outbox-message.ts';

/** The message that takes a round back from the review desk. */
export const withdrawal = (filingId: FilingId, round: number): OutboxMessage => ({
  topic: 'review-desk.withdraw',
  key: `withdraw/${filingId}/${round}`,
  payload: { filingId, round },
});
