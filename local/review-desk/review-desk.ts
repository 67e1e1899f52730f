import { setTimeout as wait } from 'node:timers/promises';
import { listen, type Running } from '../http-server.ts';
import { createDeskApi } from './desk-api.ts';
import { type DeskFiling, type DeskVerdict, openDeskStore } from './desk-store.ts';
import { automaticDecision, createReviewer, type Decision } from './reviewer.ts';
import { createReviewerSite } from './reviewer-site.ts';
import { createWebhookSender, type WebhookFaults } from './webhook-sender.ts';

export interface ReviewDeskSettings {
  /** 0 takes any free port. */
  readonly port: number;
  /** Where filings, verdicts and numbers are kept over a restart. */
  readonly dir: string;
  /** `whsec_…`; signs and verifies in both directions. */
  readonly secret: string;
  /** Where verdicts go. Asked for each attempt, since the receiver may start later. */
  readonly webhookUrl: () => string;
  /** `automatic` decides by itself, `manual` waits for the page or for `decide`. */
  readonly mode: 'automatic' | 'manual';
  /** Lines without personal data. */
  readonly log: (line: string) => void;
  /** Pause before each automatic decision. */
  readonly automaticDelayMs?: number;
  /** Waits between attempts at a webhook. */
  readonly retrySeconds?: readonly number[];
}

/** The access provider's back office on a laptop. Its pages for reviewers are at `url`. */
export interface RunningReviewDesk extends Running {
  /** Decides about a filing's current round and sends the verdict. Throws when the desk doesn't have the filing. */
  decide(filingId: string, decision: Decision): DeskVerdict;
  /** Every filing that the desk knows, newest first. */
  list(): readonly DeskFiling[];
  /** What goes wrong with webhooks from now on; `{}` puts everything right. */
  setFaults(faults: WebhookFaults): void;
  /** When no automatic decision and no webhook is under way any more. */
  idle(): Promise<void>;
}

const AUTOMATIC_DELAY_MS = 1500;
const RETRY_SECONDS = [1, 2, 5, 10, 30, 60];

/** Starts the stand-in of the review desk that `docs/review-desk.openapi.yaml` describes. */
export async function startReviewDesk(settings: ReviewDeskSettings): Promise<RunningReviewDesk> {
  const { dir, secret, webhookUrl, mode, log, automaticDelayMs = AUTOMATIC_DELAY_MS } = settings;
  const store = openDeskStore(dir);
  const sender = createWebhookSender({
    url: webhookUrl,
    secret,
    log,
    retrySeconds: settings.retrySeconds ?? RETRY_SECONDS,
  });
  const reviewer = createReviewer(store, sender);
  const stopped = new AbortController();
  const underReview = new Map<string, Promise<void>>();

  async function decideToTheEnd(filingId: string): Promise<void> {
    for (;;) {
      await wait(automaticDelayMs, undefined, { signal: stopped.signal });
      const filing = store.find(filingId);
      const decision = filing && automaticDecision(filing);
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

  const api = createDeskApi(store, secret, (filingId) => {
    log(`${filingId}: received`);
    reviewAutomatically(filingId);
  });
  const site = createReviewerSite(store, reviewer);
  const server = await listen(settings.port, async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    await (path.startsWith('/v1/') ? api : site)(request, response, path);
  });
  reviewer.resume();
  for (const { filingId } of store.all()) reviewAutomatically(filingId);

  return {
    ...server,
    decide: reviewer.decide,
    list: store.all,
    setFaults: sender.setFaults,
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
