import type { Viewer } from '../domain/picture-mark.ts';

/** Pictures that say who has looked at them. */
export interface MarkedPictures {
  /**
   * A picture as a JPEG with the viewer's name and the minute all over it (`markText`).
   *
   * @throws Error for bytes that are no picture.
   */
  mark(picture: Buffer, viewer: Viewer, at: Date): Promise<Buffer>;
}
