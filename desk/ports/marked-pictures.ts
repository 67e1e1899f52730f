import type { Cover } from '../domain/cases/covered-papers.ts';
import type { Viewer } from '../domain/cases/picture-mark.ts';

/** Pictures that say who has looked at them. */
export interface MarkedPictures {
  /**
   * A picture as a JPEG with the viewer's name and the minute all over it (`markText`). What is covered can't be recovered from
   * it: places are painted over, a whole picture keeps so few pixels that nothing printed can be read.
   *
   * @throws Refused('paper.broken')
   */
  mark(picture: Buffer, viewer: Viewer, at: Date, cover?: Cover): Promise<Buffer>;
}
