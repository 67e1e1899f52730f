import { sentenceOf } from '../../contracts/client/api-error.ts';
import type { Call } from '../calls/api-client.ts';
import type { Progress, Road } from '../calls/messages.ts';
import { createFollowing } from '../kit/following.ts';
import type { Show } from '../kit/shown.ts';
import type { createOpenFiling } from './open-filing.ts';
import type { createOverview } from './overview.ts';
import { progressPage } from './progress-page.ts';

/** What a front end does for the progress of a filing. */
export interface ProgressHost {
  readonly call: Call;
  readonly show: Show;
  readonly filing: Pick<ReturnType<typeof createOpenFiling>, 'state' | 'load'>;
  readonly overviews: Pick<ReturnType<typeof createOverview>, 'load' | 'of'>;
}

/** How far a filing is, asked again and again while its page is in front. @param changed its state has changed: there is more to load. */
export function createProgress(
  { call, show, filing, overviews }: ProgressHost,
  filingId: string,
  changed = async (): Promise<unknown> => undefined,
) {
  const state = show({
    progress: undefined as Progress | undefined,
    road: undefined as Road | undefined,
    /** Why the last look failed. */
    error: undefined as string | undefined,
  });
  const { now } = state;
  const params = { filingId };
  const open = () => (filing.state.open?.view.filingId === filingId ? filing.state.open : undefined);

  async function ask(): Promise<void> {
    const before = now.progress?.state;
    const progress = await call('progress', { params });
    state.change({ progress });
    if (progress.state !== now.road?.now) state.change({ road: await call('road', { params }) });
    if (progress.state !== open()?.view.state) await filing.load(filingId);
    if (progress.state === before) return;
    await overviews.load(filingId);
    await changed();
  }
  const { look, pause } = createFollowing(
    () =>
      ask().then(
        () => state.change({ error: undefined }),
        (caught) => {
          state.change({ error: sentenceOf(caught) });
          throw caught;
        },
      ),
    () => true,
  );

  return {
    now,
    /** Looks, and from then on every few seconds. @throws ApiError */
    look,
    pause,
    /** What the page shows; undefined until it is known. @param field in its address */
    page(field: string | undefined) {
      const { view, contents } = open() ?? {};
      return now.progress && progressPage(now.progress, view, overviews.of(filingId), field, contents);
    },
    /** The way to the number; undefined once it is there. */
    roadAhead: (): Road | undefined =>
      now.road?.now !== now.progress?.state || ['approved', 'draft'].includes(now.road?.now ?? '')
        ? undefined
        : now.road,
    approvedOn: (): string | undefined => now.road?.steps.find(({ id }) => id === 'approved')?.doneOn,
  };
}
export type FollowedProgress = ReturnType<typeof createProgress>;
