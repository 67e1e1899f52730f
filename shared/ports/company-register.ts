import type { CompanyFacts } from '../domain/facts.ts';

/** What a filer states about a company and its legal representative. */
export interface CompanyClaim {
  readonly creditCode: string;
  readonly name: string;
  readonly legalRepresentative: string;
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
  /** Stores the result of a query that the caller began. */
  keepAnswer(claim: CompanyClaim, facts: CompanyFacts): Promise<void>;
  /** Records that a query failed without being billed: the next `beginAsking` may query again. */
  cancelAsking(claim: CompanyClaim): Promise<void>;
}
