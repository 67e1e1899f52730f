import { createHash } from 'node:crypto';
import type { OcrEngine } from 'engines/ocr/engine.ts';
import type { CertificateKind, Reading } from 'engines/ocr/reading.ts';

/** Two actions on one picture follow within seconds. */
const KEPT_MS = 10_000;

/**
 * An engine that reads a picture once for several actions: the vendor's actions are separate services, the laptop's
 * share two cores. Readings are kept for seconds, by the picture and the expected kind; whoever expects none gets any.
 */
export function withRecentReadings(engine: OcrEngine): OcrEngine {
  const readings = new Map<string, Promise<Reading>>();
  return {
    close: () => engine.close(),
    read(picture: Buffer, expected?: CertificateKind): Promise<Reading> {
      const digest = createHash('sha256').update(picture).digest('base64');
      const key = `${digest} ${expected}`;
      const before = readings.get(key) ?? (expected === undefined ? anyOf(readings, digest) : undefined);
      if (before) return before;
      const reading = engine.read(picture, expected);
      readings.set(key, reading);
      const forget = () => readings.delete(key);
      reading.then(() => setTimeout(forget, KEPT_MS).unref(), forget);
      return reading;
    },
  };
}

const anyOf = (readings: ReadonlyMap<string, Promise<Reading>>, digest: string): Promise<Reading> | undefined =>
  [...readings].find(([key]) => key.startsWith(`${digest} `))?.[1];
