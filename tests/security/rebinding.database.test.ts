import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysCommand } from '../../tools/keys/command.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { draftFiling } from '../support/filings.ts';
import { type Instance, openInstance, testSeal } from '../support/instance.ts';
import { fillSealedColumns, type Readers } from '../support/sealed-rows.ts';

let test: TestDatabase;
/** As version 0.1.0 writes, and as this version does while and after values are bound. */
let before: Instance;
let now: Instance;
let strict: Instance;
/** The operator, whose role may rewrite every value. */
let operator: Instance;
let rows: readonly [Readers, Readers];

beforeAll(async () => {
  test = await testDatabase();
  const clock = testClock('2026-11-24T02:00:00Z');
  before = openInstance(test.url, clock, testSeal('off'));
  now = openInstance(test.url, clock, testSeal('on'));
  strict = openInstance(test.url, clock, testSeal('required'));
  operator = openInstance(test.migrationUrl, clock, testSeal('on'));
  rows = [await fillSealedColumns(before, 'first'), await fillSealedColumns(before, 'second')];
  // Version 0.1.0 wrote addresses in clear.
  await test.query(`update webhook_endpoint set url_sealed = null, url = 'https://partner.cn/hook?key=first'
    where id = (select min(id::text)::uuid from webhook_endpoint)`);
});
afterAll(async () => {
  for (const instance of [before, now, strict, operator]) await instance.close();
  await test.close();
});

const settingsWith = (binds: boolean) => {
  const { sealedColumns: columns, blindIndexes: indexes } = operator;
  return { columns, indexes, currentKeyId: 'test', binds, hasTwoIndexKeys: false };
};

const command = async (...args: readonly string[]) => {
  const lines: string[] = [];
  return { code: await keysCommand(args, settingsWith(true), (line) => lines.push(line)), lines };
};

/** Every value that an instance can read; `unreadable` for the others. */
const readBy = (instance: Instance) =>
  Promise.all(
    rows.flatMap((readers) => Object.values(readers).map((read) => read(instance).catch(() => 'unreadable'))),
  );

const unreadable = async (instance: Instance) =>
  (await readBy(instance)).filter((value) => value === 'unreadable').length;

describe('[P8] values of version 0.1.0', () => {
  it('are read before they are bound, except where that is required', async () => {
    const [values, refused] = [await readBy(now), await unreadable(strict)];

    expect(values).toHaveLength(46);
    expect(values).not.toContain('unreadable');
    // Every row has a value that is not bound.
    expect(refused).toBe(46);
  });

  it('are bound in steps, each of which leaves everything readable, and a run goes on where another ended', async () => {
    const values = (await readBy(now)).map(String).toSorted();
    const left = [await operator.sealedColumns.countUnbound()];

    const steps = [await operator.sealedColumns.rebind(1)];
    left.push(await operator.sealedColumns.countUnbound());
    const meanwhile = (await readBy(now)).map(String).toSorted();
    const { code, lines } = await command('rebind');

    expect([left, steps, code]).toEqual([[46, 22], [24], 0]);
    expect(meanwhile).toEqual(values);
    expect(lines.at(0)).toBe('已绑定：22 条');
    expect(lines.at(-1)).toBe('没有绑定的\t0');
    expect((await readBy(strict)).map(String).toSorted()).toEqual(values);
    expect(await test.query('select id from webhook_endpoint where url is not null')).toEqual([]);
  });

  it('are bound while people file', async () => {
    const drafts = await Promise.all(Array.from({ length: 20 }, () => draftFiling(before)));

    const saving = drafts.map(async ({ filingId, applicantId }, at) => {
      const by = at % 2 === 0 ? before : now;
      await by.filings.change(filingId, applicantId, ({ contents }) => ({ event: 'save', contents }));
    });
    await Promise.all([command('rebind'), ...saving]);
    // The last instance that writes as version 0.1.0 is gone.
    await command('rebind');

    for (const { filingId, applicantId } of drafts)
      expect((await strict.filings.findOwn(filingId, applicantId)).contents.principal?.name).toBe('周建明');
  });

  it('are not bound while new ones are not either', async () => {
    const lines: string[] = [];

    const code = await keysCommand(['rebind'], settingsWith(false), (line) => lines.push(line));

    expect([code, lines]).toEqual([1, ['SEAL_BINDING 是 off，新数据也不绑定。请设为 on 并部署，再运行 rebind。']]);
  });
});
