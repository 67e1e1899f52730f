/** What a planted bug breaks. One of each kind is planted in a run. */
export const PLANT_KINDS = [
  'owner-check',
  'consent-check',
  'limit',
  'logged-name',
  'clear-value',
  'captured-message',
  'version-guard',
  'late-consent-check',
  'erasure-step',
  'normal-form',
  'record-end',
] as const;
export type PlantKind = (typeof PLANT_KINDS)[number];

/** One bug, as a change of one file of the product. It is only ever made in a copy of the working tree. */
export interface Plant {
  readonly kind: PlantKind;
  /** What no longer works, for the table. */
  readonly what: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly search: string;
  readonly replace: string;
  /** The test files that name the requirement: they must fail. */
  readonly tests: readonly [string, ...string[]];
}
