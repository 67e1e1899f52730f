import { Failed } from '../../platform/ports/failed.ts';
import type { Known } from '../domain/facts.ts';

/** A fact that was queried in vain. */
export const UNAVAILABLE = { known: false } as const;

/** Turns a vendor's failure into an unavailable fact; a bug is rethrown. */
export async function known<T>(query: Promise<T | undefined>): Promise<Known<T>> {
  try {
    return { known: true, value: await query } as Known<T>;
  } catch (error) {
    if (error instanceof Failed) return UNAVAILABLE;
    throw error;
  }
}
