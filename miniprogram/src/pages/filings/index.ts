import { UNREACHED } from '../../../../client/account/unreached.ts';
import { dayOf } from '../../../../client/kit/time.ts';
import { createOwnLists, filingLink, filingName, type OwnLists } from '../../../../client/records/own-lists.ts';
import {
  goesOn,
  leavesSoon,
  mayStop,
  TRANSFER,
  type Transfer,
  transferNote,
} from '../../../../client/records/record-transfers.ts';

import { RECORD_TEXTS } from '../../../../client/records/records.ts';
import { toDos } from '../../../../client/records/to-do.ts';
import { typeLabel } from '../../../../shared/domain/filing/filing-types.ts';
import { call } from '../../api.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { goTo, stepUrl } from '../../route.ts';
import { toDoCard } from '../../to-do.ts';

type Own = Partial<OwnLists> & { following?: ReturnType<typeof createOwnLists> };

/** One list that fails does not hide the others. */
function load(page: OpenPage<Own>): Promise<void> {
  page.own.following ??= createOwnLists(call, page.change);
  return page.own.following.load();
}

const stopTransfer = (page: OpenPage<Own>, transferId: string) =>
  page.run(async () => {
    await call('stopTransfer', { params: { transferId } });
    await load(page);
  });

const transferRow = (transfer: Transfer) => ({
  transferId: transfer.transferId,
  number: transfer.number,
  way: transfer.role === 'holder' ? '转出' : '转入',
  state: transfer.stateLabel,
  note: transferNote(transfer),
  isMoved: transfer.state === 'moved',
  mayStop: mayStop(transfer),
  goesOn: goesOn(transfer),
});

/** 我的备案: what is filed and on its way to another account, filings newest first, and the ways to everything about the person. */
Component(
  pageOf<Own>({
    start: () => ({}),
    load,
    returned: (page) => void page.load(),
    hidden: ({ own }) => own.following?.pause(),
    view: ({ own, own: { records, filings, transfers = [], unreached = [] } }) => ({
      toDo: toDoCard(toDos(own)),
      unreachedTexts: UNREACHED,
      unreached: unreached.map(({ text, filingId, recordId }) => ({
        text,
        url: filingId ? stepUrl(filingId, 'progress') : `/pages/record/index?recordId=${recordId}`,
      })),
      isUnreached: unreached.some(({ isOwn }) => isOwn),
      isLoaded: filings !== undefined,
      isBlank: records?.length === 0 && filings?.length === 0,
      texts: RECORD_TEXTS,
      transferTexts: { list: TRANSFER.list, stop: TRANSFER.stop, goOn: TRANSFER.goOn },
      records: records ?? [],
      transfers: transfers.filter((transfer) => !leavesSoon(transfer)).map(transferRow),
      filings: (filings ?? []).map((filing) => ({
        ...{ filingId: filing.filingId, state: filing.state, stateLabel: filing.stateLabel },
        name: filingName(filing, records ?? []),
        type: typeLabel(filing.filingType),
        updated: dayOf(filing.updatedAt),
        action: filingLink(filing),
      })),
    }),
    on: {
      open(_page, { currentTarget: { dataset } }) {
        goTo(stepUrl(dataset.id ?? '', 'progress'));
      },
      stopTransfer: (page, { currentTarget: { dataset } }) => stopTransfer(page, dataset.id ?? ''),
    },
  }),
);
