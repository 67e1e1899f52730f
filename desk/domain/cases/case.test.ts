import { describe, expect, it } from 'vitest';
import { factsOf, isWanted, UNKNOWN_FILING } from './case.ts';

const contents = {
  filingType: 'change',
  eligibility: { region: '440000', organizerKind: 'enterprise', certificateNumber: '91440300MA5FAKE01G' },
  organizer: { name: '深圳市云帆样例科技有限公司' },
  principal: { idNumber: '440301 1990 0307 731x', mobile: '138-0000-1234', emergencyPhone: '0755-26001234' },
  websites: [
    { domain: 'yunfan-keji.cn', cloudService: { kind: 'authorization-code', code: 'C1' } },
    {
      domain: 'yunfan.example',
      siteOwner: { idNumber: '44030119900307731X', mobile: '13900004321' },
      cloudService: { kind: 'resource', product: 'cvm', region: 'ap-guangzhou', resourceId: 'ins-1' },
    },
  ],
  findings: [] as { severity: string; ruleId: string }[],
};
const found = (...severities: string[]) =>
  factsOf({ ...contents, findings: severities.map((severity) => ({ severity, ruleId: 'FD-90' })) }).risk;

describe('the facts of a package', () => {
  it('have the addresses of all its servers, each once', () => {
    const servers = [{ publicIps: ['203.0.113.7', '203.0.113.8'] }, { publicIps: ['203.0.113.7'] }];

    expect(factsOf({ ...contents, evidence: { servers } }).summary.servers).toEqual(['203.0.113.7', '203.0.113.8']);
  });

  it('are its type, province, domains and organizer', () => {
    expect(factsOf(contents)).toEqual({
      filingType: 'change',
      province: '440000',
      risk: 0,
      secondView: [],
      summary: {
        domains: ['yunfan-keji.cn', 'yunfan.example'],
        organizer: '深圳市云帆样例科技有限公司',
        isPublic: true,
        servers: [],
      },
      keys: [
        { kind: 'organizer', value: '91440300MA5FAKE01G' },
        { kind: 'person', value: '44030119900307731X' },
        { kind: 'phone', value: '13800001234' },
        { kind: 'phone', value: '0755-26001234' },
        { kind: 'phone', value: '13900004321' },
        { kind: 'server', value: 'cvm ap-guangzhou ins-1' },
        { kind: 'domain', value: 'yunfan-keji.cn' },
        { kind: 'domain', value: 'yunfan.example' },
        { kind: 'name', value: '深圳市云帆样例科技有限公司' },
      ],
    });
  });

  it('count as risk what a person must settle, at most nine', () => {
    expect(found('confirm', 'warn', 'info', 'block', 'require')).toBe(3);
    expect(factsOf({ ...contents, findings: [{ severity: 'warn', ruleId: 'RV-90' }] }).risk).toBe(1);
    expect(found(...Array.from({ length: 12 }, () => 'confirm'))).toBe(9);
  });
});

describe('a round that arrives', () => {
  it.each([
    ['the first', UNKNOWN_FILING, 1, true],
    ['the next', { ...UNKNOWN_FILING, round: 1, withdrawnRound: 1 }, 2, true],
    ['one that is there', { ...UNKNOWN_FILING, round: 2 }, 2, false],
    ['one that a later replaced', { ...UNKNOWN_FILING, round: 3 }, 2, false],
    ['one that was withdrawn before', { ...UNKNOWN_FILING, withdrawnRound: 1 }, 1, false],
    ['one of an erased filing', { ...UNKNOWN_FILING, isErased: true }, 1, false],
  ])('is kept or not: %s', (_, known, round, expected) => {
    expect(isWanted(known, round)).toBe(expected);
  });
});
