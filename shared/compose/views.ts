import { objectStore } from '../../platform/compose/object-store.ts';
import { createViewFiles } from '../adapters/postgres/documents/view-files.ts';
import { createViews } from '../application/views.ts';
import { storedParts } from './database.ts';

export async function views() {
  const parts = await storedParts();
  return createViews(await objectStore(), createViewFiles(parts), parts.clock, parts.ids);
}
