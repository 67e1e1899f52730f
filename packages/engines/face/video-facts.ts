import { backgroundOf, isVisible, isWhite } from './background.ts';
import { type Baseline, baselineOf, checkpointsOf, isNeutral } from './baseline.ts';
import { isSpliced } from './continuity.ts';
import { type Clip, decodeClip } from './decode-clip.ts';
import { hasSecondFace } from './detect.ts';
import { eventsOf, type SeenEvent } from './events.ts';
import type { Background, Box, Embedding, FaceQuality, KeyFrame, VideoFacts, VideoFinding } from './facts.ts';
import { findingsIn } from './findings.ts';
import type { FaceModels } from './models.ts';
import { isDark, isFrozen, isStaticFace } from './motion.ts';
import { encodeJpeg } from './picture.ts';
import { Pyramid } from './pyramid.ts';
import { qualityOf } from './quality.ts';
import { agreementOf, bestLikeness } from './same-person.ts';
import { isScreen } from './screen.ts';
import { median } from './statistics.ts';
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
