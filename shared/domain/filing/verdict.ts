/** What could be read of a verdict that does not fit the schema. */
export interface UnreadableVerdict {
  readonly filingId?: string | undefined;
  readonly round?: number | undefined;
  readonly sequence?: number | undefined;
  /** Paths of the values that are wrong, such as `flagged.0.reason`; '' for the verdict as a whole. */
  readonly fields: readonly string[];
}
