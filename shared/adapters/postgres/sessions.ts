import { createHash } from 'node:crypto';
import { Refused } from '../../domain/refusal.ts';
import { sessionEnd } from '../../domain/session.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Sessions } from '../../ports/sessions.ts';
import type { DatabaseParts } from './database.ts';

const bytesOf = (challenge: string): Buffer => Buffer.from(challenge, 'base64url');
const challengeOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export function createSessions({
  database,
  clock,
  ids,
}: Omit<DatabaseParts, 'seal'> & { readonly ids: Ids }): Sessions {
  const add = async (challenge: Buffer, session_id: string): Promise<boolean> => {
    const { numInsertedOrUpdatedRows } = await database.sql
      .insertInto('session_challenge')
      .values({ challenge, session_id, next: null })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  };

  /** The active session of a challenge, locked to serialize its renewals. */
  const sessionOf = (challenge: Buffer) =>
    database.sql
      .selectFrom('session')
      .innerJoin('session_challenge', 'session_id', 'session.id')
      .select(['session.id', 'account_id'])
      .where('challenge', '=', challenge)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', clock.now())
      .forUpdate('session')
      .executeTakeFirst();

  const nextOf = (challenge: Buffer) =>
    database.sql.selectFrom('session_challenge').select('next').where('challenge', '=', challenge).executeTakeFirst();

  const end = (sessionId: string) =>
    database.sql.updateTable('session').set({ ended_at: clock.now() }).where('id', '=', sessionId).execute();

  /** Whether `next` follows `current`: since now, or since the same request came before. */
  const follows = async (sessionId: string, current: Buffer, next: Buffer): Promise<boolean> => {
    const before = (await nextOf(current))?.next;
    if (before) return before.equals(next) && (await nextOf(next))?.next === null;
    if (!(await add(next, sessionId))) return false;
    await database.sql.updateTable('session_challenge').set({ next }).where('challenge', '=', current).execute();
    return true;
  };

  return {
    async open(accountId, challenge) {
      const now = clock.now();
      const id = ids.uuid();
      await database.inTransaction(async () => {
        const expires_at = sessionEnd(now);
        const session = { id, account_id: accountId, created_at: now, expires_at, ended_at: null };
        await database.sql.insertInto('session').values(session).execute();
        if (!(await add(bytesOf(challenge), id))) throw new Refused('session.invalid');
      });
    },

    async renew(secret, next) {
      const current = challengeOf(secret);
      const accountId = await database.inTransaction(async () => {
        const session = await sessionOf(current);
        if (!session) return undefined;
        if (await follows(session.id, current, bytesOf(next))) return session.account_id;
        await end(session.id);
        return undefined;
      });
      if (accountId === undefined) throw new Refused('session.invalid');
      return { accountId };
    },

    async end(secret) {
      await database.inTransaction(async () => {
        const session = await sessionOf(challengeOf(secret));
        if (session) await end(session.id);
      });
    },

    async endAll(accountId) {
      const { numUpdatedRows } = await database.sql
        .updateTable('session')
        .set({ ended_at: clock.now() })
        .where('account_id', '=', accountId)
        .where('ended_at', 'is', null)
        .where('expires_at', '>', clock.now())
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
  };
}
