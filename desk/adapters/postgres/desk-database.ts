import type { Database } from '../../../platform/database/database.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import type { Seal, SealedPlace } from '../../../platform/ports/seal.ts';
import type { KeyedHash } from '../../domain/oversight/audit-chain.ts';
import type { DeskTables } from './tables.ts';

export type DeskDatabase = Database<DeskTables>;

/** Dependencies of the adapters of this folder. */
export interface DeskParts {
  readonly database: DeskDatabase;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The hash of the audit chain. */
  readonly hash: KeyedHash;
}

/** The place of a sealed value. `row` is its primary key, parts joined by `/`. */
export const placeOf = (table: keyof DeskTables, column: `${string}_sealed`, row: string): SealedPlace => ({
  table,
  column,
  row,
});
