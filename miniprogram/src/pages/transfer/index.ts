import { RECORD_CONSENT } from '../../../../client/account/consent.ts';
import {
  certificateToShow,
  type OpenedTransfer,
  openingBy,
  TRANSFER,
  takeOverWords,
  transferFacts,
  transferNote,
} from '../../../../client/records/record-transfers.ts';
import {
  createTransferCheck,
  TRANSFER_CHECK_TEXTS,
  type TransferCheck,
  takeOverButton,
  transferCheckCard,
} from '../../../../client/records/transfer-check.ts';
import { isFinal, sentenceOf } from '../../../../contracts/client/api-error.ts';
import { call } from '../../api.ts';
import { giveConsent, hasConsent, type Reading, readingHandlers } from '../../consent.ts';
import { documents } from '../../filing.ts';
import { type OpenPage, type PageEvent, pageOf } from '../../page.ts';
import { documentCard, phones } from '../../phones.ts';
import { FIRST_PAGE_CARD } from '../../route.ts';
import { show } from '../../shown.ts';
import { tileOf, uploadHandlers } from '../../uploads.ts';

interface Own extends Reading {
  opened: OpenedTransfer | undefined;
  /** The principal's check, instead of the certificate. */
  check: TransferCheck | undefined;
  hasConsent: boolean;
  isTaking: boolean;
  /** Why it could not be taken over; of the picture that was shown. */
  refusal: string;
  isOver: boolean;
}

/** The id of the button that shares the card. */
const PRINCIPAL = 'principal-check';

/** The link belongs to the first account that opens it. */
async function load(page: OpenPage<Own>): Promise<void> {
  const opened = await call('openTransfer', openingBy(page.query.token ?? ''));
  const isAgreed = await hasConsent('record');
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
    await giveConsent('record');
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
    page.change({ refusal: sentenceOf(caught), isOver: isFinal(caught) });
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

/** What the dock's main button does; undefined where nothing can be done. */
function buttonOf({ own: { opened, check, hasConsent, isOver } }: OpenPage<Own>) {
  if (!opened || !check || !hasConsent || isOver) return undefined;
  const isReady = documents.of(certificateToShow(opened)).state === 'ready';
  return takeOverButton(transferCheckCard(check.current), opened.takesCertificate, isReady);
}

async function act(page: OpenPage<Own>): Promise<void> {
  const { act } = buttonOf(page) ?? {};
  if (act === 'accept') await acceptByCheck(page);
  if (act === 'certificate') await takeOver(page);
  if (act === 'ask') await ask(page);
}

const ask = (page: OpenPage<Own>) => page.run(async () => page.own.check?.ask());

function view(page: OpenPage<Own>) {
  const { opened, check, hasConsent, reading, isTaking, refusal } = page.own;
  if (!opened) return { opened: null };
  const { transfer, certificateType, takesCertificate } = opened;
  const name = certificateToShow(opened);
  return {
    opened: transferFacts(opened).map(([name, value]) => ({ name, value: value ?? '' })),
    isWaiting: transfer.state === 'waiting',
    waiting: `${TRANSFER.waiting}，${transferNote(transfer)}。`,
    takesCertificate,
    hint: takeOverWords(opened),
    certificate: certificateType === 'business-licence' ? '营业执照' : '身份证人像面',
    tile: tileOf(undefined, name.kind, name.subject),
    check: check ? transferCheckCard(check.current) : null,
    button: buttonOf(page) ?? null,
    ...{ hasConsent, reading, isTaking, refusal },
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
    hasPapers: true,
    start: () => ({
      ...{ opened: undefined, check: undefined },
      ...{ hasConsent: false, reading: false, isTaking: false, refusal: '', isOver: false },
    }),
    load,
    view: (page) => ({
      texts: TRANSFER,
      checkTexts: TRANSFER_CHECK_TEXTS,
      consent: { ...RECORD_CONSENT, byButton: TRANSFER.byButton },
      ...view(page),
    }),
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
      ...readingHandlers,
      act,
      ask,
      takeBack: (page) => page.run(async () => page.own.check?.cancel()),
    },
  }),
);
