import { GLOSSARY } from '../../../../client/kit/glossary.ts';
import { TRANSFER } from '../../../../client/records/record-transfers.ts';
import type { RecordWay } from '../../../../client/records/record-way.ts';
import { hintsBesides, RECORD_TEXTS, TRANSFER_SENTENCE } from '../../../../client/records/records.ts';
import { loadRecord } from '../../../../client/records/to-do.ts';
import { call } from '../../api.ts';
import { pageOf } from '../../page.ts';
import { goTo, stepUrl } from '../../route.ts';
import { toDoCard, urlOfWay } from '../../to-do.ts';

interface Own {
  record: Awaited<ReturnType<typeof loadRecord>>;
  isLoaded: boolean;
}

/** What is filed of one organizer, and what can be done with it. */
Component(
  pageOf<Own>({
    start: () => ({ record: undefined, isLoaded: false }),
    load: async (page) => page.change({ record: await loadRecord(call, page.query.recordId ?? ''), isLoaded: true }),
    returned: (page) => void page.load(),
    view: ({ own: { record: { card, toDos = [], running = [] } = {}, isLoaded } }) => ({
      isLoaded,
      toDo: toDoCard(toDos),
      running: running.map((filing) => ({ ...filing, url: stepUrl(filing.filingId, 'progress') })),
      texts: {
        ...{ ...RECORD_TEXTS, access: GLOSSARY.access },
        ...{ beginTransfer: TRANSFER.begin, transferSentence: TRANSFER_SENTENCE },
      },
      record: card
        ? {
            ...card,
            hints: hintsBesides(card).map(({ message, way }) => ({
              message,
              label: way?.label,
              url: way && urlOfWay(way),
            })),
            notices: card.notices.filter(({ isOpen }) => !isOpen),
            facts: card.facts
              .map(([name, value]) => ({ name, value: value ?? '' }))
              .filter(({ value }) => value !== ''),
            endings: card.endings.map(({ filingType, websiteId = '', label, about, sentence }) => ({
              ...{ filingType, websiteId, label, about, sentence },
              key: `${filingType} ${websiteId}`,
            })),
          }
        : null,
    }),
    on: {
      act({ query: { recordId = '' } }, { currentTarget: { dataset } }) {
        const { action = '', website: websiteId } = dataset;
        goTo(
          urlOfWay({ recordId, action: action as RecordWay['action'], label: '', websiteId: websiteId || undefined }),
        );
      },
    },
  }),
);
