import type { FilingSummary } from '../../../../client/messages.ts';
import { RECORD_TEXTS, type RecordCard, recordCard } from '../../../../client/records.ts';
import { dayOf } from '../../../../client/time.ts';
import { call } from '../../api.ts';
import { pageOf } from '../../page.ts';
import { goTo, stepUrl } from '../../route.ts';

interface Own {
  records: readonly RecordCard[];
  filings: readonly FilingSummary[] | undefined;
}

/** 我的备案: what is filed, filings newest first, and the ways to everything about the person. */
Component(
  pageOf<Own>({
    start: () => ({ records: [], filings: undefined }),
    load: async (page) => {
      const [{ records }, { filings }] = await Promise.all([call('listRecords', {}), call('listFilings', {})]);
      page.change({ records: records.map(recordCard), filings });
    },
    returned: (page) => void page.load(),
    view: ({ own: { records, filings } }) => ({
      isLoaded: filings !== undefined,
      texts: RECORD_TEXTS,
      records,
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
