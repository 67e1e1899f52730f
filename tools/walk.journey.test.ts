import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';
import { ROOT } from '../deploy/root.ts';
import { createDatabase } from '../local/postgres.ts';

const run = promisify(execFile);

describe('npm run walk -- --life', () => {
  it('walks a company from its first filing to its cancellation under another account', async ({ signal }) => {
    const database = await createDatabase(inject('postgresUrl'), `walk_${process.pid}_${Date.now()}`);
    const env = { ...process.env, DATABASE_URL: database };

    const { stdout } = await run(process.execPath, ['--import', 'tsx', 'tools/walk.ts', '--life', '--json'], {
      cwd: ROOT,
      env,
      signal,
    });

    const { filings, record, versions } = JSON.parse(stdout);
    expect(filings.map(({ filingType, state }: Record<string, string>) => `${filingType} ${state}`)).toEqual([
      'first approved',
      'new-website approved',
      'change approved',
      'end-access approved',
      'cancel-organizer approved',
    ]);
    expect(versions.map(({ version }: { version: number }) => version)).toEqual([1, 2, 3, 4, 5]);
    expect(record).toMatchObject({ state: 'ended', ended: { why: 'own-cancellation' } });
    // The authority numbers in each year from 1.
    expect(record.number).toMatch(/^粤ICP备\d{4}000001号$/);
    expect(record.websites.map(({ number, domains }: Record<string, unknown>) => [number, domains])).toEqual([
      [`${record.number}-1`, ['yunfan-keji.cn']],
      [`${record.number}-2`, ['yunfan-shop.cn']],
    ]);
  }, 600_000);
});
