/** Incoming messages with at-least-once delivery: COS events and webhooks. */
export interface Inbox {
  /**
   * Records a message; false when it was recorded before. Call it inside `Transactions.inTransaction` with the
   * message's effect, so that both commit together. A concurrent call waits until the first commits or rolls back.
   */
  remember(source: 'cos' | 'review-desk', messageId: string): Promise<boolean>;
}
