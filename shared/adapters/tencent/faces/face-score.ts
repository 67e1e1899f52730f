import * as z from 'zod/mini';
import { SAME_PERSON_SIMILARITY } from '../../../domain/liveness/liveness.ts';

/** Version of the vendor's face model that all calls use; scores of other versions are not comparable. */
export const FACE_MODEL = '3.0';

/** Answer of CompareFace, Tencent Cloud API iai 2020-03-03. */
export const comparisonAnswer = z.object({ Score: z.number().check(z.minimum(0), z.maximum(100)) });

/** Score of model 3.0 at which one stranger in 10,000 is taken for the same person; at 40 it is one in 1,000. */
const SAME_FACE_SCORE = 50;

/** Maps a score to the scale of FaceID's `Sim`, linearly between 0, the two thresholds for the same person, and 100. */
export function similarityOf(score: number): number {
  if (score <= SAME_FACE_SCORE) return (score * SAME_PERSON_SIMILARITY) / SAME_FACE_SCORE;
  const beyond = (score - SAME_FACE_SCORE) / (100 - SAME_FACE_SCORE);
  return SAME_PERSON_SIMILARITY + beyond * (100 - SAME_PERSON_SIMILARITY);
}
