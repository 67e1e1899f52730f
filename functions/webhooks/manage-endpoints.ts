import type { Clock } from '../../shared/ports/clock.ts';
import type { Ids } from '../../shared/ports/ids.ts';
import type { Views } from '../../shared/ports/views.ts';
import type { WebhookEndpoints } from '../../shared/ports/webhook-endpoints.ts';
import { endpointView } from './endpoint-view.ts';
import { signingSecret } from './signing-secret.ts';

/** Time to bring the new secret to every receiver. */
const OLD_SECRET_MS = 24 * 60 * 60 * 1000;

export interface EndpointPorts {
  readonly webhookEndpoints: WebhookEndpoints;
}

interface OneEndpoint {
  readonly applicantId: string;
  readonly endpointId: string;
}

export async function listEndpoints({ applicantId }: Pick<OneEndpoint, 'applicantId'>, ports: EndpointPorts) {
  const endpoints = await ports.webhookEndpoints.ofAccount(applicantId);
  return { endpoints: endpoints.map(endpointView) };
}

export async function removeEndpoint({ applicantId, endpointId }: OneEndpoint, ports: EndpointPorts) {
  await ports.webhookEndpoints.remove(endpointId, applicantId);
  return { endpointId };
}

export async function enableEndpoint({ applicantId, endpointId }: OneEndpoint, ports: EndpointPorts) {
  return endpointView(await ports.webhookEndpoints.enable(endpointId, applicantId));
}

/** Makes a new secret. For a day both sign, so that no message is lost while a receiver changes over. */
export async function changeSecret(
  { applicantId, endpointId }: OneEndpoint,
  {
    clock,
    ids,
    views,
    webhookEndpoints,
  }: EndpointPorts & {
    readonly clock: Clock;
    readonly ids: Ids;
    readonly views: Views;
  },
) {
  const secret = signingSecret(ids);
  const oldUntil = new Date(clock.now().getTime() + OLD_SECRET_MS);
  const endpoint = await webhookEndpoints.changeSecret(endpointId, applicantId, secret, oldUntil);
  return { ...endpointView(endpoint), view: await views.show({ secret }, 'application/json') };
}
