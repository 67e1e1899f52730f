import * as z from 'zod';

const share = z.coerce.number().min(0).max(1);

/** What goes wrong at the desk, on demand. Everything is off by default; shares go from 0, never, to 1, always. */
export const deskFaults = z.strictObject({
  /** Each webhook arrives this many times more, all at once. */
  duplicates: z.coerce.number().int().min(0).max(20).optional(),
  delayMs: z.coerce.number().int().min(0).max(600_000).optional(),
  /** Webhooks wait until this many have gathered, then leave in reverse order. */
  reorder: z.coerce.number().int().min(0).max(100).optional(),
  /** Share of webhooks that never leave; the desk believes that they did. */
  lost: share.optional(),
  /** Share of attempts that are signed with another secret. */
  forged: share.optional(),
  /** Share of calls to the desk's API that fail, in turns: 500, 429, and taken but never answered. */
  failing: share.optional(),
});
export type DeskFaults = z.infer<typeof deskFaults>;

/** `silent`: the call is carried out, its answer never comes. */
export type ApiFault = 'broken' | 'busy' | 'silent';
const API_FAULTS: readonly ApiFault[] = ['broken', 'busy', 'broken', 'busy', 'broken', 'busy', 'silent'];

/** The knobs of one desk. */
export interface Knobs {
  readonly faults: () => DeskFaults;
  /** Replaces them all. */
  set(faults: DeskFaults): void;
  /** Whether something that happens in this share of cases happens now. */
  happens(share: number | undefined): boolean;
  /** What becomes of the next call to the API; undefined when it is answered. */
  nextApiFault(): ApiFault | undefined;
}

/** What the desk's pages can change about the desk itself. */
export interface Controls {
  readonly faults: () => DeskFaults;
  setFaults(faults: DeskFaults): void;
  readonly mode: () => 'automatic' | 'manual';
  setMode(mode: 'automatic' | 'manual'): void;
}

/** @param random 0 ≤ n < 1 */
export function createKnobs(random: () => number): Knobs {
  let faults: DeskFaults = {};
  let failed = 0;
  const happens = (of = 0) => of > 0 && random() < of;
  return {
    faults: () => faults,
    set(next) {
      faults = next;
    },
    happens,
    nextApiFault() {
      if (!happens(faults.failing)) return undefined;
      failed += 1;
      return API_FAULTS[failed % API_FAULTS.length];
    },
  };
}
