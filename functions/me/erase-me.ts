import { Refused } from '../../shared/domain/refusal.ts';
import { isErasable } from '../../shared/domain/retention.ts';
import type { Ports } from './ports.ts';

/**
 * Erases a person at their request (SEC-07). Files go first and the account last, so a person who lost the connection
 * can sign in and retry.
 *
 * @throws Refused('account.active-filing') while a filing is in progress or in force. @throws Failed('object-store', …)
 */
export async function eraseMe({ applicantId }: { readonly applicantId: string }, ports: Ports) {
  const { filings, erasure, objectStore, auditTrail, consents } = ports;
  const all = await filings.listOwn(applicantId);
  const active = all.filter(({ state }) => !isErasable(state));
  if (active.length > 0) throw new Refused('account.active-filing', { activeFilings: active.length });
  for (const { id } of all) {
    const keys = await erasure.filesOf(id);
    await Promise.all(keys.map((key) => objectStore.remove(key)));
    await erasure.eraseFiling(id);
  }
  await consents.withdraw(applicantId);
  await auditTrail.write(applicantId, 'account.erased', applicantId);
  await erasure.eraseAccount(applicantId);
  return { erasedFilings: all.length };
}
