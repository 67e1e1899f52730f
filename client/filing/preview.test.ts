import { describe, expect, it } from 'vitest';
import type { FilingView } from '../calls/messages.ts';
import { nameOfFinding, preCheckLine, sectionsOf } from './preview.ts';

const view = {
  filingType: 'first',
  region: '440000',
  organizerKind: 'enterprise',
  certificateType: 'business-licence',
  certificateNumber: '9144****MA',
  organizer: {
    name: '深圳市云帆样例科技有限公司',
    certificateAddress: '深圳市****',
    address: { province: '110000', city: '110100', district: '110105', detail: '****' },
  },
  websites: [
    {
      websiteId: 'w',
      domain: 'yunfan-keji.cn',
      cloudService: { kind: 'authorization-code' },
      details: { languages: ['zh-CN'], preApprovals: [] },
    },
  ],
} as unknown as FilingView;
const NAMES: Readonly<Record<string, string>> = {
  440000: '广东省',
  110000: '北京市',
  110100: '北京市',
  110105: '朝阳区',
  'zh-CN': '中文',
};

describe('the preview of a filing', () => {
  const sections = sectionsOf(view, (_, code) => NAMES[code] ?? String(code));
  const textIn = (title: string, label: string) =>
    sections.find((section) => section.title === title)?.rows.find((row) => row.label === label)?.text;

  it('has a section for each form, with the path of the form', () => {
    expect(sections.map(({ title, path }) => [title, path])).toEqual([
      ['验证备案类型', undefined],
      ['主体信息', 'organizer'],
      ['主体负责人', 'principal'],
      ['网站信息：yunfan-keji.cn', 'websites.0.details'],
      ['网站负责人：yunfan-keji.cn', 'websites.0.siteOwner'],
    ]);
  });

  it('names codes, a city that is a province once', () => {
    expect(textIn('验证备案类型', '备案省份')).toBe('广东省');
    expect(textIn('主体信息', '通信地址')).toBe('北京市朝阳区****');
    expect(textIn('网站信息：yunfan-keji.cn', '网站语言')).toBe('中文');
    expect(textIn('网站信息：yunfan-keji.cn', '前置或专项审批内容类型')).toBe('以上都不涉及');
  });

  it('folds each into a line: what it is about, and how much it has', () => {
    expect(sections.slice(0, 3).map(({ brief }) => brief)).toEqual([
      '首次备案，广东省，企业（6 项）',
      '深圳市云帆样例科技有限公司（3 项）',
      '未填写（10 项）',
    ]);
  });

  it('says what is not filled in', () => {
    expect(textIn('主体负责人', '手机号码')).toBe('未填写');
  });
});

describe('a finding in the preview', () => {
  const two = { ...view, websites: [...view.websites, { websiteId: 'x', domain: 'yunfan-shop.cn' }] } as FilingView;

  it('says whose value it is about', () => {
    expect(nameOfFinding(view, 'principal.mobile')).toBe('主体负责人：手机号码');
    expect(nameOfFinding(view, 'websites.0.siteOwner.mobile')).toBe('网站负责人：手机号码');
    expect(nameOfFinding({ ...view, organizerKind: 'individual' }, 'principal.mobile')).toBe('负责人：手机号码');
  });

  it('says of which website, where there are several', () => {
    expect(nameOfFinding(two, 'websites.1.details.name')).toBe('网站名称（yunfan-shop.cn）');
    expect(nameOfFinding(two, 'principal.mobile')).toBe('主体负责人：手机号码');
  });

  it('names the step of what has no name of its own', () => {
    expect(nameOfFinding(view, 'websites.0.details.other')).toBe('网站信息');
    expect(nameOfFinding(view, 'filing')).toBe('整份备案');
  });
});

describe('the line above the pre-check', () => {
  const found = (...severities: readonly ('block' | 'warn' | 'confirm' | 'info')[]) =>
    severities.map((severity) => ({ ruleId: 'CT-90', severity, field: 'principal.mobile', message: '', params: {} }));

  it.each([
    [false, found('block', 'warn'), 'no', '还有需要处理的问题，请逐项修改后再提交。'],
    [true, found('warn', 'confirm', 'info'), 'warn', '预检通过，可以提交。先看看下面 2 项提醒，处理了更不容易被退回。'],
    [true, found('info'), 'good', '预检通过，可以提交。请再核对一遍下面的内容。'],
  ])('is green only where nothing is warned of (%s, %j)', (submittable, findings, tone, text) => {
    expect(preCheckLine({ submittable, findings })).toEqual({ tone, text });
  });
});
