import type { Proposal } from '../domain/oversight/proposal.ts';

/** A proposal that waits for a second person. */
export interface OpenProposal {
  readonly id: string;
  readonly proposal: Proposal;
  readonly proposedBy: string;
  readonly proposedAt: Date;
}

/** What came of settling one: what took effect, or that it is gone or out of date, and nothing happened. */
export type Settled =
  | { readonly state: 'confirmed'; readonly sequence?: number }
  | { readonly state: 'confirmed'; readonly added: number; readonly released: number }
  | { readonly state: 'dropped' }
  | { readonly state: 'own' }
  | { readonly state: 'gone' }
  | { readonly state: 'stale' };

/** What takes effect only when a second person confirms it. Every step is in the chain of the record, the list or the settings. */
export interface Proposals {
  /** Keeps a proposal. False when another one about the same is open. */
  propose(id: string, proposal: Proposal, by: string, at: Date): Promise<boolean>;
  /** One that waits; undefined when there is none, or it is settled. */
  find(id: string): Promise<Pick<OpenProposal, 'proposal' | 'proposedBy'> | undefined>;
  /** The oldest first. */
  open(limit: number): Promise<readonly OpenProposal[]>;
  /**
   * Confirms a proposal, which takes effect in the same transaction, or drops it. `own`: nobody confirms what they have proposed,
   * but they may drop it · `stale`: the record or the list has moved since it was proposed.
   */
  settle(id: string, confirms: boolean, by: string, at: Date): Promise<Settled>;
}
