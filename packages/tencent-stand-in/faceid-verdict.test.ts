import type { Action, FaceEvent, PhotoFacts, VideoFacts } from 'engines/face/facts.ts';
import { describe, expect, it } from 'vitest';
import { isPoorRecord, photoRefusal, simOfCosine, videoRefusal } from './faceid-verdict.ts';

const BLINK_THEN_MOUTH: readonly FaceEvent[] = [event('blink', 1), event('mouth', 3)];

const GOOD_VIDEO: VideoFacts = {
  durationSeconds: 5,
  width: 480,
  height: 640,
  frames: 60,
  events: BLINK_THEN_MOUTH,
  findings: [],
  keyFrames: [],
  bestFrames: [],
};

const GOOD_PHOTO: PhotoFacts = {
  width: 800,
  height: 600,
  faces: [
    {
      box: { x: 300, y: 200, width: 180, height: 180 },
      score: 0.9,
      eyeDistance: 75,
      pose: { yawDegrees: 0, pitchDegrees: 0, rollDegrees: 0 },
      eyesOpen: true,
      mouthOpening: 0.1,
      quality: { sharpness: 0.04, brightness: 140 },
    },
  ],
  findings: [],
};

function event(action: Action, fromSeconds: number): FaceEvent {
  return { action, fromSeconds, toSeconds: fromSeconds + 0.9, parallax: 0.2 };
}

describe('videoRefusal', () => {
  it('accepts a video with the required sequence', () => {
    expect(videoRefusal(GOOD_VIDEO, { type: 'ACTION', validateData: '2,1' })).toBeUndefined();
  });

  it.each([
    ['ActionOpenMouth', '1,2', BLINK_THEN_MOUTH],
    ['ActionOpenMouth', '2,1', [event('blink', 1)]],
    ['ActionCloseEye', '2,1', [event('mouth', 1)]],
    ['ActionCloseEye', '1,2', [event('mouth', 1)]],
    ['ActionFirstAction', '2', BLINK_THEN_MOUTH],
  ])('returns %s for the sequence %s', (result, validateData, events) => {
    expect(videoRefusal({ ...GOOD_VIDEO, events }, { type: 'ACTION', validateData })).toBe(result);
  });

  it.each([
    ['no-face', 'ActionNodetectFace'],
    ['too-short', 'LipSizeError'],
    ['too-small', 'LipVideoQuaility'],
    ['several-faces', 'SilentMultiFaceFail'],
    ['too-close', 'ActionFaceClose'],
    ['too-far', 'ActionFaceFar'],
    ['left-of-centre', 'ActionFaceLeft'],
    ['right-of-centre', 'ActionFaceRight'],
    ['too-dark', 'ActionLightDark'],
    ['too-bright', 'ActionLightStrong'],
    ['blurred', 'SilentFaceQualityFail'],
    ['static-face', 'LivessDetectFake'],
    ['frozen', 'LivessDetectFake'],
    ['face-changed', 'LivessDetectFake'],
    ['spliced', 'LivessDetectFake'],
    ['screen', 'LivessDetectFake'],
    ['flat-turn', 'LivessDetectFake'],
    ['spoof', 'LivessDetectFake'],
  ] as const)('turns %s into %s', (finding, result) => {
    const facts = { ...GOOD_VIDEO, findings: [finding] };

    expect(videoRefusal(facts, { type: 'ACTION', validateData: '2,1' })).toBe(result);
  });

  it('ignores the background, as FaceID does', () => {
    const facts = { ...GOOD_VIDEO, findings: ['background-not-white'] as const };

    expect(videoRefusal(facts, { type: 'ACTION', validateData: '2,1' })).toBeUndefined();
  });

  it('requires of a silent video only a living face for two seconds', () => {
    const silent = { type: 'SILENT', validateData: '' } as const;

    expect(videoRefusal({ ...GOOD_VIDEO, events: [] }, silent)).toBeUndefined();
    expect(videoRefusal({ ...GOOD_VIDEO, findings: ['too-short'] }, silent)).toBe('SilentTooShort');
    expect(videoRefusal({ ...GOOD_VIDEO, findings: ['no-face'] }, silent)).toBe('SilentFaceDetectFail');
  });
});

describe('photoRefusal', () => {
  it('accepts a good portrait, whatever the background', () => {
    expect(photoRefusal({ ...GOOD_PHOTO, findings: ['background-not-white', 'tilted'] })).toBeUndefined();
  });

  it.each([
    ['LifePhotoDetectNoFaces', { faces: [], findings: ['no-face'] }],
    ['LifePhotoDetectFaces', { findings: ['several-faces'] }],
    ['LifePhotoPoorQuality', { findings: ['blurred'] }],
    ['LifePhotoPoorQuality', { findings: ['too-dark'] }],
    ['LifePhotoPoorQuality', { faces: GOOD_PHOTO.faces.map((face) => ({ ...face, eyeDistance: 29 })) }],
  ] as const)('returns %s for %o', (result, facts) => {
    expect(photoRefusal({ ...GOOD_PHOTO, ...facts })).toBe(result);
  });
});

describe('isPoorRecord', () => {
  it('accepts a portrait in soft print, and none whose eyes are 29 pixels apart', () => {
    expect(isPoorRecord({ ...GOOD_PHOTO, findings: ['blurred', 'too-dark'] })).toBe(false);
    expect(isPoorRecord({ ...GOOD_PHOTO, faces: GOOD_PHOTO.faces.map((face) => ({ ...face, eyeDistance: 29 })) })).toBe(
      true,
    );
    expect(isPoorRecord({ ...GOOD_PHOTO, faces: [] })).toBe(true);
  });
});

describe('simOfCosine', () => {
  it.each([
    [-0.2, 0],
    [0.21, 35],
    [0.42, 70],
    [0.71, 85],
    [1, 100],
  ])('turns %f into %f', (cosine, sim) => {
    expect(simOfCosine(cosine)).toBe(sim);
  });
});
