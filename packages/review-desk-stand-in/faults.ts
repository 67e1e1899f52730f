import * as z from 'zod/mini';

const share = z.coerce.number().check(z.minimum(0), z.maximum(1));

/** What goes wrong at the desk, on demand. Everything is off by default; shares go from 0, never, to 1, always. */
export const deskFaults = z.strictObject({
  /** Each webhook arrives this many times more, all at once. */
  duplicates: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(20))),
  delayMs: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(600_000))),
  /** Webhooks wait until this many have gathered, then leave in reverse order. */
  reorder: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(100))),
  /** Share of webhooks that never leave; the desk believes that they did. */
  lost: z.optional(share),
  /** Share of attempts that are signed with another secret. */
  forged: z.optional(share),
  /** Share of calls to the desk's API that fail, in turns: 500, 429, and taken but never answered. */
  failing: z.optional(share),
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
