import { describe, expect, it } from 'vitest';
import type { FilingCase } from './case.ts';
import { enterprise } from './cases.ts';
import { type RuleEntry, rulesAbout } from './rule.ts';
import { filings } from './scopes.ts';

const entry = {
  id: 'XX-99',
  severity: 'warn',
  field: 'websites',
  when: 'a word is found',
  message: '{province}：{word}。',
  source: ['T19-name', 'HW-rej', 'GB11643'],
} as const;

const findingsWhen = (refuses: RuleEntry<FilingCase, unknown>['refuses']) =>
  rulesAbout<FilingCase, unknown>(filings, [{ ...entry, refuses }])[0]?.findings(enterprise);

describe('a rule', () => {
  it('has one finding for each set of parameters', () => {
    expect(findingsWhen(() => [{ word: '甲' }, { word: '乙' }])).toEqual([
      { ruleId: 'XX-99', severity: 'warn', field: 'websites', message: '广东省：甲。', params: { word: '甲' } },
      { ruleId: 'XX-99', severity: 'warn', field: 'websites', message: '广东省：乙。', params: { word: '乙' } },
    ]);
  });

  it('has no findings when nothing is refused', () => {
    expect(findingsWhen(() => false)).toEqual([]);
    expect(findingsWhen(() => [])).toEqual([]);
  });

  it('throws for a missing parameter of its message', () => {
    expect(() => findingsWhen(() => true)).toThrow('no parameter word');
  });
});
