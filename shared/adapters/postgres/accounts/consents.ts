import type { Consents } from '../../../ports/consents.ts';
import type { DatabaseParts } from '../database.ts';

export function createConsents({ database, clock }: Omit<DatabaseParts, 'seal'>): Consents {
  const inForce = (accountId: string) =>
    database.sql
      .selectFrom('consent')
      .select('text_version')
      .where('account_id', '=', accountId)
      .where('withdrawn_at', 'is', null);
  return {
    async give(accountId, textVersion) {
      await database.sql
        .insertInto('consent')
        .values({ account_id: accountId, text_version: textVersion, given_at: clock.now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    hasAgreedTo: async (accountId, textVersion) =>
      (await inForce(accountId).where('text_version', '=', textVersion).executeTakeFirst()) !== undefined,
    isInForce: async (accountId) => (await inForce(accountId).executeTakeFirst()) !== undefined,
    isInForceFor: async (filingId) =>
      (await database.sql
        .selectFrom('consent')
        .innerJoin('filing', 'filing.applicant_id', 'consent.account_id')
        .select('text_version')
        .where('filing.id', '=', filingId)
        .where('withdrawn_at', 'is', null)
        .executeTakeFirst()) !== undefined,
    async withdraw(accountId) {
      const { numUpdatedRows } = await database.sql
        .updateTable('consent')
        .set({ withdrawn_at: clock.now() })
        .where('account_id', '=', accountId)
        .where('withdrawn_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async historyOf(accountId) {
      const rows = await database.sql
        .selectFrom('consent')
        .select(['text_version as textVersion', 'given_at as givenAt', 'withdrawn_at'])
        .where('account_id', '=', accountId)
        .orderBy('given_at')
        .execute();
      return rows.map(({ withdrawn_at, ...consent }) => ({ ...consent, withdrawnAt: withdrawn_at ?? undefined }));
    },
  };
}
