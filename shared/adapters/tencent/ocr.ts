import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/ocr/v20181119/ocr_client.js';
import * as z from 'zod';
import type { ReadableKind, ReadFields } from '../../domain/document.ts';
import { Failed } from '../../ports/failed.ts';
import type { Ocr, PictureWarning, Reading, UnreadableReason } from '../../ports/ocr.ts';
import { type CloudApiSettings, callCloudApi, clientConfig, VendorCode } from './client.ts';

/** Codes that say something about the picture. Source: Cloud API ocr 2018-11-19, IDCardOCR and BizLicenseOCR, error codes. */
const UNREADABLE: Readonly<Record<string, UnreadableReason>> = {
  'FailedOperation.ImageBlur': 'blurred',
  'FailedOperation.ImageNoIdCard': 'not-this-certificate',
  'FailedOperation.NoBizLicense': 'not-this-certificate',
  'FailedOperation.CardSideError': 'wrong-side',
  'FailedOperation.IdCardTooSmall': 'too-small',
  'FailedOperation.IdCardInfoIllegal': 'nothing-recognised',
  'FailedOperation.MultiCardError': 'several-cards',
  'FailedOperation.ImageDecodeFailed': 'undecodable',
  'InvalidParameter.EngineImageDecodeFailed': 'undecodable',
  'FailedOperation.EmptyImageError': 'undecodable',
  'FailedOperation.ImageSizeTooLarge': 'too-large',
  'LimitExceeded.TooLargeFileError': 'too-large',
  'FailedOperation.OcrFailed': 'nothing-recognised',
};

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
  [-9111]: 'watermark',
};

/** `RecognizeWarnCode` of BizLicenseOCR. */
const LICENCE_WARNINGS: Readonly<Record<number, PictureWarning>> = { [-9102]: 'copy', [-9104]: 'screen' };

/** Below this the vendor calls an ID card picture blurred. */
const MIN_QUALITY = 50;

const ID_CARD_CONFIG = JSON.stringify({
  CropPortrait: true,
  CopyWarn: true,
  BorderCheckWarn: true,
  ReshootWarn: true,
  DetectPsWarn: true,
  TempIdWarn: true,
  InvalidDateWarn: true,
  ReflectWarn: true,
  Quality: true,
});

const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() ?? '');

const idCardAnswer = z.object({
  Name: text,
  Sex: text,
  Nation: text,
  Birth: text,
  Address: text,
  IdNum: text,
  Authority: text,
  ValidDate: text,
  AdvancedInfo: z.string().nullish(),
});

const advancedInfo = z.object({
  Portrait: z.string().optional(),
  Quality: z.coerce.number().optional(),
  WarnInfos: z.array(z.coerce.number()).nullish(),
});

const licenceAnswer = z.object({
  RegNum: text,
  Name: text,
  Capital: text,
  Person: text,
  Address: text,
  Business: text,
  Type: text,
  Period: text,
  SetDate: text,
  RecognizeWarnCode: z.array(z.number()).nullish(),
});

/** Reads certificates with Tencent Cloud OCR. Each call is billed once, and none is repeated here. */
export function createOcr(settings: CloudApiSettings): Ocr {
  const client = new Client(clientConfig(settings));
  const call = <T>(schema: z.ZodType<T>, ask: () => Promise<unknown>) => callCloudApi('ocr', schema, ask);

  const readLicence = async (link: string): Promise<Reading> => {
    const answer = await call(licenceAnswer, () => client.BizLicenseOCR({ ImageUrl: link, EnableCopyWarn: true }));
    const warnings = warningsOf(answer.RecognizeWarnCode, LICENCE_WARNINGS);
    return { outcome: 'read', fields: licenceFields(answer), warnings };
  };

  const readIdCard = async (side: 'FRONT' | 'BACK', link: string): Promise<Reading> => {
    // Only the advanced warnings know of watermarks.
    const request = { ImageUrl: link, CardSide: side, Config: ID_CARD_CONFIG, CardWarnType: 'Advanced' };
    const answer = await call(idCardAnswer, () => client.IDCardOCR(request));
    const { Portrait, Quality, WarnInfos } = parseAdvancedInfo(answer.AdvancedInfo);
    const isBlurred = Quality !== undefined && Quality < MIN_QUALITY;
    const warnings = warningsOf(WarnInfos, ID_CARD_WARNINGS);
    return {
      outcome: 'read',
      fields: side === 'FRONT' ? frontFields(answer) : backFields(answer),
      warnings: isBlurred ? [...warnings, 'blurred'] : warnings,
      ...(Portrait ? { portrait: Buffer.from(Portrait, 'base64') } : {}),
    };
  };

  return {
    async read(kind: ReadableKind, link: string): Promise<Reading> {
      try {
        if (kind === 'business-licence') return await readLicence(link);
        return await readIdCard(kind === 'id-front' ? 'FRONT' : 'BACK', link);
      } catch (error) {
        if (!(error instanceof VendorCode)) throw error;
        const reason = UNREADABLE[error.code];
        // DownLoadError, arrears, a wrong parameter of ours: nothing is wrong with the picture.
        if (!reason) throw new Failed('ocr', 'broken', error.code);
        return { outcome: 'unreadable', reason };
      }
    },
  };
}

/** Each warning once: a copy in black and white comes with two codes. */
const warningsOf = (
  codes: readonly number[] | null | undefined,
  known: Readonly<Record<number, PictureWarning>>,
): readonly PictureWarning[] => [...new Set((codes ?? []).flatMap((code) => known[code] ?? []))];

function parseAdvancedInfo(json: string | null | undefined): z.output<typeof advancedInfo> {
  if (!json) return {};
  try {
    return advancedInfo.parse(JSON.parse(json));
  } catch {
    throw new Failed('ocr', 'broken', 'UnexpectedAnswer');
  }
}

/** Values that were read; what was not is left out. The vendor gives no confidence, which counts as sure. */
const fieldsOf = (values: Readonly<Record<string, string | undefined>>): ReadFields =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value ? [[name, { text: value, confidence: 1 }]] : [])),
  );

function licenceFields(answer: z.output<typeof licenceAnswer>): ReadFields {
  const [validFrom, validTo] = periodOf(answer.Period);
  return fieldsOf({
    name: answer.Name,
    creditCode: answer.RegNum,
    type: answer.Type,
    legalRepresentative: answer.Person,
    address: answer.Address,
    capital: answer.Capital,
    establishedOn: dayOf(answer.SetDate),
    validFrom,
    validTo,
    scope: answer.Business,
  });
}

function frontFields(answer: z.output<typeof idCardAnswer>): ReadFields {
  return fieldsOf({
    name: answer.Name,
    idNumber: answer.IdNum.toUpperCase(),
    sex: answer.Sex,
    nation: answer.Nation,
    birthDate: dayOf(answer.Birth),
    address: answer.Address,
  });
}

function backFields(answer: z.output<typeof idCardAnswer>): ReadFields {
  const [validFrom, validTo] = periodOf(answer.ValidDate);
  return fieldsOf({ authority: answer.Authority, validFrom, validTo });
}

/** `1990/1/1`, `2010.07.21` or `2010年7月21日` → `1990-01-01`; undefined for anything else. */
function dayOf(written: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})\D{1,2}(\d{1,2})\D(\d{1,2})日?$/.exec(written) ?? [];
  return year && `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** `2010.07.21-2030.07.21`, `2010.07.21-长期`, `2019年5月20日至长期`, `长期` → both ends. */
function periodOf(written: string): readonly [string | undefined, string | undefined] {
  const [from = '', to = ''] = written.split(/[-至]/).map((part) => part.trim());
  return [dayOf(from), /长期|永久|无固定/.test(written) ? 'long-term' : dayOf(to)];
}
