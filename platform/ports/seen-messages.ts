/** Signed messages that were believed, for as long as their signatures are. */
export interface SeenMessages {
  /**
   * Notes a message before anything is made of it. Only one of concurrent calls with the same id is told `new`.
   *
   * @param contentHash of all that its signature covers but the time.
   * @param until the last moment at which the signature may be believed.
   * @returns `again` when this content has come under the id before, `other` when the id stands for another content.
   */
  note(id: string, contentHash: string, until: Date): Promise<'new' | 'again' | 'other'>;
}
