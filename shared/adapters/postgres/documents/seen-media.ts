import { type Selectable, sql } from 'kysely';
import type { Ids } from '../../../../platform/ports/ids.ts';
import type { Seal } from '../../../../platform/ports/seal.ts';
import { isReused } from '../../../domain/media/reuse.ts';
import type { MediaTrace, SeenMedia } from '../../../ports/documents/seen-media.ts';
import type { DatabaseParts } from '../database.ts';
import type { Schema } from '../schema.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

const DIGEST = 'media-digest';
const PAIR = 'media-pair';

/** The index of a file. @param digest its SHA-256, hexadecimal. */
export const digestIndex = (digest: string, seal: Seal): Buffer => seal.blindIndex(DIGEST, digest);

/** The indexes of a look by pairs of its bands. @param look hexadecimal. */
export const pairIndexes = (look: string, seal: Seal): Buffer[] =>
  pairsOf(Buffer.from(look, 'hex')).map((pair) => shortened(seal.blindIndex(PAIR, pair)));

/** A trace with the keyed hashes by which the same one is found. */
interface Fingerprint {
  readonly trace: MediaTrace;
  /** Hashes of its file and of the pairs of its look, under every key that may have been used. */
  readonly digests: Buffer[];
  readonly pairs: Buffer[];
  /** The pairs under the current key. */
  readonly ownPairs: Buffer[];
}

/** A stored medium that may be the same. */
type Candidate = Pick<
  Selectable<Schema['seen_media']>,
  'id' | 'check_id' | 'filing_id' | 'kind' | 'digest_index' | 'look_sealed' | 'pair_indexes'
>;

const COLUMNS = sql`id, check_id, filing_id, kind, digest_index, look_sealed, pair_indexes`;

export function createSeenMedia({ database, seal, clock, ids }: DatabaseParts & { readonly ids: Ids }): SeenMedia {
  const placeOf = (id: string) => sealedPlace('seen_media', 'look_sealed', { id });
  const lookIn = ({ id, look_sealed }: { id: string; look_sealed: Buffer | null }): Buffer | undefined =>
    look_sealed ? Buffer.from(seal.open(look_sealed, placeOf(id)), 'hex') : undefined;

  /** Computed once for each trace: hundreds of keyed hashes are the costliest part of a check. */
  const fingerprintOf = (trace: MediaTrace): Fingerprint => {
    const digest = trace.digest ? seal.blindIndexes(DIGEST, trace.digest.toString('hex')) : [];
    const pairs = trace.look ? pairsOf(trace.look).map((pair) => seal.blindIndexes(PAIR, pair)) : [];
    return {
      trace,
      digests: [...digest],
      pairs: pairs.flat().map(shortened),
      ownPairs: pairs.map(([current]) => shortened(current)),
    };
  };

  /**
   * Holds, until the transaction ends, what nobody else may look for or store meanwhile: a lock for each file and each
   * pair, under both keys while one replaces the other. Media that are the same have one of them in common, and hardly
   * any others do, so checks wait for each other only where they must. All of them are taken in the same order.
   */
  const lock = async (fingerprints: readonly Fingerprint[]): Promise<void> => {
    const indexes = fingerprints.flatMap(({ digests, pairs }) => [...digests, ...pairs]);
    const keys = [...new Set(indexes.map((index) => index.readBigInt64BE()))].sort((a, b) => (a < b ? -1 : 1));
    await sql`select count(pg_advisory_xact_lock(key)) from unnest(${keys.map(String)}::bigint[]) as key`.execute(
      database.sql,
    );
  };

  /**
   * Media of other checks that may be the same as any of these: equal bytes, or a perceptual hash with an equal pair of
   * sixteenths. One search for all of them: each by itself costs a statement.
   *
   * Every pair is looked up by itself, behind a fence (`offset 0`). The planner takes each for half a percent of the
   * table, so it would rather read all of it than look up a few dozen at once.
   */
  const candidates = async (fingerprints: readonly Fingerprint[], checkId: string): Promise<readonly Candidate[]> => {
    const digests = fingerprints.flatMap((each) => each.digests);
    const pairs = fingerprints.flatMap((each) => each.pairs);
    const { rows } = await sql<Candidate>`
      select ${COLUMNS} from seen_media where digest_index = any(${digests}::bytea[]) and check_id is distinct from ${checkId}
      union all
      select found.* from unnest(${pairs}::bytea[]) as pair cross join lateral (
        select ${COLUMNS} from seen_media where pair_indexes @> array[pair] and check_id is distinct from ${checkId} offset 0
      ) as found
    `.execute(database.sql);
    return rows;
  };

  /** Those of these checks that were passed. */
  const passedOf = async (checkIds: readonly string[]): Promise<ReadonlySet<string>> => {
    if (checkIds.length === 0) return new Set();
    const rows = await database.sql
      .selectFrom('liveness_check')
      .select('id')
      .where('id', 'in', checkIds)
      .where('state', '=', 'passed')
      .execute();
    return new Set(rows.map(({ id }) => id));
  };

  const isAnySeen = async (fingerprints: readonly Fingerprint[], checkId: string, filingId: string) => {
    await lock(fingerprints);
    const rows = await candidates(fingerprints, checkId);
    const passed = await passedOf(rows.flatMap((row) => row.check_id ?? []));
    return rows.some((row) => {
      const look = lookIn(row);
      return fingerprints.some(
        ({ trace, digests, pairs }) =>
          trace.kind === row.kind &&
          isReused(trace, filingId, {
            hasSameBytes: digests.some((digest) => row.digest_index?.equals(digest)),
            look,
            filingId: row.filing_id ?? undefined,
            hasPassed: row.check_id !== null && passed.has(row.check_id),
            samePairs: row.pair_indexes.filter((other) => pairs.some((pair) => pair.equals(other))).length,
          }),
      );
    });
  };

  const rowOf = (id: string, checkId: string, filingId: string, fingerprint: Fingerprint) => {
    const { kind, digest, look } = fingerprint.trace;
    return {
      id,
      check_id: checkId,
      filing_id: filingId,
      kind,
      digest_index: fingerprint.digests[0] ?? null,
      digest_sealed: digest
        ? seal.close(digest.toString('hex'), sealedPlace('seen_media', 'digest_sealed', { id }))
        : null,
      look_sealed: look ? seal.close(look.toString('hex'), placeOf(id)) : null,
      pair_indexes: fingerprint.ownPairs,
      seen_at: clock.now(),
    };
  };

  return {
    rememberUse: (checkId, filingId, traces) =>
      database.inTransaction(async () => {
        if (traces.length === 0) return 'new';
        const fingerprints = traces.map(fingerprintOf);
        if (await isAnySeen(fingerprints, checkId, filingId)) return 'seen';
        const kinds = traces.map(({ kind }) => kind);
        const rows = fingerprints.map((each) => rowOf(ids.uuid(), checkId, filingId, each));
        await database.sql
          .with('replaced', (query) =>
            query.deleteFrom('seen_media').where('check_id', '=', checkId).where('kind', 'in', kinds),
          )
          .insertInto('seen_media')
          .values(rows)
          .execute();
        return 'new';
      }),

    async ofFiling(filingId) {
      const rows = await database.list('seen_media', { filing_id: filingId }, ['seen_at']);
      return rows.map((row) => ({
        kind: row.kind,
        fingerprint: (lookIn(row) ?? row.digest_index ?? Buffer.alloc(0)).toString('hex'),
        seenAt: row.seen_at,
      }));
    },
  };
}

/** Enough that bands are hardly ever confused; whether a picture is the same is decided by its whole look. */
const BAND_INDEX_BYTES = 8;
const shortened = (index: Buffer): Buffer => index.subarray(0, BAND_INDEX_BYTES);
const BANDS = 16;

/** Bands in five groups. At least two of any six bands are in the same group. */
const GROUPS = [
  [0, 1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
  [10, 11, 12],
  [13, 14, 15],
] as const;

/** The places of the bands that make a pair: eighteen. */
const PAIRS = GROUPS.flatMap((group) =>
  group.flatMap((band) => group.filter((other) => other > band).map((other) => [band, other] as const)),
);

/**
 * The pairs of a look's bands. Two looks of the same picture have a pair in common, since they share at least six
 * bands. Two portraits do not: a band of theirs is the same once in thousands, and two of one group once in millions.
 */
function pairsOf(look: Uint8Array): string[] {
  const bands = bandsOf(look);
  return PAIRS.map(([one, other]) => `${bands[one]}/${bands[other]}`);
}

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
