/** Messages that came to us at least once: COS events and webhooks. */
export interface Inbox {
  /**
   * Remembers a message; false when it was seen before. Call it inside `Transactions.inTransaction` with the message's effect, so that both
   * commit together. A second call at the same moment waits for the first to commit or roll back.
   */
  remember(source: 'cos' | 'review-desk', messageId: string): Promise<boolean>;
}
