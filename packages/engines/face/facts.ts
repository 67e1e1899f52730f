/** An axis-aligned box in pixels of the original picture; it may exceed the picture. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A face as 512 numbers. Only for comparison with another one by `similarity`. */
export type Embedding = Float32Array;

/** One face in a still. */
export interface FaceInPhoto {
  readonly box: Box;
  /** The detector's confidence, 0 to 1. */
  readonly score: number;
  /** Pixels of the decoded picture between the centres of the eyes. */
  readonly eyeDistance: number;
  /** Turned to the subject's left is positive, looking up is positive, tilted clockwise in the picture is positive. */
  readonly pose: { readonly yawDegrees: number; readonly pitchDegrees: number; readonly rollDegrees: number };
  readonly eyesOpen: boolean;
  /** Height over width of the inner lips: 0 shut, above 0.42 wide open. */
  readonly mouthOpening: number;
  readonly quality: FaceQuality;
}

/** Measured on the face resampled to a fixed size, so that it doesn't depend on the camera. */
export interface FaceQuality {
  /** Fine detail to coarse: 0.35 to 0.5 when sharp, 0.25 and more with a blur of 1 pixel, below 0.2 with one of 3. */
  readonly sharpness: number;
  /** Mean luma, 0 to 255. */
  readonly brightness: number;
}

/** The wall beside and above the head. */
export interface Background {
  /** Share of white among the sampled pixels, 0 to 1. */
  readonly whiteShare: number;
  /** Share of the picture that was sampled. */
  readonly visibleShare: number;
}

/** A reviewer's objections to a still. */
export type PhotoFinding =
  | 'no-face'
  | 'several-faces'
  | 'too-small'
  | 'blurred'
  | 'too-dark'
  | 'too-bright'
  | 'tilted'
  | 'turned-away'
  | 'eyes-closed'
  | 'background-not-white'
  | 'background-hidden';

export interface PhotoFacts {
  /** Upright, in pixels of the original. */
  readonly width: number;
  readonly height: number;
  /** Largest first. */
  readonly faces: readonly FaceInPhoto[];
  /** The largest face's; absent without a face. */
  readonly embedding?: Embedding;
  readonly background?: Background;
  readonly findings: readonly PhotoFinding[];
}

/** The possible actions of a challenge. Left and right are the subject's own, in a video that is not mirrored. */
export type Action = 'mouth' | 'blink' | 'left' | 'right';

/** An action of the person. */
export interface FaceEvent {
  readonly action: Action;
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** For turns: how much more than a flat picture the face moved, in eye distances. */
  readonly parallax: number;
}

/** Objections to a video, whatever the challenge. */
export type VideoFinding =
  | 'too-short'
  | 'too-small'
  | 'no-face'
  | 'several-faces'
  | 'too-close'
  | 'too-far'
  | 'left-of-centre'
  | 'right-of-centre'
  | 'too-dark'
  | 'too-bright'
  | 'blurred'
  | 'static-face'
  | 'frozen'
  | 'face-changed'
  | 'spliced'
  | 'screen'
  | 'flat-turn'
  | 'spoof'
  | 'background-not-white';

/** Frontal, eyes open, mouth shut. */
export interface KeyFrame {
  readonly seconds: number;
  readonly embedding: Embedding;
}

export interface VideoFacts {
  /** How long the analysed part is, at most 15. */
  readonly durationSeconds: number;
  /** Size of the decoded frames, upright, longest side at most 640 pixels. */
  readonly width: number;
  readonly height: number;
  /** Number of analysed frames. */
  readonly frames: number;
  readonly events: readonly FaceEvent[];
  readonly findings: readonly VideoFinding[];
  readonly keyFrames: readonly KeyFrame[];
  /** JPEGs of the key frames, the sharpest first. */
  readonly bestFrames: readonly Buffer[];
}

/** Thrown for a file that can't be analysed: the sender must send another one. */
export class UnusableMedia extends Error {
  override readonly name = 'UnusableMedia';
  constructor(
    readonly reason: 'unreadable' | 'too-large',
    options?: ErrorOptions,
  ) {
    super(`media is ${reason}`, options);
  }
}
