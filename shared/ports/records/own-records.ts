import type { Records } from '../../domain/facts.ts';
import type { CloudResource } from '../../domain/filing/filing.ts';

/** What somebody wants to file with, and who they are. */
export interface Claims {
  readonly certificateNumber: string;
  readonly domains: readonly string[];
  readonly servers: readonly CloudResource[];
  /** Mobile and ID numbers, as returned by `personNumbers`. */
  readonly personNumbers: readonly string[];
  /** Undefined when nobody is signed in. */
  readonly applicantId: string | undefined;
  /** The filing that the claims belong to, if it exists already. */
  readonly filingId?: string | undefined;
}

/** What the service's own filings say about the claims. */
export interface OwnAnswer extends Records {
  /**
   * The number of websites on each server, by `resourceKey`: those of approved filings and of filings under review,
   * without the filing of the claims and without websites that use the server by an authorization code.
   */
  readonly websitesOn: ReadonlyMap<string, number>;
  /** The numbers that people of another organizer use in an approved filing or one under review. */
  readonly numbersElsewhere: readonly string[];
}

/** The service's own filings that overlap with a new one. Records are those of approved filings. */
export interface OwnRecords {
  /** Finds overlaps in approved filings and in filings under review. */
  findFiled(claims: Claims): Promise<OwnAnswer>;
}
