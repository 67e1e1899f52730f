import { createHash } from 'node:crypto';
import type { FaceEngine } from 'engines/face/engine.ts';
import type { Action } from 'engines/face/facts.ts';
import { INDIVIDUAL } from 'specimens/people.ts';
import { startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { faceidActions } from 'tencent-stand-in/faceid.ts';
import { iaiActions } from 'tencent-stand-in/iai.ts';
import { measurePortrait } from '../../functions/liveness/measure-portrait.ts';
import { createFaces } from '../../shared/adapters/tencent/faces/faces.ts';
import { createLivenessProvider } from '../../shared/adapters/tencent/liveness/video.ts';
import {
  type ActionChallenge,
  type LivenessReason,
  SAME_PERSON_SIMILARITY,
} from '../../shared/domain/liveness/liveness.ts';
import { objectionsTo, onlyFace } from '../../shared/domain/liveness/photo.ts';
import type { LivenessMedium } from '../../shared/ports/liveness.ts';

/** One attempt: the media, the challenge, and the authority's portrait. */
export interface Try {
  readonly photo: Buffer;
  readonly record: Buffer;
  readonly video: Buffer;
  readonly actions: readonly Action[];
}

export type Verdict = 'accepted' | LivenessReason;

export interface Judge {
  /** The result of our own checks of a photo. */
  ofPhoto(photo: Buffer): Promise<Verdict>;
  /** FaceID's result for a video, once the photo is accepted. Only `mouth` and `blink` are possible. */
  ofVideo(attempt: Try): Promise<Verdict>;
  close(): Promise<void>;
}

const ASKED: Readonly<Record<string, ActionChallenge['actions'][number]>> = {
  mouth: 'open-mouth',
  blink: 'close-eyes',
};

/** Decides as the deployed function does: the same adapters, over HTTP, with the laptop's FaceID. */
export async function startJudge(engine: FaceEngine): Promise<Judge> {
  let record: Buffer = Buffer.alloc(0);
  const register = { identity: async () => 'matches' as const, portraitOf: async () => record };
  const actions = { ...faceidActions(engine, register), ...iaiActions(engine) };
  const cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions });
  const settings = {
    credentials: () => LAPTOP_CREDENTIALS,
    region: 'ap-guangzhou',
    endpoint: cloud.url,
    timeoutSeconds: 120,
    storeIsReachable: false,
    assurance: 'none' as const,
  };
  const [faces, provider] = [createFaces(settings), createLivenessProvider(settings)];

  return {
    async ofPhoto(photo) {
      const face = onlyFace(await faces.detect(medium(photo)));
      if ('code' in face) return face.code;
      const { measures, ...size } = await measurePortrait(photo, face);
      return objectionsTo(size, face, measures)[0]?.code ?? 'accepted';
    },
    async ofVideo(attempt) {
      record = attempt.record;
      const challenge = { actions: attempt.actions.flatMap((action) => ASKED[action] ?? []) };
      const { name, idNumber } = INDIVIDUAL.idCard;
      const evidence = { challenge, photo: medium(attempt.photo), video: medium(attempt.video), name, idNumber };
      const outcome = await provider.verify(evidence);
      if (outcome.outcome === 'unfinished') throw new Error('the laptop’s FaceID leaves nothing unfinished');
      if (outcome.outcome === 'failed') return outcome.reason;
      const similarity = Math.min(outcome.photoSimilarity, outcome.authoritySimilarity);
      return similarity < SAME_PERSON_SIMILARITY ? 'other-person' : 'accepted';
    },
    close: cloud.stop,
  };
}

const medium = (bytes: Buffer): LivenessMedium => ({ link: '', load: async () => bytes });

/** Analyses each file once: a corpus is judged in many combinations of the same files. */
export function remembering(engine: FaceEngine): FaceEngine {
  const seen = new Map<string, Promise<unknown>>();
  const once =
    <Facts>(look: (file: Buffer) => Promise<Facts>) =>
    (file: Buffer): Promise<Facts> => {
      const digest = createHash('sha256').update(file).digest('hex');
      const facts = (seen.get(digest) as Promise<Facts> | undefined) ?? look(file);
      seen.set(digest, facts);
      return facts;
    };
  return { ...engine, photo: once(engine.photo), video: once(engine.video) };
}
