import { CONSENT, CONSENT_TEXT_VERSION } from '../../../../client/account/consent.ts';
import { createIntent, type Intent } from '../../../../client/calls/intent.ts';
import {
  firstCertificateOf,
  numberRead,
  otherProvince,
  otherRows,
  provinceRead,
} from '../../../../client/documents/first-certificate.ts';
import { verdictOf } from '../../../../client/eligibility/eligibility-answer.ts';
import { messagesOf } from '../../../../client/eligibility/eligibility-check.ts';
import { openWithCertificate } from '../../../../client/eligibility/open-with-certificate.ts';
import { inputFromRecord } from '../../../../client/records/records.ts';
import { ApiError } from '../../../../contracts/client/api-error.ts';
import { certificateForm } from '../../../../contracts/normal-forms/certificate.ts';
import { hostForm } from '../../../../contracts/normal-forms/domain.ts';
import { sameText } from '../../../../contracts/normal-forms/text.ts';
import { FILING_TYPES } from '../../../../shared/domain/filing/filing-types.ts';
import type { RecordContents } from '../../../../shared/domain/record/record.ts';
import { call, newKey, readView } from '../../api.ts';
import { giveConsent, hasConsent } from '../../consent.ts';
import { createCheck } from '../../eligibility.ts';
import { documents } from '../../filing.ts';
import { type OpenPage, type PageEvent, pageOf } from '../../page.ts';
import { documentCard, phones } from '../../phones.ts';
import { allProvinces, loadProvinces, openProvinces } from '../../provinces.ts';
import { goTo, stepUrl } from '../../route.ts';
import { tileOf, uploadHandlers } from '../../uploads.ts';

const KINDS = [
  { code: 'enterprise', name: '企业' },
  { code: 'individual', name: '个人' },
] as const;

/** A ticket of the console's code: 16 random bytes, base64url. */
const TICKET = /^[\w-]{22}$/;
const BROKEN = '这个小程序码不完整，认不出是哪一次验证。回到电脑上重新显示小程序码再扫，或者在这里填写六项。';

interface Own {
  readonly check: ReturnType<typeof createCheck>;
  /** From the scanned code, or from the check on this phone. */
  ticket: string;
  readonly isScanned: boolean;
  isReading: boolean;
  agreed: boolean;
  /** The certificate of the first step: not asked for, consent is asked first, or its picture. */
  certificate: 'closed' | 'consent' | 'picture';
  agreedToRead: boolean;
  hasUnfinished: boolean;
  readonly intent: Intent;
}

function start({ scene = '', region, kind }: Readonly<Record<string, string>>): Own {
  const check = createCheck();
  // As it was chosen on the first page.
  if (region !== undefined) check.set({ region, organizerKind: kind === 'individual' ? kind : 'enterprise' });
  const isScanned = TICKET.test(scene);
  const ticket = isScanned ? scene : '';
  return {
    check,
    ticket,
    isScanned,
    isReading: isScanned,
    agreed: false,
    certificate: 'closed',
    agreedToRead: false,
    hasUnfinished: false,
    intent: createIntent(newKey),
  };
}

/** The certificate is of another province than the chosen one. */
function elsewhereOf({ check: { now } }: Own) {
  const { read } = documents.of(firstCertificateOf(now.input.organizerKind));
  const told = otherProvince(now.input, read, allProvinces());
  return told ? { ...told, isOpen: openProvinces().some(({ code }) => code === told.code) } : null;
}

function view({ own, query }: OpenPage<Own>) {
  const { input, state } = own.check.now;
  const answer = state.kind === 'answered' ? state.answer : undefined;
  const provinces = openProvinces();
  const at = provinces.findIndex(({ code }) => code === input.region);
  const kindAt = KINDS.findIndex(({ code }) => code === input.organizerKind);
  const names = ['region', 'organizerKind', 'certificateNumber', 'domain', 'cloudService', 'filing'];
  const name = firstCertificateOf(input.organizerKind);
  const { read } = documents.of(name);
  const number = numberRead(input.organizerKind, read);
  const isDoubtful = number?.isDoubtful && input.takenNumber === number.text;
  const isOther = number && input.certificateNumber.trim() !== '' && !sameText(input.certificateNumber, number.text);
  return {
    certificate: own.certificate,
    agreedToRead: own.agreedToRead,
    tile: tileOf(undefined, name.kind, name.subject),
    doubtfulNumber: isDoubtful ? number.text : '',
    otherNumber: isOther ? number.text : '',
    elsewhere: elsewhereOf(own),
    readRows: otherRows(input.organizerKind, read),
    isScanned: own.isScanned,
    brokenCode: query.scene !== undefined && !own.isScanned ? BROKEN : '',
    input,
    provinces: provinces.map(({ name }) => name),
    provinceAt: Math.max(0, at),
    provinceName: provinces[at]?.name ?? '',
    kinds: KINDS.map(({ name }) => name),
    kindAt,
    kindName: KINDS[kindAt]?.name,
    numberLabel: input.organizerKind === 'enterprise' ? '统一社会信用代码' : '身份证号码',
    messages: Object.fromEntries(names.map((name) => [name, messagesOf(state, name)])),
    kind: answer ? verdictOf(answer) : state.kind,
    failure: state.kind === 'failed' ? state.message : '',
    typeLabel: answer?.eligible ? FILING_TYPES[answer.filingType].label : '',
    isReading: own.isReading,
    agreed: own.agreed,
    hasUnfinished: own.hasUnfinished,
    consent: CONSENT,
  };
}

/** Opened from a record: who is filed is filled in, unless the person has typed already. */
async function fillFromRecord({ own: { check }, query }: OpenPage<Own>): Promise<void> {
  const { recordId, action = '' } = query;
  if (recordId === undefined || check.now.input.certificateNumber !== '') return;
  const { view } = await call('showRecord', { params: { recordId } });
  check.set(inputFromRecord(await readView<RecordContents>(view), action));
}

const set = ({ own }: OpenPage<Own>, part: Parameters<Own['check']['set']>[0]) => own.check.set(part);

/** Shows the place of the picture to whoever has agreed already, else the consent. */
const takeCertificate = (page: OpenPage<Own>) =>
  page.run(async () => {
    const has = await hasConsent();
    page.change({ certificate: has ? 'picture' : 'consent' });
    if (has) lookAtPhone(page);
  });

const agreeToRead = (page: OpenPage<Own>) =>
  page.run(async () => {
    await giveConsent();
    page.change({ certificate: 'picture' });
    lookAtPhone(page);
  });

/** Shows a certificate that was handed over to another phone, as if it had been taken here. */
const lookAtPhone = ({ own }: OpenPage<Own>): void =>
  void phones.look(undefined, () => void takeNumber(own)).catch(() => {});

async function choosePicture(page: OpenPage<Own>, event: PageEvent): Promise<void> {
  await uploadHandlers.choosePicture(page, event);
  await takeNumber(page.own);
}

/** Takes over the number that was read, unless another one was typed; either way the number may be proven now. */
async function takeNumber({ check }: Own): Promise<void> {
  const { organizerKind, certificateNumber, takenNumber, region } = check.now.input;
  const { read } = documents.of(firstCertificateOf(organizerKind));
  const text = numberRead(organizerKind, read)?.text;
  const province = provinceRead(read, allProvinces());
  if (province !== undefined && region === '') check.set({ region: province });
  const isFree = certificateNumber.trim() === '' || certificateNumber === takenNumber;
  if (text !== undefined && isFree) check.set({ certificateNumber: text, takenNumber: text });
  else await check.askAgain();
}

/** The number as the certificate has it, which the person has just looked at. */
function takeRead({ own: { check } }: OpenPage<Own>): void {
  const { organizerKind } = check.now.input;
  const number = numberRead(organizerKind, documents.of(firstCertificateOf(organizerKind)).read);
  if (number) check.set({ certificateNumber: number.text, takenNumber: '' });
}

const removePicture = (page: OpenPage<Own>) =>
  page.run(() => documents.remove(firstCertificateOf(page.own.check.now.input.organizerKind)));

/** Opens the filing of the ticket. */
async function open(page: OpenPage<Own>): Promise<void> {
  const { ticket, intent, check } = page.own;
  page.change({ hasUnfinished: false });
  const caught = await page.run(async () => {
    const name = firstCertificateOf(check.now.input.organizerKind);
    const { documentId, state } = documents.of(name);
    const body = { ticket, consentTextVersion: CONSENT_TEXT_VERSION };
    const documentIds = documentId !== undefined && state === 'ready' ? [documentId] : [];
    const { filingId } = await intent((options) => openWithCertificate(call, body, documentIds, options));
    documents.forget(name);
    page.change({ isReading: false });
    wx.redirectTo({ url: stepUrl(filingId, 'organizer') });
  });
  page.change({ hasUnfinished: caught instanceof ApiError && caught.code === 'filing.unfinished' });
}

Component(
  pageOf<Own>({
    start,
    load: async (page) => {
      await loadProvinces();
      await fillFromRecord(page);
    },
    view,
    returned(page) {
      void page.own.check.askAgain();
      if (page.own.certificate === 'picture') lookAtPhone(page);
    },
    hidden: () => phones.pause(undefined),
    share: (page, id) => documentCard(page, id) ?? { title: 'ICP 备案：先看看能不能备案', path: '/pages/start/index' },
    on: {
      province: (page, { detail }) => set(page, { region: openProvinces()[Number(detail.value)]?.code ?? '' }),
      organizerKind: (page, { detail }) =>
        set(page, { organizerKind: KINDS[Number(detail.value)]?.code ?? 'enterprise', takenNumber: '' }),
      // Not while it is typed: the numbers on the way would count as numbers that were asked about.
      certificateNumber: (page, { detail }) => set(page, { certificateNumber: certificateForm(detail.value) }),
      domain: (page, { detail }) => set(page, { domain: hostForm(detail.value) }),
      cloudService: (page, { detail }) => set(page, detail),
      askAgain: ({ own }) => own.check.askAgain(),
      takeCertificate,
      agreeToRead,
      tickToRead: (page, { detail }: PageEvent) => page.change({ agreedToRead: detail.value.length > 0 }),
      ...uploadHandlers,
      choosePicture,
      takeRead,
      chooseIts: (page, { currentTarget }) => set(page, { region: currentTarget.dataset.code ?? '' }),
      removePicture,
      numberIsRight: (page) => set(page, { takenNumber: '' }),
      begin(page) {
        const { state } = page.own.check.now;
        if (state.kind !== 'answered' || !state.answer.eligible) return;
        page.change({ ticket: state.answer.ticket, isReading: true, agreed: false });
      },
      agree: (page, { detail }: PageEvent) => page.change({ agreed: detail.value.length > 0 }),
      open,
      back: (page) => page.change({ isReading: false }),
      filings: () => goTo('/pages/filings/index'),
      help: () => goTo('/pages/help/index?topic=provinces'),
    },
  }),
);
