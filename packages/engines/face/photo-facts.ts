import { backgroundOf, isVisible, isWhite } from './background.ts';
import { type Detection, hasSecondFace, squareOfDetection } from './detect.ts';
import type { Background, FaceInPhoto, PhotoFacts, PhotoFinding } from './facts.ts';
import { findingsIn } from './findings.ts';
import { measure, poseOf } from './measures.ts';
import type { Mesh } from './mesh.ts';
import type { FaceModels } from './models.ts';
import { decodeStill } from './picture.ts';
import { Pyramid } from './pyramid.ts';
import { qualityOf } from './quality.ts';
import { DETECTION, LIGHT, PHOTO } from './thresholds.ts';

/** More faces in one picture are not analysed: it is not a portrait. */
const MAX_FACES = 10;

interface SeenFace extends FaceInPhoto {
  readonly mesh: Mesh;
  readonly nose: number;
}

/** Analyses a still. @throws UnusableMedia */
export async function photoFacts(models: FaceModels, file: Uint8Array): Promise<PhotoFacts> {
  const { picture, original } = await decodeStill(file);
  const pyramid = new Pyramid(picture);
  const detections = models.detector.detect(pyramid).slice(0, MAX_FACES);
  const seen = detections.flatMap((detection) => lookAt(models, pyramid, detection));
  const [main] = seen;
  const scale = original.width / picture.width;
  const faces = seen.map(({ mesh, nose, box, ...face }) => ({
    ...face,
    box: { x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale },
  }));
  if (!main) return { ...original, faces, findings: ['no-face'] };

  const background = backgroundOf(picture, main.mesh, main.quality.brightness);
  return {
    ...original,
    faces,
    embedding: await models.embedder.embed(pyramid, main.mesh),
    background,
    findings: [
      ...(hasSecondFace(detections, DETECTION.secondFaceAreaInPhoto) ? (['several-faces'] as const) : []),
      ...findingsOf(main, background),
    ],
  };
}

function lookAt({ meshes, eyelids }: FaceModels, pyramid: Pyramid, detection: Detection): SeenFace[] {
  const { mesh, score } = meshes.find(pyramid, squareOfDetection(detection), 2);
  if (score < DETECTION.minMeshScore) return [];
  const { nose, mouthOpening, eyeDistance } = measure(mesh);
  return [
    {
      box: detection.box,
      score: detection.score,
      eyeDistance,
      pose: poseOf(mesh),
      eyesOpen: eyelids.opening(pyramid, mesh) >= PHOTO.minEyeOpening,
      mouthOpening,
      quality: qualityOf(pyramid, mesh),
      mesh,
      nose,
    },
  ];
}

function findingsOf({ quality, eyeDistance, pose, eyesOpen, nose }: SeenFace, background: Background): PhotoFinding[] {
  const [least, most] = PHOTO.noseRange;
  return findingsIn<PhotoFinding>({
    'too-small': eyeDistance < PHOTO.minEyeDistance,
    blurred: quality.sharpness < PHOTO.minSharpness,
    'too-dark': quality.brightness < LIGHT.minLuma,
    'too-bright': quality.brightness > LIGHT.maxLuma,
    tilted: Math.abs(pose.rollDegrees) > PHOTO.maxRollDegrees,
    'turned-away': nose < least || nose > most,
    'eyes-closed': !eyesOpen,
    'background-hidden': !isVisible(background),
    'background-not-white': isVisible(background) && !isWhite(background),
  });
}
