import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/iai/v20200303/iai_client.js';
import * as z from 'zod/mini';
import { clientConfig } from '../../../../platform/adapters/tencent/client.ts';
import type { LivenessMedium, LivenessOutcome } from '../../../ports/documents/liveness.ts';
import { comparisonAnswer, FACE_MODEL, similarityOf } from '../faces/face-score.ts';
import { faceMeaningOf, PAGE_UNFINISHED, pageMeaningOf } from './codes.ts';
import { base64Picture, billed, type FaceIdSettings, type Failure, failureOf } from './face-id.ts';
import { carried } from './medium.ts';

/** Fields that GetEidResult and GetDetectInfoEnhanced have in common. `Sim` is a text such as `"87.50"`. */
export const pageAnswer = z.object({
  Text: z.nullish(z.object({ ErrCode: z.nullish(z.number()), Sim: z.nullish(z.string()) })),
  BestFrame: z.nullish(z.object({ BestFrame: base64Picture })),
});

/** The value of `InfoType`, in both actions, for text and best frame. */
export const TEXT_AND_BEST_FRAME = '13';

const similarity = z.coerce.number().check(z.minimum(0), z.maximum(100));

/**
 * Judges the result of the vendor's page. The page compares with the authority's record; its best frame is compared
 * with the photo here: Tencent Cloud API iai 2020-03-03, CompareFace. Fetching the page's result is not billed, so only
 * that comparison must not be repeated.
 */
export function createPageJudge({ assurance, ...settings }: FaceIdSettings) {
  const faces = new Client(clientConfig(settings));
  const inconclusive: Failure = { outcome: 'failed', reason: 'try-later', maybeBilled: true, assurance };

  const comparedWithPhoto = async (frame: Buffer, photo: LivenessMedium) => {
    const image = await carried(photo, { link: 'UrlA', inline: 'ImageA' }, settings);
    const request = { ...image, ImageB: frame.toString('base64'), FaceModelVersion: FACE_MODEL };
    return billed(comparisonAnswer, assurance, () => faces.CompareFace(request), faceMeaningOf);
  };

  return async (page: z.output<typeof pageAnswer> | Failure, photo: LivenessMedium): Promise<LivenessOutcome> => {
    if ('outcome' in page) return page;
    const code = page.Text?.ErrCode ?? PAGE_UNFINISHED;
    if (code === PAGE_UNFINISHED) return { outcome: 'unfinished' };
    if (code !== 0) return failureOf(pageMeaningOf(code), `ErrCode.${code}`, assurance);
    const authoritySimilarity = similarity.safeParse(page.Text?.Sim ?? undefined);
    const frame = page.BestFrame?.BestFrame;
    if (!authoritySimilarity.success || !frame) return inconclusive;
    const compared = await comparedWithPhoto(frame, photo);
    if ('outcome' in compared) return compared;
    return {
      outcome: 'compared',
      photoSimilarity: similarityOf(compared.Score),
      authoritySimilarity: authoritySimilarity.data,
      assurance,
      frames: [frame],
    };
  };
}
