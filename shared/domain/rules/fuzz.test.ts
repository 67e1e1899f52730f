import { describe, expect, it } from 'vitest';
import { fuzz } from '../../../tools/rules/fuzz.ts';

// Always the same cases, so that a failure is one of the change and not of chance. `npm run rules -- --fuzz 100000` tries new ones.
const SEED = 20261125;

describe('the rules', () => {
  it('keep their promises on 500 random cases: no throw, one answer, Chinese without holes, nothing that a person typed', () => {
    expect(fuzz({ runs: 500, seed: SEED })).toBeUndefined();
  });
});
