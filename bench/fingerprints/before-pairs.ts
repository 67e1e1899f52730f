import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createSeal } from '../../platform/adapters/node-crypto/seal.ts';
import { pairIndexes } from '../../shared/adapters/postgres/seen-media.ts';
import { differingBits, SAME_LOOK_BITS } from '../../shared/domain/media/picture-look.ts';
import type { MediaTrace } from '../../shared/ports/seen-media.ts';
import type { Looks } from './looks.ts';

export const TEST_SEAL = createSeal({
  keys: { test: Buffer.alloc(32, 1) },
  currentKeyId: 'test',
  indexKey: Buffer.alloc(32, 2),
});

/** How one of several instances remembers the media of a check. */
export interface Remembering {
  remember(instance: number, checkId: string, traces: readonly MediaTrace[]): Promise<'new' | 'seen'>;
  close(): Promise<void>;
}

const BATCH = 1_000;
const placeOf = (row: string) => ({ table: 'seen_media', column: 'look_sealed', row });

/** The indexes of the sixteen parts of a look, as version 0.1.0 searched them. */
function bandIndexes(look: Buffer): Buffer[] {
  return Array.from({ length: 16 }, (_, band) => {
    let bits = 0;
    for (let bit = 0; bit < 256; bit += 1) {
      const [down, across] = [bit >> 4, bit & 15];
      if ((down + across) % 16 === band && (look[bit >> 3] as number) & (1 << (bit & 7))) bits |= 1 << down;
    }
    return TEST_SEAL.blindIndex('media-band', String((band << 16) | bits)).subarray(0, 8);
  });
}

/** Stores looks of portraits in `seen_media`, and in `seen_before`, which has the indexes of version 0.1.0. */
export async function fillLooks(url: string, stored: number, looks: Looks): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`set session_replication_role = replica;
    create table seen_before (like seen_media including defaults);
    drop index seen_media_by_pairs`);
  for (let made = 0; made < stored; made += BATCH) {
    const rows = Array.from({ length: BATCH }, () => ({ id: randomUUID(), look: looks.another() }));
    const sealed = rows.map(({ id, look }) => TEST_SEAL.close(look.toString('hex'), placeOf(id)));
    for (const [table, column, indexesOf] of [
      ['seen_before', 'band_indexes', bandIndexes],
      ['seen_media', 'pair_indexes', (look: Buffer) => pairIndexes(look.toString('hex'), TEST_SEAL)],
    ] as const)
      await client.query(
        `insert into ${table} (id, check_id, filing_id, kind, look_sealed, band_indexes, pair_indexes, seen_at)
         select id, id, id, 'photo', look, ${column === 'band_indexes' ? `i::bytea[], '{}'` : `'{}', i::bytea[]`}, now()
         from unnest($1::uuid[], $2::bytea[], $3::text[]) as row (id, look, i)`,
        [rows.map(({ id }) => id), sealed, rows.map(({ look }) => arrayText(indexesOf(look)))],
      );
  }
  await client.query(`
    create index on seen_before (check_id); create index on seen_before (filing_id); create index on seen_before (digest_index);
    create index on seen_before (seen_at); create index on seen_before using gin (band_indexes);
    create index seen_media_by_pairs on seen_media using gin (pair_indexes) with (fastupdate = off)`);
  await client.query('vacuum analyze');
  await client.end();
}

const arrayText = (indexes: readonly Buffer[]) =>
  `{${indexes.map((one) => `"\\\\x${one.toString('hex')}"`).join(',')}}`;

/** As version 0.1.0 did it: one lock for the whole table, and every look with an equal part is opened. */
export async function beforePairs(url: string, instances: number): Promise<Remembering> {
  const clients = Array.from({ length: instances }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  const isSeen = async (client: pg.Client, checkId: string, { kind, digest, look }: MediaTrace) => {
    const { rows } = await client.query<{ id: string; look_sealed: Buffer | null }>(
      `select id, filing_id, look_sealed, exists (select from liveness_check where id = check_id and state = 'passed')
       from seen_before where kind = $1 and check_id <> $2 and (digest_index = $3 or band_indexes && $4::bytea[])`,
      [kind, checkId, digest ?? null, look ? bandIndexes(look) : []],
    );
    return rows.some(({ id, look_sealed }) => {
      if (!look_sealed || !look) return false;
      const stored = Buffer.from(TEST_SEAL.open(look_sealed, placeOf(id)), 'hex');
      return differingBits(look, stored) <= SAME_LOOK_BITS;
    });
  };
  return {
    async remember(instance, checkId, traces) {
      const client = clients[instance] as pg.Client;
      await client.query('begin');
      await client.query(`select pg_advisory_xact_lock(hashtext('seen_media'))`);
      for (const trace of traces)
        if (await isSeen(client, checkId, trace)) {
          await client.query('commit');
          return 'seen';
        }
      await client.query('delete from seen_before where check_id = $1 and kind = any($2)', [
        checkId,
        traces.map(({ kind }) => kind),
      ]);
      for (const { kind, digest, look } of traces) {
        const id = randomUUID();
        await client.query(
          `insert into seen_before (id, check_id, filing_id, kind, digest_index, look_sealed, band_indexes, pair_indexes, seen_at)
           values ($1, $2, $1, $3, $4, $5, $6, '{}', now())`,
          [
            id,
            checkId,
            kind,
            digest ?? null,
            look ? TEST_SEAL.close(look.toString('hex'), placeOf(id)) : null,
            look ? bandIndexes(look) : [],
          ],
        );
      }
      await client.query('commit');
      return 'new';
    },
    close: async () => void (await Promise.all(clients.map((client) => client.end()))),
  };
}
