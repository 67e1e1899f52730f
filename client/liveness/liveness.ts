import { ApiError, sentenceOf } from '../../contracts/client/api-error.ts';
import { CONSENT_TEXT_VERSION } from '../account/consent.ts';
import type { Call } from '../calls/api-client.ts';
import type { Reply } from '../calls/messages.ts';
import type { Destination } from '../calls/transfer.ts';
import type { Show } from '../kit/shown.ts';

export type OpenCheck = Reply<'openCheck'>;
/** A result, which also the site owner's own phone sees. */
export type CheckResult = Omit<Reply<'verify'>, 'filingId' | 'websiteId'>;

/** Why a check failed, and what to do better; nothing any more once no try is left. */
export const reasonsOf = ({ state, reasons }: CheckResult): CheckResult['reasons'] =>
  state === 'handed-over' ? [] : reasons;

/** One try of 视频核身, from the challenge to the result. */
export interface LivenessTry {
  readonly phase: 'loading' | 'idle' | 'opening' | 'recording' | 'sending' | 'verifying' | 'done';
  readonly check: OpenCheck | undefined;
  readonly result: CheckResult | undefined;
  /** Share of photo and video that was uploaded. */
  readonly sent: number;
  readonly error: string | undefined;
}

export interface MediaTypes {
  readonly photoContentType: 'image/jpeg' | 'image/png';
  readonly videoContentType: 'video/mp4' | 'video/quicktime' | 'video/webm';
}

/** The calls of a check: those of whoever files, or those of a phone that it was handed over to. */
export interface LivenessActs {
  /** Gets a challenge. */
  open(types: MediaTypes): Promise<OpenCheck>;
  /** Starts the verification once intake has processed the files. Their findings are reported by the verification. */
  verify(check: OpenCheck): Promise<CheckResult>;
  /** What came of the last check, on whatever device; undefined when there was none. */
  last(): Promise<CheckResult | undefined>;
}

/** What a front end does for a liveness check. */
export interface LivenessHost<File extends { readonly size: number }> {
  /** Uploads a file. @param tell is called with the uploaded share, 0 to 1. @throws ApiError */
  readonly send: (to: Destination, file: File, tell: (share: number) => void) => Promise<void>;
  readonly show: Show;
}

/** 视频核身 of one website's owner, on the device of whoever files. */
export function createLiveness<File extends { readonly size: number }>(
  { call, ...host }: LivenessHost<File> & { readonly call: Call },
  filingId: string,
  websiteId: string,
) {
  async function settled(documentId: string): Promise<void> {
    for (;;) {
      const { state } = await call('showDocument', { params: { documentId }, query: { wait: 15 } });
      if (state === 'ready' || state === 'refused') return;
    }
  }

  return createLivenessTry(host, {
    open: (types) =>
      call('openCheck', { body: { filingId, websiteId, ...types, consentTextVersion: CONSENT_TEXT_VERSION } }),
    verify: async ({ checkId, photo, video }) => {
      // One after the other: a person has few polls at once, which the pictures of other pages may hold still.
      for (const grant of [photo, video]) if (grant) await settled(grant.documentId);
      return call('verify', { params: { checkId } });
    },
    last: async () =>
      (await call('showChecks', { query: { filingId } })).checks.find((check) => check.websiteId === websiteId),
  });
}

/** Phases in which the recording waits to be sent and verified. */
const HAS_RECORDING: readonly LivenessTry['phase'][] = ['sending', 'verifying'];

/** How long, and how often, is waited for the outcome of a try that an earlier request of this device has begun. */
const LOOK_EVERY_MS = 2000;
const MAX_LOOKS = 60;

/**
 * The outcome of a try. A request whose reply was lost on its way has begun it all the same: what is sent again is refused
 * then, and the outcome of the first counts.
 *
 * @throws ApiError
 */
async function outcomeOf(check: OpenCheck, { verify, last }: LivenessActs): Promise<CheckResult> {
  try {
    return await verify(check);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'liveness.closed') throw error;
    for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
      const known = await last();
      if (known?.checkId !== check.checkId || known.state === 'open') break;
      if (known.state !== 'verifying') return known;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    throw error;
  }
}

/** One try after the other. Each phase that fails goes back to one from which the person can retry. */
export function createLivenessTry<File extends { readonly size: number }>(
  { send, show }: LivenessHost<File>,
  acts: LivenessActs,
) {
  const current = show<LivenessTry>({
    phase: 'loading',
    check: undefined,
    result: undefined,
    sent: 0,
    error: undefined,
  });

  /** Ids of the documents that the store has of the check at hand. */
  const sent = new Set<string>();

  async function attempt(work: () => Promise<void>): Promise<void> {
    current.change({ error: undefined });
    try {
      await work();
    } catch (error) {
      // What was recorded is still there: without a network it is sent later, in the same try.
      const isLost =
        error instanceof ApiError && error.code === 'network.lost' && HAS_RECORDING.includes(current.now.phase);
      const after = isLost ? { phase: 'recording' as const } : { phase: 'idle' as const, check: undefined };
      current.change({ ...after, error: sentenceOf(error) });
    }
  }

  /** Uploads what was recorded and has not arrived yet. The share that is shown is that of all files. */
  async function sendAll(check: OpenCheck, photo: File, video: File | undefined): Promise<void> {
    const files = [
      { grant: check.photo, file: photo },
      ...(check.video && video ? [{ grant: check.video, file: video }] : []),
    ];
    const total = files.reduce((sum, { file }) => sum + file.size, 0);
    let before = 0;
    for (const { grant, file } of files) {
      if (!sent.has(grant.documentId))
        await send({ post: grant.post }, file, (share) =>
          current.change({ sent: (before + share * file.size) / total }),
        );
      sent.add(grant.documentId);
      before += file.size;
    }
  }

  return {
    current: current.now,

    /** Loads the result of the last check. */
    load: () =>
      attempt(async () => {
        const result = await acts.last();
        const hasEnded = result && result.state !== 'open' && result.state !== 'verifying';
        current.change({ phase: hasEnded ? 'done' : 'idle', result: hasEnded ? result : undefined });
      }),

    /** Gets a challenge. */
    begin: (types: MediaTypes) =>
      attempt(async () => {
        current.change({ phase: 'opening', result: undefined, check: undefined });
        const check = await acts.open(types);
        sent.clear();
        current.change({ phase: 'recording', check });
      }),

    /** 好的，开始验证: uploads the recording, waits for intake, and verifies. */
    verify: (photo: File, video: File | undefined) =>
      attempt(async () => {
        const { check } = current.now;
        if (!check) return;
        current.change({ phase: 'sending', sent: 0 });
        await sendAll(check, photo, video);
        current.change({ phase: 'verifying' });
        const result = await outcomeOf(check, acts);
        current.change({ result, phase: 'done', check: undefined });
      }),
  };
}
