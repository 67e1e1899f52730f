import { vendor } from '../../platform/compose/provider.ts';
import { createWebhookCalls } from '../adapters/web/webhook-calls.ts';
import { config } from '../config.ts';
import type { WebhookCalls } from '../ports/messages/webhook-calls.ts';

export const webhookCalls = (): Promise<WebhookCalls> =>
  vendor(webhookCalls, 'webhook', async () => {
    // With stand-ins, an integrator's server is on the same machine.
    return createWebhookCalls({ allowsLocal: config().CLOUD_API_ENDPOINT !== undefined });
  });
