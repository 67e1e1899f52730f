import { describe, expect, it } from 'vitest';
import { normalForm } from '../normal-form.ts';
import * as lists from './site-name-words.ts';

describe('words that a website’s name may not have', () => {
  it('are in the form in which names are searched for them', () => {
    const { PRE_APPROVAL_WORDS, ...others } = lists;
    const words = [...Object.values(others), ...Object.values(PRE_APPROVAL_WORDS)].flat();

    expect(words.length).toBeGreaterThan(80);
    expect(words.filter((word) => word !== normalForm(word) || word === '')).toEqual([]);
  });

  it('are in no list twice', () => {
    const { PRE_APPROVAL_WORDS, ...others } = lists;
    const all = [...Object.values(others), ...Object.values(PRE_APPROVAL_WORDS)];

    expect(all.filter((words) => new Set(words).size < words.length)).toEqual([]);
  });
});
