import { describe, expect, it } from 'vitest';
import { BLANK_INPUT, messagesOf, type TypedInput } from './eligibility-check.ts';
import { cleanedInput, earlyMessages } from './eligibility-typing.ts';

const NOW = new Date('2026-11-27T02:00:00Z');
const said = (name: string, typed: Partial<TypedInput>) =>
  earlyMessages({ ...BLANK_INPUT, ...typed }, name, NOW).map(({ text }) => text);

describe('an input that the person leaves', () => {
  it('loses what pasted text has too much', () => {
    const typed = { ...BLANK_INPUT, certificateNumber: ' 9144 0300 mayh3k7264 ', domain: 'https://www.Yunfan.cn/a' };

    expect(cleanedInput(typed, 'certificateNumber')).toEqual({ certificateNumber: '91440300MAYH3K7264' });
    expect(cleanedInput(typed, 'domain')).toEqual({ domain: 'yunfan.cn' });
    expect(cleanedInput(typed, 'region')).toEqual({});
  });

  it.each([
    ['certificateNumber', { certificateNumber: '91440300MAYH3K7265' }, '统一社会信用代码校验未通过，请核对证件号码。'],
    [
      'certificateNumber',
      { organizerKind: 'individual', certificateNumber: '44030519880615' },
      '身份证号码格式不正确，应为18位，请核对。',
    ],
    ['domain', { domain: 'yunfan' }, '域名格式不正确，请填写如 example.com 的域名，不含 http:// 和路径。'],
    [
      'domain',
      { domain: 'shop.yunfan-keji.cn' },
      '只需备案一级域名，其下的二级、三级域名无需单独备案。请去掉前缀后填写。',
    ],
    [
      'cloudService',
      { resourceId: '203.0.113.11' },
      '这里填实例 ID，例如 ins-gz000001。按 IP 选择：登录后从列表里选。',
    ],
  ] as const)('is judged by its form, though the others are missing: %s %j', (name, typed, message) => {
    expect(said(name, typed)).toEqual([message]);
  });

  it.each([
    ['certificateNumber', { certificateNumber: '' }],
    ['certificateNumber', { certificateNumber: '91440300MAYH3K7264' }],
    ['certificateNumber', { certificateNumber: '440301103456789' }],
    ['certificateNumber', { organizerKind: 'individual', certificateNumber: '440305198806159974' }],
    ['domain', { domain: 'yunfan-keji.cn' }],
    ['cloudService', { resourceId: 'ins-gz000001' }],
    ['cloudService', { product: 'authorization-code', resourceId: '203.0.113.11' }],
    ['region', {}],
  ] as const)('has no message when there is nothing to say: %s %j', (name, typed) => {
    expect(said(name, typed)).toEqual([]);
  });
});

describe('the messages of an input', () => {
  const early = [{ severity: 'block', text: '域名格式不正确。' }] as const;
  const invalid = { kind: 'invalid', problems: [{ field: 'domain', message: '格式不正确。' }] } as const;

  it('are those of its form until the service has judged all six, and never both', () => {
    expect(messagesOf({ kind: 'incomplete' }, 'domain', early)).toEqual(early);
    expect(messagesOf(invalid, 'domain', early)).toEqual(early);
    expect(messagesOf(invalid, 'domain')).toEqual([{ severity: 'block', text: '格式不正确。' }]);
    expect(messagesOf({ kind: 'answered', answer: { signIn: true, findings: [] } }, 'domain', early)).toEqual([]);
  });
});
