import { isGoingOn } from '../../shared/domain/liveness/hand-over.ts';
import type { Call } from '../calls/api-client.ts';
import type { Reply } from '../calls/messages.ts';
import { askerView } from '../hand-overs/receiver.ts';
import { createFollowing } from '../kit/following.ts';
import type { Show } from '../kit/shown.ts';
import { TRANSFER } from './record-transfers.ts';

export type TransferCheckView = Reply<'showTransferCheck'>;

/** Texts of the principal's check, by which a record may be taken over instead of with a certificate. */
export const TRANSFER_CHECK_TEXTS = {
  title: '或者：请主体负责人刷脸',
  onlyWay: '请主体负责人刷脸',
  hint: '可以请主体负责人用自己的手机刷脸，证明同意转移。链接 24 小时内有效，只能由第一部打开的手机使用；通过后请在 1 小时内确认接收。',
  declined: '负责人没有同意，这次转移已经停止。先和负责人说清楚，再请原账号重新发起。',
  first: '先上传证件，或请主体负责人刷脸。',
  ask: '请负责人刷脸',
  askAgain: '重新发一个',
  send: '发给负责人',
  accept: '负责人已刷脸，确认接收',
  cardTitle: '请你刷脸，确认把备案转到另一个账号',
} as const;

interface State {
  readonly view: TransferCheckView | undefined;
  /** The token of the link that was made here. */
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
    /** Takes the link back. @throws ApiError */
    async cancel(): Promise<void> {
      const { handOverId = '' } = state.now.view?.handOver ?? {};
      await call('cancelHandOver', { params: { handOverId } });
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
  const shown = askerView(handOver);
  return {
    ...shown,
    isLoaded: view !== undefined,
    isOffered: view?.isOffered ?? false,
    reason: view?.reason ?? (shown.state === 'declined' ? TRANSFER_CHECK_TEXTS.declined : ''),
    principal: view?.principal ?? '',
    token: shown.isWaiting && token !== undefined ? token : '',
    action: handOver ? TRANSFER_CHECK_TEXTS.askAgain : TRANSFER_CHECK_TEXTS.ask,
  };
}

type Card = Pick<ReturnType<typeof transferCheckCard>, 'state' | 'isGood' | 'isOffered' | 'token' | 'action'>;

/** The one main button of whoever takes over: what it does, and what it waits for. Undefined where nothing can be done. */
export function takeOverButton(card: Card, takesCertificate: boolean, hasCertificate: boolean) {
  const { send, accept, first } = TRANSFER_CHECK_TEXTS;
  if (card.state === 'declined') return undefined;
  if (card.isGood) return { act: 'accept', label: accept, first: '' } as const;
  if (takesCertificate && hasCertificate) return { act: 'certificate', label: TRANSFER.takeOver, first: '' } as const;
  if (card.token) return { act: 'send', label: send, first: '' } as const;
  if (takesCertificate) return { act: 'certificate', label: TRANSFER.takeOver, first } as const;
  return card.isOffered ? ({ act: 'ask', label: card.action, first: '' } as const) : undefined;
}
