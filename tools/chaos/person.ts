import { ENTERPRISE } from 'specimens/people.ts';
import type { Laptop } from '../../local/laptop.ts';
import { settings } from '../../shared/compose/settings.ts';
import type { FilingState } from '../../shared/domain/filing/machine.ts';
import type { Grant } from '../walk/filer.ts';
import { cancelInTwo, goOnAfterApproval, recordOf } from './afterwards.ts';
import { type Answers, type Call, createCaller } from './caller.ts';
import { cardOf, grantUpload, putPicture, stateOf, untilDocumentIs } from './certificate.ts';
import { createDiary, type Diary } from './diary.ts';
import { cancelAndErase, claimedRecord, movedRecord } from './erased-holder.ts';
import type { ChaosDesk } from './real-desk.ts';
import type { Applicant } from './seed.ts';

const DEVICES = 4;
/** One call in six of a vendor fails, so five in a row hardly do. */
const CARD_TRIES = 5;
const TERMS = { termsAccepted: true } as const;
const NOBODY = '00000000-0000-4000-8000-000000000000';

const mendedWebsite = (domain: string) => ({
  ...ENTERPRISE.website,
  homeUrl: `www.${domain}`,
  remark: '介绍本公司的产品、服务和联系方式，内容已经补充。',
});

/** A person who files through the gateway, and retries each call with the same key until they have a reply. */
export function createPerson(applicant: Applicant, answers: Answers, at: { laptop: Laptop; desk: ChaosDesk }) {
  const { accountId, filingId, websiteId, domain, plot } = applicant;
  const diary = createDiary();
  const call = createCaller(at.laptop.addresses.gateway, accountId, answers);
  let whim = plot.whim;

  /** Where the vendor warned of a new card, or failed to compare it with the check's photo, they do as they read: upload it again. */
  async function submit(tries = CARD_TRIES): Promise<void> {
    const { rules } = await call('submit', { params: { filingId }, body: TERMS }, ['filing.incomplete']);
    const isTheCard = rules.some((rule) => rule.startsWith('MT-'));
    if (isTheCard && tries > 0 && (await uploadAgain(call, filingId))) return submit(tries - 1);
    if (rules.length > 0) answers.unexpected.push(`a submission that lacks ${rules}`);
  }
  const abandonmentOf = (id: string, refusals: readonly string[] = []) =>
    call('abandon', { params: { filingId: id } }, refusals);
  const onEachDevice = (step: () => Promise<unknown>) => Promise.all(Array.from({ length: DEVICES }, step));
  /** At the same moment: one does it, the others hear that it is done. An instance is awake for each, else one is done before. */
  async function atOnce(step: () => Promise<unknown>): Promise<void> {
    await onEachDevice(() => abandonmentOf(NOBODY, ['filing.unknown']));
    await onEachDevice(step);
  }
  const abandon = () => atOnce(() => abandonmentOf(filingId));

  /** Mends what is flagged of the website, and answers everything else in a word: there is nothing wrong with it. */
  async function correct(): Promise<void> {
    const { body } = await call('showRepair', { params: { filingId } });
    const round = String(body?.round);
    for (const { item, field } of body?.items ?? [])
      if (field.startsWith('websites.'))
        await call('saveWebsite', { params: { filingId, websiteId }, body: mendedWebsite(domain) });
      else
        await call('answerFlag', {
          params: { filingId, round, item: String(item) },
          body: { word: '已经核对，没有错。' },
        });
    await submit();
  }

  /** The desk has the filing, or is about to get it: nobody may erase it. */
  async function askForErasure(): Promise<void> {
    const reply = await call('eraseMe', {}, ['account.active-filing']);
    if (reply.code !== 'account.active-filing') answers.unexpected.push('the erasure of a filing under review');
  }

  /** What the page saves of a form that is not complete. */
  const leaveHalfFilled = () =>
    call('saveDraft', {
      params: { filingId, form: 'principal' },
      body: { page: 'a-page-of-chaos-', fields: { email: 'half@example.cn' } },
    });

  async function actOnDraft(): Promise<void> {
    if (whim === 'erases-draft') {
      const late = await putCertificateOnItsWay(call, filingId);
      await leaveHalfFilled();
      await abandon();
      return eraseAccount(call, applicant, diary, late);
    }
    if (whim === 'claims') {
      await abandon();
      return cancelAndErase(await claimedRecord(applicant), { call, diary, answers, laptop: at.laptop });
    }
    if (whim === 'withdraws-consent') {
      whim = undefined;
      await withdrawConsent(call, applicant, diary, answers);
    }
    await submit();
    if (whim === 'withdraws') await atOnce(() => call('withdraw', { params: { filingId } }));
    if (whim === 'asks-for-erasure') await askForErasure();
    if (whim === 'withdraws' || whim === 'asks-for-erasure') whim = undefined;
  }

  async function actOnReturned(): Promise<void> {
    if (whim === 'abandons') await abandon();
    else if (whim === 'erases-returned') {
      await abandon();
      await eraseAccount(call, applicant, diary);
    } else await correct();
  }

  async function actOnApproved(): Promise<void> {
    const holder = { call, diary, answers, laptop: at.laptop };
    if (plot.afterwards === 'cancels-and-erases') return cancelAndErase(recordOf(applicant), holder);
    if (plot.afterwards === 'moves') return movedRecord(applicant, holder);
    if (plot.afterwards === 'cancels') return cancelInTwo(applicant, call, diary, holder);
    if (plot.afterwards) await goOnAfterApproval(plot.afterwards, recordOf(applicant), call, diary, at);
  }

  const steps: Partial<Record<FilingState, () => Promise<void>>> = {
    draft: actOnDraft,
    // The authority may be about to take it in, and be faster.
    queued: abandon,
    approved: actOnApproved,
  };

  return {
    ...applicant,
    diary,
    /** Whether it is their turn in this state, and not somebody else's. */
    hasToAct(state: FilingState): boolean {
      if (state === 'draft') return whim !== 'leaves-draft';
      if (state === 'queued') return whim === 'gives-up';
      if (state === 'approved') return plot.afterwards !== undefined && !diary.isDone;
      return (state === 'returned' || state === 'authority-returned') && whim !== 'leaves-returned';
    },
    /** Takes the next step in this state. */
    act: (state: FilingState): Promise<void> => steps[state]?.() ?? actOnReturned(),
  };
}

export type ChaosPerson = ReturnType<typeof createPerson>;

/** The other call was faster, and nothing is left to do for this one. */
const ERASED = ['session.invalid'];
const OPEN_AGAIN = ['account.active-filing', ...ERASED];

/** Uploads a certificate and waits until it is about to be read. @returns a permit to upload another one */
async function putCertificateOnItsWay(call: Call, filingId: string): Promise<Grant | undefined> {
  const [late, read] = [await grantUpload(call, cardOf(filingId)), await grantUpload(call, cardOf(filingId))];
  if (read) {
    await putPicture(read);
    await untilDocumentIs(call, read, ['reading', 'ready', 'refused']);
  }
  return late;
}

/**
 * Erases the account of a person who opens another filing, gives consent and exports everything at the same time. While
 * their filing was faster the erasure is refused, and they give up the filing first.
 */
async function eraseAccount(call: Call, applicant: Applicant, diary: Diary, late?: Grant): Promise<void> {
  const { consentTextVersion } = await settings();
  await call('exportData', {});
  for (let isErased = false; !isErased; ) {
    const { body } = await call('checkEligibility', { body: applicant.eligibility });
    const ticket = body?.eligible ? body.ticket : '';
    const [erasure] = await Promise.all([
      call('eraseMe', {}, OPEN_AGAIN),
      call('openFiling', { body: { ticket, consentTextVersion } }, ERASED),
      call('giveConsent', { body: { textVersion: consentTextVersion } }, ERASED),
      call('exportData', {}, ERASED),
    ]);
    // An instance that was killed may have ended the session and not answered.
    isErased = erasure.status === 200 || erasure.code === 'session.invalid';
    if (isErased) diary.erasedAtMs = performance.now();
    else await abandonDrafts(call);
  }
  if (late) await putPicture(late);
}

async function abandonDrafts(call: Call): Promise<void> {
  const { body } = await call('listFilings', {});
  for (const { filingId, state } of body?.filings ?? [])
    if (state === 'draft') await call('abandon', { params: { filingId } });
}

const LATE_UPLOAD = ['waiting', 'refused'];

/**
 * Withdraws the consent while a certificate is about to be read, another one is about to be uploaded and a liveness
 * check is open; tries what is refused without it; and gives it again.
 */
async function withdrawConsent(
  call: Call,
  { filingId, websiteId }: Applicant,
  diary: Diary,
  answers: Answers,
): Promise<void> {
  const { consentTextVersion } = await settings();
  const object = (what: string) => answers.unexpected.push(what);
  // Not read by machine: without a look for the consent it would be ready as soon as it is taken in.
  const latePaper = { filingId, kind: 'domain-certificate', subject: `website:${websiteId}` } as const;
  const [late, read] = [await grantUpload(call, latePaper), await grantUpload(call, cardOf(filingId))];
  if (!late || !read) return;
  const media = { photoContentType: 'image/jpeg', videoContentType: 'video/mp4' } as const;
  const check = await call('openCheck', { body: { filingId, websiteId, ...media, consentTextVersion } });
  const { checkId = '' } = check.body ?? {};
  await putPicture(read);
  await untilDocumentIs(call, read, ['reading', 'ready', 'refused']);

  await call('withdrawConsent', {});
  const fromMs = performance.now();
  const wasFaster = (await stateOf(call, read)) === 'ready';
  await putPicture(late);
  const submission = await call('submit', { params: { filingId }, body: TERMS }, ['filing.incomplete']);
  if (submission.code !== 'filing.incomplete') object('a submission without consent');
  if (await grantUpload(call, cardOf(filingId), ['consent.missing'])) object('a permit to upload without consent');
  const state = await untilDocumentIs(call, read, ['ready', 'refused']);
  // No vendor may have got it since the reply, which `privacy-proof.ts` looks at.
  if (state !== 'refused' && !wasFaster) object(`a certificate that is ${state} without consent`);
  // Its permit may have expired before it was uploaded.
  const lateState = await untilDocumentIs(call, late, ['ready', 'refused']);
  if (!LATE_UPLOAD.includes(lateState)) object(`a late upload that is ${lateState} without consent`);
  const { state: checkState } = (await call('showCheck', { params: { checkId } })).body ?? {};
  if (checkState !== 'unanswered') object(`a liveness check that is ${checkState} after the consent was withdrawn`);
  diary.withoutConsent = { fromMs, toMs: performance.now() };
  await call('giveConsent', { body: { textVersion: consentTextVersion } });
  if (!(await uploadAgain(call, filingId))) object('a certificate that is not ready with the new consent');
}

/** The refused certificate is the newest one, so another one has to replace it. A permit may expire on the way. */
async function uploadAgain(call: Call, filingId: string): Promise<boolean> {
  for (let tries = 0; tries < 3; tries += 1) {
    const grant = await grantUpload(call, cardOf(filingId));
    if (!grant) return false;
    await putPicture(grant);
    if ((await untilDocumentIs(call, grant, ['ready', 'refused'])) === 'ready') return true;
  }
  return false;
}
