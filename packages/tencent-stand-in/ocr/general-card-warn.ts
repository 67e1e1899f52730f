import type { OcrEngine } from 'engines/ocr/engine.ts';
import type { CertificateKind, PictureFacts } from 'engines/ocr/reading.ts';
import * as z from 'zod/mini';
import { MAX_BASE64, pictureOf, readWith } from './picture-input.ts';
import { borderCodeOf, defectsOf, qualityOf } from './quality.ts';
import { requestOf } from './request.ts';

const CARD_TYPES = (
  'General IDCard Passport BankCard VehicleLicense DriverLicense ' +
  'BizLicense HmtResidentPermit ForeignPermanentResident MainlandPermit SocialSecurityCard'
).split(' ');

const requestSchema = z.object({
  ImageBase64: z.optional(z.string()),
  ImageUrl: z.optional(z.string()),
  CardType: z._default(z.enum(CARD_TYPES), 'General'),
});

const EXPECTED: Readonly<Record<string, CertificateKind>> = { BizLicense: 'business-licence' };

/** RecognizeGeneralCardWarn: reports defects in the picture of a card, whatever is printed on it. */
export async function generalCardWarn(
  engine: OcrEngine,
  body: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { CardType, ...input } = requestOf(requestSchema, body);
  const { picture } = await readWith(engine, await pictureOf(input, MAX_BASE64.licence), EXPECTED[CardType]);
  return { CardType, ...warningsOf(picture) };
}

/** Confidence is 0 or 1, except for blur and border: the stand-in measures no other degrees. */
function warningsOf(facts: PictureFacts) {
  const defects = defectsOf(facts);
  const warning = (IsWarn: boolean, RiskConfidence = IsWarn ? 1 : 0) => ({ IsWarn, RiskConfidence, Polygon: [] });
  return {
    Blur: warning(defects.isBlurred || qualityOf(facts) < 50, 1 - qualityOf(facts) / 100),
    BorderIncomplete: warning(defects.isCut, borderCodeOf(facts) / 100),
    Copy: warning(defects.isCopied),
    Ps: warning(false),
    Reflection: warning(defects.hasGlare),
    Reprint: warning(defects.isRephotographed),
    Screenshot: warning(false),
    Cover: warning(defects.isCovered),
    Overlap: warning(false),
    Watermark: warning(defects.isWatermarked),
    Electron: warning(false),
  };
}
