import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { createWebhookEndpoints as webhookEndpoints } from '../../shared/adapters/postgres/messages/webhook-endpoints.ts';
export { createWebhookMessages as webhookMessages } from '../../shared/adapters/postgres/messages/webhook-messages.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';
export { views } from '../../shared/compose/views.ts';
export { webhookCalls } from '../../shared/compose/webhook-calls.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
