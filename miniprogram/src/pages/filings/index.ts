import { CONSENT, CONSENT_TEXT_VERSION } from '../../../../client/account/consent.ts';
import { CHANGE_START } from '../../../../client/filing/changes.ts';
import { dayOf } from '../../../../client/kit/time.ts';
import { mayStop, TRANSFER, type Transfer, transferNote } from '../../../../client/records/record-transfers.ts';
import {
  filingLink,
  loadOwnLists,
  NOTICE_TEXTS,
  type OwnLists,
  RECORD_TEXTS,
} from '../../../../client/records/records.ts';
import { typeLabel } from '../../../../shared/domain/filing/filing-types.ts';
import { call, newKey } from '../../api.ts';
import { hasConsent } from '../../consent.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { goTo, stepUrl } from '../../route.ts';

interface Own extends Partial<OwnLists> {
  transfers: readonly Transfer[];
  /** The record that is to be changed, while the person reads what to know. */
  changed: string | undefined;
  /** Whether they have agreed to the current text before; and whether they agree now. */
  hasConsent: boolean;
  agreed: boolean;
  readonly key: string;
}

/** Shows what to know before a change. */
const askChange = (page: OpenPage<Own>, changed: string) =>
  page.run(async () => {
    page.change({ changed, hasConsent: await hasConsent(), agreed: false });
  });

const beginChange = (page: OpenPage<Own>) =>
  page.run(async () => {
    const { changed, key } = page.own;
    if (changed === undefined) return;
    const body = { recordId: changed, filingType: 'change', consentTextVersion: CONSENT_TEXT_VERSION } as const;
    const { filingId } = await call('openFiling', { body }, { key });
    page.change({ changed: undefined });
    goTo(stepUrl(filingId, 'organizer'));
  });

const loadTransfers = async (page: OpenPage<Own>): Promise<void> => {
  const { transfers } = await call('listTransfers', {});
  page.change({ transfers });
};

const stopTransfer = (page: OpenPage<Own>, transferId: string) =>
  page.run(async () => {
    await call('stopTransfer', { params: { transferId } });
    await loadTransfers(page);
  });

/** One list that fails does not hide the others. */
const load = async (page: OpenPage<Own>): Promise<void> => {
  const transfers = loadTransfers(page);
  transfers.catch(() => {});
  await loadOwnLists(call, page.change);
  await transfers;
};

const transferRow = (transfer: Transfer) => ({
  transferId: transfer.transferId,
  number: transfer.number,
  way: transfer.role === 'holder' ? '转出' : '转入',
  state: transfer.stateLabel,
  note: transferNote(transfer),
  isMoved: transfer.state === 'moved',
  mayStop: mayStop(transfer),
});

/** 我的备案: what is filed and on its way to another account, filings newest first, and the ways to everything about the person. */
Component(
  pageOf<Own>({
    start: () => ({
      ...{ transfers: [], changed: undefined, hasConsent: false, agreed: false },
      key: newKey(),
    }),
    load,
    returned: (page) => void page.load(),
    view: ({ own: { records, filings, transfers, changed, hasConsent, agreed } }) => ({
      change: changed === undefined ? null : { ...CHANGE_START, recordId: changed, hasConsent, agreed },
      consent: CONSENT,
      isLoaded: filings !== undefined,
      isBlank: records?.length === 0 && filings?.length === 0,
      texts: { ...RECORD_TEXTS, openNotice: NOTICE_TEXTS.open, beginTransfer: TRANSFER.begin },
      transferTexts: { list: TRANSFER.list, stop: TRANSFER.stop },
      records: (records ?? []).map((card) => ({
        ...card,
        endings: card.endings.map(({ filingType, websiteId = '', label, about }) => ({
          ...{ filingType, websiteId, label, about },
          key: `${filingType} ${websiteId}`,
        })),
      })),
      transfers: transfers.map(transferRow),
      filings: (filings ?? []).map(({ filingId, filingType, domain, state, stateLabel, updatedAt }) => ({
        filingId,
        domain,
        type: typeLabel(filingType),
        state,
        stateLabel,
        updated: dayOf(updatedAt),
        action: filingLink({ filingType, state }),
      })),
    }),
    on: {
      open(_page, { currentTarget: { dataset } }) {
        goTo(stepUrl(dataset.id ?? '', dataset.state === 'draft' ? 'organizer' : 'progress'));
      },
      act(page, { currentTarget: { dataset } }) {
        const { id = '', action = '' } = dataset;
        if (action === 'change') void askChange(page, id);
        else goTo(`/pages/eligibility/index?recordId=${id}&action=${action}`);
      },
      end(_page, { currentTarget: { dataset } }) {
        const { id = '', type = '', website = '' } = dataset;
        const ofWebsite = website === '' ? '' : `&websiteId=${website}`;
        goTo(`/pages/ending/index?recordId=${id}&filingType=${type}${ofWebsite}`);
      },
      notice: (_page, { currentTarget: { dataset } }) =>
        goTo(`/pages/notice/index?recordId=${dataset.id}&notice=${dataset.notice}`),
      transfer: (_page, { currentTarget: { dataset } }) => goTo(`/pages/offer-transfer/index?recordId=${dataset.id}`),
      stopTransfer: (page, { currentTarget: { dataset } }) => stopTransfer(page, dataset.id ?? ''),
      agree: (page, { detail }) => page.change({ agreed: detail.value.length > 0 }),
      beginChange,
      cancelChange: (page) => page.change({ changed: undefined }),
    },
  }),
);
