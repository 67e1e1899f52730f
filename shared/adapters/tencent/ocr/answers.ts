import * as z from 'zod/mini';
import { storable } from '../../../../contracts/kit/storable.ts';
import { Failed } from '../../../../platform/ports/failed.ts';
import type { CheckedPicture, PictureWarning, Reading } from '../../../ports/documents/ocr.ts';
import { asBegin, asCreditCode, asDay, asEnd, asName, asNumber, asText, fieldsOf } from './fields.ts';
import { periodIn } from './written-dates.ts';

/** Replies of IDCardOCR, BizLicenseOCR and RecognizeGeneralCardWarn (Tencent Cloud API ocr 2018-11-19). */

/** `WarnInfos` of IDCardOCR's AdvancedInfo. */
const ID_CARD_WARNINGS: Readonly<Record<number, PictureWarning>> = {
  [-9101]: 'cut-edge',
  [-9102]: 'copy',
  [-9103]: 'screen',
  [-9104]: 'temporary-card',
  [-9105]: 'covered',
  [-9106]: 'edited',
  [-9107]: 'reflection',
  [-9108]: 'copy',
  [-9109]: 'validity-implausible',
  [-9110]: 'electronic-card',
  [-9111]: 'watermark',
};

/** `RecognizeWarnCode` of BizLicenseOCR. */
const LICENCE_WARNINGS: Readonly<Record<number, PictureWarning>> = { [-9102]: 'copy', [-9104]: 'screen' };

/** Quality below which the vendor calls an ID card picture blurred. */
const MIN_QUALITY = 50;

const text = z.pipe(
  z.nullish(z.string()),
  z.transform((value) => value?.trim() ?? ''),
);

export const idCardAnswer = z.object({
  Name: text,
  Sex: text,
  Nation: text,
  Birth: text,
  Address: text,
  IdNum: text,
  Authority: text,
  ValidDate: text,
  AdvancedInfo: z.nullish(z.string()),
});

const advancedInfo = z.object({
  Quality: z.optional(z.coerce.number()),
  WarnInfos: z.nullish(z.array(z.coerce.number())),
});

export const licenceAnswer = z.object({
  RegNum: text,
  Name: text,
  Capital: text,
  Person: text,
  Address: text,
  Business: text,
  Type: text,
  Period: text,
  SetDate: text,
  Electronic: z.nullish(z.boolean()),
  // The SDK may parse numbers as bigint.
  RecognizeWarnCode: z.nullish(z.array(z.coerce.number())),
});

const warn = z.nullish(z.object({ IsWarn: z.nullish(z.boolean()), RiskConfidence: z.nullish(z.coerce.number()) }));

/** Its warnings; of `Electron` the picture may be one of a screen. */
const SEEN = {
  Blur: 'blurred',
  BorderIncomplete: 'cut-edge',
  Cover: 'covered',
  Overlap: 'covered',
  Reflection: 'reflection',
  Copy: 'copy',
  Reprint: 'screen',
  Screenshot: 'screenshot',
  Ps: 'edited',
  Watermark: 'watermark',
} as const satisfies Record<string, PictureWarning>;

export const cardWarnAnswer = z.looseObject({
  ...Object.fromEntries(Object.keys(SEEN).map((name) => [name, warn])),
  Electron: warn,
} as Readonly<Record<keyof typeof SEEN | 'Electron', typeof warn>>);

/** The reading of one side by IDCardOCR. */
export function idCardReading(side: 'FRONT' | 'BACK', answer: z.output<typeof idCardAnswer>): Reading {
  const { Quality, WarnInfos } = parseAdvancedInfo(answer.AdvancedInfo);
  const blurred: readonly PictureWarning[] = Quality !== undefined && Quality < MIN_QUALITY ? ['blurred'] : [];
  const front = {
    name: asName(answer.Name),
    idNumber: asNumber(answer.IdNum),
    sex: asText(answer.Sex),
    nation: asText(answer.Nation),
    birthDate: asDay(answer.Birth),
    address: asText(answer.Address),
  };
  const back = {
    authority: asText(answer.Authority),
    validFrom: asBegin(answer.ValidDate),
    validTo: asEnd(answer.ValidDate),
  };
  return {
    outcome: 'read',
    fields: fieldsOf('IDCardOCR', side === 'FRONT' ? front : back),
    warnings: [...warningsOf(WarnInfos, ID_CARD_WARNINGS), ...blurred],
    notUnderstood: [
      ...unknownCodes('IDCardOCR.WarnInfos', WarnInfos, ID_CARD_WARNINGS),
      ...unreadDays('IDCardOCR', { Birth: answer.Birth }, { ValidDate: answer.ValidDate }),
    ],
  };
}

/** The reading by BizLicenseOCR. */
export function licenceReading(answer: z.output<typeof licenceAnswer>): Reading {
  const { Period, SetDate, RecognizeWarnCode } = answer;
  const values = {
    name: asText(answer.Name),
    creditCode: asCreditCode(answer.RegNum),
    type: asText(answer.Type),
    legalRepresentative: asName(answer.Person),
    address: asText(answer.Address),
    capital: asText(answer.Capital),
    establishedOn: asDay(SetDate),
    validFrom: asBegin(Period),
    validTo: asEnd(Period),
    scope: asText(answer.Business),
  };
  return {
    outcome: 'read',
    fields: fieldsOf('BizLicenseOCR', values),
    warnings: warningsOf(RecognizeWarnCode, LICENCE_WARNINGS),
    ...(answer.Electronic && { isElectronic: true }),
    notUnderstood: [
      ...unknownCodes('BizLicenseOCR.RecognizeWarnCode', RecognizeWarnCode, LICENCE_WARNINGS),
      ...unreadDays('BizLicenseOCR', { SetDate }, { Period }),
    ],
  };
}

/** Warnings of RecognizeGeneralCardWarn, with the risk that it states of each. */
export function pictureWarnings(answer: z.output<typeof cardWarnAnswer>): Omit<CheckedPicture, 'outcome'> {
  const seen = (Object.keys(SEEN) as (keyof typeof SEEN)[]).filter((name) => answer[name]?.IsWarn === true);
  const risks = seen.flatMap((name) => {
    const risk = answer[name]?.RiskConfidence;
    return typeof risk === 'number' ? [[SEEN[name], risk] as const] : [];
  });
  const unknown = Object.entries(answer).filter(
    ([name, told]) => !(name in SEEN) && name !== 'Electron' && (told as { IsWarn?: unknown } | null)?.IsWarn === true,
  );
  return {
    warnings: [...new Set(seen.map((name) => SEEN[name]))],
    risks: Object.fromEntries(risks.toSorted(([, first], [, second]) => first - second)),
    ...(answer.Electron?.IsWarn && { isElectronic: true }),
    notUnderstood: unknown.map(([name]) => `RecognizeGeneralCardWarn.${name}`),
  };
}

/** Removes duplicates: a black-and-white copy has two codes. */
const warningsOf = (
  codes: readonly number[] | null | undefined,
  known: Readonly<Record<number, PictureWarning>>,
): readonly PictureWarning[] => [...new Set((codes ?? []).flatMap((code) => known[code] ?? []))];

const unknownCodes = (
  name: string,
  codes: readonly number[] | null | undefined,
  known: Readonly<Record<number, PictureWarning>>,
): readonly string[] => (codes ?? []).filter((code) => !(code in known)).map((code) => `${name}=${code}`);

/** Days and periods that are written as nobody here can read, by their names. */
const unreadDays = (
  action: string,
  days: Readonly<Record<string, string>>,
  periods: Readonly<Record<string, string>>,
): readonly string[] =>
  [
    ...Object.entries(days).filter(([, written]) => written !== '' && !asDay(written).text),
    ...Object.entries(periods).filter(([, written]) => !periodIn(written).isWhole),
  ].map(([name]) => `${action}.${name}`);

function parseAdvancedInfo(json: string | null | undefined): z.output<typeof advancedInfo> {
  if (!json) return {};
  try {
    return advancedInfo.parse(storable(JSON.parse(json)));
  } catch {
    throw new Failed('ocr', 'broken', 'UnexpectedAnswer');
  }
}
