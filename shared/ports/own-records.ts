import type { Records } from '../domain/facts.ts';
import type { CloudResource } from '../domain/filing/filing.ts';

/** What somebody wants to file with, and who he is. */
export interface Claims {
  readonly certificateNumber: string;
  readonly domains: readonly string[];
  readonly servers: readonly CloudResource[];
  /** Mobile and ID numbers, as `personNumbers` gives them. */
  readonly personNumbers: readonly string[];
  /** Undefined when nobody has signed in. */
  readonly applicantId: string | undefined;
  /** The filing that asks, if there is one already. */
  readonly filingId?: string | undefined;
}

export interface OwnAnswer extends Records {
  /**
   * How many websites are filed on each of the servers, or are about to be, by `resourceKey`: those of approved filings and of filings under
   * review, but not of the filing that asks. Websites that use a server by an authorization code are not counted.
   */
  readonly websitesOn: ReadonlyMap<string, number>;
  /** Of the numbers, those that people of another organizer have whose filing was approved or is under review. */
  readonly numbersElsewhere: readonly string[];
}

/** What was filed here, or is about to be, of what somebody wants to file with. Records are of approved filings. */
export interface OwnRecords {
  /** Looks for what approved filings, and filings under review, have of the claims. */
  findFiled(claims: Claims): Promise<OwnAnswer>;
}
