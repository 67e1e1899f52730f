import type { ParkedEvents } from '../../../ports/records/record-events.ts';
import type { DatabaseParts } from '../database.ts';

export const createParkedEvents = ({ database }: Pick<DatabaseParts, 'database'>): ParkedEvents => ({
  async list(limit) {
    const rows = await database.sql
      .selectFrom('record_event')
      .select(['record_id', 'sequence', 'kind', 'parked', 'received_at'])
      .where('parked', 'is not', null)
      .orderBy('received_at')
      .limit(limit)
      .execute();
    return rows.flatMap(({ record_id: recordId, sequence, kind, parked, received_at: receivedAt }) =>
      parked ? [{ recordId, sequence, kind, why: parked, receivedAt }] : [],
    );
  },
});
