import { type Batch, fuzz } from './fuzz.ts';

/** Tries the batches that its parent sends, and replies to each with `Tried`. Ends with its parent. */

export interface Tried {
  readonly violation?: string | undefined;
}

process.on('message', (batch: Batch) => process.send?.({ violation: fuzz(batch) } satisfies Tried));
process.on('disconnect', () => process.exit());
