import { createResealing, type SealedColumn } from '../../../../platform/database/resealing.ts';
import type { SealedColumns } from '../../../../platform/ports/sealed-columns.ts';
import { STORED_TABLES } from '../../../domain/data/personal-data.ts';
import type { DatabaseParts } from '../database.ts';
import { placeIn, ROW_KEYS, type SealedTable } from './sealed-place.ts';

const COLUMNS: readonly SealedColumn[] = (Object.keys(ROW_KEYS) as SealedTable[]).flatMap((table) =>
  Object.values(STORED_TABLES[table]?.columns ?? {})
    .flat()
    .filter((column) => column.endsWith('_sealed'))
    .map((column) => ({ table, column, key: ROW_KEYS[table], placeOf: (row) => placeIn(table, column, row) })),
);

export const createSealedColumns = (parts: DatabaseParts): SealedColumns => createResealing(COLUMNS, parts);
