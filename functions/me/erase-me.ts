import type { Ports } from './ports.ts';

/**
 * Erases a person at their request (SEC-07). The first transaction ends the account: sessions, tokens, and every command
 * that has not committed yet. Then the rest is deleted; if that is interrupted, `retention` goes on.
 *
 * @throws Refused('account.active-filing') while a filing is in progress or in force.
 */
export async function eraseMe(
  { applicantId }: { readonly applicantId: string },
  { auditTrail, consents, erasure, forgetting, transactions }: Ports,
) {
  const erasedFilings = await transactions.inTransaction(async () => {
    const filings = await erasure.beginAccount(applicantId);
    await consents.withdraw(applicantId);
    await auditTrail.write(applicantId, 'account.erased', applicantId);
    return filings;
  });
  await forgetting.forgetAccount(applicantId);
  return { erasedFilings };
}
