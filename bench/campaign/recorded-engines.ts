import { createHash } from 'node:crypto';
import type { FaceEngine } from 'engines/face/engine.ts';
import type { VideoFacts } from 'engines/face/facts.ts';
import type { OcrEngine } from 'engines/ocr/engine.ts';
import type { Reading } from 'engines/ocr/reading.ts';
import { takeTicket } from './films.ts';

/** Engines that look at every picture and film once, and how often they did. */
export interface Recorded {
  readonly ocrEngine: OcrEngine;
  readonly faceEngine: FaceEngine;
  readonly looked: () => number;
}

/**
 * Engines whose answers are recorded: only what they have not seen is looked at. A film is known by its pictures,
 * whatever ticket it carries, and its best frame is the portrait of that ticket, since each person's is different.
 *
 * @param portraitOf the portrait of a ticket
 * @param creditCodes the number on each licence, by the SHA-256 of its picture: what was read of one licence is the answer
 * for all, with its own number.
 */
export function recordedEngines(
  ocr: OcrEngine,
  faces: FaceEngine,
  portraitOf: (ticket: number) => Buffer,
  creditCodes: ReadonlyMap<string, string>,
): Recorded {
  let looked = 0;
  const remembered = <T>(look: (file: Buffer) => Promise<T>) => {
    const known = new Map<string, Promise<T>>();
    return (file: Buffer, key = digestOf(file)): Promise<T> => {
      const answer = known.get(key) ?? look(file);
      if (!known.has(key)) looked += 1;
      known.set(key, answer);
      answer.catch(() => known.delete(key));
      return answer;
    };
  };
  const photo = remembered((picture) => faces.photo(picture));
  const video = remembered<VideoFacts>((clip) => faces.video(clip));
  const readings = new Map<string, Promise<Reading>>();
  return {
    ocrEngine: {
      async read(picture, expected) {
        const digest = digestOf(picture);
        const creditCode = creditCodes.get(digest);
        const key = `${creditCode === undefined ? digest : 'licence'} ${expected}`;
        const reading = readings.get(key) ?? ocr.read(picture, expected);
        if (!readings.has(key)) looked += 1;
        readings.set(key, reading);
        reading.catch(() => readings.delete(key));
        return creditCode === undefined ? reading : withNumber(await reading, creditCode);
      },
      close: () => ocr.close(),
    },
    faceEngine: {
      photo: (picture) => photo(picture),
      async video(clip) {
        const { film, ticket } = takeTicket(clip);
        const facts = await video(film);
        return ticket === undefined ? facts : { ...facts, bestFrames: [portraitOf(ticket)] };
      },
      similarity: faces.similarity,
      close: () => faces.close(),
    },
    looked: () => looked,
  };
}

function withNumber(reading: Reading, creditCode: string): Reading {
  if (reading.kind !== 'business-licence' || !reading.fields.creditCode) return reading;
  return { ...reading, fields: { ...reading.fields, creditCode: { ...reading.fields.creditCode, text: creditCode } } };
}

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
