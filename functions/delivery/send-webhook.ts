import * as z from 'zod/mini';
import { signingKey, signMessage } from '../../platform/edge/signed-message.ts';
import { Failed, type FailureKind } from '../../platform/ports/failed.ts';
import { accountReminder } from '../../shared/domain/messages/notifications.ts';
import { RECORD_WEBHOOK_EVENTS, webhookEventOf } from '../../shared/domain/messages/webhook-event.ts';
import type { ClaimedMessage } from '../../shared/ports/messages/outbox.ts';
import type { WebhookTarget } from '../../shared/ports/messages/webhook-endpoints.ts';
import { filingNews, recordNews } from '../../shared/schemas/webhook-news.ts';
import type { Ports } from './ports.ts';
import { pauseSeconds } from './retry-schedule.ts';

const about = { endpointId: z.guid(), at: z.iso.datetime() };
const aboutFiling = z.extend(filingNews, about);
const aboutRecord = z.extend(recordNews, { ...about, event: z.enum(RECORD_WEBHOOK_EVENTS) });
const message = z.union([aboutRecord, aboutFiling]);

const HOUR_MS = 60 * 60 * 1000;
/** The owner of an endpoint that has failed for this long is told that it is paused. */
const TOLD_AFTER_MS = HOUR_MS;
/** D3: an endpoint that has failed for this long is disabled, and its owner notified. */
const DISABLED_AFTER_MS = 5 * 24 * HOUR_MS;
/** A call that takes longer is slow: the next one waits for a place among others like it. */
const SLOW_MS = 3000;

/**
 * Sends an event to an integrator's endpoint, one attempt (Standard Webhooks 1.0), and records the outcome.
 *
 * @throws Failed('webhook', …) for everything but a 2xx.
 */
export async function sendWebhook(
  { key, payload }: ClaimedMessage,
  ports: Ports,
): Promise<'sent' | 'gone' | 'disabled'> {
  const { endpointId, ...news } = message.parse(payload);
  const target = await ports.webhookEndpoints.findTarget(endpointId);
  if (!target) return 'gone';
  if (target.isDisabled) return 'disabled';
  const body = bodyOf(news);
  const startedAt = ports.clock.now();
  const { status, failed } = await attempt(key, target, body, startedAt, ports);
  const endedAt = ports.clock.now();
  const durationMs = endedAt.getTime() - startedAt.getTime();
  await ports.webhookMessages.noteAttempt(key, { at: startedAt, durationMs, status, failure: failed?.kind });
  const isSlow = durationMs > SLOW_MS;
  if (!failed) {
    await ports.webhookEndpoints.noteAttempt(endpointId, { failingSince: undefined, nextCallAt: endedAt, isSlow });
    return 'sent';
  }
  const failingSince = target.failingSince ?? startedAt;
  const failingForMs = startedAt.getTime() - failingSince.getTime();
  const nextCallAt = new Date(endedAt.getTime() + pauseSeconds(failingForMs / 1000, failed) * 1000);
  await ports.webhookEndpoints.noteAttempt(endpointId, { failingSince, nextCallAt, isSlow });
  const occasion = `${endpointId}-${failingSince.getTime()}`;
  if (failingForMs >= DISABLED_AFTER_MS) await disable(endpointId, target.accountId, startedAt, ports);
  else if (failingForMs >= TOLD_AFTER_MS)
    await ports.outbox.add([accountReminder('webhook-paused', target.accountId, occasion)]);
  throw failed;
}

/** The body of a message: its type, its time, and what it is about. */
function bodyOf(
  news: Omit<z.infer<typeof aboutFiling>, 'endpointId'> | Omit<z.infer<typeof aboutRecord>, 'endpointId'>,
) {
  if ('filingId' in news) {
    const { at, ...data } = news;
    return JSON.stringify({ type: webhookEventOf(data.state), timestamp: at, data });
  }
  const { at, event, ...data } = news;
  return JSON.stringify({ type: event, timestamp: at, data });
}

interface Attempted {
  readonly status?: number;
  readonly failed?: Failed;
}

async function attempt(
  id: string,
  { url, secrets }: WebhookTarget,
  body: string,
  at: Date,
  { webhookCalls }: Ports,
): Promise<Attempted> {
  const headers = { 'content-type': 'application/json', ...signMessage(secrets.map(signingKey), { id, body, at }) };
  try {
    const { status, retryAfterSeconds } = await webhookCalls.post(url, headers, body);
    if (status >= 200 && status < 300) return { status };
    return { status, failed: new Failed('webhook', kindOf(status), `HTTP ${status}`, { retryAfterSeconds }) };
  } catch (error) {
    if (error instanceof Failed) return { failed: error };
    throw error;
  }
}

/** A redirect is a failure too: a receiver that moved must register its new address. */
function kindOf(status: number): FailureKind {
  if (status === 429) return 'throttled';
  if (status === 408 || status === 504) return 'timeout';
  return status < 500 ? 'refused' : 'broken';
}

const disable = (endpointId: string, accountId: string, at: Date, ports: Ports): Promise<void> =>
  ports.transactions.inTransaction(async () => {
    if (!(await ports.webhookEndpoints.disable(endpointId, at))) return;
    await ports.outbox.add([accountReminder('webhook-disabled', accountId, `${endpointId}-${at.getTime()}`)]);
  });
