import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import {
  cut,
  mailText,
  namesOf,
  smsParameters,
  subjectOf,
  subscribeTexts,
  type TextSource,
  templateText,
  WECHAT_VALUE_LENGTH,
} from './notification-text.ts';
import { NOTIFICATIONS, type Notification, SMS_TEXTS, textFor } from './notifications.ts';

const NOTHING: TextSource = { flagged: [], numbers: undefined, names: ['yunfan-keji.cn'], address: '3f2a9c' };
const NUMBERED: TextSource = { ...NOTHING, numbers: { organizer: '粤ICP备2026000001号', websites: {} } };
const flaggedFor = (...reasons: readonly string[]): TextSource => ({
  ...NOTHING,
  flagged: reasons.map((reason) => ({ field: 'principal.idNumber', reason, suggestion: '' })),
});

/** A text as it comes to a phone. */
function received(text: string, source: TextSource, facts: Readonly<Record<string, string>>): string {
  const values = smsParameters(text, source, facts);
  return `【备案服务】${templateText(text, 'ba.example.com').replaceAll(/\{(\d+)\}/g, (_, number) => values[number - 1] ?? '')}`;
}

const pathsFlagged = (...fields: readonly string[]): TextSource => ({
  ...NOTHING,
  flagged: fields.map((field) => ({ field, reason: '与证件不一致', suggestion: '' })),
});

describe('an SMS', () => {
  const facts = { date: '12月31日', resource: 'certificate', stopCode: '2XNC5T' };
  const returned = textFor('returned', 'filer') ?? '';

  it('names website, operator, what to mend, until when, and where', () => {
    const source = {
      ...NUMBERED,
      ...pathsFlagged('websites.0.details.name', 'websites.0.details.remark', 'principal'),
    };

    expect(received(returned, source, facts)).toBe(
      '【备案服务】yunfan-keji.cn初审退回，改网站名称等3处，12月31日前交回 ba.example.com/#3f2a9c',
    );
  });

  it.each(SMS_TEXTS)('%s has one part of 70 characters, with long values too', (name, text) => {
    const long = '很长的理由'.repeat(20);
    const source = {
      ...pathsFlagged('principal.emergencyPhone', ...Array.from({ length: 11 }, () => long)),
      numbers: NUMBERED.numbers,
      names: Array.from({ length: 12 }, () => 'a-very-long-domain-name.example.com.cn'),
      address: name.startsWith('record') ? 'r3f2a9c' : name.startsWith('transfer') ? 'stop' : '3f2a9c',
    };
    const date = /^sms-(verification|unconfirmed)/.test(name) ? '12月1日18:20' : facts.date;

    const sms = received(text, source, { ...facts, date });

    expect([...sms].length, sms).toBeLessThanOrEqual(70);
    expect(sms).not.toMatch(/[{}]|undefined/);
  });

  it('contains no words of a reviewer, because it is visible on a locked phone', () => {
    const parameters = (source: TextSource) => smsParameters(returned, source, {});

    expect(parameters(flaggedFor('身份证号与证件不一致'))).toEqual(['yunfan-keji.cn', '证件号码', '', '3f2a9c']);
    expect(parameters(NOTHING)).toEqual(['yunfan-keji.cn', '内容', '', '3f2a9c']);
  });

  it('links to the registered domain alone: only what follows it is a variable', () => {
    expect(templateText(returned, 'ba.example.com')).toBe('{1}初审退回，改{2}，{3}前交回 ba.example.com/#{4}');
  });
});

describe('a mail', () => {
  it('has the words of the SMS, with the whole names and an address that opens', () => {
    const source = { ...NOTHING, names: ['a-very-long-domain-name.example.com.cn', 'b.cn'] };

    expect(mailText('declined', source, {}, 'https://ba.example.com')).toBe(
      'a-very-long-domain-name.example.com.cn等2个的申请不予受理，原因和怎么办见 https://ba.example.com/#3f2a9c',
    );
  });
});

describe('the subject of a message about a filing', () => {
  const { numbers } = NUMBERED;

  it('is the domain of its website; of an organizer that ends, its name, of a person the number', () => {
    const contents = contentsOf(ENTERPRISE, 'w');
    const empty = { ...contents, websites: [] };
    const ended = { filingType: 'cancel-organizer', state: 'queued', numbers } as const;

    expect(namesOf({ filingType: 'first', state: 'queued', contents, numbers })).toEqual({
      names: [ENTERPRISE.domain],
    });
    expect(namesOf({ ...ended, contents })).toEqual({ names: [ENTERPRISE.organizer.name] });
    expect(namesOf({ ...ended, contents: empty })).toEqual({ names: [ENTERPRISE.organizer.name] });
    expect(namesOf({ ...ended, contents: { ...contentsOf(INDIVIDUAL, 'w'), websites: [] } })).toEqual({
      names: ['粤ICP备2026000001号'],
    });
  });

  it('tells a site owner of their own websites, others of all', () => {
    const contents = contentsOf(ENTERPRISE, 'w0');
    const [first] = contents.websites;
    const site = (id: string, mobile: string) => ({
      ...{ ...first, id, domain: `${id}.cn` },
      siteOwner: { ...ENTERPRISE.principal, mobile },
    });
    const websites = [site('a', '13800000001'), site('b', '13800000002'), site('c', '13800000002')];
    const filing = {
      filingType: 'first',
      state: 'approved',
      contents: { ...contents, websites },
      numbers,
    } as Parameters<typeof namesOf>[0];

    expect(subjectOf(namesOf(filing, 'site-owner:a'))).toBe('a.cn');
    expect(subjectOf(namesOf(filing, 'site-owner:b'))).toBe('b.cn等2个');
    expect(subjectOf(namesOf(filing, 'principal'))).toBe('a.cn等3个');
    expect(subjectOf(namesOf(filing))).toBe('a.cn等3个');
  });

  it('says to whoever types the authority’s code that it cancels something', () => {
    const contents = contentsOf(ENTERPRISE, 'w');
    const subject = (filingType: 'first' | 'end-access' | 'cancel-website' | 'cancel-organizer') =>
      subjectOf(namesOf({ filingType, state: 'sms-verification', contents, numbers }), 16);

    expect([subject('first'), subject('end-access'), subject('cancel-website')]).toEqual([
      ENTERPRISE.domain,
      ENTERPRISE.domain,
      `${ENTERPRISE.domain}注销`,
    ]);
    expect(subject('cancel-organizer')).toMatch(/注销$/);
  });

  it.each([
    [['yunfan-keji.cn'], 14, 'yunfan-keji.cn'],
    [['yunfan-keji.cn', 'b.cn'], 20, 'yunfan-keji.cn等2个'],
    [['yunfan-keji.cn', 'b.cn'], 14, 'yunfan-kej…等2个'],
  ])('of %j in %i characters is %s', (names, length, subject) => {
    expect(subjectOf({ names }, length)).toBe(subject);
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
