import { reactive } from 'vue';
import { sentenceOf } from '../../client/api-error.ts';
import { CONSENT_TEXT_VERSION } from '../../client/consent.ts';
import type { Reply } from '../../client/messages.ts';
import { call, randomId } from './api.ts';
import { sendFile } from './send-file.ts';

export type OpenCheck = Reply<'openCheck'>;
export type CheckResult = Reply<'verify'>;

export interface LivenessTry {
  phase: 'loading' | 'idle' | 'opening' | 'recording' | 'sending' | 'verifying' | 'done';
  check: OpenCheck | undefined;
  result: CheckResult | undefined;
  /** Share of photo and video that was uploaded. */
  sent: number;
  error: string | undefined;
}

export interface MediaTypes {
  readonly photoContentType: 'image/jpeg' | 'image/png';
  readonly videoContentType: 'video/mp4' | 'video/quicktime' | 'video/webm';
}

/** 视频核身 of one website's owner, from the challenge to the result; the tab remembers the last check. */
export function livenessOf(filingId: string, websiteId: string) {
  const keptUnder = `icp-filing.check.${filingId}.${websiteId}`;
  const current = reactive<LivenessTry>({
    phase: 'loading',
    check: undefined,
    result: undefined,
    sent: 0,
    error: undefined,
  });

  /** Runs one phase; when it fails, goes back to one from which the person can retry. */
  async function attempt(work: () => Promise<void>): Promise<void> {
    current.error = undefined;
    try {
      await work();
    } catch (error) {
      current.phase = 'idle';
      current.check = undefined;
      current.error = sentenceOf(error);
    }
  }

  return {
    current,

    /** Loads the result of this tab's last check. */
    load: () =>
      attempt(async () => {
        const checkId = sessionStorage.getItem(keptUnder);
        const result = checkId === null ? undefined : await call('showCheck', { params: { checkId } });
        const hasEnded = result && result.state !== 'open' && result.state !== 'verifying';
        Object.assign(current, { phase: hasEnded ? 'done' : 'idle', result: hasEnded ? result : undefined });
      }),

    /** Gets a challenge. */
    begin: (types: MediaTypes) =>
      attempt(async () => {
        Object.assign(current, { phase: 'opening', result: undefined, check: undefined });
        const body = { filingId, websiteId, ...types, consentTextVersion: CONSENT_TEXT_VERSION };
        const check = await call('openCheck', { body }, { key: randomId() });
        sessionStorage.setItem(keptUnder, check.checkId);
        Object.assign(current, { phase: 'recording', check });
      }),

    /** 好的，开始验证: uploads the recording, waits for intake, and verifies. */
    verify: (photo: Blob, video: Blob | undefined) =>
      attempt(async () => {
        const { check } = current;
        if (!check) return;
        Object.assign(current, { phase: 'sending', sent: 0 });
        await sendAll(check, photo, video, (share) => {
          current.sent = share;
        });
        current.phase = 'verifying';
        const documents = [check.photo, check.video].flatMap((grant) => (grant ? [grant.documentId] : []));
        await Promise.all(documents.map(settled));
        current.result = await call('verify', { params: { checkId: check.checkId } });
        Object.assign(current, { phase: 'done', check: undefined });
      }),
  };
}

async function sendAll(
  { photo: photoGrant, video: videoGrant }: OpenCheck,
  photo: Blob,
  video: Blob | undefined,
  tell: (share: number) => void,
): Promise<void> {
  const files = [
    { grant: photoGrant, file: photo },
    ...(videoGrant && video ? [{ grant: videoGrant, file: video }] : []),
  ];
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  let before = 0;
  for (const { grant, file } of files) {
    await sendFile({ post: grant.post }, file, (share) => tell((before + share * file.size) / total));
    before += file.size;
  }
}

/** Waits until intake has processed a file. Its findings are reported by the verification. */
async function settled(documentId: string): Promise<void> {
  for (;;) {
    const { state } = await call('showDocument', { params: { documentId }, query: { wait: 15 } });
    if (state === 'ready' || state === 'refused') return;
  }
}
