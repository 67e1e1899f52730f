import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { defineContract } from '../../contracts/kit/contract.ts';
import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { testClock } from '../../tests/support/clock.ts';
import { type DeskTablesUnderTest, deskTables } from '../../tests/support/desk/desk-tables.ts';
import { DESK_ORIGIN, type SignedInStaff, signInStaff } from '../../tests/support/desk/staff.ts';
import { collectLog, httpEventOf, scfContext, seen } from '../../tests/support/scf.ts';
import { UNLIMITED } from '../../tests/support/unlimited.ts';
import { identifyStaff } from './staff-caller.ts';

const reply = z.strictObject({ by: z.string() });
const contract = defineContract({
  look: {
    method: 'GET',
    path: '/v1/cases',
    summary: '看',
    caller: 'staff',
    right: 'read-case',
    limits: UNLIMITED,
    reply,
  },
  decline: {
    method: 'POST',
    path: '/v1/declines',
    summary: '不予受理',
    caller: 'staff',
    right: 'decline-case',
    limits: UNLIMITED,
    reply,
  },
  note: {
    method: 'POST',
    path: '/v1/notes',
    summary: '记',
    caller: 'staff',
    right: 'work-case',
    idempotent: true,
    limits: [{ per: 'account', times: 3, seconds: 60 }],
    reply: z.strictObject({ count: z.int() }),
  },
});

const clock = testClock('2026-11-26T02:00:00Z');
const log = collectLog();
let tables: DeskTablesUnderTest;
let handler: ReturnType<typeof handlerOf>;
let lead: SignedInStaff;

let notes = 0;

function handlerOf({ staffSessions, callerLimits, replies, database }: DeskTablesUnderTest) {
  const by = async ({ staff }: { readonly staff: SignedInStaff | { displayName: string } }) => ({
    by: staff.displayName,
  });
  const room = httpRoom({
    contract,
    ports: {},
    useCases: { look: by, decline: by, note: async () => ({ count: ++notes }) },
  });
  return httpFunction(room, {
    identify: async () => identifyStaff({ sessions: staffSessions, ownOrigin: DESK_ORIGIN }),
    callerLimits: async () => callerLimits,
    replies: async () => replies,
    transactions: async () => database,
  });
}

beforeAll(async () => {
  tables = await deskTables(clock);
  handler = handlerOf(tables);
});
afterAll(async () => {
  log.stop();
  await tables.close();
});
beforeEach(async () => {
  lead = await signInStaff(tables.staffSessions, '周岚', ['lead']);
});

const call = async (route: `${string} /${string}`, headers: Readonly<Record<string, string>>) => {
  const { status, body } = seen(await handler(httpEventOf(route, { headers }), scfContext()));
  return [status, (body as { error?: { code: string } }).error?.code ?? body];
};
const without = (name: string) => Object.fromEntries(Object.entries(lead.headers).filter(([one]) => one !== name));

describe('a call by staff', () => {
  it('reaches the use case with who they are', async () => {
    expect(await call('GET /v1/cases', lead.headers)).toEqual([200, { by: '周岚' }]);
    expect(await call('POST /v1/declines', lead.headers)).toEqual([200, { by: '周岚' }]);
  });

  it('is refused without the right, and logged under their id, never their name', async () => {
    const reviewer = await signInStaff(tables.staffSessions, '林越', ['reviewer', 'support']);
    log.clear();

    expect(await call('POST /v1/declines', reviewer.headers)).toEqual([403, 'staff.no-right']);
    expect(await call('GET /v1/cases', reviewer.headers)).toEqual([200, { by: '林越' }]);
    expect(log.lines()).toMatchObject([{ refusal: 'staff.no-right' }, { account: reviewer.staffId }]);
    expect(log.texts.join()).not.toContain('林越');
  });

  it('is refused with the cookie alone, as whoever has read it in a log would send it', async () => {
    expect(await call('GET /v1/cases', without('x-desk-key'))).toEqual([401, 'session.missing']);
    expect(await call('GET /v1/cases', { ...lead.headers, 'x-desk-key': 'a'.repeat(43) })).toEqual([
      401,
      'session.invalid',
    ]);
    expect(await call('GET /v1/cases', without('cookie'))).toEqual([401, 'session.missing']);
  });

  it.each([
    ['of their choice', true],
    ['of their own session', false],
  ])(
    'is by nobody when somebody with all rights in the database has given a lead’s session hashes %s',
    async (_, areChosen) => {
      const { sessionId, headers } = await signInStaff(tables.staffSessions, '陆齐', ['support']);
      const sha256 = (text = '') => createHash('sha256').update(text).digest();
      const [own] = await tables.test.query<{ token_hash: Buffer; page_key_hash: Buffer }>(
        'delete from desk.staff_session where id = $1 returning token_hash, page_key_hash',
        [sessionId],
      );
      const chosen = [sha256(headers.cookie?.split('=')[1]), sha256(headers['x-desk-key'])];
      await tables.test.query('update desk.staff_session set token_hash = $2, page_key_hash = $3 where id = $1', [
        lead.sessionId,
        ...(areChosen ? chosen : [own?.token_hash, own?.page_key_hash]),
      ]);

      expect(await call('GET /v1/cases', headers)).toEqual([401, 'session.invalid']);
    },
  );

  it.each([
    ['another host of the same site', { origin: 'https://beian.example', 'sec-fetch-site': 'same-site' }],
    ['another site', { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['the own host without encryption', { origin: 'http://desk.example' }],
    ['the own host, says only Origin', { 'sec-fetch-site': 'same-site' }],
  ])('is refused from a page of %s', async (_, headers) => {
    expect(await call('POST /v1/declines', { ...lead.headers, ...headers })).toEqual([403, 'staff-session.cross-site']);
    expect(await call('GET /v1/cases', { ...lead.headers, ...headers })).toEqual([403, 'staff-session.cross-site']);
  });

  it('that changes something is refused without Origin', async () => {
    expect(await call('POST /v1/declines', without('origin'))).toEqual([403, 'staff-session.cross-site']);
    expect(await call('GET /v1/cases', without('origin'))).toEqual([200, { by: '周岚' }]);
  });
});

describe('a command of staff', () => {
  it('is done once for its key, also when the answer was lost with the session; and is limited per person', async () => {
    const key = { 'idempotency-key': 'a-key-of-more-than-twenty-characters' };
    const first = await call('POST /v1/notes', { ...lead.headers, ...key });
    const again = await signInStaff(tables.staffSessions, '周岚', ['lead']);

    expect(first).toEqual([200, { count: 1 }]);
    expect(await call('POST /v1/notes', { ...again.headers, ...key })).toEqual([200, { count: 1 }]);
    expect((await call('POST /v1/notes', again.headers))[1]).toBe('idempotency.key-missing');
    expect(await call('POST /v1/notes', { ...again.headers, ...key })).toEqual([429, 'request.too-many']);
    expect(await tables.test.query('select key from desk.reply')).toEqual([{ key: key['idempotency-key'] }]);
  });
});

describe('a session', () => {
  it('ends when the same person signs in elsewhere, and says so', async () => {
    const second = await signInStaff(tables.staffSessions, '周岚', ['lead']);

    expect(second.staffId).toBe(lead.staffId);
    expect(await call('GET /v1/cases', lead.headers)).toEqual([401, 'staff-session.elsewhere']);
    expect(await call('GET /v1/cases', second.headers)).toEqual([200, { by: '周岚' }]);
  });

  it('of two sign-ins at the same time is one', async () => {
    const both = await Promise.all([0, 1].map(() => signInStaff(tables.staffSessions, '同时', ['lead'])));
    const answers = await Promise.all(both.map(({ headers }) => call('GET /v1/cases', headers)));

    expect(answers.map(([status]) => status).toSorted()).toEqual([200, 401]);
    expect(both[0]?.staffId).toBe(both[1]?.staffId);
  });

  it('is good for nothing five minutes after the identity provider last confirmed it, until it does again', async () => {
    clock.forward(299);
    expect(await call('GET /v1/cases', lead.headers)).toEqual([200, { by: '周岚' }]);
    clock.forward(1);
    expect(await call('GET /v1/cases', lead.headers)).toEqual([503, 'staff-session.unconfirmed']);

    const all = await tables.staffSessions.toConfirm(10);
    const asked = all.find(({ sessionId }) => sessionId === lead.sessionId);
    const again = { issuer: 'https://login.example', subject: '周岚', displayName: '周岚', refreshToken: 'next' };
    await tables.staffSessions.confirm(asked?.sessionId ?? '', { ...again, roles: ['reviewer'] });

    expect(asked).toEqual({ sessionId: lead.sessionId, subject: '周岚', refreshToken: 'refresh-周岚' });
    expect(await call('GET /v1/cases', lead.headers)).toEqual([200, { by: '周岚' }]);
    expect(await call('POST /v1/declines', lead.headers)).toEqual([403, 'staff.no-right']);
  });

  it('ends with the last role', async () => {
    const identity = { issuer: 'https://login.example', subject: '周岚', displayName: '周岚', refreshToken: 'next' };

    await tables.staffSessions.confirm(lead.sessionId, { ...identity, roles: [] });

    expect(await call('GET /v1/cases', lead.headers)).toEqual([401, 'session.invalid']);
  });

  it('ends when it is signed out, and is none for a made-up cookie', async () => {
    await tables.staffSessions.end(lead.sessionId, 'signed-out');

    expect(await call('GET /v1/cases', lead.headers)).toEqual([401, 'session.invalid']);
    const madeUp = { ...lead.headers, cookie: `__Host-desk-session=${'a'.repeat(43)}` };
    expect(await call('GET /v1/cases', madeUp)).toEqual([401, 'session.invalid']);
  });

  it('is over after half an hour without a call, and is not asked about any more', async () => {
    clock.forward(30 * 60);

    expect(await call('GET /v1/cases', lead.headers)).toEqual([401, 'session.invalid']);
    expect(await tables.staffSessions.toConfirm(10)).toEqual([]);
  });

  it('is asked about by one instance at a time, and again after a minute when that one died', async () => {
    clock.forward(120);
    const [first, second] = [await tables.staffSessions.toConfirm(10), await tables.staffSessions.toConfirm(10)];
    clock.forward(60);
    const third = await tables.staffSessions.toConfirm(10);

    expect([first, second, third].map((all) => all.map(({ sessionId }) => sessionId))).toEqual([
      [lead.sessionId],
      [],
      [lead.sessionId],
    ]);
  });

  it('is stored by hashes, and the person sealed', async () => {
    const rows = await tables.test.query<{ text: string }>(
      'select s::text as text from desk.staff_session s union all select p::text from desk.staff p',
    );
    const dump = rows.map(({ text }) => text).join('\n');
    const token = lead.headers.cookie?.split('=')[1] ?? '';

    expect(dump).toContain(lead.staffId);
    expect(dump).not.toContain('周岚');
    expect(dump).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
    expect(dump).not.toContain(Buffer.from('refresh-周岚').toString('hex'));
  });
});
