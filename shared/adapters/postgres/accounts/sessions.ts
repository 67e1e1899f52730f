import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { Ids } from '../../../../platform/ports/ids.ts';
import { sessionEnd } from '../../../domain/session.ts';
import type { Sessions } from '../../../ports/sessions.ts';
import type { DatabaseParts } from '../database.ts';
import type { Schema } from '../schema.ts';
import { personOf, type WaysIn } from './limited-person.ts';

const bytesOf = (challenge: string): Buffer => Buffer.from(challenge, 'base64url');
const challengeOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export function createSessions({ database, seal, clock, ids }: DatabaseParts & { readonly ids: Ids }): Sessions {
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

  const nextOf = (challenge: Buffer) => database.find('session_challenge', { challenge }, ['next']);

  const inForce = () =>
    database.sql.selectFrom('session').where('ended_at', 'is', null).where('expires_at', '>', clock.now());

  const end = (sessionId: string) => database.change('session', { id: sessionId }, { ended_at: clock.now() });

  /** Whether `next` follows `current`: since now, or since the same request came before. */
  const follows = async (sessionId: string, current: Buffer, next: Buffer): Promise<boolean> => {
    const before = (await nextOf(current))?.next;
    if (before) return before.equals(next) && (await nextOf(next))?.next === null;
    if (!(await add(next, sessionId))) return false;
    await database.change('session_challenge', { challenge: current }, { next });
    return true;
  };

  return {
    async personOf({ sessionId, accountId }) {
      // Every call of a signed-in person asks this, and a built query costs a third more than SQL.
      const { rows } = await sql<WaysIn>`
        select account.id, openid_sealed, phone_sealed from session join account on account.id = account_id
        where session.id = ${sessionId} and ended_at is null and expires_at > ${clock.now()}`.execute(database.sql);
      const [account] = rows;
      return account?.id === accountId ? personOf(account, seal) : undefined;
    },

    async open(accountId, { challenge, device }) {
      const now = clock.now();
      const id = ids.uuid();
      const session = {
        id,
        account_id: accountId,
        device: device ?? null,
        created_at: now,
        used_at: now,
        expires_at: sessionEnd(now, challenge !== undefined),
        ended_at: null,
      };
      await database.inTransaction(async () => {
        await database.add('session', session);
        if (challenge !== undefined && !(await add(bytesOf(challenge), id))) throw new Refused('session.invalid');
      });
      return { accountId, sessionId: id };
    },

    async renew(secret, next, device) {
      const current = challengeOf(secret);
      const renewed = await database.inTransaction(async () => {
        const session = await sessionOf(current);
        if (!session) return undefined;
        const { id, account_id } = session;
        if (await follows(id, current, bytesOf(next))) {
          await database.change('session', { id }, { device, used_at: clock.now() });
          return { accountId: account_id, sessionId: id };
        }
        await end(id);
        return undefined;
      });
      if (renewed === undefined) throw new Refused('session.invalid');
      return renewed;
    },

    async ofAccount(accountId) {
      const rows = await inForce()
        .select(['id', 'device', 'created_at', 'used_at', 'expires_at'])
        .where('account_id', '=', accountId)
        .orderBy('used_at', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(openSessionOf);
    },

    async historyOf(accountId) {
      const rows = await database.list('session', { account_id: accountId }, ['created_at']);
      return rows.map((row) => ({ ...openSessionOf(row), endedAt: row.ended_at ?? undefined }));
    },

    async moveTo(sessionId, accountId) {
      await database.change('session', { id: sessionId }, { account_id: accountId });
    },

    async end(secret) {
      await database.inTransaction(async () => {
        const session = await sessionOf(challengeOf(secret));
        if (session) await end(session.id);
      });
    },

    async endOwn(sessionId, accountId) {
      const { numUpdatedRows } = await database.sql
        .updateTable('session')
        .set({ ended_at: clock.now() })
        .where('id', '=', sessionId)
        .where('account_id', '=', accountId)
        .where('ended_at', 'is', null)
        .where('expires_at', '>', clock.now())
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new Refused('session.unknown');
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

const openSessionOf = (
  row: Pick<Selectable<Schema['session']>, 'id' | 'device' | 'created_at' | 'used_at' | 'expires_at'>,
) => ({
  sessionId: row.id,
  device: row.device ?? undefined,
  openedAt: row.created_at,
  usedAt: row.used_at,
  expiresAt: row.expires_at,
});
