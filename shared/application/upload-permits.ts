import type { Ids } from '../../platform/ports/ids.ts';
import { DAILY_LIMIT } from '../domain/media/document.ts';
import type { Documents } from '../ports/documents/documents.ts';
import type { UploadPermits } from '../ports/documents/upload-permits.ts';

interface PermitPorts {
  readonly documents: Documents;
  readonly ids: Ids;
}

/** Issues permits for documents, up to the applicant's daily limit. */
export const createUploadPermits = ({ documents, ids }: PermitPorts): UploadPermits => ({
  async issue(document, expiresInSeconds) {
    const { kind, contentType, maxBytes } = document;
    const key = `incoming/${kind}/${ids.secret()}`;
    const registered = { ...document, id: ids.uuid(), incomingKey: key };
    const { id } = await documents.create(registered, DAILY_LIMIT);
    return { documentId: id, permit: { key, contentType, minBytes: 1, maxBytes, expiresInSeconds } };
  },
});
