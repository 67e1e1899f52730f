import type { WebhookEndpoint } from '../../shared/ports/webhook-endpoints.ts';

/** An endpoint as its owner sees it. A query may hold the receiver's key, and replies are written to the platform's log. */
export const endpointView = ({ id, url, events, failingSince, disabledAt, createdAt }: WebhookEndpoint) => ({
  endpointId: id,
  url: url.replace(/\?.*$/, '?…'),
  events,
  state: disabledAt ? ('disabled' as const) : ('active' as const),
  failingSince,
  createdAt,
});
