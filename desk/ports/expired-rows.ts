import type { DeskRetentionClass } from '../domain/oversight/retention.ts';

/** Rows past their retention period. Safe to call again after a crash. */
export interface ExpiredRows {
  /** Deletes at most `limit` rows of a class whose time ran from before `before`. @returns how many. */
  delete(deskRetentionClass: DeskRetentionClass, before: Date, limit: number): Promise<number>;
}
