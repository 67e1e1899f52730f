import type { Forgotten } from './left-behind.ts';
import type { Victim } from './platform.ts';

/** A verdict as the desk gave it. */
export interface GivenVerdict {
  readonly round: number;
  readonly sequence: number;
  readonly kind: string;
  readonly numbers?: { readonly organizer: string; readonly websites: Readonly<Record<string, string>> } | undefined;
}

/** What the desk has of a filing. */
export interface DeskFiling {
  readonly filingId: string;
  /** The last round that it has got. */
  readonly submission?: { readonly round: number; readonly contentHash: string } | undefined;
  /** Of all rounds. */
  readonly verdicts: readonly GivenVerdict[];
}

/** What stands behind the filing service: the operator's own desk, or the stand-in of somebody else's back office. */
export interface ChaosDesk {
  /** Its functions, whose instances are killed. */
  readonly victims: readonly Victim[];
  setFaulty(isFaulty: boolean): void;
  /** Lets the authority cancel what it has filed; once more when it was asked before and a message may be lost. */
  cancel(filed: { readonly recordId: string }): Promise<void>;
  /** What time brings about at the desk, now. */
  tick(): Promise<void>;
  /** How much is still on its way there. */
  waiting(): Promise<number>;
  /** What waits for a person who is not there. Such a run would never end. */
  stuck(): Promise<readonly string[]>;
  /** Waits until nothing that it sends by itself is on its way. */
  idle(): Promise<void>;
  filings(): Promise<ReadonlyMap<string, DeskFiling>>;
  /** What must never happen at the desk and behind it. */
  violations(): Promise<readonly string[]>;
  /** What it has of people of whom nothing may be left, as violations. */
  leftOf(forgotten: Forgotten): Promise<readonly string[]>;
  /** For the table at the end. */
  counts(): Promise<Readonly<Record<string, number>>>;
  stop(): Promise<void>;
}
