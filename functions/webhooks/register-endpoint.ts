import { Refused } from '../../contracts/kit/refusal.ts';
import { WEBHOOK_EVENTS, type WebhookEvent } from '../../shared/domain/messages/webhook-event.ts';
import { endpointView } from './endpoint-view.ts';
import type { Ports } from './ports.ts';
import { signingSecret } from './signing-secret.ts';

const MAX_ENDPOINTS = 5;

export interface RegisterCommand {
  readonly applicantId: string;
  readonly body: { readonly url: string; readonly events?: readonly WebhookEvent[] | undefined };
}

/** Registers an endpoint. Its secret is shown only in a view, because the platform logs replies. */
export const registerEndpoint = { prepare, commit };

/** Checks the address, and puts a new secret into a view. */
async function prepare({ applicantId, body }: RegisterCommand, ports: Ports) {
  const problem = await ports.webhookCalls.problemWith(body.url);
  if (problem) throw new Refused('webhook.address', { problem });
  const secret = signingSecret(ports.ids);
  return { secret, view: await ports.views.show({ secret }, 'application/json', { accountId: applicantId }) };
}

async function commit(
  { applicantId, body }: RegisterCommand,
  { secret, view }: Awaited<ReturnType<typeof prepare>>,
  ports: Ports,
) {
  const events = WEBHOOK_EVENTS.filter((event) => body.events === undefined || body.events.includes(event));
  const endpoint = await ports.webhookEndpoints.create(
    { id: ports.ids.uuid(), accountId: applicantId, url: body.url, events, secret },
    MAX_ENDPOINTS,
  );
  return { ...endpointView(endpoint), view };
}
