import { withAuthorities } from '../../platform/compose/database-address.ts';
import { seal, sealingOf } from '../../platform/compose/keys.ts';
import { clock } from '../../platform/compose/system.ts';
import { openDatabase } from '../adapters/postgres/database.ts';
import { createBlindIndexes } from '../adapters/postgres/sealing/blind-indexes.ts';
import { createSealedColumns } from '../adapters/postgres/sealing/sealed-columns.ts';
import { placeIn, type SealedTable } from '../adapters/postgres/sealing/sealed-place.ts';
import { config } from '../config.ts';

/**
 * All sealed values of a database and what finds them, for an operator's command, which connects as the role that migrates: the role of the
 * functions may not rewrite all of them.
 */
export async function openSealedColumns(migrationUrl: string) {
  const database = openDatabase(withAuthorities(migrationUrl, config().DATABASE_CA_FILE));
  const { seal: own, ...settings } = sealingOf(config());
  const parts = { database, seal: own, clock: await clock() };
  return {
    columns: createSealedColumns(parts),
    indexes: createBlindIndexes(parts),
    ...settings,
    close: () => database.close(),
  };
}

/** Opens a sealed value of a row that was read with its primary key. */
export async function openSealedValue(table: string, column: string, row: Readonly<Record<string, unknown>>) {
  const value = row[column];
  return (await seal()).open(value as Buffer, placeIn(table as SealedTable, column, row));
}
