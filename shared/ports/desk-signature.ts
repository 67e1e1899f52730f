/** Whether a message really comes from the review desk. */
export interface DeskSignature {
  /**
   * Verifies a Standard Webhooks signature over the raw body.
   *
   * @returns the message id, the same on every attempt; undefined when the message is forged, altered or too old.
   */
  messageIdOf(headers: Readonly<Record<string, string | undefined>>, rawBody: string): string | undefined;
}
