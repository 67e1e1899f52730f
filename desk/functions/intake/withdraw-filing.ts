import { withdrawal } from '../../../contracts/review-desk/operations.ts';
import { messageBody } from '../../../platform/edge/message-body.ts';
import type { Ports } from './ports.ts';

/** Takes a round back, also before it has arrived or after a verdict that has not reached the service. */
export async function withdrawFiling(
  { filingId, rawBody }: { readonly filingId: string; readonly rawBody: string },
  ports: Ports,
): Promise<{ readonly received: true }> {
  const { round } = messageBody(rawBody, withdrawal);
  await ports.incomingCases.withdraw(filingId, round);
  return { received: true };
}
