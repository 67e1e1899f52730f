import { describe, expect, it } from 'vitest';
import type { ReviewPackage } from './package.ts';
import { toldOf } from './told.ts';

const evidence = {
  values: [],
  liveness: [],
  servers: [{ subject: 'website:b', publicIps: ['203.0.113.7', '203.0.113.8'] }],
  demands: [
    {
      field: 'websites.0.details.remark',
      ruleId: 'PV-GD-14',
      message: '请在网站备注中详细说明网站开办后的内容和用途。',
    },
  ],
};
const websites = [{ id: 'a' }, { id: 'b' }] as unknown as ReviewPackage['websites'];

describe('what is told beside a value', () => {
  it.each([
    [
      'websites.0.details.remark',
      [{ text: '请在网站备注中详细说明网站开办后的内容和用途。', source: '管局要求，PV-GD-14' }],
    ],
    ['websites.1.cloudService', [{ text: '服务器 IP：203.0.113.7、203.0.113.8', source: '云平台，提交时' }]],
    ['websites.0.cloudService', []],
    ['organizer.remark', []],
  ])('has its source: %s', (path, told) => {
    expect(toldOf(path, { evidence, websites })).toEqual(told);
  });

  it('is nothing where the package has no evidence', () => {
    expect(toldOf('websites.0.details.remark', { evidence: undefined, websites })).toEqual([]);
  });
});
