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
  post(permit: UploadPermit): Promise<PostGrant>;
  /** `bytes` is the file's exact length, which the signature binds. */
  put(permit: UploadPermit, bytes: number): Promise<PutGrant>;
}
