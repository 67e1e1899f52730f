import { describe, expect, it } from 'vitest';
import { cut, smsParameters, subscribeTexts, type TextSource, WECHAT_VALUE_LENGTH } from './notification-text.ts';
import { NOTIFICATIONS, type Notification } from './notifications.ts';

const NOTHING: TextSource = { flagged: [], numbers: undefined };
const NUMBERED: TextSource = { ...NOTHING, numbers: { organizer: '粤ICP备2026000001号', websites: {} } };
const flaggedFor = (...reasons: readonly string[]): TextSource => ({
  ...NOTHING,
  flagged: reasons.map((reason) => ({ field: 'principal.idNumber', reason, suggestion: '' })),
});

describe('an SMS', () => {
  it.each<[Notification, TextSource, Readonly<Record<string, string>>, readonly string[]]>([
    ['approved', NUMBERED, {}, ['粤ICP备2026000001号']],
    ['approved', NOTHING, {}, ['']],
    ['resource-expiring', NOTHING, { resource: 'domain' }, ['域名']],
    ['resource-expiring', NOTHING, { resource: 'server' }, ['云服务器']],
    ['resource-expiring', NOTHING, {}, ['资源']],
    ['returned', flaggedFor('身份证号与证件不一致'), {}, []],
  ])('%s is filled in (case %#)', (notification, source, facts, parameters) => {
    expect(smsParameters(notification, source, facts)).toEqual(parameters);
  });

  it('contains no words of a reviewer, because it is visible on a locked phone', () => {
    expect(smsParameters('authority-returned', flaggedFor('身份证号与证件不一致'), {})).toEqual(['1处需修改']);
    expect(smsParameters('authority-returned', NOTHING, {})).toEqual(['内容需修改']);
  });
});

describe('a subscribe message', () => {
  it.each<[Notification, TextSource, Readonly<Record<string, string>>, string, string]>([
    ['submitted', NOTHING, {}, '备案申请已提交', '预计1个工作日内完成初审'],
    ['approved', NUMBERED, {}, '备案已通过', '粤ICP备2026000001号'],
    ['resource-expiring', NOTHING, { resource: 'server' }, '备案关联的云服务器即将到期', '请续费以免影响审核'],
    ['call-missed', NOTHING, {}, '', ''],
  ])('%s says what happened and what comes next', (notification, source, facts, what, next) => {
    expect(subscribeTexts(notification, source, facts)).toEqual({ what, next });
  });

  it.each<[string, TextSource, string]>([
    ['nothing', NOTHING, '内容需修改'],
    ['one field', flaggedFor('身份证号与证件不一致'), '身份证号与证件不一致'],
    ['two fields', flaggedFor('身份证号与证件不一致', '地址不全'), '身份证号与证件不一致等2处'],
    [
      'one field with a long reason',
      flaggedFor('网站负责人的手持证件照模糊，看不清证件号码'),
      '网站负责人的手持证件照模糊，看不清证件…',
    ],
    [
      'two fields with long reasons',
      flaggedFor('网站负责人的手持证件照模糊，看不清证件号码', '地址不全'),
      '网站负责人的手持证件照模糊，看不…等2处',
    ],
  ])('contains the reason of a return that flagged %s', (_, source, next) => {
    expect(subscribeTexts('authority-returned', source, {}).next).toBe(next);
  });

  it.each(Object.keys(NOTIFICATIONS) as Notification[])(
    '%s has at most twenty characters per line, whatever its values are',
    (notification) => {
      const source = {
        ...flaggedFor(...Array.from({ length: 12 }, () => '理由'.repeat(40))),
        numbers: NUMBERED.numbers,
      };

      const { what, next } = subscribeTexts(notification, source, { resource: 'server' });

      expect([...what].length).toBeLessThanOrEqual(WECHAT_VALUE_LENGTH);
      expect([...next].length).toBeLessThanOrEqual(WECHAT_VALUE_LENGTH);
      expect(what + next).not.toMatch(/[{}]/);
    },
  );
});

describe('a text that is too long', () => {
  it.each([
    ['四个字符', 4, '四个字符'],
    ['五个字符呢', 4, '五个字…'],
    [' 两行\n  文字 ', 20, '两行 文字'],
    ['𠮷𠮷𠮷', 3, '𠮷𠮷𠮷'],
    ['𠮷𠮷𠮷', 2, '𠮷…'],
  ])('%j in %i characters is %j', (text, maxLength, expected) => {
    expect(cut(text, maxLength)).toBe(expected);
  });
});
