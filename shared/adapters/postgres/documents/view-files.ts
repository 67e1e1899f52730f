import type { ViewFiles } from '../../../ports/view-files.ts';
import type { DatabaseParts } from '../database.ts';

export const createViewFiles = ({ database, clock }: Omit<DatabaseParts, 'seal'>): ViewFiles => ({
  async note(key, accountId) {
    await database.add('view_file', { key, account_id: accountId, shown_at: clock.now() });
  },
});
