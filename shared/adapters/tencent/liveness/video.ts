import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/faceid/v20180301/faceid_client.js';
import * as z from 'zod/mini';
import { clientConfig } from '../../../../platform/adapters/tencent/client.ts';
import { Failed } from '../../../../platform/ports/failed.ts';
import type { ActionChallenge, Assurance } from '../../../domain/liveness/liveness.ts';
import type { LivenessEvidence, LivenessOutcome, LivenessProvider } from '../../../ports/documents/liveness.ts';
import { meaningOf } from './codes.ts';
import { base64Picture, billed, type FaceIdSettings, type Failure, failureOf, orFailed, PORT } from './face-id.ts';
import { carried } from './medium.ts';

type Action = ActionChallenge['actions'][number];

/** Codes of GetActionSequence. */
const CODES: Readonly<Record<Action, string>> = { 'open-mouth': '1', 'close-eyes': '2' };
const ACTIONS: Readonly<Record<string, Action>> = { 1: 'open-mouth', 2: 'close-eyes' };

const sequenceAnswer = z.object({ ActionSequence: z.string().check(z.regex(/^[12](,[12])*$/)) });

const SUCCESS = 'Success';

/**
 * The number of requested key frames. One alone does not identify a re-encoded video: the vendor may take the best one
 * from another second of it.
 */
const KEY_FRAMES = 5;

const comparison = z.object({
  Result: z.literal(SUCCESS),
  Sim: z.number().check(z.minimum(0), z.maximum(100)),
  BestFrameBase64: base64Picture,
  BestFrameList: z.nullish(z.array(base64Picture)),
});
const comparisonAnswer = z.union([comparison, z.object({ Result: z.string() })]);

type Comparison = z.output<typeof comparison>;

/**
 * Liveness of a video that the client made, by Tencent Cloud FaceID's own-interface actions: Cloud API faceid
 * 2018-03-01, GetActionSequence, LivenessCompare (with the photo) and LivenessRecognition (with the authority's
 * record). The second comparison is made only after the first has passed, because each is billed.
 */
export function createLivenessProvider({ assurance, ...settings }: FaceIdSettings): LivenessProvider {
  const client = new Client(clientConfig(settings));

  return {
    films: 'client',

    async challenge() {
      const { ActionSequence } = await orFailed(sequenceAnswer, () => client.GetActionSequence({}));
      return { actions: ActionSequence.split(',').flatMap((code) => ACTIONS[code] ?? []) };
    },

    async verify({ challenge, photo, video, name, idNumber }: LivenessEvidence): Promise<LivenessOutcome> {
      if (!('actions' in challenge) || !video) throw new Failed(PORT, 'broken', 'NoVideo');
      const film = {
        LivenessType: 'ACTION',
        ValidateData: challenge.actions.map((action) => CODES[action]).join(','),
        ...(await carried(video, { link: 'VideoUrl', inline: 'VideoBase64' }, settings)),
      };
      const still = await carried(photo, { link: 'ImageUrl', inline: 'ImageBase64' }, settings);
      const Optional = JSON.stringify({ BestFrameNum: KEY_FRAMES });
      const withPhoto = await compared(assurance, () => client.LivenessCompare({ ...film, ...still, Optional }));
      if ('outcome' in withPhoto) return withPhoto;
      // The first comparison was billed: whatever happens, the try must not be repeated.
      const withRecord = await compared(assurance, () =>
        client.LivenessRecognition({ ...film, IdCard: idNumber, Name: name }),
      ).catch((error: unknown) => tryLater(error, assurance));
      if ('outcome' in withRecord) return { ...withRecord, maybeBilled: true };
      return {
        outcome: 'compared',
        photoSimilarity: withPhoto.Sim,
        authoritySimilarity: withRecord.Sim,
        assurance,
        frames: [withPhoto, withRecord].flatMap(framesOf),
      };
    },
  };
}

/** One billed comparison. @throws Failed when it certainly was not billed. */
async function compared(assurance: Assurance, call: () => Promise<unknown>): Promise<Comparison | Failure> {
  const answer = await billed(comparisonAnswer, assurance, call);
  if ('outcome' in answer || 'Sim' in answer) return answer;
  return failureOf(meaningOf(answer.Result), answer.Result, assurance);
}

const framesOf = ({ BestFrameBase64, BestFrameList }: Comparison): readonly Buffer[] =>
  [BestFrameBase64, ...(BestFrameList ?? [])].filter((frame) => frame !== undefined);

function tryLater(error: unknown, assurance: Assurance): Failure {
  if (!(error instanceof Failed)) throw error;
  return { outcome: 'failed', reason: 'try-later', maybeBilled: true, assurance };
}
