import { type DeclineReason, type HandOverState, isGoingOn } from '../../shared/domain/liveness/hand-over.ts';
import { createFollowing } from '../kit/following.ts';
import type { Show } from '../kit/shown.ts';

/** Whether somebody says that they don't, and which case it is. */
export interface Declining {
  readonly isDeclining: boolean;
  readonly reason: DeclineReason | undefined;
}

interface Way<View> {
  readonly show: Show;
  readonly open: () => Promise<View>;
  readonly decline: (reason: DeclineReason) => Promise<unknown>;
}

/** A link on the phone of whoever got it: how it stands, looked at again while it goes on. */
export function createReceiving<View extends { readonly state: HandOverState }>({ show, open, decline }: Way<View>) {
  interface State extends Declining {
    readonly view: View | undefined;
  }
  const { now, change } = show<State>({ view: undefined, isDeclining: false, reason: undefined });
  const { look, pause } = createFollowing(
    async () => change({ view: await open() } as Partial<State>),
    () => now.view !== undefined && isGoingOn(now.view.state),
  );
  return {
    current: now,
    /** @throws ApiError */
    look,
    pause,
    ask: (isDeclining: boolean) => change({ isDeclining } as Partial<State>),
    choose: (reason: string) => change({ reason: reason as DeclineReason } as Partial<State>),
    /** Whoever asks knows from now on. @throws ApiError */
    async decline(): Promise<void> {
      if (now.reason !== undefined) await decline(now.reason);
      await look();
    },
  };
}
export type Receiving<View extends { readonly state: HandOverState }> = ReturnType<typeof createReceiving<View>>;
