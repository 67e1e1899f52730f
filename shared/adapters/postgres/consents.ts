import type { Clock } from '../../ports/clock.ts';
import type { Consents } from '../../ports/consents.ts';
import type { Database } from './database.ts';

export const createConsents = (database: Database, clock: Clock): Consents => ({
  async give(accountId, textVersion) {
    await database.sql
      .insertInto('consent')
      .values({ account_id: accountId, text_version: textVersion, given_at: clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },
  async has(accountId, textVersion) {
    const row = await database.sql
      .selectFrom('consent')
      .select('given_at')
      .where('account_id', '=', accountId)
      .where('text_version', '=', textVersion)
      .executeTakeFirst();
    return row !== undefined;
  },
});
