import type { OcrEngine } from 'engines/ocr/engine.ts';
import type { Corners } from 'engines/ocr/reading.ts';
import * as z from 'zod/mini';
import { CloudApiError } from '../cloud-action.ts';
import { MAX_BASE64, pictureOf, readWith } from './picture-input.ts';
import { requestOf } from './request.ts';

const requestSchema = z.object({
  ImageBase64: z.optional(z.string()),
  ImageUrl: z.optional(z.string()),
  IsWords: z._default(z.boolean(), false),
});

/** GeneralAccurateOCR: reads all lines of a picture, and says where each of them stands, and on request each character. */
export async function generalAccurateOcr(
  engine: OcrEngine,
  body: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { IsWords, ...input } = requestOf(requestSchema, body);
  const { lines, picture } = await readWith(engine, await pictureOf(input, MAX_BASE64.card));
  if (lines.length === 0) throw new CloudApiError('FailedOperation.ImageNoText', 'no text was found');
  return {
    Angle: picture.turnedDegrees,
    TextDetections: lines.map(({ text, confidence, corners, characters }) => ({
      DetectedText: text,
      Confidence: percent(confidence),
      Polygon: coordinates(corners),
      AdvancedInfo: '',
      Words: IsWords
        ? characters.map((character) => ({ Character: character.text, Confidence: percent(character.confidence) }))
        : [],
      WordCoordPoint: IsWords
        ? characters.map((character) => ({ WordCoordinate: coordinates(character.corners) }))
        : [],
    })),
  };
}

const percent = (confidence: number) => Math.floor(confidence * 100);

/** Whole pixels. */
const coordinates = (corners: Corners) => corners.map(([x, y]) => ({ X: Math.round(x), Y: Math.round(y) }));
