import * as z from 'zod/mini';

const share = z.coerce.number().check(z.minimum(0), z.maximum(1));

/** Faults of the desk on demand. Everything is off by default; shares go from 0, never, to 1, always. */
export const deskFaults = z.strictObject({
  /** Each webhook is sent this many more times, concurrently. */
  duplicates: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(20))),
  delayMs: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(600_000))),
  /** Webhooks are held until there are this many, then sent in reverse order. */
  reorder: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(100))),
  /** Share of webhooks that are dropped; the desk counts them as delivered. */
  lost: z.optional(share),
  /** Share of attempts that are signed with another secret. */
  forged: z.optional(share),
  /** Share of calls to the desk's API that fail, in turns: 500, 429, and processed without a response. */
  failing: z.optional(share),
});
export type DeskFaults = z.infer<typeof deskFaults>;

/** `silent`: the call is processed, but gets no response. */
export type ApiFault = 'broken' | 'busy' | 'silent';
const API_FAULTS: readonly ApiFault[] = ['broken', 'busy', 'broken', 'busy', 'broken', 'busy', 'silent'];

/** The fault settings of one desk. */
export interface Knobs {
  readonly faults: () => DeskFaults;
  /** Replaces them all. */
  set(faults: DeskFaults): void;
  /** Whether something that happens in this share of cases happens now. */
  happens(share: number | undefined): boolean;
  /** The fault of the next call to the API; undefined for none. */
  nextApiFault(): ApiFault | undefined;
}

/** The settings of the desk that its pages can change. */
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
