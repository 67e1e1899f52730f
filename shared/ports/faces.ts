import type { SeenFace } from '../domain/liveness/photo.ts';
import type { LivenessMedium } from './liveness.ts';

/** Finds and compares faces in pictures. It knows nobody and keeps nothing. Every call is paid for. */
export interface Faces {
  /**
   * Every face in a picture, largest first; empty when there is none.
   *
   * @throws Failed('faces', …)
   */
  detect(picture: LivenessMedium): Promise<readonly SeenFace[]>;
  /**
   * How similar the largest faces of two pictures are, 0 to 100; from 70 on they are one person's to all but one stranger in 10,000, from 56 to
   * all but one in 1,000. Undefined when one of the pictures shows no face that could be compared.
   *
   * @throws Failed('faces', …)
   */
  similarity(one: LivenessMedium, other: LivenessMedium): Promise<number | undefined>;
}
