import { beginErasure } from '../../shared/application/begin-erasure.ts';
import type { Ports } from './ports.ts';

/**
 * Erases a person at their request (SEC-07): first the account ends, then the rest is deleted. If that is interrupted,
 * `retention` goes on.
 *
 * @throws Refused('account.active-filing') while a filing is in progress or in force.
 */
export async function eraseMe({ applicantId }: { readonly applicantId: string }, ports: Ports) {
  const erasedFilings = await beginErasure(applicantId, ports);
  await ports.forgetting.forgetAccount(applicantId);
  return { erasedFilings };
}
