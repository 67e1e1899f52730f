/** A link that shows values in clear to a person who may see them. */
export interface View {
  readonly url: string;
  readonly expiresAt: Date;
}

/**
 * The only way for clear values to leave: never in a reply, because the platform logs the return value of a function. A
 * view is a private object under an unguessable key, read by a link that is valid for at most five minutes, and deleted
 * within a day, or as soon as one of its account's sessions ends.
 */
export interface Views {
  /**
   * Stores a body, bytes or JSON, and returns its link. Instead of a body: what copies it to the view's key, within the store.
   *
   * @param item accountId: whose values they are, so that an erasure deletes the view at once; left out when they are
   * nobody's. downloadName (ASCII): makes browsers save it under this name.
   * @throws Failed('object-store', …), Refused('session.invalid') when the account was erased meanwhile, or a session of it
   * has ended.
   */
  show(
    body: Buffer | Readonly<Record<string, unknown>> | ((key: string) => Promise<unknown>),
    contentType: string,
    item?: { readonly accountId?: string | undefined; readonly downloadName?: string },
  ): Promise<View>;
}
