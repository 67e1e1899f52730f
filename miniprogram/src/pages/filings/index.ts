import { loadOwnLists, type OwnLists, RECORD_TEXTS } from '../../../../client/records.ts';
import { dayOf } from '../../../../client/time.ts';
import { call } from '../../api.ts';
import { pageOf } from '../../page.ts';
import { goTo, stepUrl } from '../../route.ts';

/** 我的备案: what is filed, filings newest first, and the ways to everything about the person. */
Component(
  pageOf<Partial<OwnLists>>({
    start: () => ({}),
    load: (page) => loadOwnLists(call, page.change),
    returned: (page) => void page.load(),
    view: ({ own: { records, filings } }) => ({
      isLoaded: filings !== undefined,
      isBlank: records?.length === 0 && filings?.length === 0,
      texts: RECORD_TEXTS,
      records: records ?? [],
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
