import type { RecordTransfer } from '../domain/record/transfer.ts';
import { accountShown } from '../domain/record/transfer-view.ts';
import type { Accounts } from '../ports/accounts/accounts.ts';

/** Both sides of a transfer as each of them, and the principal, may see them. */
export async function transferParties({ holderId, targetId }: RecordTransfer, { phoneOf }: Pick<Accounts, 'phoneOf'>) {
  return {
    giver: accountShown(await phoneOf(holderId)),
    ...(targetId !== undefined && { receiver: accountShown(await phoneOf(targetId)) }),
  };
}
