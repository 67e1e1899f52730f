import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';
import { ROOT } from '../deploy/root.ts';
import { createDatabase } from '../local/postgres.ts';

const execute = promisify(execFile);

describe('a short chaos run', () => {
  it('[S5] [W7] [W9] [W11] [E1] [E2] leaves filings, cases and records as they must be, nothing of the erased, no violation', async ({
    signal,
  }) => {
    const database = await createDatabase(inject('postgresUrl'), `chaos_${process.pid}_${Date.now()}`);
    const args = ['--import', 'tsx', 'tools/chaos.ts', '--filings', '18', '--minutes', '0.1', '--json'];

    const options = { cwd: ROOT, signal };
    // A run that finds violations ends with 1 and has printed them; one that crashes has printed nothing.
    const run = await execute(process.execPath, [...args, '--database-url', database], options).catch((ended) => {
      if (!ended.stdout) throw ended;
      return ended;
    });

    const { counts, violations } = JSON.parse(run.stdout);
    expect(violations).toEqual([]);
    expect(counts).toMatchObject({ filings: 18, expired: 2 });
    // Sixteen people are left, whose five later filings are counted, too: a change and four endings.
    expect(counts.approved + counts.abandoned).toBe(21);
    expect(counts['handed in to the authority']).toBeGreaterThan(10);
    expect(counts['times that the instances of a function were killed']).toBeGreaterThan(0);
  }, 900_000);
});
