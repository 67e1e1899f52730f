import { sentenceOf } from '../../../../client/api-error.ts';
import { CONSENT } from '../../../../client/consent.ts';
import { certificateToShow, type OpenedTransfer, TRANSFER, transferNote } from '../../../../client/record-transfers.ts';
import { call } from '../../api.ts';
import { giveConsent, hasConsent } from '../../consent.ts';
import { documentCard, phones } from '../../document-hand-overs.ts';
import { documents } from '../../filing.ts';
import { type OpenPage, type PageEvent, pageOf } from '../../page.ts';
import { FIRST_PAGE_CARD } from '../../route.ts';
import { tileOf, uploadHandlers } from '../../uploads.ts';

interface Own {
  opened: OpenedTransfer | undefined;
  hasConsent: boolean;
  hasRead: boolean;
  isTaking: boolean;
  /** Why it could not be taken over; of the picture that was shown. */
  refusal: string;
}

/** The link belongs to the first account that opens it. */
async function load(page: OpenPage<Own>): Promise<void> {
  const opened = await call('openTransfer', { body: { token: page.query.token ?? '' } });
  const isAgreed = await hasConsent();
  page.change({ opened, hasConsent: isAgreed });
  if (isAgreed) lookAtPhone();
}

const lookAtPhone = (): void => void phones.look(undefined, () => {}).catch(() => {});

const agree = (page: OpenPage<Own>) =>
  page.run(async () => {
    await giveConsent();
    page.change({ hasConsent: true });
    lookAtPhone();
  });

/** Shows the organizer's certificate that was uploaded into this account. */
async function takeOver(page: OpenPage<Own>): Promise<void> {
  const { opened } = page.own;
  if (!opened) return;
  const { documentId = '' } = documents.of(certificateToShow(opened));
  page.change({ isTaking: true, refusal: '' });
  try {
    const { transfer } = await call('acceptTransfer', {
      params: { transferId: opened.transfer.transferId },
      body: { documentId },
    });
    page.change({ opened: { ...opened, transfer } });
  } catch (caught) {
    page.change({ refusal: sentenceOf(caught) });
  } finally {
    page.change({ isTaking: false });
  }
}

/** Another picture: what was said of the last one is no longer so. */
async function choosePicture(page: OpenPage<Own>, event: PageEvent): Promise<void> {
  page.change({ refusal: '' });
  await uploadHandlers.choosePicture(page, event);
}

function view({ own: { opened, hasConsent, hasRead, isTaking, refusal } }: OpenPage<Own>) {
  if (!opened) return { opened: null };
  const { transfer, organizer = '', number, domains, certificateType } = opened;
  const name = certificateToShow(opened);
  return {
    opened: { organizer, number, domains: domains.join('、') || '无' },
    isWaiting: transfer.state === 'waiting',
    waiting: `${TRANSFER.waiting}，${transferNote(transfer)}。`,
    certificate: certificateType === 'business-licence' ? '营业执照' : '身份证人像面',
    tile: tileOf(undefined, name.kind, name.subject),
    ...{ hasConsent, hasRead, isTaking, refusal },
  };
}

/** Somebody takes a record over by the card that they got: they show the organizer's certificate in their own account. */
Component(
  pageOf<Own>({
    start: () => ({ opened: undefined, hasConsent: false, hasRead: false, isTaking: false, refusal: '' }),
    load,
    view: (page) => ({ texts: TRANSFER, consent: CONSENT, ...view(page) }),
    returned: ({ own }) => {
      if (own.hasConsent) lookAtPhone();
    },
    hidden: () => phones.pause(undefined),
    share: (page, id) => documentCard(page, id) ?? FIRST_PAGE_CARD,
    on: {
      ...uploadHandlers,
      choosePicture,
      agree,
      read: (page, { detail }) => page.change({ hasRead: detail.value.length > 0 }),
      takeOver,
      filings: () => wx.reLaunch({ url: '/pages/filings/index' }),
    },
  }),
);
