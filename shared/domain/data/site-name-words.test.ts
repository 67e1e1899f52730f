import { describe, expect, it } from 'vitest';
import { textKey } from '../../../contracts/normal-forms/text.ts';
import * as lists from './site-name-words.ts';

describe('the lists of words', () => {
  it('are in normal form', () => {
    const { PRE_APPROVAL_WORDS, ...others } = lists;
    const words = [...Object.values(others), ...Object.values(PRE_APPROVAL_WORDS)].flat();

    expect(words.length).toBeGreaterThan(80);
    expect(words.filter((word) => word !== textKey(word) || word === '')).toEqual([]);
  });

  it('have no word twice', () => {
    const { PRE_APPROVAL_WORDS, ...others } = lists;
    const all = [...Object.values(others), ...Object.values(PRE_APPROVAL_WORDS)];

    expect(all.filter((words) => new Set(words).size < words.length)).toEqual([]);
  });
});
