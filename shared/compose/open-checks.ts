import { objectStore } from '../../platform/compose/object-store.ts';
import { createDocuments } from '../adapters/postgres/documents/documents.ts';
import { createLivenessChecks } from '../adapters/postgres/documents/liveness-checks.ts';
import { createOpenChecks } from '../application/open-checks.ts';
import { sealedParts } from './sealed.ts';

export async function openChecks() {
  const parts = await sealedParts();
  return createOpenChecks({
    documents: createDocuments(parts),
    livenessChecks: createLivenessChecks(parts),
    objectStore: await objectStore(),
  });
}
