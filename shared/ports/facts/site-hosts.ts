import type { ListedServer } from './server-lists.ts';

/** A 建站主机 as the operator enters it. */
export interface NewSiteHost {
  /** `host-` and eight letters or digits. */
  readonly id: string;
  /** Whose it is. */
  readonly accountId: string;
  readonly name: string;
  readonly publicIp: string;
  /** As in the cloud, e.g. `ap-guangzhou`. */
  readonly region: string;
  readonly expiresAt: Date;
}

/** A 建站主机 in the operator's list. */
export interface SiteHost extends NewSiteHost {
  readonly createdAt: Date;
}

/** 建站主机, prepaid hosts for websites that no cloud API lists: the operator's own list. */
export interface SiteHosts {
  /** @throws Refused('session.invalid') when there is no such account. */
  add(host: NewSiteHost): Promise<void>;
  /** @returns false when there is none. */
  remove(id: string): Promise<boolean>;
  /** All of them, newest first, at most `limit`. */
  list(limit: number): Promise<readonly SiteHost[]>;
  /** An account's, as its servers are listed. */
  ofAccount(accountId: string): Promise<readonly ListedServer[]>;
}
