import { createHash } from 'node:crypto';
import type { StaffCaller } from '../../../../contracts/desk/staff-caller.ts';
import type { Seal } from '../../../../platform/ports/seal.ts';
import {
  CONFIRM_AFTER_MS,
  IDLE_MS,
  LONGEST_MS,
  SEEN_EVERY_MS,
  type SessionEnd,
  sessionState,
} from '../../../domain/staff/staff-session.ts';
import type { NoSession, SessionProof, StaffIdentity, StaffSessions } from '../../../ports/staff-sessions.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';
import { noteRow } from './noted-rows.ts';

/** Longer than asking the identity provider may take. */
const ASKED_MS = 60 * 1000;

/** Keyed and bound to the session's person: whoever can write rows makes nobody's session their own. */
const tokenHashes = (seal: Seal, token: string) => seal.blindIndexes('staff-session', token);
const pageHashes = (seal: Seal, sessionId: string, staffId: string, pageKeyHash: string) =>
  seal.blindIndexes('staff-page', [sessionId, staffId, pageKeyHash].join());

export function createStaffSessions(parts: DeskParts): StaffSessions {
  const { database, seal, clock, ids } = parts;

  /** Ends those in force that fit; those that have ended keep their reason. */
  const endWhere = (where: { readonly id: string } | { readonly staff_id: string }, because: SessionEnd, by?: string) =>
    database.change(
      'desk.staff_session',
      { ...where, ended_at: null },
      {
        ended_at: clock.now(),
        ended_because: because,
        ended_by: by ?? null,
        asked_until: null,
        subject_sealed: null,
        refresh_token_sealed: null,
      },
    );

  return {
    callerOf: (proof) => callerOf(proof, parts),

    open: (identity, pageKeyHash) =>
      database.inTransaction(async () => {
        const now = clock.now();
        const staffId = await savedStaff(identity, parts);
        await endWhere({ staff_id: staffId }, 'signed-in-elsewhere');
        const [sessionId, token] = [ids.uuid(), ids.secret()];
        await database.add('desk.staff_session', {
          id: sessionId,
          staff_id: staffId,
          token_hash: tokenHashes(seal, token)[0],
          page_key_hash: pageHashes(seal, sessionId, staffId, pageKeyHash)[0],
          ...sealedAnswer(sessionId, identity, parts),
          started_at: now,
          seen_at: now,
          confirmed_at: now,
          asked_until: null,
          ended_at: null,
          ended_because: null,
        });
        const { displayName, roles } = identity;
        return { token, caller: { staffId, displayName, roles, sessionId } };
      }),

    async end(sessionId, because, by) {
      return (await endWhere({ id: sessionId }, because, by)) === 1;
    },

    async listOpen(limit) {
      const rows = await database.sql
        .selectFrom('desk.staff_session as s')
        .innerJoin('desk.staff as p', 'p.id', 's.staff_id')
        .select(['s.id', 's.staff_id', 's.started_at', 's.seen_at', 's.confirmed_at', 'p.roles'])
        .where('s.ended_at', 'is', null)
        .orderBy('s.seen_at', 'desc')
        .orderBy('s.started_at', 'desc')
        .limit(limit)
        .execute();
      return (
        rows
          // Nobody may have asked for an old one since its time was over.
          .filter(({ started_at: startedAt, seen_at: seenAt, confirmed_at: confirmedAt }) => {
            const times = { startedAt, seenAt, confirmedAt, endedBecause: undefined };
            return sessionState(times, clock.now()) !== 'over';
          })
          .map((row) => ({
            sessionId: row.id,
            staffId: row.staff_id,
            roles: row.roles,
            startedAt: row.started_at,
            seenAt: row.seen_at,
          }))
      );
    },

    toConfirm: (limit) =>
      database.inTransaction(async () => {
        const now = clock.now();
        const before = (ms: number) => new Date(now.getTime() - ms);
        const rows = await database.sql
          .selectFrom('desk.staff_session')
          .select(['id', 'seen_at', 'started_at', 'subject_sealed', 'refresh_token_sealed'])
          .where('ended_at', 'is', null)
          .where('confirmed_at', '<=', before(CONFIRM_AFTER_MS))
          .where(({ or, eb }) => or([eb('asked_until', 'is', null), eb('asked_until', '<=', now)]))
          .orderBy('confirmed_at')
          .limit(limit)
          .forUpdate()
          .skipLocked()
          .execute();
        const isOver = (row: (typeof rows)[number]) =>
          row.seen_at <= before(IDLE_MS) || row.started_at <= before(LONGEST_MS);
        for (const { id } of rows.filter(isOver)) await endWhere({ id }, 'signed-out');
        const asked = rows.filter((row) => !isOver(row));
        for (const { id } of asked)
          await database.change('desk.staff_session', { id }, { asked_until: new Date(now.getTime() + ASKED_MS) });
        const opened = (sealed: Buffer | null, column: 'subject_sealed' | 'refresh_token_sealed', id: string) =>
          sealed ? seal.open(sealed, placeOf('desk.staff_session', column, id)) : '';
        return asked.map(({ id, subject_sealed, refresh_token_sealed }) => ({
          sessionId: id,
          subject: opened(subject_sealed, 'subject_sealed', id),
          refreshToken: opened(refresh_token_sealed, 'refresh_token_sealed', id),
        }));
      }),

    confirm: (sessionId, identity) =>
      database.inTransaction(async () => {
        if (identity.roles.length === 0) return void (await endWhere({ id: sessionId }, 'not-confirmed'));
        await savedStaff(identity, parts);
        const confirmed = { ...sealedAnswer(sessionId, identity, parts), confirmed_at: clock.now(), asked_until: null };
        await database.change('desk.staff_session', { id: sessionId, ended_at: null }, confirmed);
      }),
  };
}

async function callerOf(
  { token, pageKey }: SessionProof,
  { database, seal, clock }: DeskParts,
): Promise<StaffCaller | NoSession> {
  const now = clock.now();
  const row = await database.sql
    .selectFrom('desk.staff_session as s')
    .innerJoin('desk.staff as p', 'p.id', 's.staff_id')
    .select(['s.id', 's.staff_id', 's.page_key_hash', 's.started_at', 's.seen_at', 's.confirmed_at', 's.ended_because'])
    .select(['p.name_sealed', 'p.roles'])
    .where('s.token_hash', 'in', [...tokenHashes(seal, token)])
    .executeTakeFirst();
  // Whoever has only a copied cookie learns nothing, not even that it is one.
  const pageKeyHash = createHash('sha256').update(pageKey, 'utf8').digest('base64url');
  const isOwn =
    row && pageHashes(seal, row.id, row.staff_id, pageKeyHash).some((hash) => hash.equals(row.page_key_hash));
  if (!isOwn) return 'over';
  const state = sessionState(
    {
      startedAt: row.started_at,
      seenAt: row.seen_at,
      confirmedAt: row.confirmed_at,
      endedBecause: row.ended_because ?? undefined,
    },
    now,
  );
  if (state !== 'open') return state;
  if (now.getTime() - row.seen_at.getTime() >= SEEN_EVERY_MS)
    await database.change('desk.staff_session', { id: row.id }, { seen_at: now });
  const displayName = seal.open(row.name_sealed, placeOf('desk.staff', 'name_sealed', row.staff_id));
  return { staffId: row.staff_id, displayName, roles: row.roles, sessionId: row.id };
}

/** What the identity provider has said, as a session keeps it. */
const sealedAnswer = (sessionId: string, { subject, refreshToken }: StaffIdentity, { seal }: DeskParts) => ({
  subject_sealed: seal.close(subject, placeOf('desk.staff_session', 'subject_sealed', sessionId)),
  refresh_token_sealed: seal.close(refreshToken, placeOf('desk.staff_session', 'refresh_token_sealed', sessionId)),
});

/** The person's row with their name and roles of today, locked until the end of the transaction. @returns their id */
async function savedStaff({ issuer, subject, displayName, roles }: StaffIdentity, parts: DeskParts): Promise<string> {
  const { database, seal, clock, ids } = parts;
  const person = `${issuer}\n${subject}`;
  const known = await database.sql
    .selectFrom('desk.staff')
    .select(['id', 'roles'])
    .where('identity_index', 'in', [...seal.blindIndexes('staff', person)])
    .executeTakeFirst();
  const id = known?.id ?? ids.uuid();
  const now = {
    identity_index: seal.blindIndex('staff', person),
    identity_sealed: seal.close(person, placeOf('desk.staff', 'identity_sealed', id)),
    name_sealed: seal.close(displayName, placeOf('desk.staff', 'name_sealed', id)),
    roles: [...roles],
    confirmed_at: clock.now(),
  };
  const note = () =>
    noteRow(parts, 'desk.staff', { id, roles }, { at: clock.now(), actor: id, action: 'roles-changed' });
  if (known) {
    await database.change('desk.staff', { id }, now);
    if (known.roles.join() !== roles.join()) await note();
    return id;
  }
  // The same person signs in for the first time at two places at once: the other one has made the row.
  if ((await database.addNew('desk.staff', { id, ...now })) !== 1)
    return savedStaff({ issuer, subject, displayName, roles, refreshToken: '' }, parts);
  await note();
  return id;
}
