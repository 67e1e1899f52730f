import type { ViewFiles } from '../../../ports/documents/view-files.ts';
import type { DatabaseParts } from '../database.ts';

export const createViewFiles = ({ database, clock }: Omit<DatabaseParts, 'seal'>): ViewFiles => ({
  async note(key, accountId) {
    await database.add('view_file', { key, account_id: accountId, shown_at: clock.now() });
  },

  isNoted: async (key) => (await database.find('view_file', { key }, ['key'])) !== undefined,

  async take(accountId, since) {
    const rows = await database.sql
      .deleteFrom('view_file')
      .where('account_id', '=', accountId)
      .where('shown_at', '>', since)
      .returning('key')
      .execute();
    return rows.map(({ key }) => key);
  },
});
