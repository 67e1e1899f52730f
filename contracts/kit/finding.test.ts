import { describe, expect, it } from 'vitest';
import { type Severity, stops } from '../../contracts/kit/finding.ts';

const finding = (severity: Severity) => ({
  ruleId: 'FD-02',
  severity,
  field: 'organizer.name',
  message: '。',
  params: {},
});

describe('stops', () => {
  it.each<[Severity, boolean]>([
    ['block', true],
    ['require', true],
    ['confirm', false],
    ['warn', false],
    ['info', false],
  ])('for a finding with severity %s is %s', (severity, expected) => {
    const result = stops([finding(severity)]);

    expect(result).toBe(expected);
  });

  it('is true if one of several findings stops, at any position', () => {
    const result = stops([finding('info'), finding('warn'), finding('block')]);

    expect(result).toBe(true);
  });

  it('is false without findings', () => {
    const result = stops([]);

    expect(result).toBe(false);
  });
});
