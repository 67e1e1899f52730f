import type { WebhookEndpoint } from '../../shared/ports/webhook-endpoints.ts';

/** An endpoint as its owner sees it. The query is hidden: it may hold a key, and the platform logs replies. */
export const endpointView = ({ id, url, events, failingSince, disabledAt, createdAt }: WebhookEndpoint) => ({
  endpointId: id,
  url: url.replace(/\?.*$/, '?…'),
  events,
  state: disabledAt ? ('disabled' as const) : ('active' as const),
  failingSince,
  createdAt,
});
