import type { LivenessReason } from '../../../domain/liveness/liveness.ts';

/** What a code of FaceID means for the person, and whether the operator must look at it. */
export interface CodeMeaning {
  readonly reason: LivenessReason;
  /** The account or our request has a problem, or the code is unknown. */
  readonly alarms: boolean;
  /** False when this reply is certainly not billed. */
  readonly maybeBilled: boolean;
}

/** The codes of each reason, in the vendor's spelling. `!` before a code: the operator must look at it. */
type Table = Partial<Record<LivenessReason, string>>;

/**
 * Business codes of the actions, as `Error.Code` or in `Result`. Sources: the error codes of Tencent Cloud API faceid
 * 2018-03-01 in the mainland's and the international SDK, and the table of billed codes: `Success`,
 * `CompareLowSimilarity`, `IdNameMisMatch`.
 */
const RESULTS: Table = {
  'challenge-missed': `FailedOperation.ActionCloseEye FailedOperation.ActionFirstAction FailedOperation.ActionOpenMouth
    FailedOperation.LipMoveSmall`,
  'face-too-close': 'FailedOperation.ActionFaceClose',
  'face-too-far': 'FailedOperation.ActionFaceFar',
  'face-off-centre': 'FailedOperation.ActionFaceLeft FailedOperation.ActionFaceRight',
  'too-dark': 'FailedOperation.ActionLightDark InternalError.ActionLightDark',
  'too-bright': 'FailedOperation.ActionLightStrong InternalError.ActionLightStrong',
  'no-face': `FailedOperation.ActionNodetectFace FailedOperation.LifePhotoDetectNoFaces FailedOperation.LivessBestFrameError
    FailedOperation.SilentFaceDetectFail InternalError.ActionNodetectFace`,
  'several-faces': 'FailedOperation.LifePhotoDetectFaces FailedOperation.SilentMultiFaceFail',
  'face-covered': `FailedOperation.CoveredFace FailedOperation.IncompleteFace FailedOperation.LipFaceIncomplete
    FailedOperation.SilentFaceWithMaskFail FailedOperation.SilentMouthLiveFail FailedOperation.SilentEyeLiveFail`,
  'poor-photo': `FailedOperation.EmptyImageError FailedOperation.ImageBlur FailedOperation.ImageDecodeFailed
    FailedOperation.ImageSizeTooLarge FailedOperation.LifePhotoPoorQuality FailedOperation.LifePhotoSizeError
    FailedOperation.PoorImageQuality InternalError.LifePhotoPoorQuality InternalError.LifePhotoSizeError`,
  'poor-video': 'FailedOperation.LipVideoQuaility FailedOperation.SilentFaceQualityFail',
  'video-unreadable': 'FailedOperation.LipVideoInvalid FailedOperation.VideoDecodeFailed',
  'video-too-short': 'FailedOperation.LipSizeError FailedOperation.SilentTooShort',
  'video-too-long': 'FailedOperation.VideoDurationExceeded',
  'voice-unclear': 'FailedOperation.LipVoiceDetect FailedOperation.LipVoiceLow FailedOperation.LipVoiceRecognize',
  'not-live': `FailedOperation.LifePhotoDetectFake FailedOperation.LivessDetectFail FailedOperation.LivessDetectFake
    FailedOperation.LivessUnknownError FailedOperation.SilentDetectFail FailedOperation.SilentPictureLiveFail
    FailedOperation.SilentThreshold FailedOperation.VerificationFail`,
  'other-person': `FailedOperation.CompareFail FailedOperation.CompareLowSimilarity InternalError.CompareFail
    InternalError.CompareLowSimilarity`,
  'identity-mismatch': `FailedOperation.IdFormatError FailedOperation.IdNameMisMatch FailedOperation.NameFormatError`,
  'identity-unknown': `FailedOperation.IdNoExistSystem FailedOperation.IdPhotoNoExist FailedOperation.IdPhotoPoorQuality`,
  'certificate-unreadable': 'FailedOperation.ImageNoIdCard FailedOperation.OcrFailed',
  'not-registered': 'FailedOperation.UnregisteredEid',
  'page-timeout': 'InvalidParameterValue.BizTokenExpired',
  'limit-reached': 'FailedOperation.IdentityAuthLimitExceeded',
  'try-later': `FailedOperation.CompareLibServiceUnavailable FailedOperation.CompareSystemError
    FailedOperation.CompressVideoError FailedOperation.DbError FailedOperation.DecryptSystemError
    FailedOperation.DetectEngineSystemError FailedOperation.DownLoadError FailedOperation.DownLoadTimeoutError
    FailedOperation.EncryptSystemError FailedOperation.FileSaveError FailedOperation.IdPhotoSystemNoanswer FailedOperation.LipNetFailed
    FailedOperation.LivessSystemError FailedOperation.RequestLimitExceeded FailedOperation.UnKnown InternalError
    InternalError.EncryptSystemError InternalError.UnKnown !AuthFailure.InvalidAuthorization !FailedOperation.InvalidTokenParameter
    !FailedOperation.StsUnAuthErrError !InvalidParameter !InvalidParameter.RuleId !InvalidParameter.UnsupportEncryptField
    !InvalidParameterValue !InvalidParameterValue.BizTokenIllegal !InvalidParameterValue.RuleIdDisabled
    !InvalidParameterValue.RuleIdNotExist !OperationDenied !UnauthorizedOperation !UnauthorizedOperation.ActivateError
    !UnauthorizedOperation.Activating !UnauthorizedOperation.Arrears !UnauthorizedOperation.ChargeStatusException
    !UnauthorizedOperation.NonAuthorize !UnauthorizedOperation.Nonactivated !UnsupportedOperation`,
};
/** `InternalError` doesn't say how far the request got. */
const MAYBE_BILLED = /^FailedOperation\.(CompareLowSimilarity|IdNameMisMatch)$|^InternalError/;

/**
 * Codes of the vendor's own pages, in `Text.ErrCode` of GetEidResult and GetDetectInfoEnhanced. Source: Tencent Cloud
 * FaceID, return codes of WeChat mini program, H5 and E证通. 0 is a pass and 17 means that the page was not finished. The
 * page queries the authority itself, so every result may be billed.
 */
const PAGE_CODES: Table = {
  'try-later': '!1 !2 !3 4 8 10 12 13 !203 !204 1001 1006 1007 1008 1105 2001 !2011 2017',
  'page-timeout': '14 15 19',
  'not-live': '16 1002 1003 1004 1005 1301 1302 1304',
  'video-unreadable': '201 202 1104 1108 2014',
  'identity-mismatch': '301 2002 2003 2006',
  'certificate-expired': '302',
  'certificate-unreadable': '303',
  'voice-unclear': '1101 1103 1106',
  'face-covered': '1102 2010 2013',
  'video-too-short': '1107 1303',
  'challenge-missed': '1109',
  'too-dark': '1201 1202',
  'face-off-centre': '1203 1204 1205',
  'no-face': '2004',
  'several-faces': '2012',
  'other-person': '2015 2016',
  'identity-unknown': '2005 2007 2008 2009',
  'limit-reached': '18 2018',
};

/**
 * Codes of CompareFace, which compares the photo with what the page filmed. Source: error codes of Tencent Cloud API
 * iai 2020-03-03.
 */
const FACE_CODES: Table = {
  'no-face':
    'FailedOperation.FaceSizeTooSmall FailedOperation.ImageFacedetectFailed InvalidParameterValue.NoFaceInPhoto',
  'poor-photo': `FailedOperation.FaceQualityNotQualified FailedOperation.ImageDecodeFailed
    FailedOperation.ImageResolutionExceed FailedOperation.ImageResolutionTooSmall FailedOperation.ImageSizeExceed`,
  'try-later': 'FailedOperation.ImageDownloadError FailedOperation.RequestTimeout FailedOperation.ServerError',
};

/** No result yet: the person is still on the page, or has left it. */
export const PAGE_UNFINISHED = 17;

const meaningsOf = (table: Table): ReadonlyMap<string, Omit<CodeMeaning, 'maybeBilled'>> =>
  new Map(
    Object.entries(table).flatMap(([reason, codes]) =>
      codes
        .trim()
        .split(/\s+/)
        .map((code) => [code.replace('!', ''), { reason: reason as LivenessReason, alarms: code.startsWith('!') }]),
    ),
  );

const OF_RESULTS = meaningsOf(RESULTS);
const OF_PAGES = meaningsOf(PAGE_CODES);
const OF_FACES = meaningsOf(FACE_CODES);
/** Requests that were refused before they ran. */
const NOT_RUN = /^(AuthFailure|UnauthorizedOperation|ResourceUnavailable)/;
const unknown = (code: string): CodeMeaning => ({
  reason: 'try-later',
  alarms: true,
  maybeBilled: !NOT_RUN.test(code),
});

/** Every documented business code, for the tests. */
export const DOCUMENTED_RESULTS = [...OF_RESULTS.keys()];
export const DOCUMENTED_PAGE_CODES = [...OF_PAGES.keys()].map(Number);

/** @param code from `Error.Code` or `Result`. */
export function meaningOf(code: string): CodeMeaning {
  const meaning = OF_RESULTS.get(code);
  return meaning ? { ...meaning, maybeBilled: MAYBE_BILLED.test(code) } : unknown(code);
}

/** @param code from `Error.Code` of CompareFace. */
export function faceMeaningOf(code: string): CodeMeaning {
  const meaning = OF_FACES.get(code);
  return meaning ? { ...meaning, maybeBilled: false } : unknown(code);
}

/** @param code from `Text.ErrCode`, neither 0 nor `PAGE_UNFINISHED`. */
export function pageMeaningOf(code: number): CodeMeaning {
  return { ...(OF_PAGES.get(String(code)) ?? unknown(String(code))), maybeBilled: true };
}
