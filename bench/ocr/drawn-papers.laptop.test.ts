import { Random } from 'specimens/random.ts';
import { describe, expect, it } from 'vitest';
import { creditCodeProblem, organizationCodeIsSound } from '../../shared/domain/identity/credit-code.ts';
import { birthDate, identityNumberProblem } from '../../shared/domain/identity/identity-number.ts';
import { inventCard, inventLicence } from './invented.ts';
import { recordedPapers } from './recorded.ts';

describe('an invented paper', () => {
  const seeds = Array.from({ length: 200 }, (_, seed) => seed);

  it('has numbers that pass their checks', () => {
    for (const seed of seeds) {
      const { idNumber, birthday } = inventCard(new Random(seed));
      const { creditCode } = inventLicence(new Random(seed));

      expect([identityNumberProblem(idNumber, '2026-12-01'), birthDate(idNumber)]).toEqual([undefined, birthday]);
      expect([creditCodeProblem(creditCode), organizationCodeIsSound(creditCode)]).toEqual([undefined, true]);
    }
  });

  it('is the same for the same seed', () => {
    expect(inventCard(new Random(39))).toEqual(inventCard(new Random(39)));
    expect(inventCard(new Random(39))).not.toEqual(inventCard(new Random(40)));
  });
});

describe('the record of drawn papers', () => {
  it('has each paper once, a quarter of them spoilt, of every kind that is read', () => {
    const pictures = recordedPapers().map(({ picture }) => picture);

    expect(new Set(pictures.map(({ file }) => file)).size).toBe(pictures.length);
    expect(new Set(pictures.map(({ kind }) => kind))).toEqual(new Set(['id-front', 'id-back', 'business-licence']));
    expect(pictures.filter(({ isSpoilt }) => isSpoilt).length / pictures.length).toBeGreaterThan(0.2);
  });
});
