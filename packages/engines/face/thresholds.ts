/**
 * All thresholds of the face engine, with their reasons. "Measured" means on public-domain portraits, puppets and
 * talking-head clips; cooperative recordings of real people were not available.
 */

/** What is decoded. */
export const DECODE = {
  /** Longest side of a still. A face of 5 % of the width still has 60 pixels. */
  photoMaxSide: 1280,
  photoMaxPixels: 40_000_000,
  photoMaxBytes: 10_000_000,
  /** Longest side of a frame. Larger frames cost decoding time and change no decision. */
  videoMaxSide: 640,
  /** At 10 and at 15 frames per second the same share of natural blinks is found, and every frame costs 25 ms. */
  framesPerSecond: 10,
  /** Raw frames are held in memory: 15 s at 640 × 640 are 184 MB. */
  videoMaxSeconds: 15,
  videoMaxBytes: 20_000_000,
  /** Coded pixels of one frame, a little more than 4K. */
  videoMaxPixels: 9_500_000,
} as const;

/** Where a face is. */
export const DETECTION = {
  minScore: 0.5,
  /** Overlap (intersection over union) at which two candidates are one face, as in MediaPipe. */
  sameFaceOverlap: 0.3,
  /** FaceMesh "finds" a face in any picture: results below this are ignored. */
  minMeshScore: 0.5,
  /**
   * The detector, the most expensive of the models, runs twice a second to count faces and to re-anchor; the mesh
   * follows the face between.
   */
  everyFrames: 5,
  /** Distance between tracked and detected face, in face squares, at which the track is dropped. */
  reanchorDistance: 0.25,
  /** Minimum confidence of a second face, and minimum size as a share of the first one's area. */
  secondFaceScore: 0.6,
  secondFaceAreaInPhoto: 0.15,
  secondFaceAreaInVideo: 0.12,
} as const;

/** Actions. Turns are of the nose tip between the face edges, where 0.5 is frontal. Openings are height over width. */
export const ACTION = {
  /**
   * Eye opening, as a share of the person's own open level, that counts as closed and as open again. Drawn closed eyes
   * reach 0.4 to 0.7, the least movement where eyes are narrow.
   */
  eyesClosed: 0.7,
  eyesOpen: 0.8,
  /**
   * Open eyes must be visible this long before and after: lowered gaze and smiles also lower the lids, but for longer.
   */
  blinkContextSeconds: 1,
  blinkMaxSeconds: 3,
  /** Eyes can't be judged on a head turned further than this. */
  blinkMaxTurn: 0.15,
  /** Natural blinks last 0.1 to 0.3 s, seldom longer, and prove nothing. A required blink may be this quick … */
  eyesClosedMinSeconds: 0.25,
  /** … and from here on no blink is natural. */
  eyesClosedOnPurposeSeconds: 0.55,
  /** An open mouth is this much above the usual, within limits: speech reaches 0.2 to 0.5 for a frame, smiles 0.3. */
  mouthOpens: 0.2,
  mouthOpenRange: [0.32, 0.42],
  mouthShut: 0.25,
  turned: 0.18,
  frontal: 0.1,
  minFrames: 3,
  /** Frames without a face that do not interrupt an action. */
  maxGapFrames: 4,
  /** Minimum parallax of a real turn, see `parallaxOf`: real 0.14 to 0.29, a photo swung by 35° 0.04 to 0.05. */
  turnParallax: 0.09,
} as const;

/** Requirements for a whole video. */
export const VIDEO = {
  minSeconds: 2,
  minSide: 240,
  minFaceShare: 0.8,
  maxSecondFaceShare: 0.15,
  /** 95th percentile of the grey difference to the most frontal frame, aligned. Frozen and noisy stills stay below. */
  staticFaceDifference: 3.5,
  /**
   * Maximum movement of lids, as a share of their open level, and of lips, as height over width above the usual, in a
   * picture. Pictures, swung by 40° too: lids 0.95 and more, lips 0.07 and less. One natural blink: lids 0.44.
   */
  stillLids: 0.85,
  stillLips: 0.12,
  maxRepeatedShare: 0.5,
  /** Mean difference per byte at which two frames are the same picture. */
  repeatedFrameDifference: 0.05,
  /**
   * Least agreement of neutral frames (`agreementOf`). In 17 clips of real people who talk and grimace 0.56 and more,
   * though single pairs have 0.46; portraits of 65 people agree by at most 0.38.
   */
  samePersonInVideo: 0.42,
  /** Least cosine of any other frame to a neutral one. In the same clips 0.59 and more; turned faces have less. */
  samePersonMoving: 0.2,
  /**
   * Median of the anti-spoof model's "live". A weak vote: it misses half of the attacks and doubts every noisy film. It
   * decides where no action was done, not even a blink; it is ignored for a person who moves.
   */
  minLive: 0.4,
  /** Sharpness of the face, see `quality`. Five faces with a blur of 3 pixels and more have at most 0.195. */
  minSharpness: 0.2,
  /** Side of the face's square as a share of the frame's short side. Beyond it the anti-spoof model has no context. */
  maxFaceWidth: 0.75,
  /** Below 40 pixels between the eyes landmarks are too rough to distinguish a turn from noise. */
  minEyeDistance: 40,
  /** Maximum distance of the face's centre from the middle, as a share of the frame's width. */
  maxOffCentre: 0.28,
} as const;

/**
 * A step between two frames that is a cut: at least so large, and so many times its neighbours and what is usual. People
 * and hands reach 2 times, a head that is thrown about in a distance 2.7; joined takes 4.8 and more.
 */
export const CONTINUITY = {
  /** In eye distances. */
  head: { least: 0.12, usual: 0.03, timesNeighbours: 3.5 },
  /** In luma, 0 to 255. */
  around: { least: 1.5, usual: 0.3, timesNeighbours: 3.5 },
} as const;

/** A screen before the camera. */
export const SCREEN = {
  /**
   * How far the pattern of its pixels stands out, see `patternIn`: in 45 clips of people up to 1.8, in 219 single portraits
   * up to 2.4, in 58 drawn films of an even wall up to 6.0; in films of screens whose pixels are 2.2 to 5 apart 130 and
   * more, at 8 to 9 apart some have no more than 6.3.
   */
  pattern: 10,
  /** Sides of the picture that its frame cuts off, see `frameIn`: in rooms up to 1.6, of a screen 4. */
  frameSides: 2.6,
} as const;

/** Requirements for a still. */
export const PHOTO = {
  /** As in a video: five faces with a blur of 1 pixel have 0.25 to 0.34, with one of 2 pixels 0.15 to 0.22. */
  minSharpness: 0.2,
  minEyeDistance: 60,
  maxRollDegrees: 15,
  /** Position of the nose tip between the face edges. */
  noseRange: [0.4, 0.6],
  /** Lid opening over eye width: 0.40 on an open-eyed portrait, 0.20 with drawn closed eyes. Rough: eyes differ. */
  minEyeOpening: 0.22,
} as const;

/** Mean luma of the face, 0 to 255. */
export const LIGHT = {
  minLuma: 55,
  maxLuma: 220,
  /** Darkness is the reason where a whole frame without a face has less. A white wall in a quarter of its light has 43. */
  minFrame: 50,
} as const;

/** The wall behind the head. */
export const WALL = {
  /** Minimum share of white pixels among the samples. A white wall dimmed to 0.7 still passes, mid-grey doesn't. */
  minWhiteShare: 0.8,
  /** With less wall than this in the picture the result is unknown: the person must step back. */
  minVisibleShare: 0.03,
  /** White: the channels differ by at most this … */
  maxChroma: 40,
  /**
   * … and the luma is this many times the face's, within these limits. A fixed limit accepts grey or refuses dim white.
   */
  lumaOverFace: 1.25,
  lumaRange: [140, 185],
} as const;

/**
 * Cosine between two faces at which they count as one person. On 2,914 LFW photos 0.413 accepts 1 of 10,000 strangers
 * and misses 3 of 100 pairs.
 */
export const SAME_PERSON_COSINE = 0.42;
