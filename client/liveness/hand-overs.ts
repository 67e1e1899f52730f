import { isGoingOn } from '../../shared/domain/liveness/hand-over.ts';
import type { Call } from '../calls/api-client.ts';
import { askerView } from '../hand-overs/receiver.ts';
import { createFollowing } from '../kit/following.ts';
import type { Show } from '../kit/shown.ts';
import type { HandOverView } from './own-check.ts';

/**
 * The checks of one filing that are handed over to the site owners' own phones.
 *
 * @param passed is called when a website's owner has passed meanwhile.
 */
export function createHandOvers(
  { call, show }: { readonly call: Call; readonly show: Show },
  filingId: string,
  passed: (websiteId: string) => void,
) {
  const state = show({ all: [] as readonly HandOverView[], tokens: {} as Readonly<Record<string, string>> });
  const hasPassed = (all: readonly HandOverView[]) => all.filter((handOver) => handOver.state === 'passed');

  const { look, pause } = createFollowing(
    async () => {
      const before = state.now.all;
      const { handOvers } = await call('showHandOvers', { query: { filingId } });
      state.change({ all: handOvers });
      if (before.length === 0) return;
      const known = hasPassed(before).map(({ handOverId }) => handOverId);
      for (const { handOverId, websiteId } of hasPassed(handOvers))
        if (!known.includes(handOverId) && websiteId !== undefined) passed(websiteId);
    },
    () => state.now.all.some((handOver) => isGoingOn(handOver.state)),
  );
  /** The newest of a website; the API tells the oldest first. */
  const latest = (websiteId: string): HandOverView | undefined =>
    state.now.all.filter((handOver) => handOver.websiteId === websiteId).slice(-1)[0];

  return {
    /** Loads how far they are, and looks again while another phone may go on. @throws ApiError */
    look,
    pause,
    /** Hands a website's check over; the link before ends. @throws ApiError */
    async send(websiteId: string): Promise<void> {
      const { token } = await call('handOver', { body: { filingId, websiteId } });
      state.change({ tokens: { ...state.now.tokens, [websiteId]: token } });
      await look();
    },
    /** Takes it back. @throws ApiError */
    async cancel(websiteId: string): Promise<void> {
      const { handOverId } = latest(websiteId) ?? {};
      if (handOverId === undefined) return;
      await call('cancelHandOver', { params: { handOverId } });
      await look();
    },
    /** What a page shows of a website's hand-over. @param checked the state of its last check on this device. */
    card(websiteId: string, checked?: string) {
      const newest = latest(websiteId);
      const shown = askerView(newest);
      return {
        ...shown,
        /** The link's token; blank unless it was made here and may still be used. */
        token: (shown.isWaiting && state.now.tokens[websiteId]) || '',
        /** Who has passed here need not be asked elsewhere. */
        isOffered: newest !== undefined || checked !== 'passed',
        action: newest ? '重新发一个' : '发给负责人核身',
      };
    },
  };
}
export type HandOvers = ReturnType<typeof createHandOvers>;
