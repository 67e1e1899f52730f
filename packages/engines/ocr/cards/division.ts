/** An administrative division. */
export interface Division {
  /** GB/T 2260: `440000` a province, `440300` a city, `440305` a district. */
  readonly code: string;
  readonly name: string;
}
