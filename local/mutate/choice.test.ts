import { describe, expect, it } from 'vitest';
import { productFiles, ruleIdsIn, sampled, testsOf } from './choice.ts';

describe('a sample', () => {
  const all = Array.from({ length: 100 }, (_, at) => at);

  it('is the same for a seed, another for another, and keeps the order', () => {
    const sample = sampled(all, 10, 7);

    expect(sample).toHaveLength(10);
    expect(sample).toEqual(sampled(all, 10, 7));
    expect(sample).not.toEqual(sampled(all, 10, 8));
    expect(sample).toEqual(sample.toSorted((one, other) => one - other));
  });

  it('of more than there is, is all', () => {
    expect(sampled(all, 1000, 7)).toEqual(all);
  });
});

describe('the files to change', () => {
  it('of a folder are those of the product: no tests, no tables of cases', () => {
    const files = productFiles('shared/domain');

    expect(files).toContain('shared/domain/rules/case.ts');
    expect(files).toContain('shared/domain/data/provinces.ts');
    expect(files.filter((file) => /\.test\.|cases\.ts$/.test(file))).toEqual([]);
  });

  it('are the one that is named', () => {
    expect(productFiles('shared/domain/rules/cases.ts')).toEqual(['shared/domain/rules/cases.ts']);
  });
});

describe('the tests of a file', () => {
  it('are its own', () => {
    expect(testsOf('shared/domain/identity/mask.ts')).toEqual(['shared/domain/identity/mask.test.ts']);
  });

  it('are for a rule its own first, then the cases, then those of all rules but the random ones', () => {
    const [own, cases, ...others] = testsOf('shared/domain/rules/places.ts');

    expect([own, cases]).toEqual(['shared/domain/rules/places.test.ts', 'shared/domain/rules/catalogue.test.ts']);
    expect(others).toContain('shared/domain/rules/pre-check.test.ts');
    expect([own, cases, ...others].filter((test) => /fuzz/.test(String(test)))).toEqual([]);
    expect(others).not.toContain(own);
  });

  it('begin with the cases of the rules that are in it', () => {
    expect(ruleIdsIn("[{ id: 'DM-01' }, { id: 'PV-GD-02', id: 'x' }, { id: 'DM-01' }]")).toEqual(['DM-01', 'PV-GD-02']);
  });
});
