import type { CompanyFacts } from '../../domain/facts.ts';
import type { Payer } from '../../domain/paid-calls.ts';

/** What a business licence says about a company. */
export interface PrintedCompany {
  readonly creditCode: string;
  readonly name: string;
  readonly legalRepresentative: string;
}

/** What a filer states about a company and its legal representative. */
export interface CompanyClaim extends PrintedCompany {
  /** ID card number of the legal representative. */
  readonly idNumber: string;
}

/** The commercial register. Every request is billed. */
export interface CompanyRegister {
  /**
   * Compares a claim with the register, whose data is about a week old.
   *
   * @returns undefined when there is no answer, although the request may have been billed.
   * @throws Failed('ocr', …) when nothing was billed.
   */
  check(claim: CompanyClaim): Promise<CompanyFacts | undefined>;
  /**
   * Whether the register has a company with this code, this name and this legal representative.
   *
   * @returns undefined when there is no answer, although the request may have been billed.
   * @throws Failed('ocr', …) when nothing was billed.
   */
  has(company: PrintedCompany): Promise<boolean | undefined>;
}

/** What the register says: undefined `facts` when it was asked and nobody knows the answer. */
export interface CompanyAnswer {
  readonly facts: CompanyFacts | undefined;
}

/** The register's answers, which are kept for a week. Each query is paid for. */
export interface CompanyAnswers {
  /** The answer to a claim, queried unless it is kept. @throws Failed when nothing was billed. */
  forSubmission(claim: CompanyClaim, payer: Payer): Promise<CompanyAnswer>;
  /**
   * The answer that is kept; otherwise the register is queried, but once for each picture of a licence only.
   *
   * @param documentId the picture; undefined when there is none yet.
   * @returns undefined when the register was not queried about this claim.
   * @throws Failed when nothing was billed.
   */
  forPicture(claim: CompanyClaim, documentId: string | undefined, payer: Payer): Promise<CompanyAnswer | undefined>;
  /**
   * Whether the register has the company that was read from a picture of a licence. This is the picture's one query.
   *
   * @returns undefined when the register was not queried, or did not answer.
   * @throws Failed when nothing was billed.
   */
  ofReading(company: PrintedCompany, documentId: string, payer: Payer): Promise<boolean | undefined>;
}

/**
 * Who queries the register. `yours`: the caller does · `answered`: it was queried before, with this result · `asked`:
 * another caller is querying it, or died before it stored the result.
 */
export type CompanyTurn =
  | { readonly is: 'yours' }
  | { readonly is: 'answered'; readonly facts: CompanyFacts }
  | { readonly is: 'asked' };

/** Remembers queries to the commercial register, so that none is billed twice. Stores only digests of claims. */
export interface CompanyChecks {
  /** Records that the caller queries the register now, unless a query was recorded after `since`. */
  beginAsking(claim: CompanyClaim, since: Date): Promise<CompanyTurn>;
  /** The result of a query that was recorded after `since`; undefined when there is none. */
  findAnswer(claim: CompanyClaim, since: Date): Promise<CompanyFacts | undefined>;
  /** Records that the caller queries the register for a picture of a licence. @returns false when one did before. */
  takePicture(documentId: string): Promise<boolean>;
  /** Records that this query failed without being billed. */
  giveBackPicture(documentId: string): Promise<void>;
  /** Stores the result of a query that the caller began. */
  keepAnswer(claim: CompanyClaim, facts: CompanyFacts): Promise<void>;
  /** Records that a query failed without being billed: the next `beginAsking` may query again. */
  cancelAsking(claim: CompanyClaim): Promise<void>;
}
