import { describe, expect, it } from 'vitest';
import type { Filing, FilingContents, Person } from './filing.ts';
import { smsParameters, subscribeTexts, WECHAT_VALUE_LENGTH } from './notification-text.ts';
import {
  accountReminder,
  isStillTrue,
  NOTIFICATIONS,
  type Notification,
  notificationEntry,
  remindersAfter,
  remindersOf,
} from './notifications.ts';

const ALL = Object.keys(NOTIFICATIONS) as Notification[];
const person = (mobile: string) => ({ mobile }) as Person;
const website = (id: string, siteOwner?: Person) => ({ id, domain: `${id}.example`, siteOwner });
const contents = (principal: Person | undefined, ...websites: object[]) =>
  ({ eligibility: { organizerKind: 'enterprise' }, principal, websites }) as unknown as FilingContents;
const filingWith = (of: FilingContents) => ({ id: 'f1', round: 2, version: 7, contents: of });
const NO_DETAILS: Pick<Filing, 'flagged' | 'numbers'> = { flagged: [], numbers: undefined };

describe('the catalogue', () => {
  // Occasion of the providers' consoles, whom it is for, whether by SMS, and what it says.
  it.each<[string, Notification, string, boolean, string]>([
    [
      'ORDER_SUBMITTED',
      'submitted',
      'account, site-owner',
      false,
      '备案申请已提交，预计1个工作日内完成初审，请保持电话畅通。',
    ],
    [
      'FIRST_REJECTED',
      'returned',
      'account, site-owner',
      true,
      '您的备案申请未通过初审，请登录小程序查看修改建议，并在45天内重新提交。',
    ],
    ['FIRST_PASSED', 'accepted', 'account, site-owner', false, '您的备案申请已通过初审，即将提交管局审核。'],
    [
      'SMS_VERIFY',
      'sms-verification',
      'account, site-owner',
      false,
      '请在24小时内使用工信部短信验证码完成核验（约5分钟内发送，次日12点重发）。',
    ],
    ['SMS_VERIFY_REMIND', 'sms-unconfirmed', 'account, site-owner', true, '距离短信核验截止还有6小时，请尽快完成。'],
    ['SMS_FAILED', 'sms-failed', 'account, site-owner', true, '短信核验未完成，备案申请已退回。'],
    ['APPROVED', 'approved', 'account, site-owner', true, '备案已通过，备案号：{icpNo}。'],
    [
      'AUTHORITY_REJECTED',
      'authority-returned',
      'account, site-owner',
      true,
      '备案申请被管局退回，原因：{reason}。请修改后重新提交。',
    ],
    [
      'CALL_MISSED',
      'call-missed',
      'site-owner',
      true,
      '审核人员未能与您取得联系，将于1小时左右再次致电，请保持电话畅通。',
    ],
    ['DRAFT_EXPIRING', 'draft-expiring', 'account', false, '您的备案草稿将于5天后过期，请尽快提交。'],
    ['ORDER_STALE', 'correction-expiring', 'account', true, '您的备案申请将于5天后转为草稿，请尽快修改提交。'],
    ['RESOURCE_EXPIRING', 'resource-expiring', 'account', true, '备案关联的{resource}即将到期，请续费以免影响审核。'],
    ['PUBLIC_SECURITY', 'public-security', 'account', false, '请在网站开通后30日内办理公安备案。'],
  ])('says on %s as %s to %s (SMS: %s): %s', (_, name, audience, sms, text) => {
    const entry = notificationEntry(name);

    expect([entry.audience.join(', '), entry.sms, entry.text]).toEqual([audience, sms, text]);
  });

  it.each(ALL)('names the parameters of the text of %s, and reaches its audience by some channel', (name) => {
    const { text, parameters, sms, wechat } = notificationEntry(name);

    expect([...text.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter)).toEqual(parameters);
    expect(sms || wechat !== undefined).toBe(true);
  });

  it.each(ALL)('fits the WeChat message of %s into twenty characters a line, whatever it is filled with', (name) => {
    const flagged = Array.from({ length: 12 }, () => ({ field: 'a', reason: '理由'.repeat(40), suggestion: '' }));
    const numbers = { organizer: '粤ICP备2026000001号', websites: {} };

    const { what, next } = subscribeTexts(name, { flagged, numbers }, { resource: 'server' });

    expect([...what].length).toBeLessThanOrEqual(WECHAT_VALUE_LENGTH);
    expect([...next].length).toBeLessThanOrEqual(WECHAT_VALUE_LENGTH);
    expect(what + next).not.toMatch(/[{}]/);
  });

  it('fills in an SMS without a reviewer’s words, which are read on a locked phone', () => {
    const flagged = [{ field: 'principal.idNumber', reason: '身份证号与证件不一致', suggestion: '' }];

    expect(smsParameters('authority-returned', { ...NO_DETAILS, flagged }, {})).toEqual(['1处需修改']);
    expect(smsParameters('authority-returned', NO_DETAILS, {})).toEqual(['内容需修改']);
    expect(smsParameters('resource-expiring', NO_DETAILS, { resource: 'domain' })).toEqual(['域名']);
  });
});

describe('remindersOf', () => {
  const recipients = (of: FilingContents, name: Notification = 'returned') =>
    remindersOf(name, filingWith(of), 'v7').map(({ payload }) => payload.recipient);

  it('makes a message for each channel and each phone number', () => {
    const of = contents(
      person('13822230001'),
      website('w1', person('13822230002')),
      website('w2', person('13822230003')),
    );

    expect(recipients(of)).toEqual(['account', 'principal', 'site-owner:w1', 'site-owner:w2']);
  });

  it('tells nobody twice who is principal and site owner', () => {
    const same = person('13822230001');

    expect(recipients(contents(same, website('w1', same), website('w2', same)))).toEqual(['account', 'principal']);
  });

  it('leaves out whoever has no number yet', () => {
    expect(recipients(contents(undefined, website('w1')))).toEqual(['account']);
  });

  it('goes to the site owners alone where only they are meant', () => {
    const of = contents(person('13822230001'), website('w1', person('13822230002')));

    expect(recipients(of, 'call-missed')).toEqual(['site-owner:w1']);
  });

  it('gives one occasion one key, and nothing about a person', () => {
    const messages = remindersOf('returned', filingWith(contents(person('13822230001'))), 'v7', { resource: 'server' });

    expect(messages).toEqual([
      {
        topic: 'reminder',
        key: 'reminder/returned/f1/v7/account',
        payload: { resource: 'server', notification: 'returned', filingId: 'f1', round: 2, recipient: 'account' },
      },
      {
        topic: 'reminder',
        key: 'reminder/returned/f1/v7/principal',
        payload: { resource: 'server', notification: 'returned', filingId: 'f1', round: 2, recipient: 'principal' },
      },
    ]);
    expect(accountReminder('webhook-disabled', 'a1', 'once').key).toBe('reminder/webhook-disabled/once/account');
  });

  it('follows the transitions that people are told of, each version once', () => {
    const of = filingWith(contents(undefined));

    expect(remindersAfter('submit', of).map(({ key }) => key)).toEqual(['reminder/submitted/f1/v7/account']);
    expect(remindersAfter('save', of)).toEqual([]);
    expect(remindersAfter('withdraw', of)).toEqual([]);
  });
});

describe('isStillTrue', () => {
  it.each<[Notification, Filing['state'], number, boolean]>([
    ['sms-unconfirmed', 'sms-verification', 2, true],
    ['sms-unconfirmed', 'authority-review', 2, false],
    ['draft-expiring', 'draft', 2, true],
    ['draft-expiring', 'submitted', 2, false],
    ['correction-expiring', 'returned', 2, true],
    ['correction-expiring', 'returned', 3, false],
    ['returned', 'submitted', 3, true],
    ['approved', 'revoked', 2, true],
  ])('%s of round 2, when the filing is %s in round %i: %s', (name, state, round, still) => {
    expect(isStillTrue(name, 2, { state, round })).toBe(still);
  });
});
