import type { FilingSummary } from '../../../../client/messages.ts';
import { dayOf } from '../../../../client/time.ts';
import { call } from '../../api.ts';
import { pageOf } from '../../page.ts';
import { goTo, stepUrl } from '../../route.ts';

interface Own {
  filings: readonly FilingSummary[] | undefined;
}

/** 我的备案, newest first, and the ways to everything about the person. */
Component(
  pageOf<Own>({
    start: () => ({ filings: undefined }),
    load: async (page) => page.change({ filings: (await call('listFilings', {})).filings }),
    returned: (page) => void page.load(),
    view: ({ own: { filings } }) => ({
      isLoaded: filings !== undefined,
      filings: (filings ?? []).map(({ filingId, domain, state, stateLabel, updatedAt }) => ({
        filingId,
        domain,
        state,
        stateLabel,
        updated: dayOf(updatedAt),
        action: state === 'draft' ? '继续填写' : '查看进度',
      })),
    }),
    on: {
      open(_page, { currentTarget: { dataset } }) {
        goTo(stepUrl(dataset.id ?? '', dataset.state === 'draft' ? 'organizer' : 'progress'));
      },
      go: (_page, { currentTarget: { dataset } }) => goTo(dataset.url ?? ''),
    },
  }),
);
