import type { Seal } from '../platform/ports/seal.ts';
import { TEST_SEAL } from './fingerprints/before-pairs.ts';

/** The seal of the benches, which counts what it opens. @returns the seal, and how often it has opened a value */
export function countedSeal(): { readonly seal: Seal; readonly opened: () => number } {
  let opened = 0;
  const seal: Seal = {
    ...TEST_SEAL,
    open: (...given) => {
      opened += 1;
      return TEST_SEAL.open(...given);
    },
  };
  return { seal, opened: () => opened };
}
