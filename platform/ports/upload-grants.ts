/** The one file that a client may upload: exactly this key and type, within these sizes. */
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

/**
 * Signs uploads straight into the bucket's incoming area. A grant writes one key and reads nothing, whatever its holder
 * adds to it.
 */
export interface UploadGrants {
  /**
   * Gets the credentials that sign, so that signing soon afterwards waits for nobody: call it before a transaction.
   *
   * @throws Failed('upload-credentials', …)
   */
  prepare(): Promise<void>;
  /**
   * Signs a form.
   *
   * @throws RangeError when the permit lasts longer than 900 seconds. @throws Failed('upload-credentials', …)
   */
  signPost(permit: UploadPermit): Promise<PostGrant>;
  /**
   * Signs a PUT of exactly `bytes`, which the signature binds.
   *
   * @throws RangeError when the length is outside the permit, or the permit lasts longer than 900 seconds.
   * @throws Failed('upload-credentials', …)
   */
  signPut(permit: UploadPermit, bytes: number): Promise<PutGrant>;
}
