/** What is known of an object without reading it. */
export interface ObjectFacts {
  readonly bytes: number;
  readonly contentType: string;
  /** Quoted, as the store gives it. Pins what was looked at. */
  readonly etag: string;
}

/** The private bucket. Keys are ASCII `[A-Za-z0-9/_.-]`, without a leading slash. All methods throw Failed('object-store', …). */
export interface ObjectStore {
  /** Undefined when there is no such object. */
  look(key: string): Promise<ObjectFacts | undefined>;
  /**
   * The object's bytes. Undefined when it is gone, or is no longer the one with `etag`, or is larger than `maxBytes`.
   */
  read(key: string, options: { readonly etag?: string; readonly maxBytes: number }): Promise<Buffer | undefined>;
  /** Writes a private object, encrypted at rest by the store (SSE-COS). */
  write(key: string, body: Buffer, contentType: string): Promise<void>;
  /**
   * Writes an object onto itself, bytes and type unchanged, so that the store tells of its arrival once more (`ObjectCreated:Copy`).
   * False when there is no such object.
   */
  touch(key: string): Promise<boolean>;
  /** Deletes; fine when it is already gone. */
  remove(key: string): Promise<void>;
  /**
   * A link that reads one object, for a person's browser or a vendor's server.
   *
   * @param expiresInSeconds at most 300. `downloadName` (ASCII) makes browsers save it under this name.
   */
  readLink(key: string, expiresInSeconds: number, downloadName?: string): Promise<string>;
}
