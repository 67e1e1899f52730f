import { describe, expect, it } from 'vitest';
import { fuzz } from '../../../tools/rules/fuzz.ts';

// Always the same cases, so that a failure comes from a change and not from chance. `npm run rules -- --fuzz 100000`
// tries new ones.
const SEED = 20261125;

describe('the rules', () => {
  it('hold for 500 random cases: no exception, one result, whole messages, nothing personal, what is offered can be filed', () => {
    expect(fuzz({ runs: 500, seed: SEED })).toBeUndefined();
  });
});
