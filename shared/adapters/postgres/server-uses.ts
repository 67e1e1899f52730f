import { sql } from 'kysely';
import type { ServerUses } from '../../ports/server-uses.ts';
import type { Database } from './database.ts';
import { NOT_FILED, serverKey } from './filing-row.ts';

export const createServerUses = (database: Database): ServerUses => ({
  async countWebsites(server, exceptFilingId) {
    const key = serverKey(server);
    const rows = await database.sql
      .selectFrom('filing')
      .select('servers')
      .where(sql<boolean>`servers @> ${sql.val([key])}::text[]`)
      .where('state', 'not in', NOT_FILED)
      .$if(exceptFilingId !== undefined, (query) => query.where('id', '!=', exceptFilingId ?? ''))
      .execute();
    return rows.flatMap(({ servers }) => servers).filter((one) => one === key).length;
  },
});
