import type { PortsOf } from '../../platform/edge/ports.ts';
import { createWebhookEndpoints } from '../../shared/adapters/postgres/webhook-endpoints.ts';
import { createWebhookMessages } from '../../shared/adapters/postgres/webhook-messages.ts';
import { telling } from '../../shared/compose/messages.ts';
import { sealed } from '../../shared/compose/sealed.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { views } from '../../shared/compose/views.ts';
export { webhookCalls } from '../../shared/compose/webhook-calls.ts';

export const webhookEndpoints = sealed(createWebhookEndpoints);
export const webhookMessages = telling(createWebhookMessages);

export type Ports = PortsOf<typeof import('./ports.ts')>;
