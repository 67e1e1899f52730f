/** A link that shows values in clear to the person who may see them. */
export interface View {
  readonly url: string;
  readonly expiresAt: Date;
}

/**
 * Full values leave through here and never in a reply: a function's return value is written to the platform's log.
 * A view is a private object under an unguessable key, read by a link of at most five minutes and deleted within a day.
 */
export interface Views {
  /**
   * Puts a body, bytes or JSON, where the link shows it. `downloadName` (ASCII) makes browsers save it under this name.
   *
   * @throws Failed('object-store', …)
   */
  show(body: Buffer | Readonly<Record<string, unknown>>, contentType: string, downloadName?: string): Promise<View>;
}
