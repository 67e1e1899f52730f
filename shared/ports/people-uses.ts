/** Which people file for others here. */
export interface PeopleUses {
  /**
   * Of some numbers of people, those that people of another organizer have whose filing was approved or is under review.
   *
   * @param numbers mobile and ID numbers, as `personNumbers` gives them.
   * @param certificateNumber the organizer's own.
   */
  ofOthers(numbers: readonly string[], certificateNumber: string): Promise<readonly string[]>;
}
