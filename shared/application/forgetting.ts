import type { Erasure } from '../ports/erasure.ts';
import { Failed } from '../ports/failed.ts';
import type { Forgetting } from '../ports/forgetting.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** Objects deleted at once; a filing has up to 160. */
const AT_ONCE = 20;

/** Rows first: they remember the keys, so that an interrupted deletion of objects is finished by the next run. */
export function createForgetting(erasure: Erasure, objectStore: ObjectStore): Forgetting {
  const remove = async (keys: readonly string[]): Promise<void> => {
    for (let at = 0; at < keys.length; at += AT_ONCE)
      await Promise.all(keys.slice(at, at + AT_ONCE).map((key) => objectStore.remove(key)));
  };
  const removeNow = (keys: readonly string[]): Promise<void> =>
    remove(keys).catch((error: unknown) => {
      if (!(error instanceof Failed)) throw error;
    });
  return {
    forgetAccount: async (accountId) => removeNow(await erasure.eraseAccount(accountId)),
    forgetUnused: async (documentIds) => removeNow(await erasure.eraseUnused(documentIds)),
    forgetUnsent: async (documentIds) => removeNow(await erasure.eraseUnsent(documentIds)),
    forgetFiling: async (filingId) => removeNow(await erasure.eraseFiling(filingId)),
    async forgetObjects(before, limit) {
      const keys = await erasure.objectsErased(before, limit);
      await remove(keys);
      await erasure.forgetObjects(keys);
      return keys.length;
    },
  };
}
