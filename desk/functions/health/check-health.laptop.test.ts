import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createObjectStore } from '../../../platform/adapters/cos/object-store.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import { httpFunction, httpRoom } from '../../../platform/edge/http-function.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { testCos } from '../../../tests/support/database/cos-under-test.ts';
import { testSeal } from '../../../tests/support/database/instance.ts';
import { bucketOf } from '../../../tests/support/database/object-store.ts';
import { fillDisk, readOnly } from '../../../tests/support/database/unwritable-database.ts';
import { type AuthorityRoom, authorityRoom } from '../../../tests/support/desk/authority-room.ts';
import { auditHash } from '../../../tests/support/desk/desk-tables.ts';
import { httpEventOf, scfContext, seen } from '../../../tests/support/scf.ts';
import { createDeskStandings, NEWEST_DESK_MIGRATION } from '../../adapters/postgres/desk-standings.ts';
import type { DeskTables } from '../../adapters/postgres/tables.ts';
import { createDeskVitals } from '../../application/vitals.ts';
import { contract } from './contract.ts';
import { room } from './index.ts';

const NOWHERE = '127.0.0.1:9';
const DEPLOYED = { stage: 'production', release: 'v1.4.0' };
const clock = testClock('2026-11-26T02:00:00Z');
const cos = await testCos();
let desk: AuthorityRoom;
beforeAll(async () => {
  desk = await authorityRoom({ clock });
});
afterAll(() => desk.close());
// What was cached of the test before is over.
beforeEach(() => clock.forward(60));

/** The deployed handler over these parts, and what a monitor gets of it. */
function monitored({ database = desk.url, store = cos.url(), seal = testSeal() } = {}) {
  const deskVitals = createDeskVitals({
    deskStandings: createDeskStandings({ database: openDatabase<DeskTables>(database) }),
    objectStore: createObjectStore({ ...bucketOf(cos), endpoint: store }),
    seal,
    auditHash,
    clock,
  });
  const ports = { deskVitals: async () => deskVitals, deskDeployment: async () => DEPLOYED };
  const handler = httpFunction(httpRoom({ contract, ports, useCases: room.useCases }), {});
  return async () => {
    const reply = await handler(httpEventOf('GET /v1/health'), scfContext());
    const { body } = seen(reply);
    return [reply.statusCode, (body as { error?: { facts: { failing: string } } }).error?.facts.failing ?? body];
  };
}
const healthy = { status: 'ok', ...DEPLOYED };
const rename = (from: string, to: string) =>
  desk.test.query('update desk.migration set name = $2 where name = $1', [from, to]);

describe('the health of the desk', () => {
  it('is that of the functions’ own role: everything works, and nothing waits for the authority', async () => {
    expect(await monitored()()).toEqual([200, healthy]);
  });

  it('knows the newest file of the migrations', () => {
    const files = readdirSync(new URL('../../adapters/postgres/migrations/', import.meta.url)).toSorted();

    expect(NEWEST_DESK_MIGRATION).toBe(files.at(-1));
  });

  it('names a database and an object store that do not answer, and no address or password of theirs', async () => {
    const ask = monitored({ database: `postgres://nobody:hunter2@${NOWHERE}/none`, store: `http://${NOWHERE}` });

    expect(await ask()).toEqual([503, 'database,object-store']);
  });

  it('names a database that may only be read, and one whose disk is full; no row is left in one that works', async () => {
    const only = await monitored({ database: readOnly(desk.url) })();
    const makeRoom = await fillDisk(desk.test);
    const full = await monitored()();
    await makeRoom();

    expect([only, full]).toEqual([
      [503, 'database'],
      [503, 'database'],
    ]);
    expect(await monitored()()).toEqual([200, healthy]);
    expect(await desk.test.query('select began_at from desk.sign_in_try')).toEqual([]);
  });

  it('names keys that do not decrypt what they have encrypted', async () => {
    const open = () => {
      throw new Error('not sealed with this key');
    };

    expect(await monitored({ seal: { ...testSeal(), open } })()).toEqual([503, 'keys']);
  });

  it('names a database that is behind the code, and looks at most once in ten seconds', async () => {
    const ask = monitored();
    const found = [await ask()];
    await rename(NEWEST_DESK_MIGRATION, 'none');
    clock.forward(9.999);
    found.push(await ask());
    clock.forward(0.001);
    found.push(await ask());
    await rename('none', NEWEST_DESK_MIGRATION);

    expect(found).toEqual([
      [200, healthy],
      [200, healthy],
      [503, 'migrations'],
    ]);
  });

  it('tells how long the oldest filing has waited for the authority', async () => {
    const { caseId } = await desk.accepted();
    clock.forward(7_199.5);
    const waiting = await monitored()();
    const sent = `update desk.submission set state = 'sent', number = 1, sent_at = now() where case_id = $1`;
    await desk.test.query(sent, [caseId]);

    expect(waiting).toEqual([200, { ...healthy, authorityWaitsSeconds: 7_200 }]);
    expect(await monitored({})()).toEqual([200, healthy]);
  });

  it('names the timer when a decision that was to leave ten minutes ago is still there, not one that waits for a second view', async () => {
    const { caseId } = await desk.receive();
    const until = new Date(clock.now().getTime() + 60_000);
    await desk.openCases.setLease(caseId, { holder: 'lin-yue', until });
    const id = crypto.randomUUID();
    const decision = { id, caseId, kind: 'returned', flagged: [], decidedBy: 'lin-yue' } as const;
    await desk.decisions.decide({ ...decision, decidedAt: clock.now(), sendsAt: clock.now() });
    clock.forward(600);
    const early = await monitored()();
    clock.forward(0.001);
    const late = await monitored()();
    await desk.test.query(`update desk.decision set state = 'second-view' where id = $1`, [id]);
    const ofTwo = await monitored()();

    expect([early[0], late, ofTwo[0]]).toEqual([200, [503, 'timer'], 200]);
  });
});
