import { LIVENESS_REASONS, type LivenessReason } from '../../shared/domain/liveness/liveness.ts';
import { PHOTO_LIMITS } from '../../shared/domain/liveness/photo.ts';
import { type FaceBox, faceLightOf, type Raster, wallOf } from '../../shared/domain/liveness/portrait-measures.ts';

/** Position of the oval for the face, as shares of the picture's height: it fits portrait and landscape pictures. */
const FACE = { height: 0.42, width: 0.31, middle: 0.5 } as const;

/** The box in which the face should be. */
export function askedFace({ width, height }: { readonly width: number; readonly height: number }): FaceBox {
  const face = { width: FACE.width * height, height: FACE.height * height };
  return { x: (width - face.width) / 2, y: FACE.middle * height - face.height / 2, ...face };
}

/** Least share of skin in the oval when a face is in it; beards and glasses leave about half. */
const LEAST_SKIN = 0.35;
/** Ratio of skin around the oval to skin in it at which the face is too near. */
const MOST_SKIN_AROUND = 0.6;

export interface FrameHint {
  readonly about: 'face' | 'light' | 'wall';
  readonly ok: boolean;
  readonly text: string;
}

/**
 * Hints for a person in front of the camera, by the thresholds of the check that follows. The position of the face is
 * guessed from the colour of skin, so a hint never blocks.
 */
export function hintsFor(picture: Raster): readonly FrameHint[] {
  const face = askedFace(picture);
  const light = faceLightOf(picture, face);
  return [
    hint('face', faceTrouble(picture, face), '人脸位置合适'),
    hint('light', lightTrouble(light), '光线合适'),
    hint('wall', wallTrouble(wallOf(picture, face, light).whiteShare), '背景是白色'),
  ];
}

const hint = (about: FrameHint['about'], trouble: LivenessReason | undefined, good: string): FrameHint => ({
  about,
  ok: trouble === undefined,
  text: trouble === undefined ? good : LIVENESS_REASONS[trouble],
});

function lightTrouble({ luma, evenness }: { readonly luma: number; readonly evenness: number }) {
  if (luma < PHOTO_LIMITS.minLuma) return 'too-dark';
  if (luma > PHOTO_LIMITS.maxLuma) return 'too-bright';
  return 100 * evenness < PHOTO_LIMITS.minEvenness ? 'uneven-light' : undefined;
}

const wallTrouble = (whiteShare: number) =>
  100 * whiteShare < PHOTO_LIMITS.minWhite ? 'background-not-white' : undefined;

function faceTrouble(picture: Raster, face: FaceBox) {
  const inside = skinShare(picture, face);
  if (inside < LEAST_SKIN) return 'face-off-centre';
  const beside = { ...face, width: face.width * 0.6 };
  const left = skinShare(picture, { ...beside, x: face.x - beside.width });
  const right = skinShare(picture, { ...beside, x: face.x + face.width });
  return Math.min(left, right) > MOST_SKIN_AROUND * inside ? 'face-too-close' : undefined;
}

/**
 * Share of pixels in a box that have the colour of skin: a band of Cb and Cr that covers skin of every brightness
 * (ITU-R BT.601).
 */
function skinShare({ width, height, channels, pixels }: Raster, box: FaceBox): number {
  let seen = 0;
  let skin = 0;
  for (let y = Math.max(0, Math.round(box.y)); y < Math.min(height, box.y + box.height); y += 2) {
    for (let x = Math.max(0, Math.round(box.x)); x < Math.min(width, box.x + box.width); x += 2) {
      const index = (y * width + x) * channels;
      const [red, green, blue] = [pixels[index] as number, pixels[index + 1] as number, pixels[index + 2] as number];
      const cb = 128 - 0.169 * red - 0.331 * green + 0.5 * blue;
      const cr = 128 + 0.5 * red - 0.419 * green - 0.081 * blue;
      seen += 1;
      if (cb > 77 && cb < 127 && cr > 133 && cr < 173) skin += 1;
    }
  }
  return seen === 0 ? 0 : skin / seen;
}
