import { CONSENT, CONSENT_TEXT_VERSION } from '../../../../client/account/consent.ts';
import { createIntent, type Intent } from '../../../../client/calls/intent.ts';
import { firstCertificateOf, takenAlong } from '../../../../client/documents/first-certificate.ts';
import { type Checking, createChecking } from '../../../../client/eligibility/checking.ts';
import { CHECK_WORDS, checkTitle, RESULT_TEXTS, resultOf } from '../../../../client/eligibility/eligibility-answer.ts';
import { openWithCertificate } from '../../../../client/eligibility/open-with-certificate.ts';
import { inputFromRecord } from '../../../../client/records/records.ts';
import { ApiError } from '../../../../contracts/client/api-error.ts';
import { stops } from '../../../../contracts/kit/finding.ts';
import { certificateForm } from '../../../../contracts/normal-forms/certificate.ts';
import { hostForm } from '../../../../contracts/normal-forms/domain.ts';
import type { RecordContents } from '../../../../shared/domain/record/record.ts';
import { call, newKey, readView } from '../../api.ts';
import { giveConsent, hasConsent, type Reading, readingHandlers } from '../../consent.ts';
import { documents } from '../../filing.ts';
import { type OpenPage, type PageEvent, pageOf } from '../../page.ts';
import { documentCard, phones } from '../../phones.ts';
import { allProvinces, loadProvinces, openProvinces } from '../../provinces.ts';
import { goTo, stepUrl } from '../../route.ts';
import { show } from '../../shown.ts';
import { tileOf, uploadHandlers } from '../../uploads.ts';

const KINDS = [
  { code: 'enterprise', name: '企业' },
  { code: 'individual', name: '个人' },
] as const;

/** A ticket of the console's code: 16 random bytes, base64url. */
const TICKET = /^[\w-]{22}$/;
const BROKEN = '这个小程序码不完整，认不出是哪一次验证。回到电脑上重新显示小程序码再扫，或者在这里填写六项。';

interface Own extends Reading {
  readonly check: Checking;
  /** From the scanned code, or from the check on this phone. */
  ticket: string;
  readonly isScanned: boolean;
  isReading: boolean;
  agreed: boolean;
  /** Whether the person has agreed to the picture, as far as it is known. */
  mayTake: boolean;
  /** The number while it is typed: those on the way would count as numbers that were asked about. */
  typedNumber: string | undefined;
  /** They keep it although the certificate has another one. */
  keepsNumber: boolean;
  isChoosing: boolean;
  /** The picture is read as the other paper. */
  isTrying: boolean;
  hasUnfinished: boolean;
  readonly intent: Intent;
}

function start({ scene = '', region, kind, typing }: Readonly<Record<string, string>>): Own {
  const check = createChecking({ call, show, documents });
  // As it was chosen on the first page.
  if (region !== undefined) check.set({ region, organizerKind: kind === 'individual' ? kind : 'enterprise' });
  check.keep({ byHand: typing !== undefined });
  const isScanned = TICKET.test(scene);
  const ticket = isScanned ? scene : '';
  return {
    check,
    ticket,
    isScanned,
    isReading: isScanned,
    agreed: false,
    reading: false,
    mayTake: false,
    typedNumber: undefined,
    keepsNumber: false,
    isChoosing: false,
    isTrying: false,
    hasUnfinished: false,
    intent: createIntent(newKey),
  };
}

/** The number as a field of a form, unless it was read surely. */
function numberField({ check, typedNumber, keepsNumber }: Own) {
  const { organizerKind, certificateNumber, byHand } = check.now.input;
  const { kind, ...name } = firstCertificateOf(organizerKind);
  const { picture = '', read } = documents.of({ kind, ...name });
  const { number, needsLook, isUnread, differs } = check.paper(allProvinces());
  const messages = check.messagesOf('certificateNumber');
  if (!byHand && !needsLook && !isUnread && !differs && messages.length === 0) return null;
  return {
    label: organizerKind === 'enterprise' ? '统一社会信用代码' : '身份证号码',
    ...{ control: 'text', choices: [], conflict: [], maxLength: 32, isOpen: true, messages, needsLook },
    ...{ value: typedNumber ?? certificateNumber, isWrong: stops(messages), differs: differs && !keepsNumber },
    read: number?.text ?? '',
    doubt: needsLook && number ? { ...number, picture, kind, places: read[number.field]?.places } : null,
  };
}

function view({ own, query }: OpenPage<Own>) {
  const { now, messagesOf } = own.check;
  const { input, state } = now;
  const { byHand } = input;
  const provinces = openProvinces();
  const place = provinces.findIndex(({ code }) => code === input.region);
  const kindAt = KINDS.findIndex(({ code }) => code === input.organizerKind);
  const names = ['region', 'organizerKind', 'domain', 'cloudService'];
  const name = firstCertificateOf(input.organizerKind);
  const { place: at, words: paper, isRead, counts, rows, province, mayChoose } = own.check.paper(allProvinces());
  const isRecorded = query.recordId !== undefined;
  return {
    title: checkTitle(state, input, { place: at, byHand, isRecorded }),
    intro: CHECK_WORDS[isRecorded ? 'recorded' : byHand ? 'byHand' : at],
    isFirst: at === 'picture',
    byHand,
    number: numberField(own),
    mayTake: own.mayTake,
    isTrying: own.isTrying,
    isChoosing: own.isChoosing,
    tile: tileOf(undefined, name.kind, name.subject),
    ...{ paper, isRead, counts, rows, mayChoose },
    province: { ...province, isShown: province.text !== '' || own.isChoosing },
    isScanned: own.isScanned,
    brokenCode: query.scene !== undefined && !own.isScanned ? BROKEN : '',
    input,
    provinces: provinces.map(({ name }) => name),
    provinceHint: CHECK_WORDS.province,
    provinceAt: Math.max(0, place),
    provinceName: provinces[place]?.name ?? '',
    kinds: KINDS.map(({ name }) => name),
    kindAt,
    kindName: KINDS[kindAt]?.name,
    messages: Object.fromEntries(names.map((field) => [field, messagesOf(field)])),
    texts: RESULT_TEXTS,
    toFilings: RESULT_TEXTS.filings,
    result: resultOf(state),
    isReading: own.isReading,
    agreed: own.agreed,
    reading: own.reading,
    hasUnfinished: own.hasUnfinished,
    consent: CONSENT,
  };
}

/** Opened from a record: who is filed is filled in, unless the person has typed already. */
async function fillFromRecord(page: OpenPage<Own>): Promise<void> {
  const {
    own: { check },
    query,
  } = page;
  const { recordId, action = '', websiteId } = query;
  if (recordId === undefined || check.now.input.certificateNumber !== '') return;
  const { view } = await call('showRecord', { params: { recordId } });
  check.set({ ...inputFromRecord(await readView<RecordContents>(view), action, websiteId), byHand: true });
}

const set = ({ own }: OpenPage<Own>, part: Parameters<Checking['set']>[0]) => own.check.set(part);

/** One button: gives the consent where it is due, and opens the camera. */
const takeCertificate = (page: OpenPage<Own>) =>
  page.run(async () => {
    if (!(await hasConsent())) await giveConsent();
    page.change({ mayTake: true });
    lookAtPhone(page);
    await choosePicture(page);
  });

/** Shows a certificate that was handed over to another phone, as if it had been taken here. */
const lookAtPhone = ({ own }: OpenPage<Own>): void =>
  void phones.look(undefined, () => void takeNumber(own)).catch(() => {});

/** Takes the picture; one that shows the other paper is read as that one, and the filing is of that kind. */
async function choosePicture(page: OpenPage<Own>): Promise<void> {
  const { check } = page.own;
  const { kind, subject } = firstCertificateOf(check.now.input.organizerKind);
  await uploadHandlers.choosePicture(page, { currentTarget: { dataset: {} }, detail: { kind, subject } });
  page.change({ isTrying: true });
  await check.followPicture();
  page.change({ isTrying: false });
  await takeNumber(page.own);
}

/** Takes over what was read; either way the number may be proven now. */
async function takeNumber({ check }: Own): Promise<void> {
  check.take(allProvinces());
  await check.askAgain();
}

function changeKind(page: OpenPage<Own>) {
  page.own.check.changeKind();
  return choosePicture(page);
}

const removePicture = (page: OpenPage<Own>) =>
  page.run(() => documents.remove(firstCertificateOf(page.own.check.now.input.organizerKind)));

/** Opens the filing of the ticket. */
async function open(page: OpenPage<Own>): Promise<void> {
  const { ticket, intent, check } = page.own;
  page.change({ hasUnfinished: false });
  const caught = await page.run(async () => {
    const body = { ticket, consentTextVersion: CONSENT_TEXT_VERSION };
    const documentIds = takenAlong(documents, check.now.input.organizerKind);
    const { filingId } = await intent((options) => openWithCertificate(call, body, documentIds, options));
    for (const { code } of KINDS) documents.forget(firstCertificateOf(code));
    page.change({ isReading: false });
    wx.redirectTo({ url: stepUrl(filingId, 'progress') });
  });
  page.change({ hasUnfinished: caught instanceof ApiError && caught.code === 'filing.unfinished' });
}

Component(
  pageOf<Own>({
    hasPapers: true,
    start,
    load: async (page) => {
      await loadProvinces();
      await fillFromRecord(page);
      const { state } = documents.of(firstCertificateOf(page.own.check.now.input.organizerKind));
      if (state === 'ready') await takeNumber(page.own);
      else if (page.query.take !== undefined) void takeCertificate(page);
    },
    view,
    returned(page) {
      void page.own.check.askAgain();
      if (page.own.mayTake) lookAtPhone(page);
    },
    hidden: () => phones.pause(undefined),
    share: (page, id) => documentCard(page, id) ?? { title: 'ICP 备案：先看看能不能备案', path: '/pages/start/index' },
    on: {
      province: (page, { detail }) => set(page, { region: openProvinces()[Number(detail.value)]?.code ?? '' }),
      organizerKind: (page, { detail }) =>
        set(page, { organizerKind: KINDS[Number(detail.value)]?.code ?? 'enterprise' }),
      numberTyped(page, { detail }) {
        page.own.typedNumber = detail.value;
      },
      numberLeft({ own }) {
        const { typedNumber } = own;
        own.typedNumber = undefined;
        if (typedNumber !== undefined) own.check.set({ certificateNumber: certificateForm(typedNumber) });
      },
      numberIsRight(page) {
        page.change({ keepsNumber: true });
        set(page, { takenNumber: '' });
      },
      domain: (page, { detail }) => set(page, { domain: hostForm(detail.value) }),
      domainTyped: ({ own }, { detail }) => own.check.keep({ domain: detail.value }),
      cloudService: (page, { detail }) => set(page, detail),
      askAgain: ({ own }) => own.check.askAgain(),
      takeCertificate,
      ...readingHandlers,
      ...uploadHandlers,
      choosePicture,
      takeRead: ({ own }) => own.check.takeRead(),
      changeKind,
      byHand: ({ own }) => own.check.keep({ byHand: true }),
      provinces: (page) => page.change({ isChoosing: !page.own.isChoosing }),
      chooseProvince(page, { currentTarget }) {
        page.change({ isChoosing: false });
        set(page, { region: currentTarget.dataset.code ?? '' });
      },
      removePicture,
      async begin(page) {
        const { state } = page.own.check.now;
        if (state.kind !== 'answered' || !state.answer.eligible) return;
        page.change({ ticket: state.answer.ticket, agreed: false });
        let has = page.own.mayTake;
        await page.run(async () => {
          has ||= await hasConsent();
        });
        // Consent is asked once.
        if (has) await open(page);
        else page.change({ isReading: true });
      },
      agree: (page, { detail }: PageEvent) => page.change({ agreed: detail.value.length > 0 }),
      open,
      back: (page) => page.change({ isReading: false }),
      filings: () => goTo('/pages/filings/index'),
      help: () => goTo('/pages/help/index?topic=provinces'),
    },
  }),
);
