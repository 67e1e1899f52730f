import { sql } from 'kysely';
import { isReused } from '../../domain/media/reuse.ts';
import type { MediaTrace, SeenMedia } from '../../ports/seen-media.ts';
import type { DatabaseParts } from './database.ts';

/** One lock for the whole table: a claim takes milliseconds, a check seconds. */
const LOCK = 'seen_media';

export function createSeenMedia({ database }: Pick<DatabaseParts, 'database'>): SeenMedia {
  /** Media of other checks that may be the same: equal bytes, or a perceptual hash with an equal sixteenth. */
  const candidates = ({ kind, digest, look }: MediaTrace, checkId: string) =>
    database.sql
      .selectFrom('seen_media')
      .select(['filing_id', 'look'])
      .select(sql<boolean>`${digest ? sql`digest is not distinct from ${digest}` : sql`false`}`.as('has_same_bytes'))
      .select(
        sql<boolean>`exists (select from liveness_check where id = check_id and state = 'passed')`.as('has_passed'),
      )
      .where('kind', '=', kind)
      .where('check_id', '<>', checkId)
      .where((where) =>
        where.or([
          ...(digest ? [where('digest', '=', digest)] : []),
          ...(look ? [sql<boolean>`bands && ${bandsOf(look)}::integer[]`] : []),
        ]),
      )
      .execute();

  const isSeen = async (trace: MediaTrace, checkId: string, filingId: string) => {
    const rows = await candidates(trace, checkId);
    return rows.some((row) =>
      isReused(trace, filingId, {
        hasSameBytes: row.has_same_bytes,
        look: row.look ?? undefined,
        filingId: row.filing_id,
        hasPassed: row.has_passed,
      }),
    );
  };

  return {
    rememberUse: (checkId, filingId, traces) =>
      database.inTransaction(async () => {
        await sql`select pg_advisory_xact_lock(hashtext(${LOCK}))`.execute(database.sql);
        for (const trace of traces) if (await isSeen(trace, checkId, filingId)) return 'seen';
        const kinds = traces.map(({ kind }) => kind);
        if (kinds.length === 0) return 'new';
        await database.sql
          .deleteFrom('seen_media')
          .where('check_id', '=', checkId)
          .where('kind', 'in', kinds)
          .execute();
        const rows = traces.map(({ kind, digest, look }) => ({
          check_id: checkId,
          filing_id: filingId,
          kind,
          digest: digest ?? null,
          look: look ?? null,
          bands: look ? bandsOf(look) : [],
        }));
        await database.sql.insertInto('seen_media').values(rows).execute();
        return 'new';
      }),
  };
}

const BANDS = 16;

/**
 * A perceptual hash in sixteen numbered parts. Hashes that differ in ten bits share at least six parts, so an index
 * finds them. Every part takes bits of low and of high frequencies, because the low ones alone are alike in all
 * portraits.
 */
function bandsOf(look: Uint8Array): number[] {
  const bands = Array.from({ length: BANDS }, (_, band) => band << BANDS);
  for (let bit = 0; bit < look.length * 8; bit += 1) {
    const [down, across] = [Math.floor(bit / BANDS), bit % BANDS];
    const band = (down + across) % BANDS;
    if ((look[bit >> 3] as number) & (1 << (bit & 7))) bands[band] = (bands[band] as number) | (1 << down);
  }
  return bands;
}
