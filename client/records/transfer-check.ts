import { isGoingOn } from '../../shared/domain/liveness/hand-over.ts';
import type { Call } from '../calls/api-client.ts';
import type { Reply } from '../calls/messages.ts';
import { createFollowing } from '../kit/following.ts';
import type { Show } from '../kit/shown.ts';
import { minuteOf } from '../kit/time.ts';
import { HAND_OVER_STATES } from '../liveness/own-check.ts';

export type TransferCheckView = Reply<'showTransferCheck'>;

/** Texts of the principal's check, by which a record may be taken over instead of with a certificate. */
export const TRANSFER_CHECK_TEXTS = {
  title: '或者：请主体负责人刷脸',
  hint: '没有主体的证件，可以请主体负责人用自己的手机刷脸，证明同意转移。链接 30 分钟内有效，只能由第一部打开的手机使用；通过后请在 1 小时内确认接收。',
  ask: '请负责人刷脸',
  askAgain: '重新发一个',
  send: '发给负责人',
  accept: '负责人已刷脸，确认接收',
  code: '刷脸链接的二维码',
  cardTitle: '请你刷脸，确认把备案转到另一个账号',
} as const;

interface State {
  readonly view: TransferCheckView | undefined;
  /** Of the link that was made here. */
  readonly token: string | undefined;
}

/** The principal's check as the page of whoever takes over follows it. */
export function createTransferCheck({ call, show }: { readonly call: Call; readonly show: Show }, transferId: string) {
  const state = show<State>({ view: undefined, token: undefined });
  const params = { transferId };
  const { look, pause } = createFollowing(
    async () => state.change({ view: await call('showTransferCheck', { params }) }),
    () => state.now.view?.handOver !== undefined && isGoingOn(state.now.view.handOver.state),
  );

  return {
    current: state.now,
    /** Looks again while the other phone may go on. @throws ApiError */
    look,
    /** Makes a link; the one before ends. @throws ApiError */
    async ask(): Promise<void> {
      const { token } = await call('handOverTransferCheck', { params });
      state.change({ token });
      await look();
    },
    /** Takes the record over with the principal's pass. @throws ApiError */
    accept: () => call('acceptByCheck', { params }),
    pause,
  };
}

export type TransferCheck = ReturnType<typeof createTransferCheck>;

/** What a page shows of it. */
export function transferCheckCard({ view, token }: State) {
  const handOver = view?.handOver;
  const isWaiting = handOver !== undefined && isGoingOn(handOver.state);
  return {
    isLoaded: view !== undefined,
    isOffered: view?.isOffered ?? false,
    reason: view?.reason ?? '',
    principal: view?.principal ?? '',
    state: handOver?.state ?? '',
    stateText: handOver ? HAND_OVER_STATES[handOver.state] : '',
    hasPassed: handOver?.state === 'passed',
    isBad: handOver !== undefined && !isWaiting && handOver.state !== 'passed',
    until: isWaiting ? minuteOf(handOver.expiresAt) : '',
    token: isWaiting && token !== undefined ? token : '',
    action: handOver ? TRANSFER_CHECK_TEXTS.askAgain : TRANSFER_CHECK_TEXTS.ask,
  };
}
