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
  /** Ids of the papers of a case that somebody has opened. */
  papersSeen(caseId: string, staffId: string): Promise<ReadonlySet<string>>;
  /** Objects of views that were shown before; with a filing those of all its cases, whenever they were shown. */
  leftObjects(
    item: { readonly shownBefore: Date } | { readonly filingId: string },
    limit: number,
  ): Promise<readonly string[]>;
  /** Whether an object may still be shown: false once it was forgotten, or its filing is erased. */
  isNoted(objectKey: string): Promise<boolean>;
  forgetObject(objectKey: string): Promise<void>;
  /** Takes back the note of a view whose object could not be made: nobody has seen it. */
  takeBack(objectKey: string): Promise<void>;
}
