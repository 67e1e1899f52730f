import { describe, expect, it } from 'vitest';
import { APPROVED_REGISTRARS, registrarKey } from './approved-registrars.ts';

describe('registrars in mainland China', () => {
  it('are distinct names of companies', () => {
    const keys = APPROVED_REGISTRARS.map(registrarKey);

    expect(new Set(keys).size).toBe(26);
    expect(APPROVED_REGISTRARS).toHaveLength(26);
    expect(APPROVED_REGISTRARS.filter((name) => !/公司|Company|Corporation|Inc\.|Ltd\./.test(name))).toEqual([]);
  });

  it.each([
    ['Alibaba Cloud Computing (Beijing) Co., Ltd.', 'alibaba cloud computing（beijing）co ltd', true],
    ['阿里云计算有限公司（万网）', '阿里云计算有限公司(万网)', true],
    ['ＤＮＳＰｏｄ， Ｉｎｃ．', 'DNSPod, Inc.', true],
    ['22net, Inc.', '33net, Inc.', false],
    ['样例·科技有限公司', '样例科技有限公司', true],
    ['Société Exemple', 'Socit Exemple', false],
  ])('are the same however they are written: %s and %s', (first, second, same) => {
    expect(registrarKey(first) === registrarKey(second)).toBe(same);
  });
});
