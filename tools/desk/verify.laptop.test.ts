import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { createKeyedHash } from '../../desk/adapters/node-crypto/keyed-hash.ts';
import { createAuditLog, createSealCopies } from '../../desk/adapters/postgres/staff/audit-log.ts';
import { createNotedRows } from '../../desk/adapters/postgres/staff/noted-rows.ts';
import { sealKey } from '../../desk/application/kept-seals.ts';
import { sealText } from '../../desk/domain/oversight/audit-chain.ts';
import { testClock } from '../../tests/support/clock.ts';
import { BUCKET, type CosUnderTest, openCos, REGION } from '../../tests/support/database/cos-under-test.ts';
import { objectStoreOn } from '../../tests/support/database/object-store.ts';
import { type DeskTablesUnderTest, deskTables } from '../../tests/support/desk/desk-tables.ts';

const AUDIT_KEY = randomBytes(32);
const key = () => randomBytes(32).toString('base64');
let dir: string;
let cos: CosUnderTest;
let tables: DeskTablesUnderTest;
let text: string;

// The day before today is over, sealed, and its seal is in the bucket and in a file.
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'verify-'));
  cos = await openCos();
  const clock = testClock(new Date(Date.now() - 24 * 3600 * 1000).toISOString());
  tables = await deskTables(clock);
  const parts = { ...tables, clock, hash: createKeyedHash(AUDIT_KEY) };
  const log = createAuditLog(parts);
  await createNotedRows(parts).adopt();
  const tomorrow = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  for (const day of await log.unsealedDays(tomorrow)) await log.sealDay(day, ['store']);
  const [copy] = await createSealCopies({ ...parts, clock: testClock(new Date().toISOString()) }).due(1);
  if (!copy) throw new Error('no day is sealed');
  text = sealText(copy.sealed);
  await objectStoreOn(cos).write(sealKey(copy.sealed.day), Buffer.from(text), 'application/json');
  await writeFile(join(dir, 'seal.eml'), `Subject: seal\n\n${text.replaceAll(',', ',\r\n')}\n`);
});
afterAll(async () => {
  await Promise.all([tables.close(), cos.close(), rm(dir, { recursive: true })]);
});

/** What an operator sees, with the variables of the desk and their own keys. */
function verify(variables: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const env = {
    ...{ PATH: process.env.PATH, DESK_DATABASE_URL: tables.url, DESK_COS_BUCKET: BUCKET, COS_REGION: REGION },
    ...{ DESK_AUDIT_KEY: AUDIT_KEY.toString('base64'), DESK_SEAL_KEYS: `k1:${key()}`, DESK_BLIND_INDEX_KEY: key() },
    ...{ DEPLOY_COS_ENDPOINT: cos.url(), ...variables },
  };
  return new Promise<string>((resolve) =>
    execFile(
      process.execPath,
      ['--import', 'tsx', 'tools/desk.ts', 'verify', ...args],
      { cwd: ROOT, env },
      (error, stdout, stderr) => resolve(`${error?.code ?? 0} ${stdout}${stderr}`),
    ),
  );
}
const KEYS = {
  TENCENTCLOUD_SECRET_ID: LAPTOP_CREDENTIALS.secretId,
  TENCENTCLOUD_SECRET_KEY: LAPTOP_CREDENTIALS.secretKey,
  TENCENTCLOUD_SESSION_TOKEN: LAPTOP_CREDENTIALS.token,
};

it('npm run desk -- verify reads the seals in the bucket, or takes one that the auditor has kept', async () => {
  const stored = await verify(KEYS);
  await tables.test.query('truncate desk.audit, desk.audit_seal cascade');
  const [emptied, alone] = await Promise.all([verify({}, '--since', join(dir, 'seal.eml')), verify({})]);

  expect(stored).toMatch(/^0 共 1 条记录链，\d+ 条记录，1 天的封存，对照了 1 份存出的封存，全部完整。\n$/);
  expect(emptied).toMatch(/^1 [\s\S]*的封存不见了，与存出的不同/);
  expect(alone).toMatch(/^1 [\s\S]*“退回原因目录”的 DC-01\/1 与记录不符/);
});
