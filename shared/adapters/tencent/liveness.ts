import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/faceid/v20180301/faceid_client.js';
import * as z from 'zod';
import type { LivenessChallenge } from '../../domain/liveness.ts';
import { Failed } from '../../ports/failed.ts';
import type { LivenessEvidence, LivenessOutcome, LivenessProvider } from '../../ports/liveness.ts';
import { type CloudApiSettings, callCloudApi, clientConfig, VendorCode } from './client.ts';
import { reasonOf } from './liveness-reasons.ts';

const PORT = 'liveness';

type Action = LivenessChallenge['actions'][number];

/** Codes of GetActionSequence. */
const CODES: Readonly<Record<Action, string>> = { 'open-mouth': '1', 'close-eyes': '2' };
const ACTIONS: Readonly<Record<string, Action>> = { 1: 'open-mouth', 2: 'close-eyes' };

const sequenceAnswer = z.object({ ActionSequence: z.string().regex(/^[12](,[12])*$/) });

const SUCCESS = 'Success';

const comparison = z.object({
  Result: z.literal(SUCCESS),
  Sim: z.number().min(0).max(100),
  BestFrameBase64: z.string().nullish(),
});
const comparisonAnswer = z.union([comparison, z.object({ Result: z.string().startsWith('FailedOperation.') })]);

type Comparison = z.output<typeof comparison>;
type Failure = Extract<LivenessOutcome, { outcome: 'failed' }>;

/** There was no connection, so nothing was sent. The SDK keeps the system's code in its message only. */
const NEVER_SENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/;

/**
 * Liveness by Tencent Cloud FaceID's own-interface actions: Cloud API faceid 2018-03-01, GetActionSequence, LivenessCompare and
 * LivenessRecognition. The second comparison is made only after the first has passed, since each is billed.
 */
export function createLivenessProvider(settings: CloudApiSettings): LivenessProvider {
  const client = new Client(clientConfig(settings));

  return {
    async challenge() {
      const { ActionSequence } = await orFailed(() =>
        callCloudApi(PORT, sequenceAnswer, () => client.GetActionSequence({})),
      );
      return { actions: ActionSequence.split(',').flatMap((code) => ACTIONS[code] ?? []) };
    },

    async verify({ challenge, photoLink, videoLink, name, idNumber }: LivenessEvidence): Promise<LivenessOutcome> {
      const video = {
        LivenessType: 'ACTION',
        ValidateData: challenge.actions.map((action) => CODES[action]).join(','),
        VideoUrl: videoLink,
      };
      const withPhoto = await compared(() => client.LivenessCompare({ ...video, ImageUrl: photoLink }));
      if ('outcome' in withPhoto) return withPhoto;
      // The first comparison is paid for by now: whatever happens, the try must not be run again.
      const withRecord = await compared(() =>
        client.LivenessRecognition({ ...video, IdCard: idNumber, Name: name }),
      ).catch(tryLater);
      if ('outcome' in withRecord) return withRecord;
      const bestFrame = withRecord.BestFrameBase64 || withPhoto.BestFrameBase64;
      return {
        outcome: 'compared',
        photoSimilarity: withPhoto.Sim,
        authoritySimilarity: withRecord.Sim,
        ...(bestFrame ? { bestFrame: Buffer.from(bestFrame, 'base64') } : {}),
      };
    },
  };
}

/** One billed comparison. @throws Failed when it certainly was not run. */
async function compared(call: () => Promise<unknown>): Promise<Comparison | Failure> {
  try {
    const answer = await callCloudApi(PORT, comparisonAnswer, call);
    return 'Sim' in answer ? answer : { outcome: 'failed', reason: reasonOf(answer.Result) };
  } catch (error) {
    if (error instanceof VendorCode) return { outcome: 'failed', reason: reasonOf(error.code) };
    if (error instanceof Failed && !wasPerhapsRun(error)) throw error;
    return tryLater(error);
  }
}

function wasPerhapsRun({ kind, cause }: Failed): boolean {
  if (kind === 'throttled' || kind === 'refused') return false;
  return !(cause instanceof Error && NEVER_SENT.test(cause.message));
}

function tryLater(error: unknown): Failure {
  if (!(error instanceof Failed)) throw error;
  return { outcome: 'failed', reason: 'try-later' };
}

/** A code of the vendor where none is expected. */
async function orFailed<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof VendorCode ? new Failed(PORT, 'broken', error.code) : error;
  }
}
