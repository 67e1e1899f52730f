import type { Clock } from '../../platform/ports/clock.ts';
import type { ObjectStore } from '../../platform/ports/object-store.ts';
import type { ViewFiles } from '../ports/documents/view-files.ts';
import { LINK_SECONDS } from './views.ts';

/** Objects deleted at once. */
const AT_ONCE = 50;

/**
 * Ends the links to the views of an account, of whatever session, by deleting what they show. A store that is out of order
 * keeps nobody signed in: then they end by their time.
 */
export const createEndViews =
  (objectStore: Pick<ObjectStore, 'remove'>, viewFiles: ViewFiles, clock: Clock) =>
  async (accountId: string): Promise<void> => {
    const keys = await viewFiles.take(accountId, new Date(clock.now().getTime() - LINK_SECONDS * 1000));
    for (let index = 0; index < keys.length; index += AT_ONCE)
      await Promise.allSettled(keys.slice(index, index + AT_ONCE).map((key) => objectStore.remove(key)));
  };
