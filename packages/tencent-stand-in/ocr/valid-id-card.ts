import type { OcrEngine } from 'engines/ocr/engine.ts';
import type { Field, IdBackReading, IdFrontReading, PictureFacts } from 'engines/ocr/reading.ts';
import * as z from 'zod/mini';
import { CloudApiError } from '../cloud-action.ts';
import { MAX_BASE64, pictureOf, readWith } from './picture-input.ts';
import { defectsOf, hasGlare, qualityOf } from './quality.ts';
import { requestOf } from './request.ts';
import {
  type CardReading,
  cardIn,
  FAMILIES,
  type Family,
  familyOf,
  kindOf,
  type Side,
  sideOf,
  slashed,
  term,
} from './resident-card.ts';

const flag = z._default(z.boolean(), false);
const requestSchema = z.object({
  ImageBase64: z.optional(z.string()),
  ImageUrl: z.optional(z.string()),
  CardType: z._default(z.int().check(z.minimum(0), z.maximum(12)), 0),
  EnablePortrait: flag,
  EnableBorderCheck: flag,
  EnableOcclusionCheck: flag,
  EnableCopyCheck: flag,
  EnableReshootCheck: flag,
  EnablePSCheck: flag,
  EnableWordCheck: flag,
  EnableQualityCheck: flag,
  EnableElectronCheck: flag,
});
type Request = z.output<typeof requestSchema>;

const INFOS = {
  身份证: 'IDCardInfo',
  临时身份证: 'TemporaryIDCardInfo',
  港澳台居住证: 'ResidencePermitInfo',
  外国人永久居留证: 'PermanentResidencePermitInfo',
} as const satisfies Record<Family, string>;

/** RecognizeValidIDCardOCR: identifies a resident's card and reads it. */
export async function validIdCardOcr(
  engine: OcrEngine,
  body: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const request = requestOf(requestSchema, body);
  const wanted = wantedBy(request.CardType);
  const picture = await pictureOf(request, MAX_BASE64.card);
  const card = cardIn(await readWith(engine, picture, kindOf(wanted.side)), wanted.side);
  const other = card.hasOtherSide && !wanted.side ? await otherSideOf(card, engine, picture, request) : undefined;
  const family = familyOf(card);
  if (wanted.family && wanted.family !== family)
    throw new CloudApiError('FailedOperation.ImageNoIdCard', 'the picture shows another card');
  const infos = Object.fromEntries(
    FAMILIES.map((item) => [INFOS[item], item === family ? { ...other, ...infoOf(card, request) } : null]),
  );
  return { Type: `${family}${card.kind === 'id-front' ? '人像面' : '国徽面'}`, ...infos };
}

/**
 * The values of the other side in the same picture, beside which those of this side stand: the reply has a place for all
 * of them. What the vendor makes of such a picture is not documented.
 */
async function otherSideOf(card: CardReading, engine: OcrEngine, picture: Buffer, request: Request) {
  const side = sideOf(card) === 'FRONT' ? 'BACK' : 'FRONT';
  return valuesOf(cardIn(await readWith(engine, picture, kindOf(side)), side), request);
}

/** 0: any card, any side; then of each family front, back, and either side. */
function wantedBy(cardType: number): { family?: Family | undefined; side?: Side | undefined } {
  if (cardType === 0) return {};
  const sides: readonly (Side | undefined)[] = ['FRONT', 'BACK', undefined];
  return { family: FAMILIES[Math.floor((cardType - 1) / 3)], side: sides[(cardType - 1) % 3] };
}

function infoOf(card: CardReading, request: Request) {
  const portrait = card.kind === 'id-front' && request.EnablePortrait ? card.portrait : undefined;
  return {
    ...valuesOf(card, request),
    WarnInfos: warningsOf(card.picture, request),
    ...(portrait && { PortraitImage: { Content: Buffer.from(portrait).toString('base64') } }),
  };
}

const valuesOf = (card: CardReading, request: Request) =>
  card.kind === 'id-front' ? frontOf(card, request) : backOf(card, request);

/**
 * The engine's own confidence in percent, never rounded up: a caller's threshold must mean the same as the engine's. The
 * engine does not know where a reflection lies, so that it may be on every value.
 */
const contentIn =
  (facts: PictureFacts, { EnableWordCheck }: Request) =>
  (field: Field | undefined, write: (text: string) => string = (text) => text) => ({
    Content: write(field?.text ?? ''),
    Confidence: Math.floor((field?.confidence ?? 0) * 10_000) / 100,
    IsInComplete: 0,
    IsReflect: EnableWordCheck && hasGlare(facts) ? 1 : 0,
    IsKeyInComplete: 0,
    IsKeyReflect: 0,
  });

function frontOf({ fields, picture }: IdFrontReading, request: Request) {
  const content = contentIn(picture, request);
  return {
    Name: content(fields.name),
    Sex: content(fields.sex),
    Nation: content(fields.nation),
    Birth: content(fields.birthDate, slashed),
    Address: content(fields.address),
    IdNum: content(fields.idNumber),
  };
}

function backOf({ fields: { authority, validFrom, validTo }, picture }: IdBackReading, request: Request) {
  const content = contentIn(picture, request);
  const confidence = Math.min(validFrom?.confidence ?? 0, validTo?.confidence ?? 0);
  return { Authority: content(authority), ValidDate: content({ text: term(validFrom, validTo), confidence }) };
}

/** Checks that were not requested are normal. */
function warningsOf(facts: PictureFacts, request: Request) {
  const defects = defectsOf(facts);
  const isOn = (isRequested: boolean, isDetected: boolean) => (isRequested && isDetected ? 1 : 0);
  return {
    BorderCheck: isOn(request.EnableBorderCheck, defects.isCut),
    OcclusionCheck: isOn(request.EnableOcclusionCheck, defects.isCovered),
    CopyCheck: isOn(request.EnableCopyCheck, defects.isCopied),
    ReshootCheck: isOn(request.EnableReshootCheck, defects.isRephotographed),
    PSCheck: 0,
    BlurCheck: isOn(request.EnableQualityCheck, defects.isBlurred),
    BlurScore: request.EnableQualityCheck ? 1 - qualityOf(facts) / 100 : 0,
    ElectronCheck: 0,
  };
}
