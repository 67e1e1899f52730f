import { ApiError } from '../../contracts/client/api-error.ts';
import { CONSENT, RECORD_CONSENT, versionFor } from '../account/consent.ts';
import type { Call } from '../calls/api-client.ts';
import type { Reply } from '../calls/messages.ts';
import { type CheckResult, createLivenessTry, type LivenessHost } from './liveness.ts';

export type HandOverView = Reply<'showHandOvers'>['handOvers'][number];

/** What the other phone shows to act: the token of its link, and the secret that it made when it opened it. */
export interface HandOverPass {
  readonly token: string;
  readonly device: string;
}

/** The link for the site owner. The token is in the fragment, which browsers send to nobody. */
export const handOverLink = (page: string, token: string): string => `${page.split('#')[0]}#/hand-over/${token}`;

/** What a site owner agrees to on their own phone, or the principal whose record goes to another account. */
export const AGREED = {
  filing: '我是网站负责人本人，单独同意为此处理我的人脸信息',
  transfer: '我是主体负责人本人，同意转移这份备案，并单独同意为此处理我的人脸信息',
} as const;

/** The rules behind it. */
export const consentOf = (purpose: keyof typeof AGREED) => (purpose === 'transfer' ? RECORD_CONSENT : CONSENT);

/** Said beside a recording. */
export const LIVENESS_WORDS = {
  other: '网站负责人的证件不是居民身份证，不能自动核身。提交后由审核人员人工核验，请保持电话畅通，直接继续下一步。',
  taken: '照片已拍好。点“开始录制视频”，按画面上的提示依次做动作。',
} as const;

/** What leads to the site owner: to who they are, where nobody of that name and number is known; else to somebody in their place. */
export const ownerLinkWords = (result: Pick<CheckResult, 'reasons'> | undefined): string =>
  result?.reasons.some(({ code }) => code.startsWith('identity-')) ? '去核对姓名和证件号码' : '负责人已离职？换人';

/** The button that begins agrees, by the person themselves. */
export const beginAgrees = (agree: string): string => `按下面的按钮，就是确认：${agree}。`;

const PAUSE_MS = 2000;
/** Intake of a video takes seconds; after this long something is wrong. */
const MAX_PAUSES = 60;

/**
 * 视频核身 on the site owner's own phone.
 *
 * @param pass the token of the link, and the secret that this phone made when it opened it.
 * @param purpose what is agreed to there, known once the link is open
 */
export function createOwnLiveness<File extends { readonly size: number }>(
  host: LivenessHost<File> & {
    readonly call: Call;
    readonly sleep: (milliseconds: number) => Promise<void>;
    /** The id of the last check that this phone opened. */
    readonly kept: { read(): string | undefined; write(checkId: string): void };
  },
  pass: HandOverPass,
  purpose: () => keyof typeof AGREED,
) {
  const { call, sleep, kept } = host;

  /** This phone can't look at documents: it asks for the verification until they have arrived. */
  async function verified(checkId: string) {
    for (let pauses = 0; ; pauses += 1) {
      try {
        return await call('verifyOwnCheck', { body: { ...pass, checkId } });
      } catch (error) {
        const isComing =
          error instanceof ApiError && error.code === 'liveness.media-missing' && !error.facts.findings?.length;
        if (!isComing || pauses === MAX_PAUSES) throw error;
        await sleep(PAUSE_MS);
      }
    }
  }

  return createLivenessTry(host, {
    async open(types) {
      const body = {
        ...pass,
        ...types,
        consentTextVersion: versionFor(purpose() === 'transfer' ? 'record' : 'filing'),
      };
      const check = await call('openOwnCheck', { body });
      kept.write(check.checkId);
      return check;
    },
    verify: ({ checkId }) => verified(checkId),
    async last() {
      const checkId = kept.read();
      return checkId === undefined ? undefined : call('showOwnCheck', { body: { ...pass, checkId } });
    },
  });
}
