import { checkChallenge } from 'engines/face/challenge.ts';
import type { PhotoFacts, PhotoFinding, VideoFacts, VideoFinding } from 'engines/face/facts.ts';
import { SAME_PERSON_COSINE } from 'engines/face/thresholds.ts';
import type { FaceidResult, LivenessType } from './faceid-results.ts';

/** Eyes this close together give no face that could be compared: a portrait on a card photographed 500 pixels wide has 32. */
const LEAST_EYE_DISTANCE = 30;

/** Digits spoken aloud move the lips at least this much (height over width). */
const LEAST_LIP_MOVEMENT = 0.08;

/** Similarity, 0 to 100, from which FaceID calls two faces one person. */
export const SAME_PERSON_SIM = 70;

/**
 * What a video shows that the vendor has a word for, gravest first. Several of the codes bear the name of one liveness type in front,
 * but are the only ones for their matter. A wall isn't looked at by FaceID.
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
  ['spoof', 'LivessDetectFake'],
];

const TOO_SHORT: Readonly<Record<LivenessType, FaceidResult>> = {
  LIP: 'LipSizeError',
  ACTION: 'LipSizeError',
  SILENT: 'SilentTooShort',
};

const NO_FACE: Readonly<Record<LivenessType, FaceidResult>> = {
  LIP: 'LipFaceIncomplete',
  ACTION: 'ActionNodetectFace',
  SILENT: 'SilentFaceDetectFail',
};

/** What the person is to do: codes of `GetActionSequence` for ACTION, digits for LIP, nothing for SILENT. */
export interface Demand {
  readonly type: LivenessType;
  readonly validateData: string;
}

/** Why a video is no living person doing what was asked, or undefined. */
export function videoRefusal(facts: VideoFacts, { type, validateData }: Demand): FaceidResult | undefined {
  const { findings } = facts;
  if (findings.includes('too-short')) return TOO_SHORT[type];
  if (findings.includes('no-face')) return NO_FACE[type];
  const shown = VIDEO_RESULTS.find(([finding]) => findings.includes(finding));
  if (shown) return shown[1];
  if (type === 'ACTION') return actionRefusal(facts, validateData);
  if (type === 'LIP') return lipRefusal(facts);
  return undefined;
}

const ACTIONS = {
  1: { action: 'mouth', missed: 'ActionOpenMouth' },
  2: { action: 'blink', missed: 'ActionCloseEye' },
} as const;

type ActionCode = keyof typeof ACTIONS;

function actionRefusal({ events }: VideoFacts, sequence: string): FaceidResult | undefined {
  const asked = sequence.split(',').map((code) => ACTIONS[Number(code) as ActionCode]);
  const result = checkChallenge(
    events,
    asked.map(({ action }) => action),
  );
  if (result.outcome === 'met') return undefined;
  if (result.outcome === 'extra') return 'ActionFirstAction';
  return asked.find(({ action }) => action === result.action)?.missed;
}

/** The laptop understands no speech: sound and moving lips are looked for, and the digits never count as heard. */
function lipRefusal({ hasSound, mouthMovement }: VideoFacts): FaceidResult {
  if (!hasSound) return 'LipVoiceDetect';
  if (mouthMovement < LEAST_LIP_MOVEMENT) return 'LipMoveSmall';
  return 'LipVoiceRecognize';
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

/** Whether the authority's portrait is no good for comparing. It was cut from a card, in soft print and the light of its photo. */
export function isPoorRecord({ faces }: PhotoFacts): boolean {
  const [face] = faces;
  return !face || face.eyeDistance < LEAST_EYE_DISTANCE;
}

/**
 * The vendor's `Sim` for a cosine: 0 at 0 and below, 70 at the cosine of one person in 10,000 strangers, 100 at 1, straight lines between,
 * two decimals.
 */
export function simOfCosine(cosine: number): number {
  const sim =
    cosine <= SAME_PERSON_COSINE
      ? (cosine / SAME_PERSON_COSINE) * SAME_PERSON_SIM
      : SAME_PERSON_SIM + ((cosine - SAME_PERSON_COSINE) / (1 - SAME_PERSON_COSINE)) * (100 - SAME_PERSON_SIM);
  return Math.min(100, Math.max(0, Math.round(sim * 100) / 100));
}
