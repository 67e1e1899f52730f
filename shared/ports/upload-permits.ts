import type { NewDocument } from './documents.ts';
import type { UploadPermit } from './upload-grants.ts';

/** A document whose file is awaited, and what may be uploaded for it. */
export interface PermittedDocument {
  readonly documentId: string;
  readonly permit: UploadPermit;
}

/** Which files may arrive. */
export interface UploadPermits {
  /**
   * Registers a document and permits its one file, of at most `maxBytes`, under a key that nobody can guess in the area that intake watches.
   * `UploadGrants` signs the permit in the form that the client can send.
   *
   * @throws Refused('upload.too-many') as `Documents.create` does.
   */
  issue(document: Omit<NewDocument, 'id' | 'incomingKey'>, expiresInSeconds: number): Promise<PermittedDocument>;
}
