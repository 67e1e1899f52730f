/** Ways to the operator, each as people read it, such as a phone number with its hours. */
export interface OperatorContact {
  readonly phone?: string;
  readonly hours?: string;
  readonly email?: string;
  /** A page, by its https address. */
  readonly page?: string;
}
