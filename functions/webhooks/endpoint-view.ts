import type { WebhookEndpoint } from '../../shared/ports/webhook-endpoints.ts';

/** An endpoint as its owner sees it. */
export const endpointView = ({ id, url, events, failingSince, disabledAt, createdAt }: WebhookEndpoint) => ({
  endpointId: id,
  url,
  events,
  state: disabledAt ? ('disabled' as const) : ('active' as const),
  failingSince,
  createdAt,
});
