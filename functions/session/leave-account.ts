import type { Ports } from './ports.ts';

/** A number leaves its account. One that holds nothing, and that nobody can enter any more, is erased. */
export async function leaveAccount(
  accountId: string,
  { accounts, auditTrail, erasure }: Pick<Ports, 'accounts' | 'auditTrail' | 'erasure'>,
): Promise<void> {
  await accounts.unlinkPhone(accountId);
  await auditTrail.write(accountId, 'phone.unlinked', accountId);
  const isLost = (await accounts.openidOf(accountId)) === undefined && !(await accounts.isInUse(accountId));
  if (isLost) await erasure.beginAccount(accountId);
}
