import type { FilingId } from '../../../contracts/kit/record-id.ts';
/** One consent: to which version of the text, when given, and when withdrawn. */
export interface Consent {
  readonly textVersion: string;
  readonly givenAt: Date;
  readonly withdrawnAt?: Date | undefined;
}

/** A person's separate consent to the processing of sensitive data (SEC-01). Rows are never deleted. */
export interface Consents {
  /** Records that an account agrees to a version of the text. Has no effect while it already agrees to it. */
  give(accountId: string, textVersion: string): Promise<void>;
  /** Whether the account has agreed to this version of the text and has not withdrawn it. */
  hasAgreedTo(accountId: string, textVersion: string): Promise<boolean>;
  /** Whether the account has agreed to any version and has not withdrawn it. */
  isInForce(accountId: string): Promise<boolean>;
  /** The same for the applicant of a filing; false for a filing that does not exist. */
  isInForceFor(filingId: FilingId): Promise<boolean>;
  /** Withdraws every consent of an account. @returns whether there was one. */
  withdraw(accountId: string): Promise<boolean>;
  /** All consents of an account, oldest first. */
  historyOf(accountId: string): Promise<readonly Consent[]>;
}
