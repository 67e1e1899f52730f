/** A message to the review desk, to a person or to an integrator. Payloads contain ids and codes, no personal data. */
export interface OutboxMessage {
  readonly topic: 'review-desk.submit' | 'review-desk.withdraw' | 'review-desk.erase' | 'reminder' | 'webhook';
  /** Unique forever; a second message with the same key is dropped. Also the message id of every attempt. */
  readonly key: string;
  readonly payload: Readonly<Record<string, string | number>>;
}

/** The desk deletes everything of a filing, or of a recovery that it was asked about. */
export const deskErasure = (filingId: string): OutboxMessage => ({
  topic: 'review-desk.erase',
  key: `erase/${filingId}`,
  payload: { filingId },
});

/**
 * `waiting` to be sent, now or later · `sent` · `parked` after the last attempt, until an operator replays it ·
 * `ended`: not to be sent, because its recipient does not want it or it is no longer true.
 */
export type OutboxState = 'waiting' | 'sent' | 'parked' | 'ended';
