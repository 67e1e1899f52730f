import { createHash, randomInt } from 'node:crypto';
import { birthDateIn, isIdNumber } from 'engines/certificate-numbers.ts';
import type { FaceEngine } from 'engines/face/engine.ts';
import { type PhotoFacts, UnusableMedia, type VideoFacts } from 'engines/face/facts.ts';
import { median } from 'engines/face/statistics.ts';
import { WorkerFailed } from 'engines/worker-queue.ts';
import * as z from 'zod/mini';
import { type CloudActions, CloudApiError, parametersOf } from './cloud-action.ts';
import { FACEID_RESULTS, type FaceidResult } from './faceid-results.ts';
import {
  type Demand,
  isPoorRecord,
  photoRefusal,
  SAME_PERSON_SIM,
  simOfCosine,
  videoRefusal,
} from './faceid-verdict.ts';
import { type MediaProblem, MediaRefused, takeMedia } from './media-input.ts';
import { beijingDay } from './vendor-time.ts';

/** The people whom the authority knows, and their portraits. */
export interface AuthorityRegister {
  identity(idNumber: string, name: string): Promise<'matches' | 'name-differs' | 'unknown'>;
  /** JPEG or PNG. */
  portraitOf(idNumber: string, name: string): Promise<Buffer | undefined>;
}

/** 3 M and 8 M of base64; a video must be downloaded within 4 s. */
const IMAGE_LIMITS = { maxBase64Characters: 3 * 1024 * 1024, downloadSeconds: 4 };
const VIDEO_LIMITS = { maxBase64Characters: 8 * 1024 * 1024, downloadSeconds: 4 };

const SEQUENCES = ['1,2', '2,1'] as const;

/**
 * FaceID's own-interface actions (PaaS), which really analyse the media. Shapes and codes: Tencent Cloud API faceid
 * 2018-03-01 (GetActionSequence, LivenessCompare, LivenessRecognition). A checked attempt returns
 * `Result`; one that couldn't be checked is an `Error` (media, parameters).
 */
export function faceidActions(eyes: FaceEngine, register: AuthorityRegister): CloudActions {
  const engine = { ...eyes, video: keptForSecond(eyes.video) };
  return {
    'faceid/2018-03-01/GetActionSequence': async () => ({ ActionSequence: SEQUENCES[randomInt(SEQUENCES.length)] }),

    'faceid/2018-03-01/LivenessCompare': async (body) => {
      const request = parametersOf(compareRequest, body);
      const demand = demandOf(request);
      const [image, video] = await Promise.all([imageOf(request), videoOf(request)]);
      const photo = await look(() => engine.photo(image), 'LifePhotoPoorQuality');
      const refusal = photoRefusal(photo);
      if (refusal) return failed(refusal);
      return compare(engine, photo, video, demand, request.Optional?.BestFrameNum);
    },

    'faceid/2018-03-01/LivenessRecognition': async (body) => {
      const request = parametersOf(recognitionRequest, body);
      return recognise(engine, register, request, () => videoOf(request), demandOf(request));
    },
  };
}

/** The second comparison of an attempt follows within seconds. */
const KEPT_SECONDS = 30;

/**
 * An attempt compares one video twice: the facts of the first analysis are cached for the second, and dropped after it
 * or after half a minute.
 */
function keptForSecond(look: FaceEngine['video']): FaceEngine['video'] {
  let kept: { readonly digest: string; readonly facts: Promise<VideoFacts> } | undefined;
  return (clip) => {
    const digest = createHash('sha256').update(clip).digest('hex');
    if (kept?.digest === digest) {
      const { facts } = kept;
      kept = undefined;
      return facts;
    }
    const now = { digest, facts: look(clip) };
    const forget = () => {
      if (kept === now) kept = undefined;
    };
    kept = now;
    now.facts.catch(forget);
    setTimeout(forget, KEPT_SECONDS * 1000).unref();
    return now.facts;
  };
}

/** The outcome of a comparison: `Result` is `Success` or `FailedOperation.…`. */
export interface Comparison extends Record<string, unknown> {
  readonly Result: string;
  /** 0 to 100. */
  readonly Sim: number;
  readonly BestFrameBase64: string | null;
}

/**
 * Compares the person in a video with the authority's record of a name and number.
 *
 * @throws CloudApiError when nothing could be compared
 */
export async function recognise(
  engine: FaceEngine,
  register: AuthorityRegister,
  { IdCard, Name }: { readonly IdCard: string; readonly Name: string },
  videoOf: () => Promise<Buffer>,
  demand: Demand,
): Promise<Comparison> {
  const portrait = await recordOf(register, IdCard, Name);
  if (typeof portrait === 'string') return failed(portrait);
  const video = await videoOf();
  const photo = await look(() => engine.photo(portrait), 'IdPhotoPoorQuality');
  if (isPoorRecord(photo)) return failed('IdPhotoPoorQuality');
  return compare(engine, photo, video, demand);
}

const liveness = {
  LivenessType: z.enum(['ACTION', 'SILENT']),
  ValidateData: z._default(z.string(), ''),
  VideoBase64: z.optional(z.string()),
  VideoUrl: z.optional(z.string()),
};

const compareRequest = z.object({
  ...liveness,
  Optional: z.optional(jsonText(z.object({ BestFrameNum: z.optional(z.int().check(z.minimum(2), z.maximum(10))) }))),
  ImageBase64: z.optional(z.string()),
  ImageUrl: z.optional(z.string()),
});

const recognitionRequest = z.object({ ...liveness, IdCard: z.string(), Name: z.string() });

/** JSON inside a string. */
function jsonText<T>(schema: z.ZodMiniType<T>) {
  return z.pipe(
    z.pipe(
      z.string(),
      z.transform((text, context) => {
        try {
          return JSON.parse(text) as unknown;
        } catch {
          context.issues.push({ code: 'custom', message: 'not JSON', input: text });
          return z.NEVER;
        }
      }),
    ),
    schema,
  );
}

const VALIDATE_DATA = { ACTION: /^[12](,[12])*$/, SILENT: /^$/ } as const;

function demandOf({ LivenessType, ValidateData }: { LivenessType: Demand['type']; ValidateData: string }): Demand {
  if (!VALIDATE_DATA[LivenessType].test(ValidateData)) {
    throw new CloudApiError('InvalidParameterValue', `ValidateData does not suit ${LivenessType}.`);
  }
  return { type: LivenessType, validateData: ValidateData };
}

type MediaCodes = Readonly<Record<MediaProblem, FaceidResult | 'InvalidParameter'>>;

const IMAGE_CODES: MediaCodes = {
  missing: 'InvalidParameter',
  'not-base64': 'LifePhotoPoorQuality',
  'too-large': 'LifePhotoSizeError',
  'bad-url': 'InvalidParameter',
  'download-failed': 'DownLoadError',
  'download-timeout': 'DownLoadTimeoutError',
};

const VIDEO_CODES: MediaCodes = { ...IMAGE_CODES, 'not-base64': 'LipVideoInvalid', 'too-large': 'LipSizeError' };

const imageOf = ({ ImageBase64, ImageUrl }: { ImageBase64?: string | undefined; ImageUrl?: string | undefined }) =>
  take(ImageBase64 ? { base64: ImageBase64 } : { url: ImageUrl }, IMAGE_LIMITS, IMAGE_CODES);

const videoOf = ({ VideoBase64, VideoUrl }: { VideoBase64?: string | undefined; VideoUrl?: string | undefined }) =>
  take(VideoBase64 ? { base64: VideoBase64 } : { url: VideoUrl }, VIDEO_LIMITS, VIDEO_CODES);

async function take(
  from: Parameters<typeof takeMedia>[0],
  limits: Parameters<typeof takeMedia>[1],
  codes: MediaCodes,
): Promise<Buffer> {
  try {
    return await takeMedia(from, limits);
  } catch (error) {
    if (!(error instanceof MediaRefused)) throw error;
    const code = codes[error.problem];
    if (code === 'InvalidParameter') throw new CloudApiError(code, 'Media is missing, or its URL is not one.');
    throw errorOf(code);
  }
}

const errorOf = (result: FaceidResult) => new CloudApiError(`FailedOperation.${result}`, FACEID_RESULTS[result]);

/** @param unusable the code for a file that is not a picture or video. */
async function look<Facts>(at: () => Promise<Facts>, unusable: FaceidResult): Promise<Facts> {
  try {
    return await at();
  } catch (error) {
    if (error instanceof UnusableMedia) throw errorOf(unusable);
    if (!(error instanceof WorkerFailed)) throw error;
    if (error.reason === 'busy') throw new CloudApiError('RequestLimitExceeded', 'Too many videos are waiting.');
    throw errorOf('LivessSystemError');
  }
}

/**
 * Provinces, by the first two digits; the numbers of residence permits begin with 81 to 83, those of foreigners with 9.
 */
const PROVINCE = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71)/;

/** Whether a number can belong to a living citizen. */
function isOfCitizen(idCard: string): boolean {
  const birth = birthDateIn(idCard);
  return isIdNumber(idCard) && PROVINCE.test(idCard) && birth >= '1900-01-01' && birth <= beijingDay(new Date());
}

/** The authority's portrait, or why there is none. */
async function recordOf(register: AuthorityRegister, idCard: string, name: string): Promise<Buffer | FaceidResult> {
  if (!isOfCitizen(idCard)) return 'IdFormatError';
  if (!/^\p{Script=Han}[\p{Script=Han}·•]+$/u.test(name)) return 'NameFormatError';
  const identity = await register.identity(idCard, name);
  if (identity === 'unknown') return 'IdNoExistSystem';
  if (identity === 'name-differs') return 'IdNameMisMatch';
  return (await register.portraitOf(idCard, name)) ?? 'IdPhotoNoExist';
}

/** @param bestFrameNum number of pictures to take from the video; the default is only the best one. */
async function compare(
  engine: FaceEngine,
  photo: PhotoFacts,
  video: Buffer,
  demand: Demand,
  bestFrameNum?: number,
): Promise<Comparison> {
  const facts = await look(() => engine.video(video), 'LipVideoInvalid');
  const refusal = videoRefusal(facts, demand);
  if (refusal) return failed(refusal);
  const frames = facts.bestFrames.map((frame) => frame.toString('base64'));
  const [best] = frames;
  if (!best) return failed('LivessBestFrameError');
  const sim = simOfCosine(likeness(engine, photo, facts));
  if (sim < SAME_PERSON_SIM) return { ...failed('CompareLowSimilarity'), Sim: sim };
  const list = bestFrameNum ? frames.slice(0, bestFrameNum) : null;
  return { BestFrameBase64: best, BestFrameList: list, Sim: sim, Result: 'Success', Description: '成功' };
}

/** Median over the key frames, so that no single frame decides. */
function likeness(engine: FaceEngine, { embedding }: PhotoFacts, { keyFrames }: VideoFacts): number {
  if (!embedding) return 0;
  return median(keyFrames.map((frame) => engine.similarity(frame.embedding, embedding)));
}

const failed = (result: FaceidResult): Comparison => ({
  BestFrameBase64: null,
  Sim: 0,
  Result: `FailedOperation.${result}`,
  Description: FACEID_RESULTS[result],
});
