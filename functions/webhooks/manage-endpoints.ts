import { endpointView } from './endpoint-view.ts';
import type { Ports } from './ports.ts';

export interface OneEndpoint {
  readonly applicantId: string;
  readonly endpointId: string;
}

export async function listEndpoints({ applicantId }: Pick<OneEndpoint, 'applicantId'>, ports: Ports) {
  const endpoints = await ports.webhookEndpoints.ofAccount(applicantId);
  return { endpoints: endpoints.map(endpointView) };
}

export async function removeEndpoint({ applicantId, endpointId }: OneEndpoint, ports: Ports) {
  await ports.webhookEndpoints.remove(endpointId, applicantId);
  return { endpointId };
}

export async function enableEndpoint({ applicantId, endpointId }: OneEndpoint, ports: Ports) {
  return endpointView(await ports.webhookEndpoints.enable(endpointId, applicantId));
}
