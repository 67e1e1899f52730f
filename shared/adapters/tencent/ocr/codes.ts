import { VendorCode } from '../../../../platform/adapters/tencent/client.ts';
import { Failed, type FailureKind, NothingRead } from '../../../../platform/ports/failed.ts';
import type { SilenceReason, Unanswered, UnreadableReason } from '../../../ports/documents/ocr.ts';

/**
 * What an error code means: `tell` the person what is wrong with the picture · `retry`: a problem of the vendor or of
 * ours that was not billed · `nothing-read`: the vendor looked, and billed nothing · `alarm`: only the operator can help,
 * and until then people type.
 */
type Meaning =
  | { readonly means: 'tell'; readonly reason: UnreadableReason; readonly billed: boolean }
  | { readonly means: 'retry'; readonly kind: FailureKind; readonly billed: false }
  | { readonly means: 'nothing-read' | 'alarm'; readonly billed: false };

const tell = (reason: UnreadableReason, billed = false): Meaning => ({ means: 'tell', reason, billed });
const retry = (kind: FailureKind): Meaning => ({ means: 'retry', kind, billed: false });
const ALARM: Meaning = { means: 'alarm', billed: false };

/**
 * Every error code of the actions that we call. Sources: Tencent Cloud API ocr 2018-11-19, error codes of IDCardOCR,
 * BizLicenseOCR, RecognizeValidIDCardOCR and RecognizeGeneralCardWarn; which of them are billed: OCR, billing overview;
 * the last block: Cloud API 3.0, common error codes.
 */
export const OCR_CODES: Readonly<Record<string, Meaning>> = {
  'FailedOperation.ImageBlur': tell('blurred'),
  'FailedOperation.ImageNoIdCard': tell('not-this-certificate'),
  'FailedOperation.ImageNoSpecifiedCard': tell('not-this-certificate'),
  'FailedOperation.NoBizLicense': tell('not-this-certificate'),
  'FailedOperation.CardSideError': tell('wrong-side'),
  'FailedOperation.IdCardTooSmall': tell('too-small'),
  'FailedOperation.IdCardInfoIllegal': tell('incomplete'),
  'FailedOperation.MultiCardError': tell('several-cards'),
  'FailedOperation.ImageDecodeFailed': tell('undecodable'),
  'InvalidParameter.EngineImageDecodeFailed': tell('undecodable'),
  'FailedOperation.EmptyImageError': tell('undecodable', true),
  'FailedOperation.ImageSizeTooLarge': tell('too-large'),
  'LimitExceeded.TooLargeFileError': tell('too-large'),

  'FailedOperation.DownLoadError': retry('broken'),
  'FailedOperation.OcrFailed': { means: 'nothing-read', billed: false },
  'FailedOperation.UnKnowError': retry('broken'),
  'FailedOperation.EngineRecognizeTimeout': retry('timeout'),

  'InvalidParameter.ConfigFormatError': ALARM,
  'InvalidParameterValue.InvalidParameterValueLimit': ALARM,
  'FailedOperation.UnOpenError': ALARM,
  'ResourceUnavailable.InArrears': ALARM,
  'ResourceUnavailable.ResourcePackageRunOut': ALARM,
  'ResourcesSoldOut.ChargeStatusException': ALARM,

  InternalError: retry('broken'),
  RequestLimitExceeded: retry('throttled'),
  // The role's keys are renewed while an instance is warm; the next call uses the new ones.
  'AuthFailure.SignatureExpire': retry('refused'),
  'AuthFailure.TokenFailure': retry('refused'),
  'AuthFailure.SignatureFailure': ALARM,
  'AuthFailure.SecretIdNotFound': ALARM,
  UnauthorizedOperation: ALARM,
  MissingParameter: ALARM,
  UnknownParameter: ALARM,
};

/** By the whole code, or by its part before the first dot, as for `RequestLimitExceeded.UinLimitExceeded`. */
const meaningOf = (code: string): Meaning | undefined => OCR_CODES[code] ?? OCR_CODES[code.replace(/\..*/, '')];

/** No slot was free, or the connection failed, so nothing was sent. */
const NEVER_SENT = ['NoTurn', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/**
 * The outcome of a call that threw.
 *
 * @throws Failed('ocr', …) when nothing was billed and a retry makes sense; other errors as they are, such as a failure
 * to load the picture.
 */
export function outcomeOf(error: unknown): Unanswered | { outcome: 'unreadable'; reason: UnreadableReason } {
  if (error instanceof VendorCode) return outcomeOfCode(error.code);
  if (!(error instanceof Failed && error.port === 'ocr')) throw error;
  const { kind, vendorCode } = error;
  if (kind === 'throttled' || NEVER_SENT.some((code) => code === vendorCode)) throw error;
  if (vendorCode === 'UnexpectedAnswer') return unanswered('unexpected-answer', vendorCode);
  if (vendorCode && (kind === 'refused' || meaningOf(vendorCode))) return outcomeOfCode(vendorCode);
  // A timeout or a broken connection: the vendor may have read the picture and billed it.
  return unanswered('no-answer', vendorCode ?? kind);
}

function outcomeOfCode(code: string) {
  const meaning = meaningOf(code);
  if (meaning?.means === 'tell') return { outcome: 'unreadable', reason: meaning.reason } as const;
  if (meaning?.means === 'nothing-read') throw new NothingRead('ocr', code);
  if (meaning?.means === 'retry') throw new Failed('ocr', meaning.kind, code);
  // An undocumented code is for the operator, too.
  return unanswered('out-of-order', code);
}

const unanswered = (because: SilenceReason, vendorCode: string | undefined): Unanswered => ({
  outcome: 'unanswered',
  because,
  vendorCode,
});
