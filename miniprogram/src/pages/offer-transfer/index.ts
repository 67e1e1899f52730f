import { CONFIRMER_LABELS } from '../../../../client/filing/endings.ts';
import { TRANSFER } from '../../../../client/records/record-transfers.ts';
import { loadRecordCard, type RecordCard } from '../../../../client/records/records.ts';
import { call } from '../../api.ts';
import { type CodeSending, createCodeSending } from '../../code-sending.ts';
import { type OpenPage, type PageEvent, pageOf } from '../../page.ts';
import { FIRST_PAGE_CARD } from '../../route.ts';
import { digestOf, newSecret } from '../../secrets.ts';

interface Own {
  card: RecordCard | undefined;
  isLoaded: boolean;
  readonly code: CodeSending;
  transferId: string;
  /** Of the card for the other account; undefined until the principal has agreed. */
  token: string | undefined;
}

const load = async (page: OpenPage<Own>): Promise<void> =>
  page.change({ card: await loadRecordCard(call, page.query.recordId ?? ''), isLoaded: true });

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

/** Transfers one record: the principal's code first, then a card for the other account. */
Component(
  pageOf<Own>({
    start: () => ({
      ...{ card: undefined, isLoaded: false, transferId: '', token: undefined },
      code: createCodeSending(),
    }),
    load,
    view: ({ own: { card, isLoaded, code, token } }) => ({
      texts: TRANSFER,
      isLoaded,
      record: card ? { title: card.title, number: card.number } : null,
      code: { ...code.now, label: CONFIRMER_LABELS.principal },
      isOffered: token !== undefined,
    }),
    share: ({ own: { token } }) =>
      token === undefined
        ? FIRST_PAGE_CARD
        : { title: TRANSFER.cardTitle, path: `/pages/transfer/index?token=${token}` },
    on: { send, offer },
  }),
);
