import { describe, expect, it } from 'vitest';
import { NOTIFICATIONS, type NotificationEntry } from '../../shared/domain/messages/notifications.ts';
import { notificationChoices, reachOf } from './notification-choices.ts';

const CHOSEN = { weChat: true, sms: true, mail: false };

describe('how whoever files is reached', () => {
  it.each([
    ['a phone account', { weChat: false, phone: '138****0017' }, CHOSEN, '短信到 138****0017', ''],
    [
      'a WeChat account',
      { weChat: true },
      CHOSEN,
      '微信（要在小程序里同意接收）',
      '关联手机号，收短信，才不会漏掉要你做的事。',
    ],
    [
      'one that wants no SMS',
      { weChat: true, phone: '138****0017' },
      { weChat: true, sms: false, mail: true },
      '微信（要在小程序里同意接收）、邮件（主体负责人的邮箱要先确认）',
      '打开短信，才不会漏掉要你做的事。',
    ],
  ])('is said of %s', (_, signIn, channels, ways, advice) => {
    expect(reachOf(signIn, channels)).toEqual({
      text: `提交以后，要你做的事和结果这样告诉你：${ways}。${advice}`,
      isNone: false,
    });
  });

  it('promises an SMS of what they must do and of results, and there is one: but of ends that another message told', () => {
    const withoutSms = (Object.entries(NOTIFICATIONS) as [string, NotificationEntry][])
      .filter(([, { wechat, sms }]) => wechat && wechat.template !== 'progress' && !sms)
      .map(([name]) => name);

    expect(withoutSms).toEqual(['filing-stopped', 'webhook-paused', 'webhook-disabled']);
  });

  it('says that no way works', () => {
    expect(reachOf({ weChat: true }, { weChat: false, sms: true, mail: false })).toEqual({
      text: '现在没有能告诉你进展的办法。关联手机号，收短信，才不会漏掉要你做的事。',
      isNone: true,
    });
  });

  it('names in each choice where it goes, or what it lacks', () => {
    const hints = (signIn: Parameters<typeof notificationChoices>[0]) =>
      notificationChoices(signIn).map(({ hint, isMissing }) => [hint.split('。')[0], isMissing]);

    expect(hints({ weChat: false, phone: '138****0017' })).toEqual([
      ['这个账号没有关联微信', true],
      ['重要的事发到登录用的手机号', false],
      ['发到主体负责人的邮箱，邮箱须先在主体信息里用验证码确认', false],
    ]);
    expect(hints({ weChat: true })[1]).toEqual(['你还没有关联手机号，请在“登录方式”里关联，才收得到短信', false]);
  });
});
