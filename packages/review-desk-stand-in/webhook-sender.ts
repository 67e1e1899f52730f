import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knobs } from './faults.ts';
import { signedHeaders } from './signed-request.ts';

export interface WebhookMessage {
  readonly id: string;
  readonly body: string;
  /** Called once, after the first 2xx. */
  readonly onDelivered: () => void;
  /** Asked before each attempt: a message about an erased filing is forgotten. */
  readonly isWanted: () => boolean;
}

export interface WebhookSender {
  send(message: WebhookMessage): void;
  /** Sends the webhooks that were held back for reordering. */
  release(): void;
  /** Resolves when nothing is being sent; messages that were given up don't count. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export interface WebhookSenderSettings {
  readonly url: () => string;
  /** `whsec_…` */
  readonly secret: string;
  readonly knobs: Knobs;
  readonly log: (line: string) => void;
  /** Pauses between attempts; after the last one the message is given up. */
  readonly retrySeconds: readonly number[];
}

const FORGERS_SECRET = `whsec_${Buffer.from('somebody who guesses our secret').toString('base64')}`;
const TIMEOUT_MS = 15_000;

/** Sends webhooks until they are accepted, each attempt freshly signed under the same id. */
export function createWebhookSender({ url, secret, knobs, log, retrySeconds }: WebhookSenderSettings): WebhookSender {
  const stopped = new AbortController();
  // Each webhook in progress adds a listener.
  setMaxListeners(0, stopped.signal);
  const sending = new Set<Promise<void>>();
  let heldBack: WebhookMessage[] = [];

  async function attempt({ id, body }: WebhookMessage): Promise<boolean> {
    const [method, to] = ['POST' as const, new URL(url())];
    const signer = knobs.happens(knobs.faults().forged) ? FORGERS_SECRET : secret;
    const signed = signedHeaders(signer, { id, method, url: to, body });
    const headers = { 'content-type': 'application/json', ...signed };
    try {
      const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(TIMEOUT_MS)]);
      const response = await fetch(to, { method, headers, body, redirect: 'manual', signal });
      await response.arrayBuffer();
      if (response.ok) return true;
      log(`webhook ${id} got ${response.status}`);
    } catch (error) {
      log(`webhook ${id} got no response: ${error instanceof Error ? error.name : typeof error}`);
    }
    return false;
  }

  async function deliver(message: WebhookMessage): Promise<void> {
    const { delayMs, duplicates = 0 } = knobs.faults();
    if (delayMs) await wait(delayMs, undefined, { signal: stopped.signal });
    const copies = message.isWanted() ? Array.from({ length: duplicates }, () => attempt(message)) : [];
    for (const seconds of [...retrySeconds, undefined]) {
      if (!message.isWanted()) break;
      if (await attempt(message)) {
        message.onDelivered();
        break;
      }
      if (seconds === undefined) log(`webhook ${message.id} was given up`);
      else await wait(seconds * 1000, undefined, { signal: stopped.signal });
    }
    await Promise.all(copies);
  }

  function track(work: Promise<void>): void {
    const quiet = work.catch((error: unknown) => {
      if (!stopped.signal.aborted) throw error;
    });
    sending.add(quiet);
    void quiet.finally(() => sending.delete(quiet));
  }

  async function inReverse(messages: readonly WebhookMessage[]): Promise<void> {
    for (const message of messages.toReversed()) await deliver(message);
  }

  function releaseHeldBack(): void {
    track(inReverse(heldBack));
    heldBack = [];
  }

  return {
    send(message) {
      const { lost, reorder = 0 } = knobs.faults();
      if (knobs.happens(lost)) {
        log(`webhook ${message.id} was lost on demand`);
        message.onDelivered();
      } else if (reorder > 0) {
        heldBack.push(message);
        if (heldBack.length >= reorder) releaseHeldBack();
      } else track(deliver(message));
    },
    release: releaseHeldBack,
    async idle() {
      while (sending.size > 0) await Promise.all(sending);
    },
    async stop() {
      stopped.abort();
      await Promise.all(sending);
    },
  };
}
