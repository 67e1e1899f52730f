import * as z from 'zod/mini';
import { storable } from '../../../../contracts/kit/storable.ts';
import { certificateForm } from '../../../../contracts/normal-forms/certificate.ts';
import { Failed } from '../../../../platform/ports/failed.ts';
import type { PictureWarning, Reading } from '../../../ports/ocr.ts';
import { dayOf, fieldsOf, periodOf, unstated } from './fields.ts';

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

const warn = z.nullish(z.object({ IsWarn: z.nullish(z.boolean()) }));

export const cardWarnAnswer = z.object({
  Blur: warn,
  BorderIncomplete: warn,
  Copy: warn,
  Ps: warn,
  Reflection: warn,
  Reprint: warn,
  Screenshot: warn,
  Cover: warn,
  Overlap: warn,
  Watermark: warn,
  Electron: warn,
});

/** The reading of one side by IDCardOCR. */
export function idCardReading(side: 'FRONT' | 'BACK', answer: z.output<typeof idCardAnswer>): Reading {
  const { Quality, WarnInfos } = parseAdvancedInfo(answer.AdvancedInfo);
  const blurred: readonly PictureWarning[] = Quality !== undefined && Quality < MIN_QUALITY ? ['blurred'] : [];
  const warnings = [...warningsOf(WarnInfos, ID_CARD_WARNINGS), ...blurred];
  const texts = side === 'FRONT' ? frontTexts(answer) : backTexts(answer);
  return {
    outcome: 'read',
    fields: fieldsOf('IDCardOCR', unstated(texts)),
    warnings,
  };
}

/** The reading by BizLicenseOCR. */
export function licenceReading(answer: z.output<typeof licenceAnswer>): Reading {
  const [validFrom, validTo] = periodOf(answer.Period);
  const texts = {
    name: answer.Name,
    creditCode: certificateForm(answer.RegNum),
    type: answer.Type,
    legalRepresentative: answer.Person,
    address: answer.Address,
    capital: answer.Capital,
    establishedOn: dayOf(answer.SetDate),
    validFrom,
    validTo,
    scope: answer.Business,
  };
  return {
    outcome: 'read',
    fields: fieldsOf('BizLicenseOCR', unstated(texts)),
    // An electronic licence exists only on a screen.
    warnings: warningsOf(answer.RecognizeWarnCode, LICENCE_WARNINGS).filter(
      (warning) => !(warning === 'screen' && answer.Electronic),
    ),
  };
}

/** Warnings of RecognizeGeneralCardWarn. */
export function pictureWarnings(answer: z.output<typeof cardWarnAnswer>): readonly PictureWarning[] {
  const isOn = (name: keyof typeof answer) => answer[name]?.IsWarn === true;
  const isElectronic = isOn('Electron');
  const seen: readonly (readonly [PictureWarning, boolean])[] = [
    ['blurred', isOn('Blur')],
    ['cut-edge', isOn('BorderIncomplete')],
    ['covered', isOn('Cover') || isOn('Overlap')],
    ['reflection', isOn('Reflection')],
    ['copy', isOn('Copy')],
    ['screen', isOn('Reprint') && !isElectronic],
    ['screenshot', isOn('Screenshot') && !isElectronic],
    ['edited', isOn('Ps')],
    ['watermark', isOn('Watermark')],
  ];
  return seen.filter(([, isSeen]) => isSeen).map(([warning]) => warning);
}

/** Removes duplicates: a black-and-white copy has two codes. */
const warningsOf = (
  codes: readonly number[] | null | undefined,
  known: Readonly<Record<number, PictureWarning>>,
): readonly PictureWarning[] => [...new Set((codes ?? []).flatMap((code) => known[code] ?? []))];

function parseAdvancedInfo(json: string | null | undefined): z.output<typeof advancedInfo> {
  if (!json) return {};
  try {
    return advancedInfo.parse(storable(JSON.parse(json)));
  } catch {
    throw new Failed('ocr', 'broken', 'UnexpectedAnswer');
  }
}

function frontTexts(answer: z.output<typeof idCardAnswer>) {
  return {
    name: answer.Name,
    idNumber: certificateForm(answer.IdNum),
    sex: answer.Sex,
    nation: answer.Nation,
    birthDate: dayOf(answer.Birth),
    address: answer.Address,
  };
}

function backTexts(answer: z.output<typeof idCardAnswer>) {
  const [validFrom, validTo] = periodOf(answer.ValidDate);
  return { authority: answer.Authority, validFrom, validTo };
}
