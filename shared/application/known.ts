import { Failed } from '../../platform/ports/failed.ts';
import type { Known } from '../domain/facts.ts';

export const UNKNOWN = { known: false } as const;

/** Turns a vendor's failure into an unknown fact; a bug is rethrown. */
export async function known<T>(query: Promise<T | undefined>): Promise<Known<T>> {
  try {
    return { known: true, value: await query } as Known<T>;
  } catch (error) {
    if (error instanceof Failed) return UNKNOWN;
    throw error;
  }
}
