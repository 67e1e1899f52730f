import { TERMS, TERMS_TEXT_VERSION } from '../../client/account/consent.ts';
import { loadReach, REACH_CHANGE, type Reach } from '../../client/account/notification-choices.ts';
import type { Intent } from '../../client/calls/intent.ts';
import type { FilingView } from '../../client/calls/messages.ts';
import { submitWords } from '../../client/filing/filing-actions.ts';
import { ApiError } from '../../contracts/client/api-error.ts';
import { call } from './api.ts';
import { filing } from './filing.ts';
import { onReconnect } from './network.ts';
import type { OpenPage, PageEvent } from './page.ts';
import { stepUrl } from './route.ts';
import { askForMessages } from './subscribe.ts';

/** A page whose button accepts the terms, and hands a filing in. */
export interface Submitting {
  /** Which text is read: its place, or -1. */
  readingTerms: number;
  /** How they are told what becomes of it; nothing while that isn't known. */
  reach: Reach | undefined;
  readonly intent: Intent;
}

/** What the template `terms` shows, and the button says. */
export const submittingView = (view: FilingView, { readingTerms, reach }: Submitting) => ({
  terms: { ...TERMS, reading: TERMS.texts[readingTerms] ?? null, reach: reach ?? null, change: REACH_CHANGE },
  submitTitle: submitWords(view),
});

/** Asks how they are told; what isn't known stops nobody. */
export const askReach = async (page: OpenPage<Submitting>): Promise<void> =>
  page.change({ reach: await loadReach(call).catch(() => undefined) });

export const termsHandlers = {
  readTerms: (page: OpenPage<Submitting>, { currentTarget }: PageEvent) =>
    page.change({ readingTerms: Number(currentTarget.dataset.place) }),
  closeTerms: (page: OpenPage<Submitting>) => page.change({ readingTerms: -1 }),
};

/** Hands the filing in, after WeChat has asked about messages. @returns the error that stopped it */
export async function submitFiling(page: OpenPage<Submitting>): Promise<unknown> {
  const { filingId = '' } = page.query;
  await askForMessages();
  const caught = await page.run(async () => {
    const body = { termsAccepted: true, termsTextVersion: TERMS_TEXT_VERSION };
    await page.own.intent((options) => call('submit', { params: { filingId }, body }, options));
    await filing.load(filingId);
    wx.redirectTo({ url: stepUrl(filingId, 'progress') });
  });
  // What the network has stopped can be done as soon as it is back.
  if (caught instanceof ApiError && caught.code === 'network.lost') {
    const stop = onReconnect(() => {
      stop();
      page.error = '';
      page.change({});
    });
  }
  return caught;
}
