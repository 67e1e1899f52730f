import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { createDeskApi } from './desk-api.ts';
import { type DeskFiling, type DeskVerdict, openDeskStore } from './desk-store.ts';
import { type Controls, createKnobs, type DeskFaults } from './faults.ts';
import { type BookedRecord, createRecordBook, type ToldEvent } from './record-book.ts';
import { automaticDecision, createReviewer, type Decision } from './reviewer.ts';
import { createReviewerSite } from './reviewer-site.ts';
import { createWebhookSender } from './webhook-sender.ts';
import { type FilingWords, NO_WORDS } from './words.ts';

export type { DeskFiling } from './desk-store.ts';

export interface ReviewDeskSettings {
  /** 0 takes any free port. */
  readonly port: number;
  /** Directory of filings, verdicts and numbers, which survive a restart. */
  readonly dir: string;
  /** `whsec_…`; signs and verifies in both directions. */
  readonly secret: string;
  /** URL of the verdicts. Called for each attempt, since the receiver may start later. */
  readonly webhookUrl: () => string;
  /** `automatic` decides by itself, `manual` waits for the page or for `decide`. */
  readonly mode: 'automatic' | 'manual';
  /** The service's labels for its codes and paths; the default shows codes and paths. */
  readonly words?: FilingWords;
  /** CSS that sets the colours of the pages: the variables of `reviewer-page.css`. */
  readonly colours?: string;
  /** Lines without personal data. */
  readonly log: (line: string) => void;
  /** Pause before each automatic decision. */
  readonly automaticDelayMs?: number;
  /** Pauses between the attempts of a webhook. */
  readonly retrySeconds?: readonly number[];
  /** Source of randomness for the faults, 0 ≤ n < 1. */
  readonly random?: () => number;
}

/** The access provider's review desk on a laptop. Its pages for reviewers are at `url`. */
export interface RunningReviewDesk extends Running {
  /** Decides on a filing's current round and sends the verdict. Throws when the desk doesn't have the filing. */
  decide(filingId: string, decision: Decision): DeskVerdict;
  /** Tells the service of something that happened to a record without a filing. */
  tellOfRecord(recordId: string, event: ToldEvent): { readonly sequence: number };
  /** Sends everything that it has told of a record once more: a webhook may have been lost. */
  tellAgain(recordId: string): void;
  /** Reads what has happened to records since the last time. */
  followRecords(): Promise<void>;
  /** The records that it has read of, each as it was last. */
  records(): readonly BookedRecord[];
  /** Every filing of the desk, newest first. */
  list(): readonly DeskFiling[];
  /** Sets the faults from now on; `{}` turns all off. Sends the webhooks that were held back. */
  setFaults(faults: DeskFaults): void;
  /** Resolves when no automatic decision and no webhook is in progress. */
  idle(): Promise<void>;
}

const AUTOMATIC_DELAY_MS = 1500;
const RETRY_SECONDS = [1, 2, 5, 10, 30, 60];

/** Starts the stand-in of the review desk as described in `docs/api/review-desk.yaml`. */
export async function startReviewDesk(settings: ReviewDeskSettings): Promise<RunningReviewDesk> {
  const { dir, secret, webhookUrl, log, automaticDelayMs = AUTOMATIC_DELAY_MS } = settings;
  let { mode } = settings;
  const store = openDeskStore(dir);
  const knobs = createKnobs(settings.random ?? Math.random);
  const sender = createWebhookSender({
    url: webhookUrl,
    secret,
    knobs,
    log,
    retrySeconds: settings.retrySeconds ?? RETRY_SECONDS,
  });
  const reviewer = createReviewer(store, sender);
  const book = createRecordBook({ dir, secret, sender, webhookUrl });
  const stopped = new AbortController();
  // Each filing under automatic review adds a listener.
  setMaxListeners(0, stopped.signal);
  const underReview = new Map<string, Promise<void>>();

  async function decideToTheEnd(filingId: string): Promise<void> {
    for (;;) {
      await wait(automaticDelayMs, undefined, { signal: stopped.signal });
      const filing = store.find(filingId);
      const decision = mode === 'automatic' && filing && automaticDecision(filing);
      if (!decision) return;
      reviewer.decide(filingId, decision);
      log(`${filingId}: ${decision.kind}`);
    }
  }

  function reviewAutomatically(filingId: string): void {
    if (mode === 'manual' || underReview.has(filingId)) return;
    const review = decideToTheEnd(filingId)
      .catch((error: unknown) => {
        if (!stopped.signal.aborted) log(`${filingId}: automatic review stopped, ${String(error)}`);
      })
      .finally(() => underReview.delete(filingId));
    underReview.set(filingId, review);
  }

  const onSubmission = (filingId: string) => {
    log(`${filingId}: received`);
    reviewAutomatically(filingId);
  };
  const controls: Controls = {
    faults: knobs.faults,
    setFaults(faults) {
      knobs.set(faults);
      sender.release();
    },
    mode: () => mode,
    setMode(next) {
      mode = next;
      for (const { filingId } of store.all()) reviewAutomatically(filingId);
    },
  };
  const api = createDeskApi({ store, secret, knobs, onSubmission });
  const site = createReviewerSite({
    store,
    reviewer,
    controls,
    words: settings.words ?? NO_WORDS,
    colours: settings.colours ?? '',
  });
  const server = await listen(settings.port, async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname.startsWith('/v1/')) await api(request, response, url.pathname);
    else await site(request, response, url);
  });
  reviewer.resume();
  book.resume();
  for (const { filingId } of store.all()) reviewAutomatically(filingId);

  return {
    ...server,
    decide: reviewer.decide,
    tellOfRecord: book.tell,
    tellAgain: book.tellAgain,
    followRecords: book.follow,
    records: book.records,
    list: store.all,
    setFaults: controls.setFaults,
    async idle() {
      while (underReview.size > 0) await Promise.all(underReview.values());
      await sender.idle();
    },
    async stop() {
      stopped.abort();
      await sender.stop();
      await Promise.all(underReview.values());
      await server.stop();
    },
  };
}
