import { type RawBuilder, sql } from 'kysely';
import { createReindexing, type IndexedRow, indexColumns } from '../../../../platform/database/reindexing.ts';
import type { BlindIndexes } from '../../../../platform/ports/blind-indexes.ts';
import type { Seal } from '../../../../platform/ports/seal.ts';
import type { FilingContents } from '../../../domain/filing/filing.ts';
import type { CheckedPerson } from '../../../domain/liveness/liveness.ts';
import type { RecordContents } from '../../../domain/record/record.ts';
import { openidIndex } from '../accounts/accounts.ts';
import type { DatabaseParts } from '../database.ts';
import { triesIndex } from '../documents/liveness-checks.ts';
import { digestIndex, pairIndexes } from '../documents/seen-media.ts';
import { authorizationCodeIndex } from '../filings/authorization-codes.ts';
import { contentIndexes } from '../filings/filing-row.ts';
import { recordIndexes } from '../records/record-row.ts';
import { addressIndex } from './address-index.ts';
import { placeIn, type SealedTable } from './sealed-place.ts';

interface Source {
  readonly table: SealedTable;
  readonly sealed: string;
  readonly columns: readonly string[];
  readonly besides?: RawBuilder<boolean>;
  readonly indexesOf: (value: string, seal: Seal) => Readonly<Record<string, Buffer | readonly Buffer[]>>;
}

/** The other indexes end by themselves: within a day, or with a question that is asked again. */
const SOURCES: readonly Source[] = [
  {
    table: 'account',
    sealed: 'openid_sealed',
    columns: ['openid_index'],
    besides: sql`erased_at is null`,
    // Empty for an account without WeChat, whose index stands for nothing.
    indexesOf: (openid, seal) => (openid === '' ? {} : { openid_index: openidIndex(openid, seal) }),
  },
  {
    table: 'account',
    sealed: 'phone_sealed',
    columns: ['phone_index'],
    indexesOf: (mobile, seal) => ({ phone_index: addressIndex(mobile, seal) }),
  },
  {
    table: 'filing',
    sealed: 'contents_sealed',
    columns: ['certificate_index', 'person_numbers'],
    besides: sql`erased_at is null`,
    indexesOf: (contents, seal) => contentIndexes(JSON.parse(contents) as FilingContents, seal),
  },
  {
    table: 'record',
    sealed: 'contents_sealed',
    columns: ['certificate_index', 'person_numbers'],
    indexesOf: (contents, seal) => recordIndexes(JSON.parse(contents) as RecordContents, seal),
  },
  {
    table: 'liveness_check',
    sealed: 'person_sealed',
    columns: ['person_index'],
    indexesOf: (person, seal) => ({ person_index: triesIndex(JSON.parse(person) as CheckedPerson, seal) }),
  },
  {
    table: 'seen_media',
    sealed: 'look_sealed',
    columns: ['pair_indexes'],
    indexesOf: (look, seal) => ({ pair_indexes: pairIndexes(look, seal) }),
  },
  {
    table: 'seen_media',
    sealed: 'digest_sealed',
    columns: ['digest_index'],
    indexesOf: (digest, seal) => ({ digest_index: digestIndex(digest, seal) }),
  },
  {
    table: 'authorization_code',
    sealed: 'code_sealed',
    columns: ['code_index'],
    indexesOf: (code, seal) => ({ code_index: authorizationCodeIndex(code, seal) }),
  },
];

export const createBlindIndexes = (parts: DatabaseParts): BlindIndexes =>
  createReindexing(
    SOURCES.map(({ indexesOf, ...source }) => {
      const { table, sealed } = source;
      const openedOf = (row: IndexedRow) => parts.seal.open(row.sealed, placeIn(table, sealed, row));
      return indexColumns(source, (row) => indexesOf(openedOf(row), parts.seal), parts);
    }),
    parts,
  );
