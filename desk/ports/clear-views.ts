/** Somebody looks at a value in clear, or opens a paper. */
export interface ClearView {
  readonly caseId: string;
  readonly staffId: string;
  /** The row, or the id of the paper. */
  readonly row: string;
  readonly at: Date;
  /** Where the value stands for its minute; undefined for a paper, which stays where it is. */
  readonly objectKey: string | undefined;
}

/** Who looked at what, counted, and the objects that are left of it. */
export interface ClearViews {
  /** Call it before the object is written, so that an erasure finds it. */
  note(view: ClearView): Promise<void>;
  /** Locks the views of one person until the end of the transaction, so that two at once are not counted as one. */
  hold(staffId: string): Promise<void>;
  /**
   * Remembers that what somebody opened has reached them.
   *
   * @param sha256 of the object that stood for its minute; undefined for a paper that stays where it is.
   * @returns false where they have opened no such thing.
   */
  noteSeen(view: Omit<ClearView, 'objectKey'>, sha256: string | undefined): Promise<boolean>;
  /** Ids of the papers of a case that somebody has opened, and that have reached them. */
  papersSeen(caseId: string, staffId: string): Promise<ReadonlySet<string>>;
  /** Objects of views that were shown before; with a filing those of all its cases, whenever they were shown. */
  leftObjects(
    item: { readonly shownBefore: Date } | { readonly filingId: string },
    limit: number,
  ): Promise<readonly string[]>;
  /**
   * Remembers the digest of an object that was written.
   *
   * @returns whether it may still be shown: false once it was forgotten, or its filing is erased.
   */
  noteWritten(objectKey: string, sha256: string): Promise<boolean>;
  forgetObject(objectKey: string): Promise<void>;
}
