import type { Day } from '../../contracts/kit/beijing-time.ts';

/** Facts about a registered domain. */
export interface DomainFacts {
  /**
   * `account`: registered under the operator's or the customer's cloud account · `registry`: not there, but in a public
   * registry · `unreachable`: not in the account, and no public registry is available, so nothing else is known.
   */
  readonly source: 'account' | 'registry' | 'unreachable';
  /** Undefined: the registry does not publish it. */
  readonly ownerName?: string | undefined;
  readonly ownerKind?: 'enterprise' | 'individual' | undefined;
  readonly realName: 'approved' | 'pending' | 'none' | 'unknown';
  readonly expiresOn?: Day | undefined;
  readonly registrar?: string | undefined;
  /** EPP status codes such as `serverHold`. */
  readonly statuses: readonly string[];
}

/** Facts about a cloud resource (CS-01 … CS-06), or about the server behind an authorization code (CS-09 … CS-16). */
export interface CloudServiceFacts {
  readonly inMainland: boolean;
  readonly prepaid: boolean;
  readonly publicIps: readonly string[];
  readonly createdAt: Date;
  /** Undefined for resources that do not expire. */
  readonly expiresAt?: Date | undefined;
  readonly running: boolean;
  /**
   * Number of websites of other filings here that run on it, filed or in review. Undefined behind an authorization
   * code.
   */
  readonly websitesElsewhere?: number | undefined;
  /** For an authorization code: whether an open or an approved filing holds it. Undefined: none. */
  readonly codeHeldBy?: 'open-filing' | 'approved-filing' | undefined;
}

/** Whether the commercial register has the same values for an enterprise as the forms. */
export interface CompanyFacts {
  readonly creditCode: boolean;
  readonly name: boolean;
  readonly legalRepresentative: boolean;
  /** ID number of the legal representative. */
  readonly idNumber: boolean;
  /** `ended`: cancelled, revoked or dissolved · `other`: moved away, closed for a time … */
  readonly standing: 'in-business' | 'ended' | 'other' | 'unknown';
}

/** The record of a filed organizer. */
export interface OrganizerRecord {
  /** 主体备案号. */
  readonly number: string;
  /** Whether it was filed through this provider, and under the caller's account. */
  readonly filedHere: 'this-account' | 'other-account' | 'no';
  /** Live websites; 0 is an empty shell (FT-15). Undefined: none here, and whether there are others is not known. */
  readonly websites: number | undefined;
}

/** The record of a filed domain. */
export interface DomainRecord {
  /** 网站备案号. */
  readonly number: string;
  readonly sameOrganizer: boolean;
  readonly connectedHere: boolean;
}

/** The records of an organizer and of the queried domains. */
export interface Records {
  readonly organizer: OrganizerRecord | undefined;
  /** By domain. A domain without an entry is not filed. */
  readonly domains: ReadonlyMap<string, DomainRecord>;
}

/**
 * A fact: known, known not to exist, or not known. Without a `why` it was queried and is currently unavailable, which rules
 * report; of one that is withheld or was not asked they say nothing.
 */
export type Known<T> =
  | { readonly known: true; readonly value: T | undefined }
  | { readonly known: false; readonly why?: 'withheld' | 'not-asked' };

/** A fact that whoever asks may not learn. */
export const WITHHELD = { known: false, why: 'withheld' } as const;

/** A fact that this occasion does not query. */
export const NOT_ASKED = { known: false, why: 'not-asked' } as const;

/** Whether a fact was queried, and currently is not available. */
export const isUnavailable = (fact: Known<unknown>): boolean => !fact.known && fact.why === undefined;
