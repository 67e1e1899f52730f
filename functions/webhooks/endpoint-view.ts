import type { WebhookEndpoint } from '../../shared/ports/messages/webhook-endpoints.ts';

/** An endpoint as its owner sees it. The query is hidden: it may hold a key, and the platform logs replies. */
export const endpointView = ({ id, url, disabledAt, pausedUntil, ...endpoint }: WebhookEndpoint) => ({
  endpointId: id,
  url: url.replace(/\?.*$/, '?…'),
  events: endpoint.events,
  state: disabledAt ? ('disabled' as const) : pausedUntil ? ('paused' as const) : ('active' as const),
  failingSince: endpoint.failingSince,
  pausedUntil,
  createdAt: endpoint.createdAt,
});
