import type { Role } from './rights.ts';

/** A member of staff as they are signed in. */
export interface StaffCaller {
  /** Their id at the desk, a UUID: what audit chains, leases and decisions name. */
  readonly staffId: string;
  /** As the identity provider says it. Personal: for colleagues' eyes, never for filers or logs. */
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly sessionId: string;
}
