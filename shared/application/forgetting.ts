import { Failed } from '../../platform/ports/failed.ts';
import type { ObjectStore } from '../../platform/ports/object-store.ts';
import type { Erasure } from '../ports/erasure/erasure.ts';
import type { Forgetting } from '../ports/erasure/forgetting.ts';

/** Objects deleted at once; a filing has up to 160. */
export const OBJECTS_AT_ONCE = 50;

/** Rows first: they remember the keys, so that an interrupted deletion of objects is finished by the next run. */
export function createForgetting(erasure: Erasure, objectStore: ObjectStore): Forgetting {
  const remove = async (keys: readonly string[]): Promise<void> => {
    for (let index = 0; index < keys.length; index += OBJECTS_AT_ONCE)
      await Promise.all(keys.slice(index, index + OBJECTS_AT_ONCE).map((key) => objectStore.remove(key)));
  };
  const removeNow = (keys: readonly string[]): Promise<void> =>
    remove(keys).catch((error: unknown) => {
      if (!(error instanceof Failed)) throw error;
    });
  const forgetTogether = async (filingIds: readonly string[]) => removeNow(await erasure.eraseFilings(filingIds));
  const forgetEach = async (filingIds: readonly string[]): Promise<void> => {
    const outcomes: PromiseSettledResult<void>[] = [];
    for (const filingId of filingIds) outcomes.push(...(await Promise.allSettled([forgetTogether([filingId])])));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  };
  return {
    forgetAccount: async (accountId) => removeNow(await erasure.eraseAccount(accountId)),
    forgetUnused: async (documentIds) => removeNow(await erasure.eraseUnused(documentIds)),
    forgetUnsent: async (documentIds) => removeNow(await erasure.eraseUnsent(documentIds)),
    async forgetFilings(filingIds) {
      try {
        await forgetTogether(filingIds);
      } catch (error) {
        if (filingIds.length < 2 || error instanceof Failed) throw error;
        await forgetEach(filingIds);
      }
    },
    async forgetObjects(before, limit) {
      const keys = await erasure.objectsErased(before, limit);
      await remove(keys);
      await erasure.forgetObjects(keys);
      return keys.length;
    },
  };
}
