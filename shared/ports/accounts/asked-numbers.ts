/** A question about the records that belong to a certificate number. */
export interface CertificateQuestion {
  readonly accountId: string;
  readonly certificateNumber: string;
  readonly domain: string;
  /** See `certificatePrefix`. */
  readonly prefix: string;
}

/** The most different numbers in a day. */
export interface CertificateLimits {
  readonly numbersOfAccount: number;
  readonly numbersWithDomain: number;
  readonly numbersWithPrefix: number;
}

/**
 * The numbers about which accounts have asked whether others have filed with them, counted across all instances. Only
 * keyed hashes are stored. A number counts for 24 hours, and once however often it is repeated. Questions of an account
 * are its person's: they count on when the account is erased and the person signs in again, whichever way.
 */
export interface AskedNumbers {
  /**
   * Counts a question, unless one of the limits is used up.
   *
   * @returns the limit that is used up; undefined when the question may be asked.
   */
  countCertificate(
    question: CertificateQuestion,
    limits: CertificateLimits,
  ): Promise<keyof CertificateLimits | undefined>;
  /** Counts mobile numbers of an account, in the given order, up to `most`. @returns those that may be asked about. */
  countMobiles(accountId: string, mobiles: readonly string[], most: number): Promise<readonly string[]>;
}
