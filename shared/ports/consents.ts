/** One consent: which text, when, and when it was withdrawn. */
export interface Consent {
  readonly textVersion: string;
  readonly givenAt: Date;
  readonly withdrawnAt?: Date | undefined;
}

/** A person's separate consent to the handling of sensitive data (SEC-01): who, when, which text. Nothing is ever deleted. */
export interface Consents {
  /** Notes that an account agrees to a version of the text; once only, as long as it isn't withdrawn. */
  give(accountId: string, textVersion: string): Promise<void>;
  /** Whether this account has agreed to this version of the text, and not withdrawn it. */
  hasAgreedTo(accountId: string, textVersion: string): Promise<boolean>;
  /** Whether it has agreed to any version and not withdrawn that. */
  isInForce(accountId: string): Promise<boolean>;
  /** Withdraws every consent of an account. @returns whether there was one. */
  withdraw(accountId: string): Promise<boolean>;
  /** All of them, oldest first. */
  historyOf(accountId: string): Promise<readonly Consent[]>;
}
