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
