/** The metadata of an object. */
export interface ObjectFacts {
  readonly bytes: number;
  readonly contentType: string;
  /** With its quotes, as the store returns it. Identifies the version that was examined. */
  readonly etag: string;
}

/** One state of an object in a bucket that keeps versions; in another one the object is its only version. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string;
  /** Deleted then: it has no bytes. */
  readonly isDeleted: boolean;
}

/**
 * The private bucket. Keys are ASCII `[A-Za-z0-9/_.-]`, without a leading slash. All methods throw
 * Failed('object-store', …).
 */
export interface ObjectStore {
  /** The object's metadata; undefined when there is no such object. */
  look(key: string): Promise<ObjectFacts | undefined>;
  /**
   * The object's bytes, the newest or those of a version; undefined when it is missing, has another etag than `etag`, or is
   * larger than `maxBytes`.
   */
  read(
    key: string,
    options: { readonly etag?: string; readonly versionId?: string; readonly maxBytes: number },
  ): Promise<Buffer | undefined>;
  /** Everything below a prefix in all its versions, those of one object in their order, the newest first, and then its deletions. */
  versions(prefix: string): Promise<readonly ObjectVersion[]>;
  /** Writes a private object, encrypted at rest by the store (SSE-COS). */
  write(key: string, body: Buffer, contentType: string): Promise<void>;
  /**
   * Copies an object, bytes and type unchanged, within the store; onto itself, so that the store emits its event again
   * (`ObjectCreated:Copy`). False when there is no such object.
   */
  copy(from: string, to: string): Promise<boolean>;
  /**
   * Deletes an object for good: in a bucket that keeps versions, all of them with their delete markers. Does nothing when
   * it is already gone.
   */
  remove(key: string): Promise<void>;
  /**
   * A signed link that reads one object, for a browser or a vendor's server.
   *
   * @param expiresInSeconds at most 300. `downloadName` (ASCII) makes browsers save it under this name.
   */
  readLink(key: string, expiresInSeconds: number, downloadName?: string): Promise<string>;
}
