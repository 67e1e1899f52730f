import { withdrawal } from '../../../contracts/review-desk.ts';
import type { Ports } from './ports.ts';
import { type SignedInput, signedBody } from './signed-body.ts';

/** Takes a round back, also before it has arrived or after a verdict that has not reached the service. */
export async function withdrawFiling(
  { filingId, ...input }: SignedInput & { readonly filingId: string },
  ports: Ports,
): Promise<{ readonly received: true }> {
  const { round } = signedBody(input, withdrawal, ports);
  await ports.incomingCases.withdraw(filingId, round);
  return { received: true };
}
