import { objectStore } from '../../platform/compose/object-store.ts';
import { createViewFiles } from '../adapters/postgres/documents/view-files.ts';
import { createEndViews } from '../application/end-views.ts';
import { storedParts } from './database.ts';

export async function endViews() {
  const parts = await storedParts();
  return createEndViews(await objectStore(), createViewFiles(parts), parts.clock);
}
