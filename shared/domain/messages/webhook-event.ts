import type { Filing } from '../filing/filing.ts';
import { type FilingState, TRANSITIONS } from '../filing/machine.ts';
import type { OutboxMessage } from './outbox-message.ts';

type Underscored<S extends string> = S extends `${infer Head}-${infer Tail}` ? `${Head}_${Underscored<Tail>}` : S;

/**
 * An event for integrators: a filing has entered a state. Standard Webhooks, "Event types", allows letters, digits, `_`
 * and `.`.
 */
export type WebhookEvent = `filing.${Underscored<FilingState>}`;

export const webhookEventOf = (state: FilingState): WebhookEvent =>
  `filing.${state.replaceAll('-', '_')}` as WebhookEvent;

/** Every event, in the order of the states. */
export const WEBHOOK_EVENTS = (Object.keys(TRANSITIONS) as FilingState[]).map(webhookEventOf);

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
