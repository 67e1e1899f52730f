import { checkChallenge } from 'engines/face/challenge.ts';
import type { PhotoFacts, PhotoFinding, VideoFacts, VideoFinding } from 'engines/face/facts.ts';
import { SAME_PERSON_COSINE } from 'engines/face/thresholds.ts';
import type { FaceidResult, LivenessType } from './faceid-results.ts';

/** Minimum distance of the eyes in pixels: a portrait on a card photographed 500 pixels wide has 32. */
const LEAST_EYE_DISTANCE = 30;

/** Similarity, 0 to 100, from which FaceID calls two faces one person. */
export const SAME_PERSON_SIM = 70;

/**
 * The vendor's results for what a video shows, most serious first. Some of the codes name one liveness type, but no
 * other code exists for their matter. FaceID does not check the background.
 */
const VIDEO_RESULTS: readonly (readonly [VideoFinding, FaceidResult])[] = [
  ['too-small', 'LipVideoQuaility'],
  ['several-faces', 'SilentMultiFaceFail'],
  ['too-close', 'ActionFaceClose'],
  ['too-far', 'ActionFaceFar'],
  ['left-of-centre', 'ActionFaceLeft'],
  ['right-of-centre', 'ActionFaceRight'],
  ['too-dark', 'ActionLightDark'],
  ['too-bright', 'ActionLightStrong'],
  ['blurred', 'SilentFaceQualityFail'],
  ['frozen', 'LivessDetectFake'],
  ['static-face', 'LivessDetectFake'],
  ['flat-turn', 'LivessDetectFake'],
  ['face-changed', 'LivessDetectFake'],
  ['spliced', 'LivessDetectFake'],
  ['screen', 'LivessDetectFake'],
  ['spoof', 'LivessDetectFake'],
];

const TOO_SHORT: Readonly<Record<LivenessType, FaceidResult>> = { ACTION: 'LipSizeError', SILENT: 'SilentTooShort' };

const NO_FACE: Readonly<Record<LivenessType, FaceidResult>> = {
  ACTION: 'ActionNodetectFace',
  SILENT: 'SilentFaceDetectFail',
};

/** What the person has to do: codes of `GetActionSequence` for ACTION, nothing for SILENT. */
export interface Demand {
  readonly type: LivenessType;
  readonly validateData: string;
}

/** Why a video does not show a living person doing the required actions, or undefined. */
export function videoRefusal(facts: VideoFacts, { type, validateData }: Demand): FaceidResult | undefined {
  const { findings } = facts;
  if (findings.includes('too-short')) return TOO_SHORT[type];
  if (findings.includes('no-face')) return NO_FACE[type];
  const shown = VIDEO_RESULTS.find(([finding]) => findings.includes(finding));
  if (shown) return shown[1];
  return type === 'ACTION' ? actionRefusal(facts, validateData) : undefined;
}

const ACTIONS = {
  1: { action: 'mouth', missed: 'ActionOpenMouth' },
  2: { action: 'blink', missed: 'ActionCloseEye' },
} as const;

type ActionCode = keyof typeof ACTIONS;

function actionRefusal({ events }: VideoFacts, sequence: string): FaceidResult | undefined {
  const required = sequence.split(',').map((code) => ACTIONS[Number(code) as ActionCode]);
  const result = checkChallenge(
    events,
    required.map(({ action }) => action),
  );
  if (result.outcome === 'met') return undefined;
  if (result.outcome === 'extra') return 'ActionFirstAction';
  return required.find(({ action }) => action === result.action)?.missed;
}

const PHOTO_POOR: readonly PhotoFinding[] = ['blurred', 'too-dark', 'too-bright'];

/** Why a still can't be compared, or undefined. */
export function photoRefusal(photo: PhotoFacts): FaceidResult | undefined {
  const { faces, findings } = photo;
  if (faces.length === 0) return 'LifePhotoDetectNoFaces';
  if (findings.includes('several-faces')) return 'LifePhotoDetectFaces';
  const isPoor = isPoorRecord(photo) || PHOTO_POOR.some((finding) => findings.includes(finding));
  return isPoor ? 'LifePhotoPoorQuality' : undefined;
}

/** Whether the authority's portrait is too poor to compare: it was cropped from a photo of a card, in soft print. */
export function isPoorRecord({ faces }: PhotoFacts): boolean {
  const [face] = faces;
  return !face || face.eyeDistance < LEAST_EYE_DISTANCE;
}

/**
 * The vendor's `Sim` for a cosine: 0 at 0 and below, 70 at the cosine of one person in 10,000 strangers, 100 at 1,
 * linear between, two decimals.
 */
export function simOfCosine(cosine: number): number {
  const sim =
    cosine <= SAME_PERSON_COSINE
      ? (cosine / SAME_PERSON_COSINE) * SAME_PERSON_SIM
      : SAME_PERSON_SIM + ((cosine - SAME_PERSON_COSINE) / (1 - SAME_PERSON_COSINE)) * (100 - SAME_PERSON_SIM);
  return Math.min(100, Math.max(0, Math.round(sim * 100) / 100));
}
