import { Refused } from '../../contracts/kit/refusal.ts';
import type { Replies, RequestKey } from '../ports/replies.ts';
import type { DatabaseParts } from './database.ts';
import type { PlatformTables } from './tables.ts';

const at = ({ applicantId, route, key }: RequestKey) => ({ applicant_id: applicantId, route, key });

export const createReplies = ({ database, clock }: Omit<DatabaseParts<PlatformTables>, 'seal'>): Replies => ({
  async claimKey(request, fingerprint, lockSeconds) {
    const now = clock.now();
    const locked_until = new Date(now.getTime() + lockSeconds * 1000);
    const claim = { ...at(request), fingerprint, holder: request.holder, locked_until, created_at: now };
    if ((await database.addNew('reply', claim)) === 1) return undefined;

    const row = await database.find('reply', at(request));
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
    const which = { ...at(request), holder: request.holder };
    if ((await database.change('reply', which, { status, body })) !== 1) throw new Refused('idempotency.running');
  },

  async releaseKey(request) {
    await database.remove('reply', { ...at(request), holder: request.holder, status: null });
  },
});
