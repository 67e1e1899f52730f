import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';
import { ROOT } from '../deploy/root.ts';
import { createDatabase } from '../local/postgres.ts';

const run = promisify(execFile);

describe('a short chaos run', () => {
  it('[S5] [W7] [W9] [W11] [E1] [E2] leaves filings in their state, each record their fold, nothing of the erased, no violation', async ({
    signal,
  }) => {
    const database = await createDatabase(inject('postgresUrl'), `chaos_${process.pid}_${Date.now()}`);
    const args = ['--import', 'tsx', 'tools/chaos.ts', '--filings', '17', '--minutes', '0.1', '--json'];

    const { stdout } = await run(process.execPath, [...args, '--database-url', database], { cwd: ROOT, signal });

    const { counts, violations } = JSON.parse(stdout);
    expect(violations).toEqual([]);
    expect(counts).toMatchObject({ filings: 17, approved: 15, abandoned: 3, expired: 2 });
    expect(counts['times that the instances of a function were killed']).toBeGreaterThan(0);
  }, 480_000);
});
