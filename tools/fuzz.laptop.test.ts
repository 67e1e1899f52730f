import { describe, expect, inject, it } from 'vitest';
import { createDatabase } from '../local/postgres.ts';
import { runFuzz } from './fuzz/run-fuzz.ts';

describe('npm run fuzz', () => {
  it('[P6] [A3] finds nothing in 300 requests, and counts them all', { timeout: 180_000 }, async () => {
    const databaseUrl = await createDatabase(inject('postgresUrl'), `fuzz_${process.pid}`);

    const { counts, violations } = await runFuzz({ requests: 300, seed: 20261125, databaseUrl, log: () => {} });

    const answered = Object.entries(counts).filter(([name]) => name.endsWith('xx'));
    expect(violations).toEqual([]);
    expect(answered.reduce((sum, [, count]) => sum + count, 0)).toBe(300);
    expect(counts['2xx']).toBeGreaterThan(10);
  });
});
