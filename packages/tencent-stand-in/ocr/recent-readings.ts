import { createHash } from 'node:crypto';
import type { OcrEngine } from 'engines/ocr/engine.ts';
import type { CertificateKind, Reading } from 'engines/ocr/reading.ts';

/** Two actions that look at one picture come within seconds of each other. */
const KEPT_MS = 10_000;

/**
 * An engine that looks at a picture once when several actions are asked about it: the vendor's are services of their own, the laptop's
 * share one pair of cores. What was read is kept for seconds, by the picture and what was expected of it.
 */
export function withRecentReadings(engine: OcrEngine): OcrEngine {
  const readings = new Map<string, Promise<Reading>>();
  return {
    close: () => engine.close(),
    read(picture: Buffer, expected?: CertificateKind): Promise<Reading> {
      const key = `${createHash('sha256').update(picture).digest('base64')} ${expected}`;
      const before = readings.get(key);
      if (before) return before;
      const reading = engine.read(picture, expected);
      readings.set(key, reading);
      const forget = () => readings.delete(key);
      setTimeout(forget, KEPT_MS).unref();
      reading.catch(forget);
      return reading;
    },
  };
}
