import { afterAll, describe, expect, it } from 'vitest';
import { createObjectStore } from '../../platform/adapters/cos/object-store.ts';
import { createSeal } from '../../platform/adapters/node-crypto/seal.ts';
import { testClock } from '../../tests/support/clock.ts';
import { testCos } from '../../tests/support/database/cos-under-test.ts';
import { testDatabase } from '../../tests/support/database/database.ts';
import { testSeal } from '../../tests/support/database/instance.ts';
import { bucketOf } from '../../tests/support/database/object-store.ts';
import { fillDisk, readOnly } from '../../tests/support/database/unwritable-database.ts';
import { createSessionTokens } from '../adapters/jsonwebtoken/session-tokens.ts';
import { openDatabase } from '../adapters/postgres/database.ts';
import { createSchemaVersion, NEWEST_MIGRATION } from '../adapters/postgres/schema-version.ts';
import { createVitals } from './vitals.ts';

const NOWHERE = '127.0.0.1:9';

const test = await testDatabase();
const cos = await testCos();
afterAll(async () => {
  await test.close();
});

const rename = (from: string, to: string) => test.query('update migration set name = $2 where name = $1', [from, to]);

function vitalsWith({ database = test.url, store = cos.url(), seal = testSeal() } = {}) {
  const clock = testClock('2026-11-25T02:00:00Z');
  const sessionTokens = createSessionTokens({
    key: Buffer.alloc(32, 3),
    issuer: 'tests',
    audience: 'tests',
    lifetimeSeconds: 60,
    clock,
  });
  const schemaVersion = createSchemaVersion({ database: openDatabase(database) });
  const objectStore = createObjectStore({ ...bucketOf(cos), endpoint: store });
  return { clock, vitals: createVitals({ schemaVersion, objectStore, seal, sessionTokens, clock }) };
}

describe('failing', () => {
  it('is empty when everything works', async () => {
    expect(await vitalsWith().vitals.failing()).toEqual([]);
  });

  it('names a database and an object store that do not answer', async () => {
    const { vitals } = vitalsWith({
      database: `postgres://nobody:nothing@${NOWHERE}/none`,
      store: `http://${NOWHERE}`,
    });

    expect(await vitals.failing()).toEqual(['database', 'object-store']);
  });

  it('names a database that may only be read, and one whose disk is full; no row is left in one that works', async () => {
    const only = await vitalsWith({ database: readOnly(test.url) }).vitals.failing();
    const makeRoom = await fillDisk(test);
    const full = await vitalsWith().vitals.failing();
    await makeRoom();
    const works = await vitalsWith().vitals.failing();

    expect([only, full, works]).toEqual([['database'], ['database'], []]);
    expect(await test.query('select name from rate_limit')).toEqual([]);
  });

  it('names keys that do not decrypt what they have encrypted', async () => {
    const other = createSeal({
      keys: { test: Buffer.alloc(32, 9) },
      currentKeyId: 'test',
      indexKey: Buffer.alloc(32, 2),
    });
    const { vitals } = vitalsWith({ seal: { ...testSeal(), open: other.open } });

    expect(await vitals.failing()).toEqual(['keys']);
  });

  it('names a database that is behind the code, and checks at most once in ten seconds', async () => {
    const { vitals, clock } = vitalsWith();
    const found = [await vitals.failing()];
    await rename(NEWEST_MIGRATION, 'none');
    clock.forward(9.999);
    found.push(await vitals.failing());
    clock.forward(0.001);
    found.push(...(await Promise.all([vitals.failing(), vitals.failing()])));
    await rename('none', NEWEST_MIGRATION);

    expect(found).toEqual([[], [], ['migrations'], ['migrations']]);
  });
});
