import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSeal } from '../../platform/adapters/node-crypto/seal.ts';
import { keysCommand } from '../../tools/keys/command.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database/database.ts';
import { type Instance, openInstance } from '../support/database/instance.ts';
import { draftFiling } from '../support/filings/filings.ts';

const KEYS = { old: Buffer.alloc(32, 3), new: Buffer.alloc(32, 4) };
const indexKey = Buffer.alloc(32, 2);
const sealedWith = (currentKeyId: 'old' | 'new') => createSeal({ keys: KEYS, currentKeyId, indexKey });

let test: TestDatabase;
let before: Instance;
let after: Instance;
/** The operator, whose role may rewrite every value. */
let operator: Instance;

beforeAll(async () => {
  test = await testDatabase();
  const clock = testClock('2026-11-24T02:00:00Z');
  before = openInstance(test.url, clock, sealedWith('old'));
  after = openInstance(test.url, clock, sealedWith('new'));
  operator = openInstance(test.migrationUrl, clock, sealedWith('new'));
});
afterAll(async () => {
  await Promise.all([before.close(), after.close(), operator.close()]);
  await test.close();
});

/** Fills in a filing, on whichever instance the gateway picks. */
async function journey(number: number): Promise<string> {
  const { applicantId, filingId } = await draftFiling(before);
  for (let save = 1; save <= 6; save += 1) {
    await (save % 2 === 0 ? before : after).filings.change(filingId, applicantId, ({ contents }) => ({
      event: 'save',
      contents: { ...contents, organizer: { ...contents.organizer, name: `第${number}家公司 ${save}` } as never },
    }));
  }
  return (await before.filings.findOwn(filingId, applicantId)).contents.organizer?.name ?? '';
}

const command = async (...args: readonly string[]) => {
  const lines: string[] = [];
  const { sealedColumns: columns, blindIndexes: indexes } = operator;
  const settings = { columns, indexes, currentKeyId: 'new', binds: true, hasTwoIndexKeys: false };
  const code = await keysCommand(args, settings, (line) => lines.push(line));
  return { code, lines };
};

describe('[P4] changing the key while people file', () => {
  it('fails none of 50 journeys, and afterwards no row is sealed with the old key', async () => {
    const resting = await Promise.all(Array.from({ length: 20 }, () => draftFiling(before)));

    const journeys = Promise.all(Array.from({ length: 50 }, (_, number) => journey(number)));
    const rotations = [await command('rotate')];
    const names = await journeys;
    // The last instance with the old configuration is gone.
    rotations.push(await command('rotate'));

    expect(names).toEqual(Array.from({ length: 50 }, (_, number) => `第${number}家公司 6`));
    expect(rotations.map(({ code }) => code)).toEqual([0, 0]);
    expect(Object.keys(await operator.sealedColumns.countsByKeyId())).toEqual(['new']);
    for (const { filingId, applicantId } of resting)
      expect((await after.filings.findOwn(filingId, applicantId)).contents.principal?.name).toBe('周建明');
  });

  it('counts the values that each key has sealed', async () => {
    await before.accounts.signIn('sealed with the old key');

    const { lines } = await command('status');

    expect(lines).toContain('old\t1');
    expect(lines.find((line) => line.startsWith('new（当前）'))).toMatch(/\t\d{3}$/);
  });

  it('stops when the key of a value is missing, and leaves the value', async () => {
    await before.accounts.signIn('sealed with a key that is lost');
    const withoutOld = openInstance(
      test.migrationUrl,
      undefined,
      createSeal({ keys: { new: KEYS.new }, currentKeyId: 'new', indexKey }),
    );

    const resealing = withoutOld.sealedColumns.reseal(10);

    await expect(resealing).rejects.toThrow('seal: the key is gone');
    expect((await withoutOld.sealedColumns.countsByKeyId()).old).toBeGreaterThan(0);
    await withoutOld.close();
  });

  it('prints its usage', async () => {
    const { code, lines } = await command();

    expect([code, lines.join('\n')]).toEqual([1, expect.stringContaining('npm run keys -- rotate')]);
  });
});
