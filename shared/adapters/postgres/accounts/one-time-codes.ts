import { sql } from 'kysely';
import type { OneTimeCodes } from '../../../ports/accounts/one-time-codes.ts';
import type { DatabaseParts } from '../database.ts';
import { addressIndex } from '../sealing/address-index.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

/** The statement that counts a try also checks that there may be one. */
export function createOneTimeCodes({ database, seal, clock }: DatabaseParts): OneTimeCodes {
  const holderIndexes = (holder: string) => seal.blindIndexes('one-time-code-holder', holder);
  /** Bound to its holder: equal codes of two holders have different hashes. */
  const codeIndexes = (holder: string, code: string) => seal.blindIndexes('one-time-code', `${holder}\n${code}`);
  const placeOf = (holder_index: Buffer) => sealedPlace('one_time_code', 'address_sealed', { holder_index });

  /** Counts a try at a code in force; no row when there is none, or too many tries were made. */
  const counted = (holder: string, most: number) =>
    database.sql
      .updateTable('one_time_code')
      .set({ tries: sql`tries + 1` })
      .where('holder_index', 'in', holderIndexes(holder))
      .where('expires_at', '>', clock.now())
      .where('tries', '<', most)
      .returning(['holder_index', 'code_index', 'address_sealed', 'tries']);

  /** Why a code can't be tried. */
  async function reasonAgainst(holder: string, most: number): Promise<'locked' | 'late' | 'over'> {
    const row = await database.sql
      .selectFrom('one_time_code')
      .select(['expires_at', 'tries'])
      .where('holder_index', 'in', holderIndexes(holder))
      .where('proven_at', 'is', null)
      .executeTakeFirst();
    if (row && row.tries >= most) return 'locked';
    return row && row.expires_at <= clock.now() ? 'late' : 'over';
  }

  return {
    async save({ holder, code, address, expiresAt, accountId, filingId, recordId }) {
      const [holder_index, other] = holderIndexes(holder);
      const row = {
        code_index: codeIndexes(holder, code)[0],
        address_index: addressIndex(address, seal),
        address_sealed: seal.close(address, placeOf(holder_index)),
        account_id: accountId ?? null,
        filing_id: filingId ?? null,
        record_id: recordId ?? null,
        tries: 0,
        made_at: clock.now(),
        expires_at: expiresAt,
        proven_at: null,
      };
      // A holder has one code, also while the key is replaced.
      if (other) await database.remove('one_time_code', { holder_index: other });
      await database.put('one_time_code', { holder_index }, row);
    },

    check: (holder, code, most) =>
      database.inTransaction(async () => {
        const row = await counted(holder, most).where('proven_at', 'is', null).executeTakeFirst();
        if (!row) return { outcome: await reasonAgainst(holder, most) };
        // Both are keyed hashes: how long a comparison takes says nothing about the code.
        if (!codeIndexes(holder, code).some((index) => index.equals(row.code_index)))
          return row.tries < most ? { outcome: 'wrong', triesLeft: most - row.tries } : { outcome: 'locked' };
        await database.change('one_time_code', { holder_index: row.holder_index }, { proven_at: clock.now() });
        return { outcome: 'right', address: seal.open(row.address_sealed, placeOf(row.holder_index)) };
      }),

    async awaitProof(holder, expiresAt) {
      await database.sql
        .updateTable('one_time_code')
        .set({ expires_at: expiresAt, tries: 0 })
        .where('holder_index', 'in', holderIndexes(holder))
        .where('proven_at', 'is not', null)
        .execute();
    },

    async takeTry(holder, most) {
      const row = await counted(holder, most).where('proven_at', 'is not', null).executeTakeFirst();
      return row && seal.open(row.address_sealed, placeOf(row.holder_index));
    },

    async forget(holder) {
      await database.sql.deleteFrom('one_time_code').where('holder_index', 'in', holderIndexes(holder)).execute();
    },
  };
}
