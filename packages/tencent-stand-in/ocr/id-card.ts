import { birthDateIn, sexIn } from 'engines/certificate-numbers.ts';
import { isPlausibleTerm } from 'engines/ocr/cards/card-term.ts';
import type { OcrEngine } from 'engines/ocr/engine.ts';
import type { IdBackReading, IdFrontReading } from 'engines/ocr/reading.ts';
import * as z from 'zod/mini';
import { CloudApiError } from '../cloud-action.ts';
import { MAX_BASE64, pictureOf, readWith } from './picture-input.ts';
import { borderCodeOf, defectsOf, qualityOf } from './quality.ts';
import { requestOf } from './request.ts';
import { type CardReading, cardIn, type Family, familyOf, kindOf, slashed, term } from './resident-card.ts';

const flag = z._default(z.boolean(), false);
const configSchema = z.object({
  CropPortrait: flag,
  CopyWarn: flag,
  BorderCheckWarn: flag,
  ReshootWarn: flag,
  DetectPsWarn: flag,
  TempIdWarn: flag,
  InvalidDateWarn: flag,
  ReflectWarn: flag,
  Quality: flag,
});
type Config = z.output<typeof configSchema>;

const requestSchema = z.object({
  ImageBase64: z.optional(z.string()),
  ImageUrl: z.optional(z.string()),
  CardSide: z.optional(z.enum(['', 'FRONT', 'BACK'])),
  Config: z._default(z.string(), '{}'),
  EnableRecognitionRectify: z._default(z.boolean(), true),
  CardWarnType: z._default(z.enum(['Basic', 'Advanced']), 'Basic'),
});
type Request = z.output<typeof requestSchema>;

/** The cards that the action reads. */
const OF_CITIZENS: readonly Family[] = ['身份证', '临时身份证'];

/** IDCardOCR: reads one side of a 居民身份证. */
export async function idCardOcr(engine: OcrEngine, body: Record<string, unknown>): Promise<Record<string, unknown>> {
  const request = requestOf(requestSchema, body);
  const config = configOf(request.Config);
  const picture = await pictureOf(request, MAX_BASE64.card);
  const side = request.CardSide || undefined;
  const card = cardIn(await readWith(engine, picture, kindOf(side)), side);
  if (!OF_CITIZENS.includes(familyOf(card)))
    throw new CloudApiError('FailedOperation.ImageNoIdCard', 'no ID card was found');
  return {
    ...(card.kind === 'id-front' ? frontFields(card, request) : backFields(card)),
    AdvancedInfo: JSON.stringify(advancedInfo(card, config, request)),
    ReflectDetailInfos: [],
  };
}

function configOf(text: string): Config {
  try {
    return configSchema.parse(JSON.parse(text || '{}'));
  } catch {
    throw new CloudApiError('InvalidParameter.ConfigFormatError', 'Config is not a JSON object of booleans');
  }
}

function frontFields({ fields }: IdFrontReading, { EnableRecognitionRectify: rectify }: Request) {
  const number = fields.idNumber?.text ?? '';
  const [sexText, birth] = rectify
    ? [sexIn(number), birthDateIn(number)]
    : [fields.sex?.text ?? '', fields.birthDate?.text ?? ''];
  return {
    Name: fields.name?.text ?? '',
    Sex: sexText,
    Nation: fields.nation?.text ?? '',
    Birth: slashed(birth),
    Address: fields.address?.text ?? '',
    IdNum: number,
    Authority: '',
    ValidDate: '',
  };
}

const backFields = ({ fields }: IdBackReading) => ({
  Name: '',
  Sex: '',
  Nation: '',
  Birth: '',
  Address: '',
  IdNum: '',
  Authority: fields.authority?.text ?? '',
  ValidDate: term(fields.validFrom, fields.validTo),
});

function advancedInfo(card: CardReading, config: Config, { CardWarnType }: Request): Record<string, unknown> {
  const { picture, isTemporary } = card;
  const defects = defectsOf(picture);
  const hasOddTerm =
    card.kind === 'id-back' && !isPlausibleTerm(card.fields.validFrom?.text ?? '', card.fields.validTo?.text ?? '');
  // Documented beside the actions: -9101 border, -9102 copy, -9108 copy in black and white, -9103 screen, -9104
  // temporary card, -9105 covered, -9107 reflection, -9109 validity, -9111 watermark.
  const warnings: readonly (readonly [code: number, isRequested: boolean, isDetected: boolean])[] = [
    [-9109, config.InvalidDateWarn, hasOddTerm],
    [-9101, config.BorderCheckWarn, defects.isCut],
    [-9102, config.CopyWarn, defects.isCopied],
    [-9108, config.CopyWarn, defects.isCopied],
    [-9103, config.ReshootWarn, defects.isRephotographed],
    [-9104, config.TempIdWarn, isTemporary],
    [-9105, config.BorderCheckWarn, defects.isCovered],
    [-9107, config.ReflectWarn, defects.hasGlare],
    [-9111, config.DetectPsWarn && CardWarnType === 'Advanced', defects.isWatermarked],
  ];
  const requested = warnings.filter(([, isRequested]) => isRequested);
  const portrait = config.CropPortrait && card.kind === 'id-front' ? card.portrait : undefined;
  return {
    ...(portrait && { Portrait: Buffer.from(portrait).toString('base64') }),
    ...(config.Quality && { Quality: qualityOf(picture) }),
    ...(config.BorderCheckWarn && { BorderCodeValue: borderCodeOf(picture) }),
    ...(requested.length > 0 && {
      WarnInfos: requested.filter(([, , isDetected]) => isDetected).map(([code]) => code),
    }),
  };
}
