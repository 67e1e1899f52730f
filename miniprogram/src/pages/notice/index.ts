import { withFieldProblem } from '../../../../client/calls/field-problem.ts';
import { answerOf, NOTICE_TEXTS } from '../../../../client/records/notices.ts';
import { loadRecordCard, type RecordCard } from '../../../../client/records/records.ts';
import { call, newKey } from '../../api.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { goTo } from '../../route.ts';

interface Own {
  card: RecordCard | undefined;
  isLoaded: boolean;
  /** A sentence for each part of the notice. */
  words: readonly string[];
  /** The part without one with which somebody has gone on; -1 for none. */
  lacking: number;
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

/** Asks first: it is given once. */
async function extend(page: OpenPage<Own>): Promise<void> {
  const question = noticeOf(page)?.extension;
  if (!question) return;
  const { title, text: content, action: confirmText } = question;
  const { confirm } = await wx.showModal({ title, content, confirmText, cancelText: '返回' });
  if (confirm) await act(page, (params) => call('extendNotice', { params }, { key: page.own.extendKey }));
}

async function answer(page: OpenPage<Own>): Promise<void> {
  const word = answerOf(noticeOf(page)?.questions ?? [], page.own.words);
  page.change({ lacking: typeof word === 'number' ? word : -1 });
  if (typeof word === 'number') return;
  const { answerKey: key } = page.own;
  await act(page, (params) => withFieldProblem(call('answerNotice', { params, body: { word } }, { key })));
}

/** A notice about a record: what to mend, why and until when, one extension, and the answer. */
Component(
  pageOf<Own>({
    start: () => ({
      card: undefined,
      isLoaded: false,
      words: [],
      lacking: -1,
      extendKey: newKey(),
      answerKey: newKey(),
    }),
    load,
    view: (page) => ({
      texts: NOTICE_TEXTS,
      isLoaded: page.own.isLoaded,
      notice: noticeOf(page) ?? null,
      words: page.own.words,
      lacking: page.own.lacking,
    }),
    on: {
      type(page, { detail, currentTarget }) {
        const words = [...page.own.words];
        words[Number(currentTarget.dataset.place)] = String(detail.value);
        page.change({ words, lacking: -1 });
      },
      extend,
      answer,
      change: ({ query: { recordId } }) => goTo(`/pages/change/index?recordId=${recordId}`),
    },
  }),
);
