import { createHash } from 'node:crypto';
import type { OcrEngine } from 'engines/ocr/engine.ts';
import type { CertificateKind, Reading } from 'engines/ocr/reading.ts';

/** Two actions on one picture follow within seconds. */
const KEPT_MS = 10_000;

/**
 * An engine that reads a picture once for several actions: the vendor's actions are separate services, the laptop's
 * share two cores. Readings are cached for seconds, by the picture and the expected kind.
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
