import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { httpFunction, httpRoom } from '../../../platform/edge/http-function.ts';
import { testClock } from '../../../tests/support/clock.ts';
import type { Reply } from '../../../tests/support/desk/desk-room.ts';
import { type DeskTablesUnderTest, deskTables } from '../../../tests/support/desk/desk-tables.ts';
import { DESK_ORIGIN, type SignedInStaff, signInStaff } from '../../../tests/support/desk/staff.ts';
import { collectLog, httpEventOf, scfContext, seen } from '../../../tests/support/scf.ts';
import { identifyStaff } from '../../application/staff-caller.ts';
import { contract } from './contract.ts';
import { endOpenSession, listOpenSessions } from './open-sessions.ts';
import { declareTie } from './ties.ts';

const START = '2026-11-26T02:00:00Z';
const clock = testClock(START);
const log = collectLog();
let tables: DeskTablesUnderTest;
let admin: SignedInStaff;
let lin: SignedInStaff;

beforeAll(async () => {
  tables = await deskTables(clock);
});
afterAll(async () => {
  log.stop();
  await tables.close();
});
beforeEach(async () => {
  clock.forward((Date.parse(START) - clock.now().getTime()) / 1000);
  await tables.test.query('delete from desk.staff_session');
  admin = await signInStaff(tables.staffSessions, '吴管', ['operator-admin']);
  clock.forward(60);
  lin = await signInStaff(tables.staffSessions, '林悦', ['reviewer']);
});

/** One call of the deployed operations, with what they need and the real edge. */
async function call(
  by: SignedInStaff,
  route: `${string} /${string}`,
  body?: object,
): Promise<Pick<Reply, 'status' | 'body'>> {
  const operations = {
    listOpenSessions: contract.listOpenSessions,
    endOpenSession: contract.endOpenSession,
    declareTie: contract.declareTie,
  };
  const room = httpRoom({
    contract: operations,
    ports: { staffSessions: async () => tables.staffSessions, declaredTies: async () => tables.declaredTies },
    useCases: { listOpenSessions, endOpenSession, declareTie },
  });
  const handler = httpFunction(room, {
    identify: async () => identifyStaff({ sessions: tables.staffSessions, ownOrigin: DESK_ORIGIN }),
    callerLimits: async () => tables.callerLimits,
  });
  const reply = await handler(httpEventOf(route, { headers: by.headers, ...(body && { body }) }), scfContext());
  return { status: reply.statusCode, body: seen(reply).body };
}

describe('a reviewer', () => {
  it('declares ten numbers a day: whoever tries out which one closes a case to them comes to no more', async () => {
    const declare = (value: string) =>
      call(lin, 'POST /v1/staff-session/ties', { kind: 'phone', relation: 'family', value });
    const statuses: number[] = [];
    for (let tried = 0; tried < 11; tried += 1) statuses.push((await declare(`1390000${1000 + tried}`)).status);
    clock.forward(86_400);

    expect(statuses).toEqual([...Array(10).fill(201), 429]);
    lin = await signInStaff(tables.staffSessions, '林悦', ['reviewer']);
    expect((await declare('13900002000')).status).toBe(201);
  });
});

describe('an administrator', () => {
  it('sees who is signed in, the last used first, without names', async () => {
    const { status, body } = await call(admin, 'GET /v1/staff-session/open');

    expect(status).toBe(200);
    expect(body.sessions).toEqual([
      {
        sessionId: lin.sessionId,
        staffId: lin.staffId,
        roles: ['reviewer'],
        startedAt: '2026-11-26T02:01:00.000Z',
        seenAt: '2026-11-26T02:01:00.000Z',
        isOwn: false,
      },
      {
        sessionId: admin.sessionId,
        staffId: admin.staffId,
        roles: ['operator-admin'],
        startedAt: '2026-11-26T02:00:00.000Z',
        seenAt: '2026-11-26T02:01:00.000Z',
        isOwn: true,
      },
    ]);
    expect(JSON.stringify(body)).not.toContain('林悦');
  });

  it('ends a session at once, once, and is remembered for it', async () => {
    const ended = await call(admin, `DELETE /v1/staff-session/open/${lin.sessionId}`);
    const again = await call(admin, `DELETE /v1/staff-session/open/${lin.sessionId}`);
    const theirs = await call(lin, 'GET /v1/staff-session/open');

    expect([ended.status, ended.body]).toEqual([200, { ended: true }]);
    expect([again.status, again.body.error.code]).toEqual([404, 'session.unknown']);
    expect([theirs.status, theirs.body.error.code]).toEqual([401, 'session.invalid']);
    expect(
      await tables.test.query('select ended_because, ended_by from desk.staff_session where id = $1', [lin.sessionId]),
    ).toEqual([{ ended_because: 'ended-by-admin', ended_by: admin.staffId }]);
  });

  it('sees nobody whose session is over, though nobody has ended it', async () => {
    clock.forward(31 * 60);
    const fresh = await signInStaff(tables.staffSessions, '吴管', ['operator-admin']);

    const { body } = await call(fresh, 'GET /v1/staff-session/open');

    expect(body.sessions.map(({ staffId }: { staffId: string }) => staffId)).toEqual([admin.staffId]);
  });
});

it('is nothing that a reviewer or a lead may do', async () => {
  const lead = await signInStaff(tables.staffSessions, '周岚', ['lead', 'auditor']);

  for (const by of [lin, lead]) {
    expect((await call(by, 'GET /v1/staff-session/open')).body.error.code).toBe('staff.no-right');
    expect((await call(by, `DELETE /v1/staff-session/open/${admin.sessionId}`)).status).toBe(403);
  }
});
