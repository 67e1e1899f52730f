import { Refused } from '../../contracts/kit/refusal.ts';
import type { SentWebhookMessage } from '../../shared/ports/messages/webhook-messages.ts';
import type { OneEndpoint } from './manage-endpoints.ts';
import type { Ports } from './ports.ts';

const SHOWN = 50;

export async function listMessages(
  { applicantId, endpointId }: OneEndpoint,
  { webhookEndpoints, webhookMessages }: Ports,
) {
  const { pausedUntil } = await webhookEndpoints.findOwn(endpointId, applicantId);
  const messages = await webhookMessages.ofEndpoint(endpointId, SHOWN);
  return { messages: messages.map((message) => messageView(message, pausedUntil)) };
}

const messageView = ({ id, about, nextAttemptAt: due, ...message }: SentWebhookMessage, until: Date | undefined) => ({
  messageId: id,
  ...about,
  event: message.event,
  version: message.version,
  delivery: message.delivery,
  nextAttemptAt: due && until && until > due ? until : due,
  createdAt: message.createdAt,
  attempts: message.attempts,
});

/** Sends a message again, whatever its state, also to an endpoint that is paused. A waiting one is left to its schedule. */
export async function redeliverMessage(
  { applicantId, endpointId, messageId }: OneEndpoint & { readonly messageId: string },
  { webhookEndpoints, webhookMessages }: Ports,
) {
  await webhookEndpoints.findOwn(endpointId, applicantId);
  const found = await webhookMessages.sendAgain(endpointId, messageId);
  if (!found) throw new Refused('webhook.message-unknown');
  return { messageId };
}

/** Sends all messages again that were given up since then, for a receiver that was down. */
export async function replayMessages(
  { applicantId, endpointId, body }: OneEndpoint & { readonly body: { readonly since: Date } },
  { webhookEndpoints, webhookMessages }: Ports,
) {
  await webhookEndpoints.findOwn(endpointId, applicantId);
  return { messages: await webhookMessages.sendGivenUpAgain(endpointId, body.since) };
}
