import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIVENESS_REASONS, type LivenessReason } from '../../../domain/liveness/liveness.ts';
import type { LivenessMedium } from '../../../ports/documents/liveness.ts';
import { DOCUMENTED_PAGE_CODES, DOCUMENTED_RESULTS } from './codes.ts';
import { createHostedLivenessProvider } from './hosted.ts';
import { createLivenessProvider } from './video.ts';

/** Code, without `FailedOperation.` where it begins so, and reason; each is tested as `Error.Code` and as `Result`. */
const RESULTS = `
  AuthFailure.InvalidAuthorization try-later
  ActionCloseEye challenge-missed
  ActionFaceClose face-too-close
  ActionFaceFar face-too-far
  ActionFaceLeft face-off-centre
  ActionFaceRight face-off-centre
  ActionFirstAction challenge-missed
  ActionLightDark too-dark
  ActionLightStrong too-bright
  ActionNodetectFace no-face
  ActionOpenMouth challenge-missed
  CompareFail other-person
  CompareLibServiceUnavailable try-later
  CompareLowSimilarity other-person
  CompareSystemError try-later
  CompressVideoError try-later
  CoveredFace face-covered
  DbError try-later
  DecryptSystemError try-later
  DetectEngineSystemError try-later
  DownLoadError try-later
  DownLoadTimeoutError try-later
  EmptyImageError poor-photo
  EncryptSystemError try-later
  FileSaveError try-later
  IdFormatError identity-mismatch
  IdNameMisMatch identity-mismatch
  IdNoExistSystem identity-unknown
  IdPhotoNoExist identity-unknown
  IdPhotoPoorQuality identity-unknown
  IdPhotoSystemNoanswer try-later
  IdentityAuthLimitExceeded limit-reached
  ImageBlur poor-photo
  ImageDecodeFailed poor-photo
  ImageNoIdCard certificate-unreadable
  ImageSizeTooLarge poor-photo
  IncompleteFace face-covered
  InvalidTokenParameter try-later
  LifePhotoDetectFaces several-faces
  LifePhotoDetectFake not-live
  LifePhotoDetectNoFaces no-face
  LifePhotoPoorQuality poor-photo
  LifePhotoSizeError poor-photo
  LipFaceIncomplete face-covered
  LipMoveSmall challenge-missed
  LipNetFailed try-later
  LipSizeError video-too-short
  LipVideoInvalid video-unreadable
  LipVideoQuaility poor-video
  LipVoiceDetect voice-unclear
  LipVoiceLow voice-unclear
  LipVoiceRecognize voice-unclear
  LivessBestFrameError no-face
  LivessDetectFail not-live
  LivessDetectFake not-live
  LivessSystemError try-later
  LivessUnknownError not-live
  NameFormatError identity-mismatch
  OcrFailed certificate-unreadable
  PoorImageQuality poor-photo
  RequestLimitExceeded try-later
  SilentDetectFail not-live
  SilentEyeLiveFail face-covered
  SilentFaceDetectFail no-face
  SilentFaceQualityFail poor-video
  SilentFaceWithMaskFail face-covered
  SilentMouthLiveFail face-covered
  SilentMultiFaceFail several-faces
  SilentPictureLiveFail not-live
  SilentThreshold not-live
  SilentTooShort video-too-short
  StsUnAuthErrError try-later
  UnKnown try-later
  UnregisteredEid not-registered
  VerificationFail not-live
  VideoDecodeFailed video-unreadable
  VideoDurationExceeded video-too-long
  InternalError try-later
  InternalError.ActionLightDark too-dark
  InternalError.ActionLightStrong too-bright
  InternalError.ActionNodetectFace no-face
  InternalError.CompareFail other-person
  InternalError.CompareLowSimilarity other-person
  InternalError.EncryptSystemError try-later
  InternalError.LifePhotoPoorQuality poor-photo
  InternalError.LifePhotoSizeError poor-photo
  InternalError.UnKnown try-later
  InvalidParameter try-later
  InvalidParameter.RuleId try-later
  InvalidParameter.UnsupportEncryptField try-later
  InvalidParameterValue try-later
  InvalidParameterValue.BizTokenExpired page-timeout
  InvalidParameterValue.BizTokenIllegal try-later
  InvalidParameterValue.RuleIdDisabled try-later
  InvalidParameterValue.RuleIdNotExist try-later
  OperationDenied try-later
  UnauthorizedOperation try-later
  UnauthorizedOperation.ActivateError try-later
  UnauthorizedOperation.Activating try-later
  UnauthorizedOperation.Arrears try-later
  UnauthorizedOperation.ChargeStatusException try-later
  UnauthorizedOperation.NonAuthorize try-later
  UnauthorizedOperation.Nonactivated try-later
  UnsupportedOperation try-later
`;

/** Reason and `Text.ErrCode`s. */
const PAGE_CODES = `
  try-later 1 2 3 4 8 10 12 13 203 204 1001 1006 1007 1008 1105 2001 2011 2017
  page-timeout 14 15 19
  not-live 16 1002 1003 1004 1005 1301 1302 1304
  limit-reached 18 2018
  video-unreadable 201 202 1104 1108 2014
  identity-mismatch 301 2002 2003 2006
  certificate-expired 302
  certificate-unreadable 303
  voice-unclear 1101 1103 1106
  face-covered 1102 2010 2013
  video-too-short 1107 1303
  challenge-missed 1109
  too-dark 1201 1202
  face-off-centre 1203 1204 1205
  no-face 2004
  identity-unknown 2005 2007 2008 2009
  several-faces 2012
  other-person 2015 2016
`;

const OTHER_FAMILY = /^(AuthFailure|InternalError|InvalidParameter|OperationDenied|Unauthorized|Unsupported)/;

const linesOf = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' '));

const results = linesOf(RESULTS).map(([code = '', reason]): [string, LivenessReason] => [
  OTHER_FAMILY.test(code) ? code : `FailedOperation.${code}`,
  reason as LivenessReason,
]);
const pageCodes = linesOf(PAGE_CODES).flatMap(([reason, ...codes]) =>
  codes.map((code): [number, LivenessReason] => [Number(code), reason as LivenessReason]),
);

const medium = (name: string): LivenessMedium => ({
  link: `http://127.0.0.1:1/${name}`,
  load: () => Promise.reject(new Error('not asked for')),
});
const person = { name: '周建明', idNumber: '440305198806159974' };
const photo = medium('photo.jpg');

let cloud: RunningCloudApi;

beforeAll(async () => {
  const unused = () => Promise.reject(new Error('every answer of these tests is given'));
  cloud = await startCloudApi({
    port: 0,
    credentials: LAPTOP_CREDENTIALS,
    actions: {
      'faceid/2018-03-01/LivenessCompare': unused,
      'faceid/2018-03-01/GetDetectInfoEnhanced': unused,
    },
  });
});
afterAll(() => cloud.stop());

const settings = () => ({
  credentials: () => LAPTOP_CREDENTIALS,
  region: 'ap-guangzhou',
  endpoint: cloud.url,
  timeoutSeconds: 5,
  storeIsReachable: true,
  assurance: 'vendor' as const,
});

/** The outcomes of a code of the video's actions, in both places where it may be. */
async function bothWays(code: string) {
  const verify = () =>
    createLivenessProvider(settings()).verify({
      ...person,
      challenge: { actions: ['open-mouth'] },
      photo,
      video: medium('video.mp4'),
    });
  cloud.failNext('LivenessCompare', { code });
  const asError = await verify();
  cloud.failNext('LivenessCompare', { answer: { Result: code, Description: '', Sim: 0, BestFrameBase64: null } });
  return [asError, await verify()];
}

function pageEndsWith(ErrCode: number) {
  cloud.failNext('GetDetectInfoEnhanced', { answer: { Text: { ErrCode, Sim: null }, BestFrame: null } });
  const challenge = { page: { kind: 'hosted' as const, token: 'token' } };
  return createHostedLivenessProvider({ ...settings(), ruleId: '1' }).verify({ ...person, challenge, photo });
}

describe('every documented code of the actions', () => {
  it('is in this table', () => {
    expect(results.map(([code]) => code).sort()).toEqual([...DOCUMENTED_RESULTS].sort());
  });

  it.each(results)('[V1] %s means %s', async (code, reason) => {
    const outcomes = await bothWays(code);

    expect(LIVENESS_REASONS[reason]).toMatch(/。$/);
    expect(outcomes).toMatchObject([
      { outcome: 'failed', reason },
      { outcome: 'failed', reason },
    ]);
  });
});

describe('every documented code of the pages', () => {
  it('is in this table', () => {
    expect(pageCodes.map(([code]) => code).sort()).toEqual([...DOCUMENTED_PAGE_CODES].sort());
  });

  it.each(pageCodes)('[V1] %d means %s, and may have been billed', async (code, reason) => {
    const outcome = await pageEndsWith(code);

    expect(LIVENESS_REASONS[reason]).toMatch(/。$/);
    expect(outcome).toMatchObject({ outcome: 'failed', reason, maybeBilled: true });
  });

  it('17 means that the person is still on the page', async () => {
    expect(await pageEndsWith(17)).toEqual({ outcome: 'unfinished' });
  });
});

describe('an undocumented code', () => {
  it('[V1] of the actions lets the person try later, is never retried, and alarms the operator', async () => {
    const outcomes = await bothWays('FailedOperation.SomethingNew');

    const outcome = {
      outcome: 'failed',
      reason: 'try-later',
      maybeBilled: true,
      assurance: 'vendor',
      alarm: 'FailedOperation.SomethingNew',
    };
    expect(outcomes).toEqual([outcome, outcome]);
  });

  it('of the pages does too', async () => {
    const outcome = await pageEndsWith(4711);

    expect(outcome).toMatchObject({ reason: 'try-later', maybeBilled: true, alarm: 'ErrCode.4711' });
  });
});

describe('the operator', () => {
  it.each([
    ['UnauthorizedOperation.Arrears', true],
    ['UnauthorizedOperation.Nonactivated', true],
    ['AuthFailure.SignatureExpire', true],
    ['InvalidParameterValue', true],
    ['FailedOperation.CompareSystemError', false],
    ['FailedOperation.LivessDetectFake', false],
  ])('is alarmed when %s: %s', async (code, alarms) => {
    const outcomes = await bothWays(code);

    expect(outcomes.map((outcome) => 'alarm' in outcome)).toEqual([alarms, alarms]);
  });
});

describe('a try', () => {
  it.each([
    ['FailedOperation.CompareLowSimilarity', true],
    ['FailedOperation.IdNameMisMatch', true],
    ['InternalError.UnKnown', true],
    ['FailedOperation.ActionLightDark', false],
    ['FailedOperation.DownLoadTimeoutError', false],
    ['UnauthorizedOperation.Arrears', false],
  ])('may have been billed with %s: %s', async (code, maybeBilled) => {
    const outcomes = await bothWays(code);

    expect(outcomes).toMatchObject([{ maybeBilled }, { maybeBilled }]);
  });
});
