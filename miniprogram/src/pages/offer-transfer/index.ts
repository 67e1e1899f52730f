import { CONFIRMER_LABELS } from '../../../../client/filing/endings.ts';
import { TRANSFER, transferNote } from '../../../../client/records/record-transfers.ts';
import { loadRecord } from '../../../../client/records/to-do.ts';
import { call } from '../../api.ts';
import { type CodeSending, createCodeSending } from '../../code-sending.ts';
import { type OpenPage, type PageEvent, pageOf } from '../../page.ts';
import { FIRST_PAGE_CARD } from '../../route.ts';
import { digestOf, newSecret } from '../../secrets.ts';

interface Own {
  record: Awaited<ReturnType<typeof loadRecord>>;
  isLoaded: boolean;
  readonly code: CodeSending;
  transferId: string;
  /** They have just stopped the transfer that waited. */
  isStopped: boolean;
  /** The token in the card for the other account; undefined until the principal has agreed. */
  token: string | undefined;
}

const load = async (page: OpenPage<Own>): Promise<void> =>
  page.change({ record: await loadRecord(call, page.query.recordId ?? ''), isLoaded: true });

const stop = (page: OpenPage<Own>) =>
  page.run(async () => {
    await call('stopTransfer', { params: { transferId: page.own.record?.leaving?.transferId ?? '' } });
    page.change({ isStopped: true });
    await load(page);
  });

const send = (page: OpenPage<Own>) =>
  page.own.code.send('', async () => {
    const started = await call('startTransfer', { params: { recordId: page.query.recordId ?? '' } });
    page.change({ transferId: started.transferId });
    return started;
  });

/** The token is made here and goes into the card; the API gets its digest. */
const offer = (page: OpenPage<Own>, { detail }: PageEvent) =>
  page.own.code.confirm(async () => {
    const token = await newSecret();
    const body = { code: detail.code as string, digest: digestOf(token) };
    await call('offerTransfer', { params: { transferId: page.own.transferId }, body });
    page.change({ token });
  });

/** Transfers one record: the principal's code first, then a card for the other account. One that waits can be stopped. */
Component(
  pageOf<Own>({
    start: () => ({
      ...{ record: undefined, isLoaded: false, transferId: '', isStopped: false, token: undefined },
      code: createCodeSending(),
    }),
    load,
    view: ({ own: { record: { card, leaving } = {}, isLoaded, isStopped, code, token } }) => ({
      texts: TRANSFER,
      ...{ isLoaded, isStopped },
      record: card ? { title: card.title, number: card.number } : null,
      code: { ...code.now, label: CONFIRMER_LABELS.principal },
      leaving: leaving ? transferNote(leaving) : '',
      isOffered: token !== undefined,
    }),
    share: ({ own: { token } }) =>
      token === undefined
        ? FIRST_PAGE_CARD
        : { title: TRANSFER.cardTitle, path: `/pages/transfer/index?token=${token}` },
    on: { send, offer, stop, again: (page) => page.change({ isStopped: false }) },
  }),
);
