import { createResealing, type SealedColumn } from '../../../platform/database/resealing.ts';
import type { SealedColumns } from '../../../platform/ports/sealed-columns.ts';
import { type DeskParts, placeOf } from './desk-database.ts';
import type { DeskTables } from './tables.ts';

interface SealedTable {
  /** The primary key, in the order in which it is in the place. */
  readonly key: readonly string[];
  readonly columns: readonly `${string}_sealed`[];
}

/** Every column of the desk with sealed values. */
export const DESK_SEALED: { readonly [table in keyof DeskTables]?: SealedTable } = {
  'desk.review_case': { key: ['id'], columns: ['summary_sealed', 'package_sealed'] },
  'desk.decision': {
    key: ['id'],
    columns: ['flagged_sealed', 'comment_sealed', 'second_comment_sealed', 'amendments_sealed'],
  },
  'desk.note': { key: ['id'], columns: ['text_sealed'] },
  'desk.sample': { key: ['decision_id'], columns: ['comment_sealed'] },
  'desk.verdict': { key: ['filing_id', 'round', 'sequence'], columns: ['content_sealed'] },
  'desk.authority_answer': { key: ['number', 'sequence'], columns: ['content_sealed'] },
  'desk.authority_notice': { key: ['id'], columns: ['words_sealed'] },
  'desk.authority_report': { key: ['id'], columns: ['content_sealed'] },
  'desk.listed_entry': { key: ['id'], columns: ['value_sealed'] },
  'desk.proposal': { key: ['id'], columns: ['content_sealed'] },
  'desk.staff': { key: ['id'], columns: ['name_sealed', 'identity_sealed'] },
  'desk.staff_session': { key: ['id'], columns: ['subject_sealed', 'refresh_token_sealed'] },
  'desk.declared_tie': { key: ['id'], columns: ['value_sealed'] },
};

const COLUMNS: readonly SealedColumn[] = Object.entries(DESK_SEALED).flatMap(([table, { key, columns }]) =>
  columns.map((column) => ({ table, column, key, placeOf: (row) => deskPlace(table, column, row) })),
);

/** Where a sealed value of a row stands, which was read with its primary key. */
export function deskPlace(table: string, column: `${string}_sealed`, row: Readonly<Record<string, unknown>>) {
  const { key } = DESK_SEALED[table as keyof DeskTables] ?? { key: [] };
  return placeOf(table as keyof DeskTables, column, key.map((name) => String(row[name])).join('/'));
}

export const createDeskSealedColumns = (parts: Pick<DeskParts, 'database' | 'seal'>): SealedColumns =>
  createResealing(COLUMNS, parts);
