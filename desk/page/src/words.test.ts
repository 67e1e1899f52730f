import { expect, it } from 'vitest';
import { actionOf } from './words.ts';

it('a line of the timeline says in Chinese what happened, also what is not noted any more', () => {
  expect(actionOf('authority-answer-taken-back')).toBe('收回录入的结果');
  expect(actionOf('authority-sent-again')).toBe('其他操作');
});
