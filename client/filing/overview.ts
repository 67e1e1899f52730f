import type { Call } from '../calls/api-client.ts';
import type { Overview } from '../calls/messages.ts';
import type { Show } from '../kit/shown.ts';

export interface OverviewState {
  /** The filing that `overview` is about. */
  readonly filingId: string | undefined;
  readonly overview: Overview | undefined;
}

/** How far the steps of the open filing are. A failure leaves what is shown: pages go on without it. */
export function createOverview({ call, show }: { readonly call: Call; readonly show: Show }) {
  const state = show<OverviewState>({ filingId: undefined, overview: undefined });
  let asked = 0;
  return {
    state: state.now,

    /** The overview, if it is about this filing. */
    of: (filingId: string | undefined): Overview | undefined =>
      state.now.filingId === filingId ? state.now.overview : undefined,

    /** Asks again; of several answers the last one counts. @returns whether there was an answer. */
    async load(filingId: string): Promise<boolean> {
      asked += 1;
      const turn = asked;
      const overview = await call('overview', { params: { filingId } }).catch(() => undefined);
      if (overview && turn === asked) state.change({ filingId, overview });
      return overview !== undefined;
    },
  };
}
