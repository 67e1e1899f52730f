import * as z from 'zod/mini';
import type { Place } from '../../../../contracts/review-desk/evidence.ts';
import type { SeenCharacter, SeenLine } from '../../../domain/media/places.ts';

/**
 * Replies of GeneralAccurateOCR (Tencent Cloud API ocr 2018-11-19) with `IsWords`: all lines of a picture, and of each character
 * its corners in the picture as it was sent, clockwise from the upper left.
 */

const coordinate = z.object({ X: z.coerce.number(), Y: z.coerce.number() });

export const lineAnswer = z.object({
  TextDetections: z.nullish(
    z.array(
      z.object({
        Words: z.nullish(z.array(z.object({ Character: z.nullish(z.string()) }))),
        WordCoordPoint: z.nullish(z.array(z.object({ WordCoordinate: z.nullish(z.array(coordinate)) }))),
      }),
    ),
  ),
});

type Detection = NonNullable<z.output<typeof lineAnswer>['TextDetections']>[number];

export const linesIn = ({ TextDetections }: z.output<typeof lineAnswer>): readonly SeenLine[] =>
  (TextDetections ?? []).map(lineOf);

/** A line whose characters and places are not as many can't be relied on. */
function lineOf({ Words, WordCoordPoint }: Detection): SeenLine {
  const [words, points] = [Words ?? [], WordCoordPoint ?? []];
  if (words.length !== points.length) return [];
  return words.flatMap(({ Character }, index): SeenCharacter[] => {
    const place = placeOf(points[index]?.WordCoordinate ?? []);
    return place ? [{ text: Character ?? '', place }] : [];
  });
}

/** Print at an edge may reach out of the picture. */
function placeOf(coordinates: readonly z.output<typeof coordinate>[]): Place | undefined {
  if (coordinates.length !== 4) return undefined;
  return coordinates.map(({ X, Y }) => [Math.max(0, X), Math.max(0, Y)]) as unknown as Place;
}
