import type { LivenessReason } from '../../domain/liveness.ts';

/**
 * What a business code of FaceID means for the person before the camera. The vendor gives it as `Result` or as `Error.Code`, always behind
 * `FailedOperation.`; its spelling is kept. Source: error codes of Tencent Cloud API faceid 2018-03-01.
 */
const REASONS: ReadonlyMap<string, LivenessReason> = new Map(
  Object.entries({
    ActionCloseEye: 'challenge-missed',
    ActionFaceClose: 'face-too-close',
    ActionFaceFar: 'face-too-far',
    ActionFaceLeft: 'face-off-centre',
    ActionFaceRight: 'face-off-centre',
    ActionFirstAction: 'challenge-missed',
    ActionLightDark: 'too-dark',
    ActionLightStrong: 'too-bright',
    ActionNodetectFace: 'no-face',
    ActionOpenMouth: 'challenge-missed',
    CompareLowSimilarity: 'other-person',
    IdFormatError: 'identity-mismatch',
    IdNameMisMatch: 'identity-mismatch',
    NameFormatError: 'identity-mismatch',
    IdNoExistSystem: 'identity-unknown',
    IdPhotoNoExist: 'identity-unknown',
    IdPhotoPoorQuality: 'identity-unknown',
    IdentityAuthLimitExceeded: 'limit-reached',
    LifePhotoDetectFaces: 'several-faces',
    LifePhotoDetectFake: 'not-live',
    LifePhotoDetectNoFaces: 'no-face',
    LifePhotoPoorQuality: 'poor-photo',
    LifePhotoSizeError: 'poor-photo',
    LipFaceIncomplete: 'face-covered',
    LipMoveSmall: 'challenge-missed',
    LipVoiceDetect: 'challenge-missed',
    LipVoiceLow: 'challenge-missed',
    LipVoiceRecognize: 'challenge-missed',
    LipSizeError: 'video-too-short',
    LipVideoInvalid: 'video-unreadable',
    LipVideoQuaility: 'video-unreadable',
    LivessBestFrameError: 'no-face',
    LivessDetectFail: 'not-live',
    LivessDetectFake: 'not-live',
    LivessUnknownError: 'not-live',
    SilentDetectFail: 'not-live',
    SilentEyeLiveFail: 'not-live',
    SilentFaceDetectFail: 'no-face',
    SilentFaceQualityFail: 'poor-photo',
    SilentFaceWithMaskFail: 'face-covered',
    SilentMouthLiveFail: 'not-live',
    SilentMultiFaceFail: 'several-faces',
    SilentPictureLiveFail: 'not-live',
    SilentThreshold: 'not-live',
    SilentTooShort: 'video-too-short',
  } as const satisfies Record<string, LivenessReason>),
);

/** The reason behind a business code; `try-later` for one that says nothing about the person: transfer, engine or system trouble. */
export function reasonOf(code: string): LivenessReason {
  const [prefix, name] = code.split('.');
  return (prefix === 'FailedOperation' && REASONS.get(name ?? '')) || 'try-later';
}
