import type { Timers } from '../timers.ts';

/**
 * Lets a timer run as soon as there is something for it, not only when its schedule says so. Calls before a run has begun
 * get the same one.
 *
 * @returns a function that resolves after a run that began after the call.
 */
export function promptTimer({ fire }: Pick<Timers, 'fire'>, name: string): () => Promise<void> {
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();
  return () => {
    next ??= last.then(async () => {
      next = undefined;
      await fire(name);
    });
    last = next;
    return next;
  };
}
