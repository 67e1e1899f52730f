import { Refused } from '../../contracts/kit/refusal.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { ObjectStore } from '../../platform/ports/object-store.ts';
import type { ViewFiles } from '../ports/documents/view-files.ts';
import type { Views } from '../ports/documents/views.ts';

/** How long a link shows its view. */
export const LINK_SECONDS = 300;

/** Views as objects under `views/`, which the bucket's lifecycle deletes daily, and an erasure of their account at once. */
export const createViews = (objectStore: ObjectStore, viewFiles: ViewFiles, clock: Clock, ids: Ids): Views => ({
  async show(body, contentType, { accountId, downloadName } = {}) {
    const key = `views/${ids.secret()}`;
    // Noted first: an erasure deletes what is noted, twice, also when it comes before the object or the instance dies.
    if (accountId !== undefined) await viewFiles.note(key, accountId);
    if (typeof body === 'function') await body(key);
    else await objectStore.write(key, Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)), contentType);
    // Whoever ends a session takes the note: what was written after that is shown to nobody.
    if (accountId !== undefined && !(await viewFiles.isNoted(key))) throw new Refused('session.invalid');
    const url = await objectStore.readLink(key, LINK_SECONDS, downloadName);
    return { url, expiresAt: new Date(clock.now().getTime() + LINK_SECONDS * 1000) };
  },
});
