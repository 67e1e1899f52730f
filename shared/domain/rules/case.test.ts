import { describe, expect, it } from 'vitest';
import { documentOf, factsOf, livenessOf, NO_FACTS, oncePerCase } from './case.ts';
import { enterprise } from './cases.ts';

describe('a value derived from a case', () => {
  it('is computed once for each case', () => {
    let computations = 0;
    const derived = oncePerCase(() => {
      computations += 1;
      return undefined;
    });

    for (const filing of [enterprise, enterprise, { ...enterprise }]) derived(filing);

    expect(computations).toBe(2);
  });
});

describe('a value of a website', () => {
  it('is found by its id', () => {
    expect(factsOf(enterprise, 'w1')).toBe(enterprise.facts.w1);
    expect(livenessOf(enterprise, 'w1')).toBe(enterprise.liveness.w1);
  });

  it.each(['w2', 'toString', '__proto__'])('was not asked about another id: %s', (id) => {
    expect(factsOf(enterprise, id)).toBe(NO_FACTS);
    expect(livenessOf(enterprise, id)).toBeUndefined();
  });
});

describe('a document', () => {
  it('is the newest of its kind and subject', () => {
    const [older, newer] = (['waiting', 'ready'] as const).map((state) => ({
      kind: 'handheld-photo' as const,
      subject: 'website:w1' as const,
      state,
      findings: [],
    }));
    const filing = { ...enterprise, documents: [older, newer].flatMap((document) => document ?? []) };

    expect(documentOf(filing, 'handheld-photo', 'website:w1')).toBe(newer);
    expect(documentOf(filing, 'handheld-photo', 'website:w2')).toBeUndefined();
    expect(documentOf(filing, 'id-front', 'website:w1')).toBeUndefined();
  });
});
