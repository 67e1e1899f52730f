import { describe, expect, it } from 'vitest';
import { Suite } from './suite.ts';

/** Names of the tests that were run, and whether all passed. */
async function outcome(first: readonly string[], gather: (suite: Suite, run: (name: string) => () => void) => void) {
  const suite = new Suite();
  const ran: string[] = [];
  const passed = await suite.passes(async () => gather(suite, (name) => () => ran.push(name)), first);
  return { ran, passed };
}

describe('the tests of a file', () => {
  it('are run in their order, those that are named first before the others', async () => {
    const told = await outcome(['DM-02'], ({ vitest }, run) => {
      vitest.describe('rules', () => {
        vitest.it('DM-01 speaks', run('DM-01'));
        vitest.it('DM-02 speaks', run('DM-02'));
        vitest.it('DM-020 speaks', run('DM-020'));
      });
    });

    expect(told).toEqual({ ran: ['DM-02', 'DM-01', 'DM-020'], passed: true });
  });

  it('are one for each row of a table, with its values', async () => {
    const values: unknown[] = [];
    const told = await outcome(['second'], ({ vitest }) => {
      vitest.it.each([['first', 1], 'second'])('%s row', (...row) => values.push(row));
    });

    expect(values).toEqual([['second'], ['first', 1]]);
    expect(told.passed).toBe(true);
  });

  it('end with the first that fails, be it later', async () => {
    const told = await outcome([], ({ vitest }, run) => {
      vitest.it('a', run('a'));
      vitest.it('b', async () => vitest.expect(1).toBe(2));
      vitest.it('c', run('c'));
    });

    expect(told).toEqual({ ran: ['a'], passed: false });
  });

  it('do not pass when there are none', async () => {
    expect((await outcome([], () => {})).passed).toBe(false);
  });
});
