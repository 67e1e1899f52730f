import { describe, expect, it } from 'vitest';
import { REFUSALS, Refused } from '../../contracts/kit/refusal.ts';

describe('the closed list of refusals', () => {
  it.each(Object.entries(REFUSALS))('%s has a Chinese sentence that says what to do', (code, sentence) => {
    expect(code).toMatch(/^[a-z-]+\.[a-z-]+$/);
    expect(sentence).toMatch(/^\p{Script=Han}.*。$/u);
    expect(sentence.length).toBeLessThanOrEqual(60);
  });

  it('has no sentence twice', () => {
    const sentences = Object.values(REFUSALS);

    expect(new Set(sentences).size).toBe(sentences.length);
  });
});

describe('Refused', () => {
  it('has its code and facts, and nothing else', () => {
    const refused = new Refused('upload.too-many', { grants: 5 });

    expect(refused).toBeInstanceOf(Error);
    expect(refused).toMatchObject({ name: 'Refused', message: 'upload.too-many', refusal: 'upload.too-many' });
    expect(refused.facts).toEqual({ grants: 5 });
    expect(new Refused('filing.unknown').facts).toEqual({});
  });

  it('does not compile with a code that is not on the list', () => {
    // @ts-expect-error: no such refusal
    const refused = new Refused('filing.lost');

    expect(Object.keys(REFUSALS)).not.toContain(refused.refusal);
  });
});
