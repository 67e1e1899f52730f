import type { NewDocument } from './documents.ts';

/** The one file that a client may put: exactly this key, this type, at most this long. */
export interface UploadPermit {
  readonly key: string;
  readonly contentType: string;
  readonly minBytes: number;
  readonly maxBytes: number;
  /** At most 900. */
  readonly expiresInSeconds: number;
}

/** A multipart form, as `wx.uploadFile` sends it: the fields in this order, then the file in a field named `file`. */
export interface PostGrant {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A signed PUT, as browsers send it, with exactly these headers. */
export interface PutGrant {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Permits to upload straight into the bucket's incoming area, signed with the function's own role. */
export interface UploadGrants {
  /** Signs a form. @throws RangeError when the permit lasts longer than 900 seconds. */
  signPost(permit: UploadPermit): Promise<PostGrant>;
  /**
   * Signs a PUT of exactly `bytes`, which the signature binds.
   *
   * @throws RangeError when the length is outside of the permit, or the permit lasts longer than 900 seconds.
   */
  signPut(permit: UploadPermit, bytes: number): Promise<PutGrant>;
}

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
