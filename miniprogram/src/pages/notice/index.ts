import { LONGEST_ANSWER, loadRecordCard, NOTICE_TEXTS, type RecordCard } from '../../../../client/records/records.ts';
import { call, newKey } from '../../api.ts';
import { type OpenPage, pageOf } from '../../page.ts';

interface Own {
  card: RecordCard | undefined;
  isLoaded: boolean;
  word: string;
  readonly extendKey: string;
  readonly answerKey: string;
}

const load = async (page: OpenPage<Own>): Promise<void> => {
  const card = await loadRecordCard(call, page.query.recordId ?? '');
  page.change({ card, isLoaded: true });
};

const noticeOf = ({ own: { card }, query }: OpenPage<Own>) =>
  card?.notices.find(({ notice }) => String(notice) === query.notice);

/** Does something about the notice, and shows what came of it. */
const act = (page: OpenPage<Own>, work: (params: { recordId: string; notice: string }) => Promise<unknown>) =>
  page.run(async () => {
    const { recordId = '', notice = '' } = page.query;
    await work({ recordId, notice });
    await load(page);
  });

/** A notice about a record: what to mend and until when, one extension, and the answer. */
Component(
  pageOf<Own>({
    start: () => ({ card: undefined, isLoaded: false, word: '', extendKey: newKey(), answerKey: newKey() }),
    load,
    view: (page) => ({
      texts: NOTICE_TEXTS,
      isLoaded: page.own.isLoaded,
      record: page.own.card ? { title: page.own.card.title, number: page.own.card.number } : null,
      notice: noticeOf(page) ?? null,
      word: page.own.word,
      longest: LONGEST_ANSWER,
      mayAnswer: page.own.word.trim() !== '',
    }),
    on: {
      type: (page, { detail }) => page.change({ word: String(detail.value) }),
      extend: (page) => act(page, (params) => call('extendNotice', { params }, { key: page.own.extendKey })),
      answer: (page) =>
        act(page, (params) =>
          call('answerNotice', { params, body: { word: page.own.word.trim() } }, { key: page.own.answerKey }),
        ),
    },
  }),
);
