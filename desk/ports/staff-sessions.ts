import type { Role } from '../../contracts/desk/rights.ts';
import type { StaffCaller } from '../../contracts/desk/staff-caller.ts';
import type { SessionEnd } from '../domain/staff/staff-session.ts';

/** What proves a session: what is in the cookie, and what the page keeps and sends beside it. */
export interface SessionProof {
  /** The cookie's value, which stood in a reply once. */
  readonly token: string;
  /** The secret that the page made itself: it has never been in a reply, nor does another site know it. */
  readonly pageKey: string;
}

/** Why a proof is none: see `sessionState`. A wrong proof is `over`: nobody learns whether it was one. */
export type NoSession = 'over' | 'elsewhere' | 'unconfirmed';

/** Looks at sessions; the edge needs no more of them. */
export interface OpenStaffSessions {
  /** The person of a proof, who is noted to have called; or why there is none. */
  callerOf(proof: SessionProof): Promise<StaffCaller | NoSession>;
}

/** A person as the identity provider has just described them. */
export interface StaffIdentity {
  readonly issuer: string;
  /** The provider's id of the person, which it never gives to another one. */
  readonly subject: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** With which the provider is asked again whether all of this still holds. */
  readonly refreshToken: string;
}

/** A session about which the identity provider is to be asked again. */
export interface SessionToConfirm {
  readonly sessionId: string;
  readonly subject: string;
  readonly refreshToken: string;
}

/** A session in force, as an administrator sees it. */
export interface OpenSession {
  readonly sessionId: string;
  readonly staffId: string;
  readonly roles: readonly Role[];
  readonly startedAt: Date;
  readonly seenAt: Date;
}

/** Sessions of staff. Cookies and the secrets of pages are kept only as hashes. */
export interface StaffSessions extends OpenStaffSessions {
  /**
   * Opens a session, and ends the one that the person had.
   *
   * @param pageKeyHash SHA-256 of the page's secret, base64url.
   * @returns the cookie's value.
   */
  open(identity: StaffIdentity, pageKeyHash: string): Promise<{ readonly token: string; readonly caller: StaffCaller }>;
  /**
   * Ends a session in force.
   *
   * @param by who has ended somebody else's.
   * @returns false when there is none, or it has ended before.
   */
  end(sessionId: string, because: SessionEnd, by?: string): Promise<boolean>;
  /** The sessions in force, the last used first. */
  listOpen(limit: number): Promise<readonly OpenSession[]>;
  /**
   * Sessions whose confirmation is older than `CONFIRM_AFTER_MS`, the oldest first, for whoever calls alone for a minute.
   * Those that nobody has used for half an hour are ended instead.
   */
  toConfirm(limit: number): Promise<readonly SessionToConfirm[]>;
  /** The provider has confirmed the person, perhaps with other roles. Without a role the session ends. */
  confirm(sessionId: string, identity: StaffIdentity): Promise<void>;
}
