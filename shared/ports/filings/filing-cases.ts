import type { CompanyFacts, Known } from '../../domain/facts.ts';
import type { EligibilityInput, Filing } from '../../domain/filing/filing.ts';
import type { LivenessCheck } from '../../domain/liveness/liveness.ts';
import type { Document, ReadFields } from '../../domain/media/document.ts';
import type { EligibilityCase, FilingCase } from '../../domain/rules/case.ts';

/** The documents and liveness checks of a filing, oldest first. */
export interface Papers {
  readonly documents: readonly Document[];
  readonly checks: readonly LivenessCheck[];
}

/**
 * When the commercial register may be queried: once for each picture of a licence while the filing is looked at, and
 * when it is submitted.
 */
export type CompanyOccasion = 'preview' | 'submission';

/**
 * Collects everything that the rules look at: what was typed, what is stored, and what registries say. When a vendor
 * fails, its fact is unknown and the rules say that they can't tell yet; the whole does not fail.
 */
export interface FilingCases {
  /**
   * With every fact: records, domain, server, and the account's own filings.
   *
   * @param certificate what was read of the account's certificate with this number.
   */
  eligibility(input: EligibilityInput, applicantId: string, certificate?: ReadFields): Promise<EligibilityCase>;
  /**
   * Without records: none is searched, whatever was typed.
   *
   * @param applicantId undefined when nobody is signed in: only the domain's registration and the server are queried.
   * Authorization codes are withheld then, and rules about the account report nothing.
   */
  eligibilityAsTyped(input: EligibilityInput, applicantId: string | undefined): Promise<EligibilityCase>;
  /** The whole filing, with every external fact but the company's. @param papers to check; defaults to the current ones. */
  whole(filing: Filing, termsAccepted: boolean, papers?: Papers): Promise<FilingCase>;
  /**
   * What the commercial register says of the company, which is paid for. Undefined where the operator does not use the
   * register, where it can't be queried about this organizer, and where it is not queried on this occasion.
   */
  company(filing: Filing, occasion: CompanyOccasion): Promise<Known<CompanyFacts> | undefined>;
  /** The filing with the facts about its domains, which determine its materials; without papers and consent. */
  withDomains(filing: Filing): Promise<FilingCase>;
  /** The filing with the facts about its domains and servers; without papers, consent and other users of a server. */
  withResources(filing: Filing): Promise<FilingCase>;
  /** The filing without any external request: for findings beside a form. */
  atHand(filing: Filing): Promise<FilingCase>;
}
