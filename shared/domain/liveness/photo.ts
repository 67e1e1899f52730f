import { LIVENESS_REASONS, type LivenessCheck, type LivenessObjection, type LivenessReason } from './liveness.ts';
import type { FaceBox, FaceLight, WallMeasures } from './portrait-measures.ts';

/** A face from a detector, in pixels of the picture. Values that a detector does not provide are undefined. */
export interface SeenFace {
  readonly box: FaceBox;
  /** Degrees, 0 facing the camera. */
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  readonly eyesOpen?: boolean | undefined;
  /** Mask, hat, sunglasses, or something else before eyes, nose or mouth. */
  readonly covered?: boolean | undefined;
  /** How fit the face is for recognition, 0 to 100. */
  readonly quality?: number | undefined;
}

/** Measures of the pixels around the largest face. */
export interface PortraitMeasures {
  readonly light: FaceLight;
  readonly wall: WallMeasures;
  /** From `sharpnessOf`. */
  readonly sharpness: number;
}

/** Limits for a photo of the site owner. Lengths in percent of the picture, angles in degrees, light from 0 to 255. */
export const PHOTO_LIMITS = {
  /**
   * Minimum area of another face that counts, in percent of the largest: smaller ones are posters and distant
   * passers-by.
   */
  secondFaceArea: 15,
  /** Width of the face in pixels. Below it, eyes and lids can't be judged. */
  minFacePixels: 100,
  /** Width of the face in percent of the picture. Above the maximum, no wall is visible beside the head. */
  minFaceWidth: 15,
  maxFaceWidth: 55,
  /** Distance of the face's centre from that of the picture. */
  maxOffCentre: 15,
  /**
   * Space above the detector's box, which begins at the brows, in percent of its height. With less, the hair is cut
   * off.
   */
  minHeadroom: 25,
  maxTurn: 20,
  maxNod: 25,
  maxTilt: 15,
  minLuma: 60,
  maxLuma: 225,
  /** Luma of the darker half of the face in percent of the brighter one. Less means light from the side. */
  minEvenness: 50,
  /** A face of 184 pixels has 55 if sharp, 12 with a blur of 1.5 pixels and 7 with one of 2. */
  minSharpness: 10,
  /** Of the detector's own score. Source: DetectFace, `FaceQualityInfo.Score`: up to 40 is poor. */
  minQuality: 41,
  /** Percent of the picture that shows the wall, and percent of that wall that is white. */
  minVisibleWall: 3,
  minWhite: 80,
} as const;

/** The text for `measured` and `limit` of an objection. */
const IN_WORDS: Partial<Record<LivenessReason, (measured: number, limit: number) => string>> = {
  'face-too-close': (measured, limit) => `人脸宽度占画面 ${measured}%，应不超过 ${limit}%`,
  'face-too-far': (measured, limit) => `人脸宽度占画面 ${measured}%，应不低于 ${limit}%`,
  'face-too-small': (measured, limit) => `人脸宽度 ${measured} 像素，应不低于 ${limit} 像素`,
  'face-off-centre': (measured, limit) => `偏离中央 ${measured}%，应不超过 ${limit}%`,
  'head-cut-off': (measured, limit) => `头顶留白为脸高的 ${measured}%，应不低于 ${limit}%`,
  'face-turned': (measured, limit) => `偏转 ${measured} 度，应不超过 ${limit} 度`,
  'too-dark': (measured, limit) => `面部亮度 ${measured}，应不低于 ${limit}`,
  'too-bright': (measured, limit) => `面部亮度 ${measured}，应不超过 ${limit}`,
  'uneven-light': (measured, limit) => `面部两侧亮度比 ${measured}%，应不低于 ${limit}%`,
  'poor-photo': (measured, limit) => `清晰度 ${measured}，应不低于 ${limit}`,
  'wall-hidden': (measured, limit) => `背景墙占画面 ${measured}%，应不低于 ${limit}%`,
  'background-not-white': (measured, limit) => `背景白色占 ${measured}%，应不低于 ${limit}%`,
};

/** The advice for the person, with the measured value and the limit. */
export function adviceOn({ code, measured, limit }: LivenessObjection): string {
  const numbers = measured === undefined || limit === undefined ? undefined : IN_WORDS[code]?.(measured, limit);
  return numbers ? LIVENESS_REASONS[code].replace('。', `（${numbers}）。`) : LIVENESS_REASONS[code];
}

/** The same for the person of a check. No reviewer decides for the principal of a transfer, whose way out is another. */
export function adviceFor({ transferId }: Pick<LivenessCheck, 'transferId'>, objection: LivenessObjection): string {
  if (transferId === undefined) return adviceOn(objection);
  return TRANSFER_ADVICE[objection.code] ?? adviceOn(objection).replaceAll('网站负责人', '主体负责人');
}

const TRANSFER_ADVICE: Partial<Record<LivenessReason, string>> = {
  'identity-mismatch': '备案里的姓名与身份证号码不一致，不能刷脸。请接收备案的人改用主体的证件。',
  'identity-unknown': '没有查到备案里的身份信息，不能刷脸。请接收备案的人改用主体的证件。',
  'consent-withdrawn': '原账号已撤回同意，这次核身已结束，照片和视频已删除。请接收备案的人改用主体的证件。',
};

/** The largest face and all others that count. */
export function facesThatCount(faces: readonly SeenFace[]): readonly SeenFace[] {
  const area = ({ box }: SeenFace) => box.width * box.height;
  const largest = Math.max(...faces.map(area));
  return faces.filter((face) => 100 * area(face) >= PHOTO_LIMITS.secondFaceArea * largest);
}

/** The only face of a picture, or the objection if there is none or more than one. */
export function onlyFace(faces: readonly SeenFace[]): SeenFace | LivenessObjection {
  const [face, second] = facesThatCount(faces);
  if (!face) return { code: 'no-face' };
  return second ? { code: 'several-faces' } : face;
}

/**
 * The objections to a photo of the site owner, most important first. Also runs in a browser, on the camera image.
 *
 * @param picture its size, in the same pixels as the face's box.
 */
export function objectionsTo(
  picture: { readonly width: number; readonly height: number },
  face: SeenFace,
  measures: PortraitMeasures,
): readonly LivenessObjection[] {
  const { light, wall, sharpness } = measures;
  const limits = PHOTO_LIMITS;
  const { box } = face;
  const faceWidth = percent(box.width / picture.width);
  const offCentre = percent(Math.abs((box.x + box.width / 2) / picture.width - 0.5));
  const turn = worstTurn(face);
  const luma = Math.round(light.luma);
  const isFar = faceWidth < limits.minFaceWidth;
  return [
    ...(face.covered ? [{ code: 'face-covered' as const }] : []),
    ...atMost('face-too-close', faceWidth, limits.maxFaceWidth),
    ...atLeast('face-too-far', faceWidth, limits.minFaceWidth),
    ...(isFar ? [] : atLeast('face-too-small', Math.round(box.width), limits.minFacePixels)),
    ...atMost('face-off-centre', offCentre, limits.maxOffCentre),
    ...atLeast('head-cut-off', percent(Math.max(0, box.y) / box.height), limits.minHeadroom),
    ...atMost('face-turned', turn.degrees, turn.limit),
    ...(face.eyesOpen === false ? [{ code: 'eyes-closed' as const }] : []),
    ...atLeast('too-dark', luma, limits.minLuma),
    ...atMost('too-bright', luma, limits.maxLuma),
    ...atLeast('uneven-light', percent(light.evenness), limits.minEvenness),
    ...poorness(Math.round(sharpness), Math.round(face.quality ?? 100)),
    ...wallObjections(wall),
  ];
}

/** What is measured here is said first: it has a number that a second photo can mend. */
function poorness(sharpness: number, quality: number): readonly LivenessObjection[] {
  const unsharp = atLeast('poor-photo', sharpness, PHOTO_LIMITS.minSharpness);
  if (unsharp.length > 0 || quality >= PHOTO_LIMITS.minQuality) return unsharp;
  return [{ code: 'poor-photo' }];
}

function wallObjections({ visibleShare, whiteShare }: WallMeasures): readonly LivenessObjection[] {
  const hidden = atLeast('wall-hidden', percent(visibleShare), PHOTO_LIMITS.minVisibleWall);
  return hidden.length > 0 ? hidden : atLeast('background-not-white', percent(whiteShare), PHOTO_LIMITS.minWhite);
}

/** The angle that exceeds its limit most. */
function worstTurn({ yaw, pitch, roll }: SeenFace): { readonly degrees: number; readonly limit: number } {
  const angles = [
    { degrees: Math.round(Math.abs(yaw)), limit: PHOTO_LIMITS.maxTurn },
    { degrees: Math.round(Math.abs(pitch)), limit: PHOTO_LIMITS.maxNod },
    { degrees: Math.round(Math.abs(roll)), limit: PHOTO_LIMITS.maxTilt },
  ] as const;
  return angles.reduce((worst, angle) => (angle.degrees - angle.limit > worst.degrees - worst.limit ? angle : worst));
}

/** Rounded down, so that a value just below a limit is not shown as the limit. */
const percent = (share: number): number => Math.floor(100 * share);

const atLeast = (code: LivenessReason, measured: number, limit: number): readonly LivenessObjection[] =>
  measured < limit ? [{ code, measured, limit }] : [];

const atMost = (code: LivenessReason, measured: number, limit: number): readonly LivenessObjection[] =>
  measured > limit ? [{ code, measured, limit }] : [];
