import type { OcrEngine } from 'engines/ocr/engine.ts';
import type { CertificateKind, PictureFacts } from 'engines/ocr/reading.ts';
import * as z from 'zod/mini';
import { pictureOf, readWith } from './picture-input.ts';
import {
  borderCodeOf,
  hasGlare,
  isBlurred,
  isCopied,
  isCovered,
  isCut,
  isRephotographed,
  isWatermarked,
  qualityOf,
} from './quality.ts';
import { requestOf } from './request.ts';

/** The action has no documented limit; this is that of the licence. */
const MAX_BASE64 = 7 * 1024 * 1024;

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
  const { picture } = await readWith(engine, await pictureOf(input, MAX_BASE64), EXPECTED[CardType]);
  return { CardType, ...warningsOf(picture) };
}

/** Confidence is 0 or 1, except for blur and border: the stand-in measures no other degrees. */
function warningsOf(facts: PictureFacts) {
  const warning = (IsWarn: boolean, RiskConfidence = IsWarn ? 1 : 0) => ({ IsWarn, RiskConfidence, Polygon: [] });
  return {
    Blur: warning(isBlurred(facts) || qualityOf(facts) < 50, 1 - qualityOf(facts) / 100),
    BorderIncomplete: warning(isCut(facts), borderCodeOf(facts) / 100),
    Copy: warning(isCopied(facts)),
    Ps: warning(false),
    Reflection: warning(hasGlare(facts)),
    Reprint: warning(isRephotographed(facts)),
    Screenshot: warning(false),
    Cover: warning(isCovered(facts)),
    Overlap: warning(false),
    Watermark: warning(isWatermarked(facts)),
    Electron: warning(false),
  };
}
