/**
 * What the desk can't work without, and `timer`: a decision that was to leave ten minutes ago is still there. What others are
 * asked for, the identity provider, the filing service and the authority, is not among them.
 */
export type DeskVital = 'database' | 'migrations' | 'object-store' | 'keys' | 'timer';

/** Health of the desk. */
export interface DeskHealth {
  /** What is unusable now, in this order. */
  readonly failing: readonly DeskVital[];
  /** How long the oldest filing has waited to be handed in to the authority, in whole seconds; undefined when none waits. */
  readonly authorityWaitsSeconds: number | undefined;
}

export interface DeskVitals {
  /** The result is cached for ten seconds. Never throws. */
  look(): Promise<DeskHealth>;
}

/** How the desk's database and what waits in it stand. */
export interface DeskStanding {
  /** Whether the newest migration of this code has run. A newer database is current too: code may be rolled back. */
  readonly isCurrent: boolean;
  /** When the oldest decision was to leave that waits for nothing but the timer. */
  readonly decisionDueAt: Date | undefined;
  /** Since when the oldest filing waits to be handed in, whatever for. */
  readonly authorityWaitsSince: Date | undefined;
}

export interface DeskStandings {
  /** @throws the driver's error */
  read(): Promise<DeskStanding>;
}
