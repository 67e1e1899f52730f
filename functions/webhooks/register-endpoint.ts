import { Refused } from '../../shared/domain/refusal.ts';
import { WEBHOOK_EVENTS, type WebhookEvent } from '../../shared/domain/webhook-event.ts';
import type { Ids } from '../../shared/ports/ids.ts';
import type { Views } from '../../shared/ports/views.ts';
import type { WebhookCalls } from '../../shared/ports/webhook-calls.ts';
import type { WebhookEndpoints } from '../../shared/ports/webhook-endpoints.ts';
import { endpointView } from './endpoint-view.ts';
import { signingSecret } from './signing-secret.ts';

const MAX_ENDPOINTS = 5;

export interface RegisterCommand {
  readonly applicantId: string;
  readonly body: { readonly url: string; readonly events?: readonly WebhookEvent[] | undefined };
}

export interface RegisterPorts {
  readonly ids: Ids;
  readonly views: Views;
  readonly webhookCalls: WebhookCalls;
  readonly webhookEndpoints: WebhookEndpoints;
}

/** Registers an address that may be called. The secret is shown in a view only: a reply is written to the platform's log. */
export async function registerEndpoint({ applicantId, body }: RegisterCommand, ports: RegisterPorts) {
  const problem = await ports.webhookCalls.problemWith(body.url);
  if (problem) throw new Refused('webhook.address', { problem });
  const secret = signingSecret(ports.ids);
  const events = WEBHOOK_EVENTS.filter((event) => body.events === undefined || body.events.includes(event));
  const endpoint = await ports.webhookEndpoints.create(
    { id: ports.ids.uuid(), accountId: applicantId, url: body.url, events, secret },
    MAX_ENDPOINTS,
  );
  return { ...endpointView(endpoint), view: await ports.views.show({ secret }, 'application/json') };
}
