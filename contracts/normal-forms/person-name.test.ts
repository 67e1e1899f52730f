import { describe, expect, it } from 'vitest';
import { personNameForm, personNameProblem } from './person-name.ts';

describe('the name of a person', () => {
  it.each([
    ['周建明', '周建明'],
    [' 周 建 明 ', '周建明'],
    ['周　建明', '周建明'],
    ['阿依古丽·艾山', '阿依古丽·艾山'],
    ['阿依古丽•艾山', '阿依古丽·艾山'],
    ['阿依古丽．艾山', '阿依古丽·艾山'],
    ['阿依古丽.艾山', '阿依古丽·艾山'],
    ['阿依古丽 · 艾山', '阿依古丽·艾山'],
    ['张\ue863', '张䶮'],
    ['JOHN A. SMITH', 'JOHN A. SMITH'],
    ['Ｊｏｈｎ  Smith', 'John Smith'],
  ])('%s is stored as %s', (typed, form) => {
    expect(personNameForm(typed)).toBe(form);
    expect(personNameForm(form)).toBe(form);
  });

  it.each([
    ['周建明', undefined],
    ['阿依古丽·艾山', undefined],
    ['JOHN SMITH', undefined],
    ['王㛃', undefined],
    ['周建明2', 'digit'],
    ['张?', 'unknown-character'],
    ['张？', 'unknown-character'],
    ['张〓', 'unknown-character'],
    ['张□', 'unknown-character'],
    ['张\ue000', 'unknown-character'],
  ])('%s: %s', (name, problem) => {
    expect(personNameProblem(name)).toBe(problem);
  });
});
