import { describe, expect, it } from 'vitest';
import { mutantsOf, withMutant } from './mutants.ts';

const mutated = (text: string) => mutantsOf('x.ts', text).map((mutant) => withMutant(text, mutant));

describe('mutants', () => {
  it.each([
    ['const a = b < c;', ['const a = b <= c;']],
    ['const a = b === c && d;', ['const a = b === c || d;', 'const a = b !== c && d;']],
    ['const a = b ?? c;', ['const a = b && c;']],
    ['const a = !b;', ['const a = b;']],
    ['const a = true;', ['const a = false;']],
    ['const a = b + 1;', ['const a = b - 1;', 'const a = b + (2);', 'const a = b + (0);']],
    ['const a = b ? c : d;', ['const a = true ? c : d;', 'const a = false ? c : d;']],
    ['if (a) b();', ['if (true) b();', 'if (false) b();']],
    ["const a = 'b';", ["const a = '';"]],
    ["const a = { 'b-c': 'd' };", ["const a = { 'b-c': '' };"]],
    ['const a = /^b$/u;', ['const a = /b$/u;', 'const a = /^b/u;']],
    ['const a = [b, ...c];', ['const a = [...c];', 'const a = [b, ];']],
    ['const a = [b, c,];', ['const a = [c,];', 'const a = [b, ];']],
    ['const a = [b,];', ['const a = [];']],
    ['const a = b.trim();', ['const a = b;']],
  ])('of %s are each one change', (text, expected) => {
    expect(mutated(text).toSorted()).toEqual(expected.toSorted());
  });

  it('empty a text that is put together', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code.
    expect(mutated('const a = `b${c}`;')).toEqual(["const a = '';"]);
  });

  it.each([
    "import a from 'b';",
    "type A = 'b' | 1;",
    "interface A { b: 'c' }",
    "const a: 'b' = c;",
    "const a = { when: 'b', source: ['c'], status: 'd' };",
    "const a = { 'b-c': d };",
    'const a = /a\\$/;',
    "const a = '';",
    'const a = b as const;',
  ])('are not made of what has no behaviour: %s', (text) => {
    expect(mutated(text)).toEqual([]);
  });

  it('know their line, and the comment that explains them', () => {
    const text = [
      'const a = 1;',
      '// mutation: equivalent because a is never read.',
      'const b = true;',
      'const c = true;',
      'const d = !e; // mutation: as well',
      'const f = !g;',
    ].join('\n');

    const told = mutantsOf('x.ts', text).map(({ line, change, explanation }) => [line, change, explanation]);

    expect(told).toEqual([
      [1, '1 → 2', undefined],
      [1, '1 → 0', undefined],
      [3, 'true → false', 'equivalent because a is never read.'],
      [4, 'true → false', undefined],
      [5, '! removed', 'as well'],
      [6, '! removed', undefined],
    ]);
  });
});
