import type { UploadPermit } from '../../../platform/ports/upload-grants.ts';
import type { NewDocument } from './documents.ts';

/** A document that waits for its file, and what may be uploaded for it. */
export interface PermittedDocument {
  readonly documentId: string;
  readonly permit: UploadPermit;
}

/** Issues upload permits. */
export interface UploadPermits {
  /**
   * Registers a document and permits its one file, of at most `maxBytes`, under an unguessable key in the area that
   * intake watches. `UploadGrants` signs the permit in the form that the client can send.
   *
   * @throws Refused('upload.too-many') as `Documents.create` does.
   */
  issue(document: Omit<NewDocument, 'id' | 'incomingKey'>, expiresInSeconds: number): Promise<PermittedDocument>;
}
