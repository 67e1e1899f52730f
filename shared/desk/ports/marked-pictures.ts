/** Pictures that say who has looked at them. */
export interface MarkedPictures {
  /**
   * A picture as a JPEG with the text all over it.
   *
   * @param text of signs that `picture-mark.ts` has.
   * @throws Error for bytes that are no picture.
   */
  mark(picture: Buffer, text: string): Promise<Buffer>;
}
