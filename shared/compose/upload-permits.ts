import { createDocuments } from '../adapters/postgres/documents/documents.ts';
import { createUploadPermits } from '../application/upload-permits.ts';
import { sealedParts } from './sealed.ts';

export async function uploadPermits() {
  const parts = await sealedParts();
  return createUploadPermits({ documents: createDocuments(parts), ids: parts.ids });
}
