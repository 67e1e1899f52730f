import type { CompanyFacts } from '../domain/facts.ts';
import type { CompanyClaim } from './company-register.ts';

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
  begin(claim: CompanyClaim, since: Date): Promise<CompanyTurn>;
  keep(claim: CompanyClaim, facts: CompanyFacts): Promise<void>;
  /** The question came to nothing and cost nothing: the next `begin` may ask again. */
  release(claim: CompanyClaim): Promise<void>;
}
