import { Refused } from '../../contracts/kit/refusal.ts';
import type { Replies, RequestKey } from '../ports/replies.ts';
import type { DatabaseParts } from './database.ts';
import type { PlatformTables } from './tables.ts';

const at = ({ applicantId, route, key }: RequestKey) => ({ applicant_id: applicantId, route, key });

export const createReplies = ({ database, clock }: Omit<DatabaseParts<PlatformTables>, 'seal'>): Replies => ({
  async claimKey(request, fingerprint, lockSeconds) {
    const now = clock.now();
    const locked_until = new Date(now.getTime() + lockSeconds * 1000);
    const { numInsertedOrUpdatedRows } = await database.sql
      .insertInto('reply')
      .values({ ...at(request), fingerprint, holder: request.holder, locked_until, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 1n) return undefined;

    const row = await database.sql
      .selectFrom('reply')
      .selectAll()
      .where((e) => e.and(at(request)))
      .executeTakeFirst();
    // Released between insert and select: the other call was refused, so this one may run.
    if (!row) return createReplies({ database, clock }).claimKey(request, fingerprint, lockSeconds);
    if (row.fingerprint !== fingerprint) throw new Refused('idempotency.key-reused');
    if (row.status !== null && row.body !== null) return { status: row.status, body: row.body };

    // The holder died with the lock; whoever moves the lock first takes over.
    const { numUpdatedRows } = await database.sql
      .updateTable('reply')
      .set({ locked_until, holder: request.holder })
      .where((e) => e.and(at(request)))
      .where('status', 'is', null)
      .where('locked_until', '<=', now)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Refused('idempotency.running');
    return undefined;
  },

  async storeReply(request, { status, body }) {
    const { numUpdatedRows } = await database.sql
      .updateTable('reply')
      .set({ status, body })
      .where((e) => e.and(at(request)))
      .where('holder', '=', request.holder)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Refused('idempotency.running');
  },

  async releaseKey(request) {
    await database.sql
      .deleteFrom('reply')
      .where((e) => e.and(at(request)))
      .where('holder', '=', request.holder)
      .where('status', 'is', null)
      .execute();
  },
});
