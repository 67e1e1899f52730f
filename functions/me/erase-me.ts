import type { Ports } from './ports.ts';

/**
 * Erases a person at their request (SEC-07): first the account ends, then the rest is deleted. If that is interrupted,
 * `retention` goes on.
 *
 * @throws Refused('account.active-filing') while a filing is in progress or in force.
 */
export async function eraseMe(
  { applicantId }: { readonly applicantId: string },
  { accountErasure, forgetting }: Ports,
) {
  const erasedFilings = await accountErasure.begin(applicantId);
  await forgetting.forgetAccount(applicantId);
  return { erasedFilings };
}
