import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { Ids } from '../../../../platform/ports/ids.ts';
import { sessionEnd } from '../../../domain/session.ts';
import type { Device, Sessions } from '../../../ports/accounts/sessions.ts';
import type { DatabaseParts } from '../database.ts';
import type { Schema } from '../schema.ts';
import { personOf, type WaysIn } from './limited-person.ts';

/** An account and its first session begin within it. */
const MINUTE_MS = 60 * 1000;

const bytesOf = (challenge: string): Buffer => Buffer.from(challenge, 'base64url');
const challengeOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export function createSessions({ database, seal, clock, ids }: DatabaseParts & { readonly ids: Ids }): Sessions {
  const add = async (challenge: Buffer, session_id: string): Promise<boolean> =>
    (await database.addNew('session_challenge', { challenge, session_id, next: null })) === 1;

  /** The active session of a challenge, locked to serialize its renewals. */
  const sessionOf = (challenge: Buffer) =>
    database.sql
      .selectFrom('session')
      .innerJoin('session_challenge', 'session_id', 'session.id')
      .select(['session.id', 'account_id', 'device', 'device_index'])
      .where('challenge', '=', challenge)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', clock.now())
      .forUpdate('session')
      .executeTakeFirst();

  const nextOf = (challenge: Buffer) => database.find('session_challenge', { challenge }, ['next']);

  const indexesOf = (accountId: string, { kind, key }: Device) =>
    seal.blindIndexes('device', `${accountId} ${key ?? kind}`);

  /** Whether an older account has no session of this device but this one. Those from before devices had an index count by kind. */
  const isNewDevice = async (id: string, accountId: string, device: Device, now: Date): Promise<boolean> => {
    const { rows } = await sql`
      select from account where id = ${accountId} and created_at < ${new Date(now.getTime() - MINUTE_MS)} and not exists (
        select from session where account_id = ${accountId} and session.id <> ${id} and (
          device_index = any(${indexesOf(accountId, device)}) or (device_index is null and device = ${device.kind})
        ))`.execute(database.sql);
    return rows.length === 1;
  };

  const inForce = () =>
    database.sql.selectFrom('session').where('ended_at', 'is', null).where('expires_at', '>', clock.now());

  const end = (sessionId: string) => database.change('session', { id: sessionId }, { ended_at: clock.now() });

  const endOpen = (accountId: string) =>
    database.sql
      .updateTable('session')
      .set({ ended_at: clock.now() })
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', clock.now());

  /** Whether `next` follows `current`: since now, or since the same request came before. */
  const follows = async (sessionId: string, current: Buffer, next: Buffer): Promise<boolean> => {
    const before = (await nextOf(current))?.next;
    if (before) return before.equals(next) && (await nextOf(next))?.next === null;
    if (!(await add(next, sessionId))) return false;
    await database.change('session_challenge', { challenge: current }, { next });
    return true;
  };

  return {
    async standingOf({ sessionId, accountId }) {
      // Every call of a signed-in person asks this, and a built query costs a third more than SQL.
      const { rows } = await sql<WaysIn & { readonly authenticated_at: Date }>`
        select account.id, openid_sealed, phone_sealed, authenticated_at from session join account on account.id = account_id
        where session.id = ${sessionId} and ended_at is null and expires_at > ${clock.now()}`.execute(database.sql);
      const [account] = rows;
      if (account?.id !== accountId) return undefined;
      return { person: personOf(account, seal), authenticatedAt: account.authenticated_at };
    },

    async open(accountId, { challenge, device, authenticatedAt }) {
      const now = clock.now();
      const id = ids.uuid();
      const session = {
        id,
        account_id: accountId,
        device: device?.kind ?? null,
        device_index: (device && indexesOf(accountId, device)[0]) ?? null,
        authenticated_at: authenticatedAt ?? now,
        created_at: now,
        used_at: now,
        expires_at: sessionEnd(now, challenge !== undefined),
        ended_at: null,
      };
      await database.inTransaction(async () => {
        await database.add('session', session);
        if (challenge !== undefined && !(await add(bytesOf(challenge), id))) throw new Refused('session.invalid');
      });
      const isNew = device !== undefined && (await isNewDevice(id, accountId, device, now));
      return { accountId, sessionId: id, isNewDevice: isNew };
    },

    async renew(secret, next, device) {
      const current = challengeOf(secret);
      const renewed = await database.inTransaction(async () => {
        const session = await sessionOf(current);
        if (!session) return undefined;
        const { id, account_id, device_index: before } = session;
        if (await follows(id, current, bytesOf(next))) {
          const [now, indexes] = [clock.now(), indexesOf(account_id, device)];
          const isKnown = before ? indexes.some((index) => index.equals(before)) : session.device === device.kind;
          const isNew = !isKnown && (await isNewDevice(id, account_id, device, now));
          await database.change('session', { id }, { device: device.kind, device_index: indexes[0], used_at: now });
          return { accountId: account_id, sessionId: id, isNewDevice: isNew };
        }
        await end(id);
        return undefined;
      });
      if (renewed === undefined) throw new Refused('session.invalid');
      return renewed;
    },

    async ownerOf(secret) {
      const found = await database.find('session_challenge', { challenge: challengeOf(secret) }, ['session_id']);
      return found && (await database.find('session', { id: found.session_id }, ['account_id']))?.account_id;
    },

    async knows(accountId, key) {
      const sessions = await database.list('session', { account_id: accountId }, []);
      const indexes = seal.blindIndexes('device', `${accountId} ${key}`);
      return sessions.some(({ device_index: known }) => indexes.some((index) => known?.equals(index)));
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
      const { numUpdatedRows } = await endOpen(accountId).where('id', '=', sessionId).executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new Refused('session.unknown');
    },

    endAll: async (accountId) => Number((await endOpen(accountId).executeTakeFirst()).numUpdatedRows),
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
