import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/iai/v20200303/iai_client.js';
import * as z from 'zod/mini';
import {
  type CloudApiSettings,
  callCloudApi,
  clientConfig,
  VendorCode,
} from '../../../../platform/adapters/tencent/client.ts';
import { Failed } from '../../../../platform/ports/failed.ts';
import type { SeenFace } from '../../../domain/liveness/photo.ts';
import type { Faces } from '../../../ports/documents/faces.ts';
import { carried, type MediumSettings } from '../liveness/medium.ts';
import { comparisonAnswer, FACE_MODEL, similarityOf } from './face-score.ts';

const PORT = 'faces';

/** The vendor returns attributes only of the five largest faces. */
const MAX_FACES = 5;

const faceInfo = z.object({
  X: z.number(),
  Y: z.number(),
  Width: z.number().check(z.positive()),
  Height: z.number().check(z.positive()),
  FaceAttributesInfo: z.object({
    Pitch: z.number(),
    Yaw: z.number(),
    Roll: z.number(),
    EyeOpen: z.nullish(z.boolean()),
    Hat: z.nullish(z.boolean()),
    Mask: z.nullish(z.boolean()),
  }),
  FaceQualityInfo: z.nullish(
    z.object({
      Score: z.nullish(z.number()),
      Completeness: z.nullish(
        z.object({ Eye: z.nullish(z.number()), Nose: z.nullish(z.number()), Mouth: z.nullish(z.number()) }),
      ),
    }),
  ),
});
const answer = z.object({ FaceInfos: z.array(faceInfo) });

/**
 * Up to which score a feature is covered, as the vendor documents them for DetectFace. Sunglasses cover the eyes. Brows,
 * cheeks and chin may be under hair.
 */
const COVERED_UP_TO = { Eye: 80, Nose: 60, Mouth: 50 } as const;

/** Codes that mean that no face was found. */
const NO_FACE = [
  'FailedOperation.FaceSizeTooSmall',
  'FailedOperation.ImageFacedetectFailed',
  'InvalidParameterValue.NoFaceInPhoto',
];

/** Faces by Tencent Cloud API iai 2020-03-03, DetectFace and CompareFace. */
export function createFaces(settings: CloudApiSettings & MediumSettings): Faces {
  const client = new Client(clientConfig(settings));

  return {
    async detect(picture) {
      const image = await carried(picture, { link: 'Url', inline: 'Image' }, settings);
      const needs = { MaxFaceNum: MAX_FACES, NeedFaceAttributes: 1, NeedQualityDetection: 1 };
      const request = { ...image, ...needs, FaceModelVersion: FACE_MODEL };
      const seen = await unlessNobody(() => callCloudApi(PORT, answer, () => client.DetectFace(request)));
      return (seen?.FaceInfos ?? []).map(faceOf).sort((first, second) => areaOf(second) - areaOf(first));
    },

    async similarity(first, second) {
      const [a, b] = await Promise.all([
        carried(first, { link: 'UrlA', inline: 'ImageA' }, settings),
        carried(second, { link: 'UrlB', inline: 'ImageB' }, settings),
      ]);
      const request = { ...a, ...b, FaceModelVersion: FACE_MODEL };
      const compared = await unlessNobody(() =>
        callCloudApi(PORT, comparisonAnswer, () => client.CompareFace(request)),
      );
      return compared && similarityOf(compared.Score);
    },
  };
}

/** The reply to a call; undefined when no face was found. @throws Failed for every other code */
async function unlessNobody<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof VendorCode)) throw error;
    if (NO_FACE.includes(error.code)) return undefined;
    throw new Failed(PORT, 'broken', error.code);
  }
}

type FaceInfo = z.output<typeof faceInfo>;

function faceOf({ X, Y, Width, Height, FaceAttributesInfo, FaceQualityInfo }: FaceInfo): SeenFace {
  const { Pitch, Yaw, Roll, EyeOpen, Hat, Mask } = FaceAttributesInfo;
  return {
    box: { x: X, y: Y, width: Width, height: Height },
    pitch: Pitch,
    yaw: Yaw,
    roll: Roll,
    eyesOpen: EyeOpen ?? undefined,
    covered: Hat === true || Mask === true || hidesFeature(FaceQualityInfo?.Completeness ?? {}),
    quality: FaceQualityInfo?.Score ?? undefined,
  };
}

const hidesFeature = (scores: Partial<Record<keyof typeof COVERED_UP_TO, number | null | undefined>>): boolean =>
  (['Eye', 'Nose', 'Mouth'] as const).some((feature) => (scores[feature] ?? 100) <= COVERED_UP_TO[feature]);

const areaOf = ({ box }: SeenFace): number => box.width * box.height;
