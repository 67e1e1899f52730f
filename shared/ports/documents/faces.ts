import type { SeenFace } from '../../domain/liveness/photo.ts';
import type { LivenessMedium } from './liveness.ts';

/** Finds and compares faces in pictures. It identifies nobody and stores nothing. Every call is billed. */
export interface Faces {
  /** Every face in a picture, largest first; empty when there is none. @throws Failed('faces', …) */
  detect(picture: LivenessMedium): Promise<readonly SeenFace[]>;
  /**
   * How similar the largest faces of two pictures are, 0 to 100. At 70 one stranger in 10,000 is taken for the same
   * person, at 56 one in 1,000. Undefined when one of the pictures shows no face that can be compared.
   *
   * @throws Failed('faces', …)
   */
  similarity(first: LivenessMedium, second: LivenessMedium): Promise<number | undefined>;
}
