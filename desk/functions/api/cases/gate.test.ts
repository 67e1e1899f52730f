import { describe, expect, it } from 'vitest';
import { isTestFile } from '../../../../tests/hygiene/layers.ts';
import { sourceFiles, textOf } from '../../../../tests/hygiene/source-files.ts';

const GATE = 'desk/functions/api/cases/gate.ts';
const files = sourceFiles()
  .map(({ path }) => path)
  .filter((path) => path.startsWith('desk/') && path.endsWith('.ts') && !isTestFile(path))
  .filter((path) => !path.startsWith('desk/page/'));
const naming = (words: RegExp, within = 'desk/') =>
  files.filter((path) => path.startsWith(within) && words.test(textOf(path))).toSorted();

describe('[SEC-05] what is in clear at the desk', () => {
  it.each([
    ['a link to an object', /\breadLink\b/],
    ['an object of the store', /\bobjectStore\b/],
    ['a picture to look at', /\bmarkedPictures\b/],
    ['a note of who looked', /\bclearViews\.note\b/],
    ['whether a text names a masked value', /\bpersonalRowIn\b/],
    ['what one person may see in a day', /\bsettings\.revealsPerDay\b/],
  ])('%s comes by the gate alone', (_, words) => {
    expect(naming(words, 'desk/functions/api/').filter((path) => !path.endsWith('/ports.ts'))).toEqual([GATE]);
  });

  it('gives no link outside of the API', () => {
    expect(naming(/\breadLink\b/, 'desk/functions/')).toEqual([GATE]);
  });

  it('is unsealed by the adapters of the tables alone, and by what changes keys', () => {
    const opening = naming(/\bseal\.open\(/).filter((path) => !path.startsWith('desk/adapters/postgres/'));

    expect(opening).toEqual(['desk/application/vitals.ts', 'desk/compose/operators.ts']);
  });

  /** Each masks what it replies: desk/functions/api/every-clear-value.database.test.ts drives all of their operations. */
  it('is read as a package by these use cases', () => {
    expect(naming(/\b(?:openCases\.contents|acceptedContents|wholeCase)\(/, 'desk/functions/')).toEqual([
      'desk/functions/api/authority/authority-return.ts',
      'desk/functions/api/authority/authority.ts',
      'desk/functions/api/authority/export-submission.ts',
      'desk/functions/api/authority/type-answers.ts',
      'desk/functions/api/authority/typed-numbers.ts',
      'desk/functions/api/cases/calls.ts',
      'desk/functions/api/cases/decide.ts',
      'desk/functions/api/cases/judge-row.ts',
      'desk/functions/api/cases/open-paper.ts',
      'desk/functions/api/cases/reveal.ts',
      'desk/functions/api/cases/show-case.ts',
      'desk/functions/api/cases/unreached.ts',
      'desk/functions/api/cases/view-second.ts',
      'desk/functions/api/cases/whole-case.ts',
    ]);
  });
});
