import { describe, expect, inject, it } from 'vitest';
import { createDatabase } from '../local/postgres.ts';
import { runFuzz } from './fuzz/run-fuzz.ts';

describe('npm run fuzz', () => {
  it('[P6] [A3] finds nothing in 300 requests and in the attacks between them, and counts them all', {
    timeout: 600_000,
  }, async () => {
    const databaseUrl = await createDatabase(inject('postgresUrl'), `fuzz_${process.pid}`);

    const { counts, violations } = await runFuzz({ requests: 300, seed: 20261125, databaseUrl, log: () => {} });

    const answered = Object.entries(counts).filter(([name]) => name.endsWith('xx'));
    expect(violations).toEqual([]);
    expect(answered.reduce((sum, [, count]) => sum + count, 0)).toBe(300);
    expect(counts['2xx']).toBeGreaterThan(35);
    expect(counts).toMatchObject({ 'calls without consent': 3, 'hostile uploads': 21, 'hostile verdicts': 60 });
    expect(counts['hostile replies of the desk']).toBe(12);
    expect(counts['calls with ids of others']).toBe(9);
    expect(counts['messages astray']).toBeGreaterThan(80);
    expect(counts['listed values written another way']).toBe(30);
    expect(counts['calls of erased accounts']).toBeGreaterThan(30);
    expect(counts['calls without end']).toBeGreaterThan(500);
    expect(counts['limits after an erasure']).toBe(2);
    expect(counts).toMatchObject({ 'links after a sign-out': 3, 'codes of strangers': 2 });
    expect(counts['calls with an old sign-in']).toBeGreaterThan(5);
  });
});
