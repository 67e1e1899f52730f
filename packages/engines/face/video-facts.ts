import { backgroundOf, isVisible, isWhite } from './background.ts';
import { type Baseline, baselineOf, checkpointsOf, isNeutral } from './baseline.ts';
import { isSpliced } from './continuity.ts';
import { type Clip, decodeClip } from './decode-clip.ts';
import { hasSecondFace } from './detect.ts';
import { eventsOf, type SeenEvent } from './events.ts';
import type { Background, Box, Embedding, FaceQuality, KeyFrame, VideoFacts, VideoFinding } from './facts.ts';
import { findingsIn } from './findings.ts';
import type { FaceModels } from './models.ts';
import { parallaxOf } from './parallax.ts';
import { encodeJpeg } from './picture.ts';
import { Pyramid } from './pyramid.ts';
import { qualityOf } from './quality.ts';
import { agreementOf, bestLikeness } from './same-person.ts';
import { isScreen } from './screen.ts';
import { median, percentile } from './statistics.ts';
import { ACTION, DECODE, DETECTION, LIGHT, VIDEO } from './thresholds.ts';
import { type FrameWithFace, hasFace, type TrackedFrame, trackFace } from './track.ts';

/** Analyses a video. @throws UnusableMedia */
export async function videoFacts(models: FaceModels, file: Uint8Array): Promise<VideoFacts> {
  const clip = await decodeClip(file);
  const frames = trackFace(models, clip);
  const withFace = frames.filter(hasFace);
  const baseline = baselineOf(withFace);
  const size = {
    durationSeconds: clip.frames.length / DECODE.framesPerSecond,
    width: clip.width,
    height: clip.height,
    frames: clip.frames.length,
  };
  const ofClip = findingsIn<VideoFinding>({
    'too-short': size.durationSeconds < VIDEO.minSeconds,
    'too-small': Math.min(clip.width, clip.height) < VIDEO.minSide,
    'several-faces': hasSecondPerson(frames),
    frozen: isFrozen(clip),
    spliced: isSpliced(frames),
    screen: isScreen(clip.frames),
  });
  const looks = baseline ? await lookCloser(models, withFace, baseline) : [];
  const keys = looks.filter((look) => look.isKey);
  if (!baseline || keys.length === 0 || withFace.length < VIDEO.minFaceShare * frames.length) {
    const findings = [whyUnseen(clip, looks), ...ofClip];
    return { ...size, events: [], keyFrames: [], bestFrames: [], findings };
  }

  const events = eventsOf(frames, baseline);
  const sharpestFirst = keys.toSorted((first, second) => second.quality.sharpness - first.quality.sharpness);
  return {
    ...size,
    events: events.map(({ peak, ...event }) => event),
    findings: [
      ...ofClip,
      ...placeFindings(keys, clip),
      ...findingsIn<VideoFinding>({
        'face-changed': await hasChanged(models, looks, events),
        'static-face': isStaticFace(withFace, baseline),
        'flat-turn': events.some(isFlatTurn),
        spoof: events.length === 0 && median(keys.map(({ liveness }) => liveness)) < VIDEO.minLive,
      }),
    ],
    keyFrames: keys.map(({ seconds, embedding }): KeyFrame => ({ seconds, embedding })),
    bestFrames: await Promise.all(sharpestFirst.map(({ frame }) => encodeJpeg(frame.picture))),
  };
}

/** Facts of one frame of each second. */
interface CloseLook {
  readonly frame: FrameWithFace;
  readonly seconds: number;
  /** Frontal, eyes open, mouth shut: suitable for comparing and measuring. */
  readonly isKey: boolean;
  readonly embedding: Embedding;
  readonly quality: FaceQuality;
  readonly background: Background;
  readonly box: Box;
  readonly liveness: number;
}

function lookCloser(
  models: FaceModels,
  frames: readonly FrameWithFace[],
  baseline: Baseline,
): Promise<readonly CloseLook[]> {
  return Promise.all(
    checkpointsOf(frames, baseline).map(async (frame) => {
      const { picture, face, seconds } = frame;
      const pyramid = new Pyramid(picture);
      // Not the detector's box: it would cost three times the anti-spoof model, whose score is the same for both.
      const { x, y, side } = face.mesh.square;
      const box = { x: x - side / 2, y: y - side / 2, width: side, height: side };
      const quality = qualityOf(pyramid, face.mesh);
      return {
        frame,
        seconds,
        quality,
        box,
        isKey: isNeutral(frame, baseline),
        embedding: await models.embedder.embed(pyramid, face.mesh),
        background: backgroundOf(picture, face.mesh, quality.brightness),
        liveness: await models.spoof.liveness(pyramid, box),
      };
    }),
  );
}

/** Why there is no face, or too rarely one. */
function whyUnseen(clip: Clip, looks: readonly CloseLook[]): VideoFinding {
  if (isDark(clip)) return 'too-dark';
  return isBlurred(looks) ? 'blurred' : 'no-face';
}

const isBlurred = (looks: readonly CloseLook[]): boolean =>
  median(looks.map(({ quality }) => quality.sharpness)) < VIDEO.minSharpness;

function hasSecondPerson(frames: readonly TrackedFrame[]): boolean {
  const looked = frames.flatMap(({ detections }) => (detections ? [detections] : []));
  const several = looked.filter((detections) => hasSecondFace(detections, DETECTION.secondFaceAreaInVideo));
  return several.length > VIDEO.maxSecondFaceShare * looked.length;
}

function placeFindings(keys: readonly CloseLook[], { width, height }: Clip): VideoFinding[] {
  const middle = (measure: (key: CloseLook) => number) => median(keys.map(measure));
  const faceWidth = middle(({ box }) => box.width) / Math.min(width, height);
  const aside = middle(({ box }) => (box.x + box.width / 2) / width) - 0.5;
  const brightness = middle(({ quality }) => quality.brightness);
  const backgrounds = keys.map(({ background }) => background).filter(isVisible);
  return findingsIn<VideoFinding>({
    'too-close': faceWidth > VIDEO.maxFaceWidth,
    'too-far': middle(({ frame }) => frame.face.measures.eyeDistance) < VIDEO.minEyeDistance,
    'left-of-centre': aside < -VIDEO.maxOffCentre,
    'right-of-centre': aside > VIDEO.maxOffCentre,
    'too-dark': brightness < LIGHT.minLuma,
    'too-bright': brightness > LIGHT.maxLuma,
    blurred: isBlurred(keys),
    'background-not-white': backgrounds.filter(isWhite).length < backgrounds.length / 2,
  });
}

/** Another person in any second, or at the peak of an action. Only faces that do nothing are compared strictly. */
async function hasChanged(
  { embedder }: FaceModels,
  looks: readonly CloseLook[],
  events: readonly SeenEvent[],
): Promise<boolean> {
  const neutral = looks.filter(({ isKey }) => isKey).map(({ embedding }) => embedding);
  if (agreementOf(neutral) < VIDEO.samePersonInVideo) return true;
  const others = looks.filter(({ isKey }) => !isKey);
  if (others.some(({ embedding }) => bestLikeness(embedding, neutral) < VIDEO.samePersonMoving)) return true;
  for (const { peak } of events) {
    const inAction = await embedder.embed(new Pyramid(peak.picture), peak.face.mesh);
    if (bestLikeness(inAction, neutral) < VIDEO.samePersonMoving) return true;
  }
  return false;
}

const isFlatTurn = ({ action, parallax }: SeenEvent): boolean =>
  (action === 'left' || action === 'right') && parallax < ACTION.turnParallax;

/**
 * The face looks the same in all frames, apart from noise and movement of the whole, or nothing in it ever moved:
 * neither lid nor lip, and no side of it turned into view. That is a picture held in front of the camera, however it is
 * swung.
 */
function isStaticFace(frames: readonly FrameWithFace[], baseline: Baseline): boolean {
  return looksTheSame(frames, baseline) || nothingMoved(frames, baseline);
}

function looksTheSame(frames: readonly FrameWithFace[], { frontal }: Baseline): boolean {
  const still = centred(frontal.face.grey);
  const differences = frames.map(({ face }) => meanDifference(centred(face.grey), still, 1));
  return percentile(differences, 0.95) < VIDEO.staticFaceDifference;
}

function nothingMoved(frames: readonly FrameWithFace[], { eyeOpening, mouthOpening, frontal }: Baseline): boolean {
  return frames.every(
    (frame) =>
      frame.face.eyeOpening > VIDEO.stillLids * eyeOpening &&
      frame.face.measures.mouthOpening - mouthOpening < VIDEO.stillLips &&
      parallaxOf(frontal, frame) < ACTION.turnParallax,
  );
}

/** Stride of the sampled bytes of a frame: a prime, so that all rows and channels are sampled. */
const SAMPLED = 37;

/** Most frames repeat the previous one. */
function isFrozen({ frames }: Clip): boolean {
  const repeated = frames.filter((frame, index) => {
    const before = frames[index - 1];
    return before && meanDifference(frame.pixels, before.pixels, SAMPLED) < VIDEO.repeatedFrameDifference;
  });
  return repeated.length > VIDEO.maxRepeatedShare * (frames.length - 1);
}

/** Without its mean, so that the camera's exposure doesn't count as movement. */
function centred(grey: Float32Array): Float32Array {
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  return grey.map((value) => value - mean);
}

function meanDifference(first: Uint8Array | Float32Array, second: Uint8Array | Float32Array, step: number): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < first.length; i += step) {
    sum += Math.abs((first[i] as number) - (second[i] as number));
    count++;
  }
  return sum / count;
}

/** Too dark to recognize a face. */
const isDark = ({ frames }: Clip): boolean => median(frames.map(({ pixels }) => meanOf(pixels))) < LIGHT.minFrame;

function meanOf(pixels: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < pixels.length; i += SAMPLED) sum += pixels[i] as number;
  return sum / Math.ceil(pixels.length / SAMPLED);
}
