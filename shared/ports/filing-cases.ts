import type { EligibilityInput, Filing } from '../domain/filing/filing.ts';
import type { LivenessCheck } from '../domain/liveness/liveness.ts';
import type { Document } from '../domain/media/document.ts';
import type { EligibilityCase, FilingCase } from '../domain/rules/case.ts';

/** What was uploaded and filmed for a filing, oldest first. */
export interface Papers {
  readonly documents: readonly Document[];
  readonly checks: readonly LivenessCheck[];
}

/**
 * Puts together everything that the rules look at: what was typed, what lies in storage, and what registries say. A vendor that fails
 * makes its fact unknown instead of failing the whole; the rules then say that they can't tell yet.
 */
export interface FilingCases {
  /** @param applicantId undefined when nobody is signed in; rules about the account then have nothing to say. */
  eligibility(input: EligibilityInput, applicantId: string | undefined): Promise<EligibilityCase>;
  /**
   * The whole filing, with every fact from outside.
   *
   * @param papers to look at; left out, those that are there now.
   */
  whole(filing: Filing, termsAccepted: boolean, papers?: Papers): Promise<FilingCase>;
  /** The filing with what is known of its domains, on which alone its materials depend; without papers and consent. */
  withDomains(filing: Filing): Promise<FilingCase>;
  /** The filing with what is known of its domains and servers, which may run out; without papers and consent, nor who else uses a server. */
  withResources(filing: Filing): Promise<FilingCase>;
  /** The filing as far as it is known without asking anybody outside: for findings beside a form. */
  atHand(filing: Filing): Promise<FilingCase>;
}
