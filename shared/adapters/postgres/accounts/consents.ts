import type { Consents } from '../../../ports/accounts/consents.ts';
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
      const consent = { account_id: accountId, text_version: textVersion, given_at: clock.now() };
      await database.addNew('consent', consent);
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
      const which = { account_id: accountId, withdrawn_at: null };
      return (await database.change('consent', which, { withdrawn_at: clock.now() })) > 0;
    },
    async historyOf(accountId) {
      const rows = await database.list('consent', { account_id: accountId }, ['given_at']);
      return rows.map(({ text_version: textVersion, given_at: givenAt, withdrawn_at }) => {
        return { textVersion, givenAt, withdrawnAt: withdrawn_at ?? undefined };
      });
    },
  };
}
