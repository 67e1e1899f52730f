import type { OcrEngine } from 'engines/ocr/engine.ts';
import type { Field, LicenceReading, PictureFacts, Reading } from 'engines/ocr/reading.ts';
import * as z from 'zod/mini';
import { CloudApiError } from '../cloud-action.ts';
import { MAX_BASE64, pictureOf, readWith } from './picture-input.ts';
import { isBlurred, isCopied, isRephotographed, isSoft } from './quality.ts';
import { requestOf } from './request.ts';

const requestSchema = z.object({
  ImageBase64: z.optional(z.string()),
  ImageUrl: z.optional(z.string()),
  EnableCopyWarn: z._default(z.boolean(), false),
  EnablePeriodComplete: z._default(z.boolean(), true),
});

/** BizLicenseOCR: reads a 营业执照. */
export async function bizLicenseOcr(
  engine: OcrEngine,
  body: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const request = requestOf(requestSchema, body);
  const picture = await pictureOf(request, MAX_BASE64.licence);
  const { fields, ...licence } = licenceIn(await readWith(engine, picture, 'business-licence'));
  const text = (field: Field | undefined) => field?.text ?? '';
  const warnings = request.EnableCopyWarn ? warningsOf(licence.picture) : [];
  return {
    RegNum: text(fields.creditCode),
    Name: text(fields.name),
    Capital: text(fields.capital),
    Person: text(fields.legalRepresentative),
    Address: text(fields.address),
    Business: text(fields.scope),
    Type: text(fields.type),
    Period: period(fields, request.EnablePeriodComplete),
    ComposingForm: text(fields.composingForm),
    SetDate: written(fields.establishedOn?.text),
    RegistrationDate: written(fields.issuedOn?.text),
    RegistrationAuthority: text(fields.authority),
    RecognizeWarnCode: warnings.map(([code]) => code),
    RecognizeWarnMsg: warnings.map(([, message]) => message),
    IsDuplication: licence.isDuplicate ? 1 : -1,
    Angle: licence.picture.turnedDegrees,
  };
}

const warningsOf = (facts: PictureFacts): readonly (readonly [code: number, message: string])[] => [
  ...(isCopied(facts) ? [[-9102, 'WARN_COPY_CARD'] as const] : []),
  ...(isRephotographed(facts) ? [[-9104, 'WARN_RESHOOT_CARD'] as const] : []),
];

/** @throws CloudApiError with the reason when the picture does not show a legible licence. */
function licenceIn(reading: Reading): LicenceReading {
  const { picture } = reading;
  const isLicence = reading.kind === 'business-licence';
  const isUnread = !isLicence || (!reading.fields.name && !reading.codeValid);
  if (isLicence ? isBlurred(picture) : reading.kind === 'unknown' && isSoft(picture)) throw blurred();
  if (!isLicence) throw new CloudApiError('FailedOperation.NoBizLicense', 'this is no business licence');
  // Documented for cards: the action itself has no code for two papers.
  if (reading.papers > 1) throw new CloudApiError('FailedOperation.MultiCardError', 'the picture shows several papers');
  if (isUnread && isSoft(picture)) throw blurred();
  if (isUnread) throw new CloudApiError('FailedOperation.OcrFailed', 'nothing could be read');
  return reading;
}

const blurred = () => new CloudApiError('FailedOperation.ImageBlur', 'the picture is blurred');

/** As printed on licences: 2019年05月20日. */
const written = (day: string | undefined) => (day ?? '').replace(/^(\d+)-(\d+)-(\d+)$/, '$1年$2月$3日');

/** A licence may print only the end, or 长期; `complete` puts the day of foundation before it. */
function period({ validFrom, validTo, establishedOn }: LicenceReading['fields'], complete: boolean): string {
  if (!validTo) return '';
  const from = validFrom ?? (complete ? establishedOn : undefined);
  const to = validTo.text === 'long-term' ? '长期' : written(validTo.text);
  return from ? `${written(from.text)}至${to}` : to;
}
