import { ApiError } from '../../contracts/client/api-error.ts';
import { isGoingOn } from '../../shared/domain/liveness/hand-over.ts';
import { CONSENT_TEXT_VERSION } from '../account/consent.ts';
import type { Call } from '../calls/api-client.ts';
import type { Reply } from '../calls/messages.ts';
import { createLivenessTry, type LivenessHost } from './liveness.ts';

export type HandOverView = Reply<'showHandOvers'>['handOvers'][number];
export type HandedOver = Reply<'openHandOver'>;

/** What the other phone shows to act: the token of its link, and the secret that it made when it opened it. */
export interface HandOverPass {
  readonly token: string;
  readonly device: string;
}

/** States of a hand-over as whoever files reads them. */
export const HAND_OVER_STATES: Readonly<Record<HandOverView['state'], string>> = {
  sent: '已发出，等对方打开',
  opened: '对方已打开',
  running: '对方正在核身',
  passed: '核身已通过',
  failed: '三次都没有通过，链接已失效',
  declined: '对方没有同意，链接已失效',
  expired: '链接已过期',
  cancelled: '已收回',
};

/** Whether it is over without the result that was asked for. */
export const hasEndedBadly = (state: HandOverView['state']): boolean => state !== 'passed' && !isGoingOn(state);

/** The link for the site owner. The token is in the fragment, which browsers send to nobody. */
export const handOverLink = (page: string, token: string): string => `${page.split('#')[0]}#/hand-over/${token}`;

/** What the site owner reads before they agree: who asks, for which website, what for, and how to object. */
export const OWNER_TEXTS = {
  title: '网站负责人核身',
  about: '为谁核身',
  person: '网站负责人',
  purpose: '这个网站要办理 ICP 备案，你被填写为网站负责人。按规定，网站负责人须本人通过视频核身。',
  sees: '拍下的照片和视频只用于核对你和身份证是不是同一个人，备案办结后删除。发链接给你的人看得到核身结果。',
  agree: '我是网站负责人本人，单独同意为此处理我的人脸信息',
  object: '不是我，或不同意',
  objectHint: '选它，链接马上失效，发链接的人会看到你没有同意。之后想要求删除已有信息，可以联系办理备案的公司。',
  passed: '核身已通过，可以关掉这个页面了。',
  declined: '已告诉发来的人你没有同意，可以关掉这个页面了。',
  over: '这次核身已经结束。还要核身，就让备案的人重新发一个。',
} as const;

const PAUSE_MS = 2000;
/** Intake of a video takes seconds; after this long something is wrong. */
const MAX_PAUSES = 60;

/**
 * 视频核身 on the site owner's own phone.
 *
 * @param pass the token of the link, and the secret that this phone made when it opened it.
 */
export function createOwnLiveness<File extends { readonly size: number }>(
  host: LivenessHost<File> & {
    readonly call: Call;
    readonly sleep: (milliseconds: number) => Promise<void>;
    /** The id of the last check that this phone opened. */
    readonly kept: { read(): string | undefined; write(checkId: string): void };
  },
  pass: HandOverPass,
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
      const body = { ...pass, ...types, consentTextVersion: CONSENT_TEXT_VERSION };
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
