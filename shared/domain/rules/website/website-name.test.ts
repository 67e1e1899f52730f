import { describe, expect, it } from 'vitest';
import { change, enterprise, individual } from '../cases.ts';
import { preCheck } from '../pre-check.ts';

const paramsOf = (base: typeof enterprise, name: string, rule: string) =>
  preCheck(change(base, { 'contents.websites.0.details.name': name }))
    .filter(({ ruleId }) => ruleId === rule)
    .map(({ params }) => Object.values(params).join());

describe('a website name', () => {
  it('with several places has a finding only for the first', () => {
    expect(paramsOf(individual, '深圳和广东手记', 'FD-47')).toEqual(['广东']);
    expect(paramsOf(individual, '和平与鼓楼手记', 'FD-47')).toHaveLength(1);
    expect(paramsOf(enterprise, '广州和北京样例', 'FD-51')).toHaveLength(1);
  });

  it('with several words has a finding for each, but not for a word inside another', () => {
    expect(paramsOf(enterprise, '星河基金管理与理财', 'FD-53').sort()).toEqual(['基金管理', '理财']);
    expect(paramsOf(individual, '公司与集团手记', 'FD-46').sort()).toEqual(['公司', '集团']);
  });
});
