import { createSeal } from '../platform/adapters/node-crypto/seal.ts';
import type { Seal } from '../platform/ports/seal.ts';

/** The seal of the benches, under keys that protect nothing. */
export const TEST_SEAL = createSeal({
  keys: { test: Buffer.alloc(32, 1) },
  currentKeyId: 'test',
  indexKey: Buffer.alloc(32, 2),
});

/** The same, which counts what it opens. @returns the seal, and how often it has opened a value */
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
