import type { SealedPlace } from '../../../../platform/ports/seal.ts';
import type { Schema } from '../schema.ts';

/** The primary key of every table with sealed columns. Changing an entry makes the table's sealed values unreadable. */
export const ROW_KEYS = {
  account: ['id'],
  scan_ticket: ['ticket_index'],
  one_time_code: ['holder_index'],
  eligibility_check: ['ticket_index'],
  filing: ['id'],
  form_draft: ['filing_id', 'form'],
  filing_round: ['filing_id', 'round'],
  record: ['id'],
  record_version: ['record_id', 'version'],
  record_transfer: ['id'],
  document: ['id'],
  ocr_call: ['document_id', 'step'],
  liveness_check: ['id'],
  hand_over: ['id'],
  seen_media: ['id'],
  authorization_code: ['id'],
  cloud_account: ['account_id'],
  webhook_endpoint: ['id'],
  kept_fact: ['question_index'],
} as const satisfies { readonly [T in keyof Schema]?: readonly (keyof Schema[T])[] };

export type SealedTable = keyof typeof ROW_KEYS;
type SealedColumn<T extends SealedTable> = keyof Schema[T] & `${string}_sealed`;
type RowKey<T extends SealedTable> = Pick<Schema[T], (typeof ROW_KEYS)[T][number] & keyof Schema[T]>;

/** The place of a sealed value. `row` may be the whole row, or the values of its primary key. */
export const sealedPlace = <T extends SealedTable>(table: T, column: SealedColumn<T>, row: RowKey<T>): SealedPlace =>
  placeIn(table, column, row as Readonly<Record<string, unknown>>);

/** Like `sealedPlace`, for tables that are known only when it runs. */
export const placeIn = (table: SealedTable, column: string, row: Readonly<Record<string, unknown>>): SealedPlace => ({
  table,
  column,
  row: ROW_KEYS[table].map((name) => keyText(row[name])).join('/'),
});

/** An id from a path may be in capitals: PostgreSQL finds its row all the same, and returns it in small letters. */
const keyText = (value: unknown): string =>
  Buffer.isBuffer(value) ? value.toString('hex') : String(value).toLowerCase();
