import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LAPTOP_SMTP, type RunningMailbox, startMailbox } from '../../../local/mailbox.ts';
import { createMails } from '../../../platform/adapters/smtp/mails.ts';
import { inScope } from '../../../platform/edge/trace.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import type { ObjectStore } from '../../../platform/ports/object-store.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { BUCKET, type CosUnderTest, openCos, REGION } from '../../../tests/support/database/cos-under-test.ts';
import { objectStoreOn } from '../../../tests/support/database/object-store.ts';
import { auditHash, type DeskTablesUnderTest, deskTables } from '../../../tests/support/desk/desk-tables.ts';
import { collectLog } from '../../../tests/support/scf.ts';
import { keptSeals, seenSeal } from '../../application/kept-seals.ts';
import { verifyChains } from '../../application/verify-chains.ts';
import { keepSealSoFar, keepSeals, sealDays } from './keep-seals.ts';
import type { Ports } from './ports.ts';

const AUDITOR = 'auditor@mail.example.cn';
const CASE = '3f0a3f1b-0f55-4a3e-8d0b-4f3f0a3f1b02';
const KEY = 'seals/2026-11-24.json';
const OF_BUCKET = { Bucket: BUCKET, Region: REGION };

const clock = testClock('2026-11-24T02:00:00Z');
const log = collectLog();
let dir: string;
let mailbox: RunningMailbox;
let cos: CosUnderTest;
let store: ObjectStore;
let tables: DeskTablesUnderTest;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'seals-'));
});
beforeEach(async () => {
  clock.forward((Date.parse('2026-11-24T02:00:00Z') - clock.now().getTime()) / 1000);
  mailbox = await startMailbox({ port: 0, file: join(dir, `${Date.now()}.jsonl`) });
  cos = await openCos();
  store = objectStoreOn(cos);
  await cos.sdk().putBucketVersioning({ ...OF_BUCKET, VersioningConfiguration: { Status: 'Enabled' } });
  tables = await deskTables(clock);
  const entry = { caseId: CASE, at: clock.now(), actor: 'lin-yue', action: 'concluded', facts: {} } as const;
  await tables.auditLog.append(entry);
  log.clear();
});
afterEach(async () => {
  await Promise.all([tables.close(), cos.close(), mailbox.stop()]);
});
afterAll(async () => {
  log.stop();
  await rm(dir, { recursive: true });
});

/** One run of the desk's timer, of which this is a part. */
function run(to: Pick<ObjectStore, 'read' | 'write'> = store): Promise<number> {
  const mails = createMails({
    ...LAPTOP_SMTP,
    host: mailbox.host,
    port: mailbox.port,
    timeoutSeconds: 5,
    isLocal: true,
  });
  const sealPlaces = { store: to, auditor: { address: AUDITOR, mails } };
  const ports = { ...tables, clock, sealPlaces } as unknown as Ports;
  return inScope({ function: 'desk-timer', requestId: 'run' }, undefined, async () => {
    await sealDays(ports);
    return keepSeals(ports);
  });
}
const runSoFar = () => keepSealSoFar({ ...tables, clock, sealPlaces: { store } } as unknown as Ports);
const midnight = () => clock.forward(14 * 3600 + 10);
const told = () => log.lines().filter(({ level }) => level === 'alarm');
const verified = async () =>
  verifyChains({ evidence: tables.auditEvidence, hash: auditHash, clock }, await keptSeals(store, clock.now()), true);
const verifiedSince = (text: string) =>
  verifyChains({ evidence: tables.auditEvidence, hash: auditHash, clock }, [seenSeal(text)], false);

describe('the seal of a day', () => {
  it('is in the bucket and with the auditor after midnight in Beijing, once, and both verify the log', async () => {
    const before = await run();
    midnight();
    const after = [await run(), await run()];

    const [mail, ...others] = mailbox.messages();
    const object = (await store.read(KEY, { maxBytes: 10_000 }))?.toString() ?? '';
    expect([before, after, others]).toEqual([0, [2, 0], []]);
    expect(mail).toMatchObject({ to: AUDITOR, subject: '审核工作台操作记录的封存 2026-11-24' });
    expect(mail?.text).toContain(object);
    expect(object).toMatch(
      /^\{"day":"2026-11-24","heads":\[.*\["3f0a3f1b-[\w-]+",1,"[0-9a-f]{64}"\].*\],"seal":"[0-9a-f]{64}"\}$/,
    );
    for (const { output, code } of [
      await verified(),
      await verifiedSince(mail?.text ?? ''),
      await verifiedSince(object),
    ])
      expect([output, code]).toEqual([expect.stringContaining('对照了 1 份存出的封存，全部完整。'), 0]);

    await tables.test.query('truncate desk.audit, desk.audit_head, desk.audit_seal, desk.seal_copy');
    for (const { output, code } of [
      await verified(),
      await verifiedSince(mail?.text ?? ''),
      await verifiedSince(object),
    ])
      expect([output, code]).toEqual([expect.stringContaining('2026-11-24 的封存不见了，与存出的不同'), 1]);
  });

  it('so far is in the bucket every ten minutes, and shows a cut end on the same day', async () => {
    await tables.notedRows.adopt();
    const entry = { caseId: CASE, actor: 'lin-yue', action: 'revealed', facts: {} } as const;
    const kept = [await runSoFar(), await runSoFar()];
    clock.forward(300);
    await tables.auditLog.append({ ...entry, at: clock.now() });
    kept.push(await runSoFar());
    clock.forward(300);
    kept.push(await runSoFar());
    const whole = await verified();
    await tables.test.query("delete from desk.audit where action = 'revealed'");
    clock.forward(600);
    kept.push(await runSoFar());
    const cut = await verified();

    expect(kept).toEqual([1, 0, 0, 1, 1]);
    expect((await store.versions('seals/')).map(({ key }) => key)).toEqual([
      'seals/today/2026-11-24T10-00.json',
      'seals/today/2026-11-24T10-10.json',
      'seals/today/2026-11-24T10-20.json',
    ]);
    expect([whole.output, whole.code]).toEqual([expect.stringContaining('对照了 2 份存出的封存，全部完整。'), 0]);
    expect([cut.output, cut.code]).toEqual([
      expect.stringMatching(/^记录链 3f0a3f1b-[\w-]+ 第 2 条：与 2026-11-24T10-10 存出的封存不同\n/),
      1,
    ]);
    const [soFar = ''] = (await keptSeals(store, clock.now()))[1]?.texts ?? [];
    expect((await verifiedSince(soFar)).output).toContain('第 2 条：与 2026-11-24T10-10 存出的封存不同');
  });

  it('so far shows when somebody has hidden or replaced it', async () => {
    await tables.notedRows.adopt();
    await runSoFar();
    const key = 'seals/today/2026-11-24T10-00.json';
    await store.write(key, Buffer.from('{}'), 'application/json');
    await cos.sdk().deleteObject({ ...OF_BUCKET, Key: key });

    expect((await verified()).output.split('\n').slice(0, 2)).toEqual(
      Array(2).fill('2026-11-24T10-00 存出的封存被改写或删除过，或不是审核工作台写的'),
    );
  });

  it('is also made of a day on which nobody did anything, so that none can be missing', async () => {
    midnight();
    clock.forward(2 * 24 * 3600);
    await run();

    expect((await keptSeals(store, clock.now())).map(({ day }) => day)).toEqual([
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
    ]);
  });

  it('is brought again when the bucket was out of order; after ten minutes somebody is told', async () => {
    const broken = {
      read: () => Promise.reject(new Failed('object-store', 'broken', 'NoSuchBucket')),
      write: store.write,
    };
    midnight();
    const tries: number[] = [];
    for (const seconds of [0, 5, 30, 120]) {
      clock.forward(seconds);
      tries.push(await run(broken), told().length);
    }
    const early = await run();
    clock.forward(600);
    const kept = await run();

    // The mail goes at once.
    expect(tries).toEqual([1, 0, 0, 0, 0, 0, 0, 1]);
    expect(told()).toMatchObject([
      { port: 'object-store', failure: 'seal-not-kept', vendorCode: 'NoSuchBucket', function: 'desk-timer' },
    ]);
    expect([early, kept, (await verified()).code]).toEqual([0, 1, 0]);
  });

  it('is not written over what is under its name already, and somebody is told', async () => {
    await store.write(KEY, Buffer.from('{}'), 'application/json');
    midnight();
    for (const seconds of [0, 5, 30, 120]) {
      clock.forward(seconds);
      await run();
    }

    expect(told()).toMatchObject([{ failure: 'seal-not-kept', vendorCode: 'another-seal' }]);
    expect((await store.read(KEY, { maxBytes: 100 }))?.toString()).toBe('{}');
    expect((await verified()).output).toContain('2026-11-24 存出的封存不是审核工作台写的');
  });

  it.each([
    ['replaced', () => store.write(KEY, Buffer.from('{}'), 'application/json')],
    ['hidden', () => cos.sdk().deleteObject({ ...OF_BUCKET, Key: KEY })],
  ])('shows when somebody has %s it in a bucket with versions', async (_, tamper) => {
    midnight();
    await run();
    await tamper();

    expect((await verified()).output).toContain('2026-11-24 存出的封存被改写或删除过');
  });
});
