import { expect, it } from 'vitest';
import { ACTION_WORDS } from './audit-actions.ts';

it('every action that a page shows has Chinese words, and none the words of another', () => {
  const words = Object.values(ACTION_WORDS);

  expect(words.filter((text) => !/^[\p{Script=Han}，：]+$/u.test(text))).toEqual([]);
  expect(new Set(words).size).toBe(words.length);
});
