import type { CompanyFacts } from '../domain/facts.ts';

/** What somebody says of a company and its legal representative. */
export interface CompanyClaim {
  readonly creditCode: string;
  readonly name: string;
  readonly legalRepresentative: string;
  /** Number of his ID card. */
  readonly idNumber: string;
}

/** The commercial register. Every answer is paid for. */
export interface CompanyRegister {
  /**
   * Holds a claim against the register, which is about a week behind.
   *
   * @returns undefined when no answer came, though it may have been paid for.
   * @throws Failed('ocr', …) nothing was billed.
   */
  check(claim: CompanyClaim): Promise<CompanyFacts | undefined>;
}

/**
 * `yours`: ask the register · `answered`: it was asked, and this is what it said · `asked`: somebody else is asking, or has died with the
 * answer in his hands.
 */
export type CompanyTurn =
  | { readonly is: 'yours' }
  | { readonly is: 'answered'; readonly facts: CompanyFacts }
  | { readonly is: 'asked' };

/** Remembers what the commercial register was asked, so that nothing is paid for twice. What is claimed is kept as a digest only. */
export interface CompanyChecks {
  /** Notes that the register is asked now, unless it was after `since`. */
  beginAsking(claim: CompanyClaim, since: Date): Promise<CompanyTurn>;
  /** Keeps what the register said of a claim that this call has begun to ask about. */
  keepAnswer(claim: CompanyClaim, facts: CompanyFacts): Promise<void>;
  /** The question came to nothing and cost nothing: the next `beginAsking` may ask again. */
  cancelAsking(claim: CompanyClaim): Promise<void>;
}
