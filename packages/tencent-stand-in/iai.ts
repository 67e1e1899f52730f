import type { FaceEngine } from 'engines/face/engine.ts';
import { type FaceInPhoto, type PhotoFacts, UnusableMedia } from 'engines/face/facts.ts';
import { PHOTO, SAME_PERSON_COSINE } from 'engines/face/thresholds.ts';
import * as z from 'zod/mini';
import { type CloudActions, CloudApiError, parametersOf } from './cloud-action.ts';
import { type MediaProblem, MediaRefused, takeMedia } from './media-input.ts';

/** 5 M of base64. */
const IMAGE_LIMITS = { maxBase64Characters: 5 * 1024 * 1024, downloadSeconds: 4 };
const MIN_SHORT_SIDE = 64;
const MODEL_VERSION = '3.0';
const WRONG_PARAMETER = 'InvalidParameter.InvalidParameter';

const CODES: Readonly<Record<MediaProblem, string>> = {
  missing: 'InvalidParameterValue.ImageEmpty',
  'not-base64': 'FailedOperation.ImageDecodeFailed',
  'too-large': 'FailedOperation.ImageSizeExceed',
  'bad-url': 'InvalidParameterValue.UrlIllegal',
  'download-failed': 'FailedOperation.ImageDownloadError',
  'download-timeout': 'FailedOperation.ImageDownloadError',
};

const detectRequest = z.object({
  Image: z.optional(z.string()),
  Url: z.optional(z.string()),
  MaxFaceNum: z._default(z.int().check(z.minimum(1), z.maximum(120)), 1),
  MinFaceSize: z._default(z.union([z.literal(20), z.literal(34)]), 34),
  NeedFaceAttributes: z._default(z.number(), 0),
  NeedQualityDetection: z._default(z.number(), 0),
});

const compareRequest = z.object({
  ImageA: z.optional(z.string()),
  UrlA: z.optional(z.string()),
  ImageB: z.optional(z.string()),
  UrlB: z.optional(z.string()),
  FaceModelVersion: z.literal(MODEL_VERSION),
});

/**
 * Detects and compares faces. Shapes and codes: Tencent Cloud API iai 2020-03-03 (DetectFace, CompareFace). Attributes
 * and qualities that the engine can't measure (sex, age, glasses, hair, covered features …) are null, where the vendor
 * has a guess.
 */
export function iaiActions(engine: FaceEngine): CloudActions {
  return {
    'iai/2020-03-03/DetectFace': async (body) => {
      const request = parametersOf(detectRequest, body, WRONG_PARAMETER);
      const { Image, Url, MaxFaceNum, MinFaceSize, NeedFaceAttributes, NeedQualityDetection } = request;
      // Unlike in faceid, the URL wins.
      const { width, height, faces } = await look(engine, Url ? { url: Url } : { base64: Image });
      const found = faces.filter(({ box }) => Math.min(box.width, box.height) >= MinFaceSize).slice(0, MaxFaceNum);
      if (found.length === 0) throw new CloudApiError('InvalidParameterValue.NoFaceInPhoto', '图片中没有人脸。');
      return {
        ImageWidth: width,
        ImageHeight: height,
        FaceInfos: found.map((face) => ({
          ...boxOf(face),
          FaceAttributesInfo: NeedFaceAttributes === 1 ? attributesOf(face) : null,
          FaceQualityInfo: NeedQualityDetection === 1 ? qualityOf(face) : null,
        })),
        FaceModelVersion: MODEL_VERSION,
      };
    },

    'iai/2020-03-03/CompareFace': async (body) => {
      const { ImageA, UrlA, ImageB, UrlB } = parametersOf(compareRequest, body, WRONG_PARAMETER);
      const [one, other] = await Promise.all([
        look(engine, UrlA ? { url: UrlA } : { base64: ImageA }),
        look(engine, UrlB ? { url: UrlB } : { base64: ImageB }),
      ]);
      if (!one.embedding || !other.embedding)
        throw new CloudApiError('InvalidParameterValue.NoFaceInPhoto', '图片中没有人脸。');
      const cosine = engine.similarity(one.embedding, other.embedding);
      return { Score: scoreOfCosine(cosine), FaceModelVersion: MODEL_VERSION };
    },
  };
}

/** Score of model 3.0 for the same person: one stranger in 10,000 is mistaken for another. */
const SAME_PERSON_SCORE = 50;

/** Linear through 0, the cosine at which one stranger in 10,000 is mistaken for another, and 1; two decimals. */
function scoreOfCosine(cosine: number): number {
  const beyond = (cosine - SAME_PERSON_COSINE) / (1 - SAME_PERSON_COSINE);
  const score =
    beyond < 0
      ? (cosine / SAME_PERSON_COSINE) * SAME_PERSON_SCORE
      : SAME_PERSON_SCORE + beyond * (100 - SAME_PERSON_SCORE);
  return within(Math.round(score * 100) / 100, 0, 100);
}

async function look(engine: FaceEngine, from: Parameters<typeof takeMedia>[0]): Promise<PhotoFacts> {
  try {
    const facts = await engine.photo(await takeMedia(from, IMAGE_LIMITS));
    if (Math.min(facts.width, facts.height) >= MIN_SHORT_SIDE) return facts;
  } catch (error) {
    if (error instanceof MediaRefused) throw new CloudApiError(CODES[error.problem], '图片无法使用。');
    if (error instanceof UnusableMedia) throw new CloudApiError('FailedOperation.ImageDecodeFailed', '图片解码失败。');
    throw new CloudApiError('FailedOperation.ServerError', '算法服务异常，请重试。');
  }
  throw new CloudApiError('FailedOperation.ImageResolutionTooSmall', '图片短边分辨率小于64。');
}

const boxOf = ({ box }: FaceInPhoto) => ({
  X: Math.round(box.x),
  Y: Math.round(box.y),
  Width: Math.round(box.width),
  Height: Math.round(box.height),
});

const attributesOf = ({ pose, eyesOpen }: FaceInPhoto) => ({
  Pitch: Math.round(within(pose.pitchDegrees, -30, 30)),
  Yaw: Math.round(within(pose.yawDegrees, -30, 30)),
  Roll: Math.round(within(pose.rollDegrees, -180, 180)),
  EyeOpen: eyesOpen,
  Gender: null,
  Age: null,
  Expression: null,
  Glass: null,
  Beauty: null,
  Hat: null,
  Mask: null,
  Hair: null,
});

/** The vendor calls 60 usable and 80 good: 60 is where the engine finds a face just sharp and just large enough. */
function qualityOf({ quality, eyeDistance }: FaceInPhoto) {
  const sharpness = score(quality.sharpness / PHOTO.minSharpness);
  return {
    Score: Math.min(sharpness, score(eyeDistance / PHOTO.minEyeDistance)),
    Sharpness: sharpness,
    Brightness: Math.round((quality.brightness / 255) * 100),
    Completeness: null,
  };
}

/** 0 for nothing, 60 for just enough, towards 100 for more. */
const score = (enough: number): number => Math.round(100 * (1 - 0.4 ** enough));

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
