import type { Role } from '../../contracts/desk/rights.ts';

/** Somebody who works at the desk, as colleagues see them. */
export interface Colleague {
  readonly staffId: string;
  /** As the identity provider says it. Personal. */
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** They are signed in. */
  readonly isHere: boolean;
  /** Cases with a lease of theirs. */
  readonly inHand: number;
}

/** Who works at the desk. */
export interface Colleagues {
  find(staffId: string): Promise<Colleague | undefined>;
  /** Those whom the identity provider has confirmed since, in a fixed order. */
  confirmedSince(since: Date): Promise<readonly Colleague[]>;
}
