import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Consents } from '../ports/consents.ts';
import type { Erasure } from '../ports/erasure.ts';
import type { Transactions } from '../ports/transactions.ts';

export interface ErasurePorts {
  readonly auditTrail: AuditTrail;
  readonly consents: Consents;
  readonly erasure: Erasure;
  readonly transactions: Transactions;
}

/**
 * Ends an account at its person's request: sessions, tokens, and every command that has not committed yet. `retention`
 * deletes within the hour what nobody deletes before.
 *
 * @returns how many filings it has.
 * @throws Refused('account.active-filing') while a filing is in progress or in force, Refused('session.invalid') when the
 * account is erased already or unknown.
 */
export const beginErasure = (
  accountId: string,
  { auditTrail, consents, erasure, transactions }: ErasurePorts,
): Promise<number> =>
  transactions.inTransaction(async () => {
    const filings = await erasure.beginAccount(accountId);
    await consents.withdraw(accountId);
    await auditTrail.write(accountId, 'account.erased', accountId);
    return filings;
  });
