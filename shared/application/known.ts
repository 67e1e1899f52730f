import type { Known } from '../domain/facts.ts';
import { Failed } from '../ports/failed.ts';

export const UNKNOWN = { known: false } as const;

/** A vendor's failure makes the fact unknown; a bug stays a bug. */
export async function known<T>(ask: Promise<T | undefined>): Promise<Known<T>> {
  try {
    return { known: true, value: await ask } as Known<T>;
  } catch (error) {
    if (error instanceof Failed) return UNKNOWN;
    throw error;
  }
}
