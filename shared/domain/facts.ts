import type { Day } from './filing/filing.ts';

/** What is known of a registered domain. */
export interface DomainFacts {
  /**
   * `account`: registered under the operator's or the customer's cloud account · `registry`: not there, but found in a public registry ·
   * `unreachable`: not in the account, and no public registry could be asked, so that nothing else is known of it.
   */
  readonly source: 'account' | 'registry' | 'unreachable';
  /** Undefined: the registry does not tell. */
  readonly ownerName?: string | undefined;
  readonly ownerKind?: 'enterprise' | 'individual' | undefined;
  readonly realName: 'approved' | 'pending' | 'none' | 'unknown';
  readonly expiresOn?: Day | undefined;
  readonly registrar?: string | undefined;
  /** EPP status codes such as `serverHold`. */
  readonly statuses: readonly string[];
}

/** What the rules ask about a cloud resource (CS-01 … CS-06), or about the server behind an authorization code (CS-09 … CS-16). */
export interface CloudServiceFacts {
  readonly inMainland: boolean;
  readonly prepaid: boolean;
  readonly publicIps: readonly string[];
  readonly createdAt: Date;
  /** Undefined for resources without an end. */
  readonly expiresAt?: Date | undefined;
  readonly running: boolean;
  /** Websites of other filings here that run on it, filed or under review. Undefined behind an authorization code. */
  readonly websitesElsewhere?: number | undefined;
  /** Of an authorization code: which other filing holds it, one under way or one that was approved. Undefined: none. */
  readonly codeHeldBy?: 'open-filing' | 'approved-filing' | undefined;
}

/** Whether the commercial register says the same of an enterprise as was typed. */
export interface CompanyFacts {
  readonly creditCode: boolean;
  readonly name: boolean;
  readonly legalRepresentative: boolean;
  /** Number of his ID card. */
  readonly idNumber: boolean;
  /** `ended`: cancelled, revoked or dissolved · `other`: moved away, closed for a time … */
  readonly standing: 'in-business' | 'ended' | 'other' | 'unknown';
}

/** A filed organizer as the records know it. */
export interface OrganizerRecord {
  /** 主体备案号. */
  readonly number: string;
  /** Whether it was filed through this provider, and under the asking account. */
  readonly filedHere: 'this-account' | 'other-account' | 'no';
  /** Live websites; 0 is an empty shell (FT-15). */
  readonly websites: number;
}

/** A filed domain. */
export interface DomainRecord {
  /** 网站备案号. */
  readonly number: string;
  readonly sameOrganizer: boolean;
  readonly connectedHere: boolean;
}

/** What is filed of an organizer and of the domains that were asked about. */
export interface Records {
  readonly organizer: OrganizerRecord | undefined;
  /** By domain. One that is missing is filed nowhere. */
  readonly domains: ReadonlyMap<string, DomainRecord>;
}

/** A fact that was asked for: known, known not to exist, or not to be had now. An unknown fact never passes silently. */
export type Known<T> = { readonly known: true; readonly value: T | undefined } | { readonly known: false };
