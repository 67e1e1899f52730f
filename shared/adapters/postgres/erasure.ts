import { ERASED_CONTENTS } from '../../domain/retention.ts';
import type { Erasure } from '../../ports/erasure.ts';
import type { Ids } from '../../ports/ids.ts';
import type { DatabaseParts } from './database.ts';
import { sealContents } from './filing-row.ts';
import { sealedPlace } from './sealed-place.ts';

/** Tables with rows about one filing that are deleted with it, children before parents. */
const PARTS = ['liveness_check', 'seen_media', 'filing_round', 'verdict', 'parked_verdict', 'document'] as const;

export const createErasure = ({ database, seal, clock, ids }: DatabaseParts & { readonly ids: Ids }): Erasure => ({
  async filesOf(filingId) {
    const rows = await database.sql
      .selectFrom('document')
      .select(['incoming_key', 'clean_key'])
      .where('filing_id', '=', filingId)
      .execute();
    return rows.flatMap(({ incoming_key, clean_key }) =>
      clean_key === null ? [incoming_key] : [incoming_key, clean_key],
    );
  },

  eraseFiling: (filingId) =>
    database.inTransaction(async () => {
      for (const table of PARTS) await database.sql.deleteFrom(table).where('filing_id', '=', filingId).execute();
      await database.sql
        .updateTable('filing')
        .set({
          contents_sealed: sealContents(ERASED_CONTENTS, filingId, seal),
          certificate_index: Buffer.alloc(0),
          domains: [],
          servers: [],
          person_numbers: [],
          flagged: '[]',
          numbers: null,
          erased_at: clock.now(),
        })
        .where('id', '=', filingId)
        .execute();
    }),

  eraseAccount: (accountId) =>
    database.inTransaction(async () => {
      const { sql } = database;
      await sql.deleteFrom('session').where('account_id', '=', accountId).execute();
      await sql.deleteFrom('cloud_account').where('account_id', '=', accountId).execute();
      await sql.deleteFrom('webhook_endpoint').where('account_id', '=', accountId).execute();
      await sql
        .deleteFrom('authorization_code')
        .where('owner_id', '=', accountId)
        .where('filing_id', 'is', null)
        .execute();
      await sql.deleteFrom('reply').where('applicant_id', '=', accountId).execute();
      await sql
        .updateTable('account')
        .set({
          // No openid has this index, so the account can't be found.
          openid_index: seal.blindIndex('erased-account', ids.uuid()),
          openid_sealed: seal.close('', sealedPlace('account', 'openid_sealed', { id: accountId })),
          erased_at: clock.now(),
        })
        .where('id', '=', accountId)
        .execute();
      // Last, because whoever counts a number holds the account's row first.
      await sql.deleteFrom('asked_number').where('account_id', '=', accountId).execute();
      await sql.deleteFrom('eligibility_check').where('account_id', '=', accountId).execute();
    }),
});
