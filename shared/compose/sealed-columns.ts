import { openDatabase } from '../adapters/postgres/database.ts';
import { createSealedColumns } from '../adapters/postgres/sealed-columns.ts';
import { placeIn, type SealedTable } from '../adapters/postgres/sealed-place.ts';
import { config } from '../config.ts';
import { withAuthorities } from './database-address.ts';
import { currentSealKeyId, seal } from './keys.ts';
import { clock } from './system.ts';

/**
 * All sealed values of a database, for an operator's command, which connects as the role that migrates: the role of the
 * functions may not rewrite all of them.
 */
export async function openSealedColumns(migrationUrl: string) {
  const database = openDatabase(withAuthorities(migrationUrl, config().DATABASE_CA_FILE));
  return {
    columns: createSealedColumns({ database, seal: await seal(), clock: await clock() }),
    currentKeyId: currentSealKeyId(),
    binds: config().SEAL_BINDING !== 'off',
    close: () => database.close(),
  };
}

/** Opens a sealed value of a row that was read with its primary key. */
export async function openSealedValue(table: string, column: string, row: Readonly<Record<string, unknown>>) {
  const value = row[column];
  return (await seal()).open(value as Buffer, placeIn(table as SealedTable, column, row));
}
