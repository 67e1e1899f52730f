import { dayAt } from '../../shared/desk/domain/working-time.ts';
import type { Ports } from './ports.ts';

const MOST_DOCUMENTS = 200;

/** Deletes once more what may have been written while its filing was erased, and forgets where it was. */
export async function finishErasures({ incomingCases, objectStore }: Ports): Promise<number> {
  const keys = await incomingCases.leftDocuments(undefined, MOST_DOCUMENTS);
  for (const key of keys) {
    await objectStore.remove(key);
    await incomingCases.forgetDocument(key);
  }
  return keys.length;
}

/** Seals the audit chains of each day that is over in Beijing. */
export async function sealDays({ auditLog, clock }: Ports): Promise<number> {
  const days = await auditLog.unsealedDays(dayAt(clock.now()));
  let sealed = 0;
  for (const day of days) if (await auditLog.sealDay(day)) sealed += 1;
  return sealed;
}
