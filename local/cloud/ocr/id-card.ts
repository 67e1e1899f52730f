import * as z from 'zod';
import { birthDate, sex } from '../../../shared/domain/identity-number.ts';
import type { OcrEngine } from '../../engines/ocr/engine.ts';
import { isPlausibleTerm } from '../../engines/ocr/id-back.ts';
import type { IdBackReading, IdFrontReading, Reading } from '../../engines/ocr/reading.ts';
import { CloudApiError } from '../cloud-action.ts';
import { pictureOf, readWith } from './picture-input.ts';
import { borderCodeOf, hasGlare, isBlurred, isCut, isSoft, qualityOf } from './quality.ts';

const MAX_BASE64 = 10 * 1024 * 1024;
/** Median height of lines of a card that is 500 pixels wide, the least that the vendor advises. */
const MIN_TEXT_HEIGHT = 18;

const flag = z.boolean().default(false);
const configSchema = z.object({
  CropPortrait: flag,
  CopyWarn: flag,
  BorderCheckWarn: flag,
  DetectPsWarn: flag,
  TempIdWarn: flag,
  InvalidDateWarn: flag,
  ReflectWarn: flag,
  Quality: flag,
});
type Config = z.output<typeof configSchema>;

const requestSchema = z.object({
  ImageBase64: z.string().optional(),
  ImageUrl: z.string().optional(),
  CardSide: z.enum(['', 'FRONT', 'BACK']).optional(),
  Config: z.string().default('{}'),
  EnableRecognitionRectify: z.boolean().default(true),
  CardWarnType: z.enum(['Basic', 'Advanced']).default('Basic'),
});
type Request = z.output<typeof requestSchema>;

type CardReading = IdFrontReading | IdBackReading;

/** IDCardOCR: reads one side of a 居民身份证. */
export async function idCardOcr(engine: OcrEngine, body: Record<string, unknown>): Promise<Record<string, unknown>> {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) {
    throw new CloudApiError('InvalidParameterValue.InvalidParameterValueLimit', 'a parameter has a wrong value');
  }
  const request = parsed.data;
  const config = configOf(request.Config);
  const picture = await pictureOf(request, MAX_BASE64);
  const card = cardIn(await readWith(engine, picture), request.CardSide);
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

/** @throws CloudApiError that tells why the picture does not show one legible card of the wanted side. */
function cardIn(reading: Reading, side: Request['CardSide']): CardReading {
  const refuse = (code: string, message: string) => new CloudApiError(`FailedOperation.${code}`, message);
  const { picture } = reading;
  if (reading.kind === 'unknown' && isSoft(picture)) throw refuse('ImageBlur', 'the picture is blurred');
  if (reading.kind !== 'id-front' && reading.kind !== 'id-back') throw refuse('ImageNoIdCard', 'no ID card was found');
  if (side && side !== (reading.kind === 'id-front' ? 'FRONT' : 'BACK')) {
    throw refuse('CardSideError', 'the picture shows the other side');
  }
  if (reading.cards > 1) throw refuse('MultiCardError', 'the picture shows several cards');
  if (picture.textHeight < MIN_TEXT_HEIGHT) throw refuse('IdCardTooSmall', 'the card is too small');
  if (isBlurred(picture)) throw refuse('ImageBlur', 'the picture is blurred');
  if (!isComplete(reading)) {
    if (isSoft(picture)) throw refuse('ImageBlur', 'the picture is blurred');
    throw refuse('IdCardInfoIllegal', 'what is printed on the card is missing or illegal');
  }
  return reading;
}

const isComplete = (card: CardReading): boolean =>
  card.kind === 'id-front'
    ? card.codeValid && card.fields.name !== undefined
    : [card.fields.authority, card.fields.validFrom, card.fields.validTo].every(Boolean);

function frontFields({ fields }: IdFrontReading, { EnableRecognitionRectify: rectify }: Request) {
  const number = fields.idNumber?.text ?? '';
  const [sexText, birth] = rectify
    ? [sex(number) === 'male' ? '男' : '女', birthDate(number)]
    : [fields.sex?.text ?? '', fields.birthDate?.text ?? ''];
  return {
    Name: fields.name?.text ?? '',
    Sex: sexText,
    Nation: fields.nation?.text ?? '',
    // Printed, and answered, without leading zeros: 1990/1/1.
    Birth: birth.replace(/-0?/g, '/'),
    Address: fields.address?.text ?? '',
    IdNum: number,
    Authority: '',
    ValidDate: '',
  };
}

function backFields({ fields }: IdBackReading) {
  const dotted = (day: string | undefined) => (day === 'long-term' ? '长期' : (day ?? '').replaceAll('-', '.'));
  return {
    ...{ Name: '', Sex: '', Nation: '', Birth: '', Address: '', IdNum: '' },
    Authority: fields.authority?.text ?? '',
    ValidDate: `${dotted(fields.validFrom?.text)}-${dotted(fields.validTo?.text)}`,
  };
}

function advancedInfo(card: CardReading, config: Config, { CardWarnType }: Request): Record<string, unknown> {
  const { picture, isTemporary } = card;
  const hasOddTerm =
    card.kind === 'id-back' && !isPlausibleTerm(card.fields.validFrom?.text ?? '', card.fields.validTo?.text ?? '');
  // Documented beside the actions: -9101 border, -9102 copy, -9108 copy in black and white, -9104 temporary card, -9107 reflection, -9109
  // validity, -9111 watermark.
  const warnings: readonly (readonly [code: number, isAsked: boolean, isSeen: boolean])[] = [
    [-9109, config.InvalidDateWarn, hasOddTerm],
    [-9101, config.BorderCheckWarn, isCut(picture)],
    [-9102, config.CopyWarn, picture.isGrey],
    [-9108, config.CopyWarn, picture.isGrey],
    [-9104, config.TempIdWarn, isTemporary],
    [-9107, config.ReflectWarn, hasGlare(picture)],
    [-9111, config.DetectPsWarn && CardWarnType === 'Advanced', picture.slantedLines > 1],
  ];
  const asked = warnings.filter(([, isAsked]) => isAsked);
  const portrait = config.CropPortrait && card.kind === 'id-front' ? card.portrait : undefined;
  return {
    ...(portrait && { Portrait: Buffer.from(portrait).toString('base64') }),
    ...(config.Quality && { Quality: qualityOf(picture) }),
    ...(config.BorderCheckWarn && { BorderCodeValue: borderCodeOf(picture) }),
    ...(asked.length > 0 && { WarnInfos: asked.filter(([, , isSeen]) => isSeen).map(([code]) => code) }),
  };
}
