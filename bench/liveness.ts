import { parseArgs } from 'node:util';
import { createFaceEngine } from 'engines/face/engine.ts';
import sharp from 'sharp';
import { INDIVIDUAL } from 'specimens/people.ts';
import {
  anyTake,
  drawChallengeVideo,
  drawGreyWallPhoto,
  drawOtherPersonPhoto,
  drawPhoto,
  drawStillVideo,
  drawSwappedVideo,
  type PuppetAction,
} from 'specimens/person.ts';
import { startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { faceidActions } from 'tencent-stand-in/faceid.ts';
import { iaiActions } from 'tencent-stand-in/iai.ts';
import { measurePortrait } from '../functions/liveness/measure-portrait.ts';
import { createFaces } from '../shared/adapters/tencent/faces/faces.ts';
import { createLivenessProvider } from '../shared/adapters/tencent/liveness/video.ts';
import { type ActionChallenge, SAME_PERSON_SIMILARITY } from '../shared/domain/liveness/liveness.ts';
import { objectionsTo, onlyFace } from '../shared/domain/liveness/photo.ts';
import type { LivenessMedium } from '../shared/ports/documents/liveness.ts';
import { type Row, within } from './row.ts';

const MAX_REFUSED_PERCENT = 10;
/** Photos and pairs of films of one person, each in another place and light. */
const TAKES = 4;

/** The actions as the domain and as the puppet name them. */
const ORDERS: readonly { readonly asked: ActionChallenge['actions']; readonly done: readonly PuppetAction[] }[] = [
  { asked: ['open-mouth', 'close-eyes'], done: ['mouth', 'blink'] },
  { asked: ['close-eyes', 'open-mouth'], done: ['blink', 'mouth'] },
];

/** What was shown, and what came of it: `accepted`, or the reason of a refusal. */
interface Judged {
  readonly kind: string;
  readonly expected: string;
  readonly verdict: string;
}

/** Whom the laptop's FaceID accepts: `npm run bench -- liveness`. `--seed N` draws the person in other places and light. */
export async function measure(): Promise<readonly Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { seed: { type: 'string', default: '1' } },
  });
  const judge = await startJudge();
  try {
    return rowsOf(await judgedMedia(judge, seeded(Number(values.seed))));
  } finally {
    await judge.close();
  }
}

type Judge = Awaited<ReturnType<typeof startJudge>>;

async function judgedMedia(judge: Judge, random: () => number): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  const add = (kind: string, expected: string, verdict: string) => {
    judged.push({ kind, expected, verdict });
    console.log(`${kind.padEnd(26)} ${verdict}${verdict === expected ? '' : '   !!'}`);
  };
  const photo = await drawPhoto(anyTake(random));
  const stranger = await drawOtherPersonPhoto(anyTake(random));
  for (let take = 0; take < TAKES; take += 1) {
    const still = await drawPhoto(anyTake(random));
    add('honest photo', 'accepted', await judge.ofPhoto(still));
    add('dark photo', 'too-dark', await judge.ofPhoto(await sharp(still).linear(0.3).jpeg().toBuffer()));
    add('blurred photo', 'poor-photo', await judge.ofPhoto(await sharp(still).blur(3).jpeg().toBuffer()));
    for (const { asked, done } of ORDERS) {
      const video = await drawChallengeVideo(done, anyTake(random));
      add('honest film', 'accepted', await judge.ofVideo(photo, photo, video, asked));
      add('the other order', 'challenge-missed', await judge.ofVideo(photo, photo, video, asked.toReversed()));
      add('another person’s film', 'other-person', await judge.ofVideo(stranger, stranger, video, asked));
      add('another person’s record', 'other-person', await judge.ofVideo(photo, stranger, video, asked));
    }
  }
  const [order] = ORDERS;
  if (!order) return judged;
  add('photo before a grey wall', 'background-not-white', await judge.ofPhoto(await drawGreyWallPhoto()));
  add('photo held still', 'not-live', await judge.ofVideo(photo, photo, await drawStillVideo(6), order.asked));
  add('swapped half-way', 'not-live', await judge.ofVideo(photo, photo, await drawSwappedVideo(6), order.asked));
  return judged;
}

/** Decides as the deployed function does: the same adapters, over HTTP, with the laptop's FaceID. */
async function startJudge() {
  const engine = createFaceEngine();
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
  const { name, idNumber } = INDIVIDUAL.idCard;

  return {
    /** Our own checks of a photo. */
    async ofPhoto(photo: Buffer): Promise<string> {
      const face = onlyFace(await faces.detect(medium(photo)));
      if ('code' in face) return face.code;
      const { measures, ...size } = await measurePortrait(photo, face);
      return objectionsTo(size, face, measures)[0]?.code ?? 'accepted';
    },
    /** FaceID's answer to a film. @param portrait the authority's */
    async ofVideo(photo: Buffer, portrait: Buffer, video: Buffer, asked: ActionChallenge['actions']): Promise<string> {
      record = portrait;
      const evidence = { challenge: { actions: asked }, photo: medium(photo), video: medium(video), name, idNumber };
      const result = await provider.verify(evidence);
      if (result.outcome !== 'compared') return result.outcome === 'failed' ? result.reason : result.outcome;
      const similarity = Math.min(result.photoSimilarity, result.authoritySimilarity);
      return similarity < SAME_PERSON_SIMILARITY ? 'other-person' : 'accepted';
    },
    async close() {
      await cloud.stop();
      await engine.close();
    },
  };
}

const medium = (bytes: Buffer): LivenessMedium => ({ link: '', load: async () => bytes });

/** Numbers from 0 to below 1, the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Honest media may be refused now and then; any other one must be, and for its reason. */
const rowsOf = (judged: readonly Judged[]): readonly Row[] =>
  [...new Set(judged.map(({ kind }) => kind))].map((kind) => {
    const all = judged.filter((medium) => medium.kind === kind);
    const value = (100 * all.filter(({ expected, verdict }) => verdict !== expected).length) / all.length;
    const limit = all[0]?.expected === 'accepted' ? MAX_REFUSED_PERCENT : 0;
    return within(limit, { metric: `${kind}: not ${all[0]?.expected} (n=${all.length})`, value, unit: '%' });
  });
