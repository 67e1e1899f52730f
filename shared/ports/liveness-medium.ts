/** A photo or video of a site owner as it lies in the object store. */
export interface LivenessMedium {
  /** An address from which it can be fetched within seconds. */
  readonly link: string;
  /** Its contents, for ourselves and for a vendor that can't fetch it. @throws Failed('object-store', …) */
  readonly load: () => Promise<Buffer>;
}
