import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ViewFiles } from '../ports/view-files.ts';
import type { Views } from '../ports/views.ts';

const LINK_SECONDS = 300;

/** Views as objects under `views/`, which the bucket's lifecycle deletes daily, and an erasure of their account at once. */
export const createViews = (objectStore: ObjectStore, viewFiles: ViewFiles, clock: Clock, ids: Ids): Views => ({
  async show(body, contentType, { accountId, downloadName } = {}) {
    const key = `views/${ids.secret()}`;
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
    await objectStore.write(key, bytes, contentType);
    if (accountId !== undefined) await noted(key, accountId, objectStore, viewFiles);
    const url = await objectStore.readLink(key, LINK_SECONDS, downloadName);
    return { url, expiresAt: new Date(clock.now().getTime() + LINK_SECONDS * 1000) };
  },
});

/** Noted after it is written: an erasure that did not see the note refuses it, and then the object goes again. */
async function noted(key: string, accountId: string, objectStore: ObjectStore, viewFiles: ViewFiles): Promise<void> {
  try {
    await viewFiles.note(key, accountId);
  } catch (error) {
    await objectStore.remove(key);
    throw error;
  }
}
