import { similarity } from './embedding.ts';
import type { Embedding } from './facts.ts';
import { median } from './statistics.ts';

/**
 * How well the faces of a film agree, as a cosine: the least median likeness of any stretch of frames to all others. A
 * face that differs from one or two others, as in grimaces, has little weight in it; who takes over for a while has all.
 *
 * @param faces in the order of the film. @returns 1 for fewer than two.
 */
export function agreementOf(faces: readonly Embedding[]): number {
  const likeness = faces.map((face) => faces.map((other) => similarity(face, other)));
  let least = 1;
  for (let from = 0; from < faces.length; from++) {
    for (let to = from + 1; to <= faces.length; to++) {
      const isInside = (index: number) => index >= from && index < to;
      const across = likeness.slice(from, to).flatMap((row) => row.filter((_, index) => !isInside(index)));
      if (across.length > 0) least = Math.min(least, median(across));
    }
  }
  return least;
}

/** The greatest likeness of a face to any of others; -1 without others. */
export const bestLikeness = (face: Embedding, others: readonly Embedding[]): number =>
  Math.max(-1, ...others.map((other) => similarity(face, other)));
