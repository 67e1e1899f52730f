import { CONSENT } from '../../../../client/account/consent.ts';
import {
  certificateToShow,
  type OpenedTransfer,
  TRANSFER,
  transferNote,
} from '../../../../client/records/record-transfers.ts';
import {
  createTransferCheck,
  TRANSFER_CHECK_TEXTS,
  type TransferCheck,
  transferCheckCard,
} from '../../../../client/records/transfer-check.ts';
import { sentenceOf } from '../../../../contracts/client/api-error.ts';
import { call } from '../../api.ts';
import { giveConsent, hasConsent } from '../../consent.ts';
import { documents } from '../../filing.ts';
import { type OpenPage, type PageEvent, pageOf } from '../../page.ts';
import { documentCard, phones } from '../../phones.ts';
import { FIRST_PAGE_CARD } from '../../route.ts';
import { show } from '../../shown.ts';
import { tileOf, uploadHandlers } from '../../uploads.ts';

interface Own {
  opened: OpenedTransfer | undefined;
  /** The principal's check, instead of the certificate. */
  check: TransferCheck | undefined;
  hasConsent: boolean;
  hasRead: boolean;
  isTaking: boolean;
  /** Why it could not be taken over; of the picture that was shown. */
  refusal: string;
}

/** The id of the button that shares the card. */
const PRINCIPAL = 'principal-check';

/** The link belongs to the first account that opens it. */
async function load(page: OpenPage<Own>): Promise<void> {
  const opened = await call('openTransfer', { body: { token: page.query.token ?? '' } });
  const isAgreed = await hasConsent();
  const check = page.own.check ?? createTransferCheck({ call, show }, opened.transfer.transferId);
  page.change({ opened, check, hasConsent: isAgreed });
  if (!isAgreed) return;
  lookAtPhone();
  await look(page);
}

/** The principal's check is looked at while the record can still be accepted. */
async function look({ own: { opened, check } }: OpenPage<Own>): Promise<void> {
  if (opened?.transfer.state === 'opened') await check?.look();
}

const lookAtPhone = (): void => void phones.look(undefined, () => {}).catch(() => {});

const agree = (page: OpenPage<Own>) =>
  page.run(async () => {
    await giveConsent();
    page.change({ hasConsent: true });
    lookAtPhone();
    await look(page);
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

/** Takes the record over with the principal's pass. */
const acceptByCheck = (page: OpenPage<Own>) =>
  page.run(async () => {
    const { opened, check } = page.own;
    const accepted = await check?.accept();
    if (opened && accepted) page.change({ opened: { ...opened, transfer: accepted.transfer } });
  });

/** Another picture: what was said of the last one is no longer so. */
async function choosePicture(page: OpenPage<Own>, event: PageEvent): Promise<void> {
  page.change({ refusal: '' });
  await uploadHandlers.choosePicture(page, event);
}

function view({ own: { opened, check, hasConsent, hasRead, isTaking, refusal } }: OpenPage<Own>) {
  if (!opened) return { opened: null };
  const { transfer, organizer = '', number, domains, certificateType } = opened;
  const name = certificateToShow(opened);
  return {
    opened: { organizer, number, domains: domains.join('、') || '无' },
    isWaiting: transfer.state === 'waiting',
    waiting: `${TRANSFER.waiting}，${transferNote(transfer)}。`,
    certificate: certificateType === 'business-licence' ? '营业执照' : '身份证人像面',
    tile: tileOf(undefined, name.kind, name.subject),
    check: check ? transferCheckCard(check.current) : null,
    ...{ hasConsent, hasRead, isTaking, refusal },
  };
}

/** The card for the principal's own phone; undefined for other buttons. */
function principalCard({ own: { check } }: OpenPage<Own>, id: string) {
  if (id !== PRINCIPAL || !check?.current.token) return undefined;
  return { title: TRANSFER_CHECK_TEXTS.cardTitle, path: `/pages/hand-over/index?token=${check.current.token}` };
}

/** Somebody takes a record over by the card that they got: they show the organizer's certificate, or its principal is checked. */
Component(
  pageOf<Own>({
    start: () => ({
      ...{ opened: undefined, check: undefined },
      ...{ hasConsent: false, hasRead: false, isTaking: false, refusal: '' },
    }),
    load,
    view: (page) => ({ texts: TRANSFER, checkTexts: TRANSFER_CHECK_TEXTS, consent: CONSENT, ...view(page) }),
    returned(page) {
      if (!page.own.hasConsent) return;
      lookAtPhone();
      void look(page).catch(() => {});
    },
    hidden({ own }) {
      phones.pause(undefined);
      own.check?.pause();
    },
    share: (page, id) => principalCard(page, id) ?? documentCard(page, id) ?? FIRST_PAGE_CARD,
    on: {
      ...uploadHandlers,
      choosePicture,
      agree,
      read: (page, { detail }) => page.change({ hasRead: detail.value.length > 0 }),
      takeOver,
      ask: (page) => page.run(async () => page.own.check?.ask()),
      acceptByCheck,
    },
  }),
);
