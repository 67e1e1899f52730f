import type { Transactions } from '../../platform/ports/transactions.ts';
import type { AuditTrail } from '../ports/accounts/audit-trail.ts';
import type { Consents } from '../ports/accounts/consents.ts';
import type { AccountErasure } from '../ports/erasure/account-erasure.ts';
import type { Erasure } from '../ports/erasure/erasure.ts';

interface Ports {
  readonly auditTrail: Pick<AuditTrail, 'write'>;
  readonly consents: Pick<Consents, 'withdraw'>;
  readonly erasure: Pick<Erasure, 'activeOf' | 'beginAccount'>;
  readonly transactions: Transactions;
}

/** The mark, the end of the consent and the entry in the audit trail: all of them or none. */
export const createAccountErasure = ({ auditTrail, consents, erasure, transactions }: Ports): AccountErasure => ({
  begin: (accountId) =>
    transactions.inTransaction(async () => {
      const filings = await erasure.beginAccount(accountId);
      await consents.withdraw(accountId);
      await auditTrail.write(accountId, 'account.erased', accountId);
      return filings;
    }),
  activeOf: (accountId) => erasure.activeOf(accountId),
});
