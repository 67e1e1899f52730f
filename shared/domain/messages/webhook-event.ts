import type { RecordState } from '../../../contracts/review-desk/record-change.ts';
import type { Filing } from '../filing/filing.ts';
import { type FilingState, TRANSITIONS } from '../filing/machine.ts';
import type { OutboxMessage } from './outbox-message.ts';

type Underscored<S extends string> = S extends `${infer Head}-${infer Tail}` ? `${Head}_${Underscored<Tail>}` : S;

/** What has happened to a record: it, or a website or an access of it, has changed or ended; something is to be mended. */
export type RecordWebhookEvent = 'record.changed' | 'record.ended' | 'record.notice';

/**
 * An event for integrators: a filing has entered a state, or something has happened to a record. Standard Webhooks, "Event
 * types", allows letters, digits, `_` and `.`.
 */
export type WebhookEvent = `filing.${Underscored<FilingState>}` | RecordWebhookEvent;

export const webhookEventOf = (state: FilingState): WebhookEvent =>
  `filing.${state.replaceAll('-', '_')}` as WebhookEvent;

export const RECORD_WEBHOOK_EVENTS: readonly RecordWebhookEvent[] = ['record.changed', 'record.ended', 'record.notice'];

/** Every event, in the order of the states; those of records last. */
export const WEBHOOK_EVENTS: readonly WebhookEvent[] = [
  ...(Object.keys(TRANSITIONS) as FilingState[]).map(webhookEventOf),
  ...RECORD_WEBHOOK_EVENTS,
];

/** An outbox message to one endpoint, with ids and codes only. */
export interface WebhookMessage extends OutboxMessage {
  readonly topic: 'webhook';
}

/** Notifies one endpoint of the state of a filing. Its key is the id of every attempt, and valid in a URL path. */
export function webhookMessage(
  endpointId: string,
  { id: filingId, state, round, version, updatedAt }: Pick<Filing, 'id' | 'state' | 'round' | 'version' | 'updatedAt'>,
): WebhookMessage {
  return {
    topic: 'webhook',
    key: `msg_${endpointId}_${filingId}_${version}`,
    payload: { endpointId, filingId, state, round, version, at: updatedAt.toISOString() },
  };
}

/** What has happened to a record, in ids and codes. */
export interface RecordNews {
  readonly recordId: string;
  readonly event: RecordWebhookEvent;
  /** What made the version. */
  readonly cause: string;
  readonly state: RecordState;
  readonly version: number;
  /** The notice that it is about. */
  readonly notice?: number | undefined;
  /** When, as an ISO instant. */
  readonly at: string;
}

/** Tells one endpoint of a new version of a record. A record has the id of a filing, so its versions are told apart by `r`. */
export const recordWebhookMessage = (endpointId: string, news: RecordNews): WebhookMessage => {
  const { notice, ...rest } = news;
  return {
    topic: 'webhook',
    key: `msg_${endpointId}_${news.recordId}_r${news.version}`,
    payload: { endpointId, ...rest, ...(notice !== undefined && { notice }) },
  };
};
