import { ENTERPRISE } from 'specimens/people.ts';
import type { Laptop } from '../../local/laptop.ts';
import type { FilingState } from '../../shared/domain/filing/machine.ts';
import { goOnAfterApproval, recordOf } from './afterwards.ts';
import { type Answers, createCaller } from './caller.ts';
import { createDiary } from './diary.ts';
import { eraseAccount, putCertificateOnItsWay } from './erase-account.ts';
import { cancelAndErase, claimedRecord, movedRecord } from './erased-holder.ts';
import type { ChaosDesk } from './real-desk.ts';
import type { Applicant } from './seed.ts';
import { withdrawConsent } from './withdraw-consent.ts';

interface Repair {
  readonly round: number;
  readonly items: readonly { readonly item: number; readonly field: string }[];
}

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

  const submit = () => call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true });
  const abandon = () => call('POST', `/v1/submissions/${filingId}/abandonment`);

  /** Mends what is flagged of the website, and answers everything else in a word: there is nothing wrong with it. */
  async function correct(): Promise<void> {
    const { body } = await call('GET', `/v1/filings/${filingId}/repair`);
    const { round, items = [] } = (body ?? {}) as Partial<Repair>;
    for (const { item, field } of items)
      if (field.startsWith('websites.'))
        await call('PUT', `/v1/filings/${filingId}/websites/${websiteId}`, mendedWebsite(domain));
      else await call('PUT', `/v1/filings/${filingId}/rounds/${round}/answers/${item}`, { word: '已经核对，没有错。' });
    await submit();
  }

  /** The desk has the filing, or is about to get it: nobody may erase it. */
  async function askForErasure(): Promise<void> {
    const reply = await call('DELETE', '/v1/me', undefined, ['account.active-filing']);
    if (reply.code !== 'account.active-filing') answers.unexpected.push('the erasure of a filing under review');
  }

  /** What the page saves of a form that is not complete. */
  const leaveHalfFilled = () =>
    call('PUT', `/v1/filings/${filingId}/drafts/principal`, {
      page: 'a-page-of-chaos-',
      fields: { email: 'half@example.cn' },
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
    if (whim === 'withdraws') await call('DELETE', `/v1/submissions/${filingId}`);
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
    if (plot.afterwards) await goOnAfterApproval(plot.afterwards, recordOf(applicant), call, diary, at);
  }

  const steps: Partial<Record<FilingState, () => Promise<void>>> = {
    draft: actOnDraft,
    // The authority may be about to take it in, and be faster.
    queued: async () => void (await abandon()),
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
