import { endpointView } from './endpoint-view.ts';
import type { OneEndpoint } from './manage-endpoints.ts';
import type { Ports } from './ports.ts';
import { signingSecret } from './signing-secret.ts';

/** Time to distribute the new secret to every receiver. */
const OLD_SECRET_MS = 24 * 60 * 60 * 1000;

/** Creates a new secret. For a day messages are signed with both, so that none is lost during the change. */
export const changeSecret = { prepare, commit };

/** Puts a new secret into a view. @throws Refused('webhook.unknown') */
async function prepare({ applicantId, endpointId }: OneEndpoint, { ids, views, webhookEndpoints }: Ports) {
  await webhookEndpoints.findOwn(endpointId, applicantId);
  const secret = signingSecret(ids);
  return { secret, view: await views.show({ secret }, 'application/json', { accountId: applicantId }) };
}

async function commit(
  { applicantId, endpointId }: OneEndpoint,
  { secret, view }: Awaited<ReturnType<typeof prepare>>,
  { clock, webhookEndpoints }: Ports,
) {
  const oldUntil = new Date(clock.now().getTime() + OLD_SECRET_MS);
  const endpoint = await webhookEndpoints.changeSecret(endpointId, applicantId, secret, oldUntil);
  return { ...endpointView(endpoint), view };
}
