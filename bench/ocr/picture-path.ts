import { createOcrEngine, type OcrEngine } from 'engines/ocr/engine.ts';
import type { Reading as EngineReading } from 'engines/ocr/reading.ts';
import { startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { ocrActions } from 'tencent-stand-in/ocr.ts';
import { checkFile } from '../../functions/intake/check-file.ts';
import { lessCertain } from '../../functions/ocr/doubt.ts';
import { judge } from '../../functions/ocr/value-findings.ts';
import { DIVISIONS } from '../../local/divisions.ts';
import { createOcr } from '../../shared/adapters/tencent/ocr/ocr.ts';
import type { ReadableKind, ReadFields } from '../../shared/domain/media/document.ts';
import { Failed } from '../../shared/ports/failed.ts';
import type { PictureWarning } from '../../shared/ports/ocr.ts';

/** What a filer gets for a picture: refused with a reason, or values with their certainty and what is wrong with it. */
export interface ProductReading {
  /** `intake: …` with the finding's message, or the reason of the reading; undefined for a picture that was read. */
  readonly refusal: string | undefined;
  readonly fields: ReadFields;
  readonly warnings: readonly PictureWarning[];
  /** What the engine alone says of the picture; undefined when it never saw it. */
  readonly engine: EngineReading | undefined;
}

/** The way of a picture through the product: intake's check, the vendor's protocol, the adapter, the judgement. */
export interface PicturePath {
  read(kind: ReadableKind, jpeg: Buffer): Promise<ProductReading>;
  close(): Promise<void>;
}

/** Long enough for a busy machine; the function itself has less. */
const TIMEOUT_SECONDS = 60;
/** Any day on which the drawn cards are valid, and any province. */
const CONTEXT = { today: '2025-01-01', region: '440000', agreed: {} } as const;

export async function openPicturePath(): Promise<PicturePath> {
  const engine = createOcrEngine({ divisions: DIVISIONS });
  const watched = lastReadingOf(engine);
  const vendor = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions: ocrActions(watched.engine) });
  const ocr = createOcr({
    credentials: () => LAPTOP_CREDENTIALS,
    region: 'ap-guangzhou',
    endpoint: vendor.url,
    timeoutSeconds: TIMEOUT_SECONDS,
    takeTurn: async () => true,
    storeIsReachable: false,
    checksLicences: true,
    idCardAction: 'RecognizeValidIDCardOCR',
  });
  return {
    async read(kind, jpeg) {
      const none = { fields: {}, warnings: [], engine: undefined };
      const file = await checkFile(kind, 'image/jpeg', jpeg);
      if (!file.accepted) return { ...none, refusal: `intake: ${file.findings[0]?.message ?? ''}` };
      watched.forget();
      const picture = { bytes: file.bytes.length, link: '', load: async () => file.bytes };
      const reading = await ocr.read(kind, picture).catch((error: unknown) => {
        if (!(error instanceof Failed)) throw error;
        return { outcome: 'unanswered', because: 'no-answer', vendorCode: error.vendorCode } as const;
      });
      if (reading.outcome !== 'read') {
        const refusal = reading.outcome === 'unreadable' ? reading.reason : `no answer: ${reading.vendorCode}`;
        return { ...none, refusal, engine: watched.last() };
      }
      const check = await ocr.check(kind, picture);
      const warnings = [...new Set([...reading.warnings, ...(check.outcome === 'checked' ? check.warnings : [])])];
      const { fields } = judge(kind, lessCertain(reading.fields, warnings), CONTEXT);
      return { refusal: undefined, fields, warnings, engine: watched.last() };
    },
    async close() {
      await vendor.stop();
      await engine.close();
    },
  };
}

/** The engine, and its last reading beside what the vendor's protocol tells of it. */
function lastReadingOf(engine: OcrEngine) {
  let last: EngineReading | undefined;
  const watched: OcrEngine = {
    async read(picture, expected) {
      last = await engine.read(picture, expected);
      return last;
    },
    close: () => engine.close(),
  };
  const forget = () => {
    last = undefined;
  };
  return { engine: watched, last: () => last, forget };
}
