import { describe, expect, it } from 'vitest';
import type { Filing, FilingContents, Person } from '../filing/filing.ts';
import { FILING_TYPE_NAMES, type FilingType } from '../filing/filing-types.ts';
import { type FilingEvent, TRANSITIONS } from '../filing/machine.ts';
import {
  accountReminder,
  isFor,
  isStillTrue,
  NOTIFICATIONS,
  type Notification,
  notificationEntry,
  parametersOf,
  remindersAfter,
  remindersOf,
} from './notifications.ts';

const ALL = Object.keys(NOTIFICATIONS) as Notification[];
const person = (mobile: string) => ({ mobile }) as Person;
const website = (id: string, siteOwner?: Person) => ({ id, domain: `${id}.example`, siteOwner });
const contents = (principal: Person | undefined, ...websites: object[]) =>
  ({ eligibility: { organizerKind: 'enterprise' }, principal, websites }) as unknown as FilingContents;
const EVENTS = [...new Set(Object.values(TRANSITIONS).flatMap((item) => Object.keys(item) as FilingEvent[]))];
const filingWith = (filingContents: FilingContents, filingType: FilingType = 'first') => ({
  id: 'f1',
  filingType,
  round: 2,
  version: 7,
  contents: filingContents,
});

describe('the catalogue', () => {
  // Occasion in the providers' consoles, audience, whether by SMS, and text.
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
      '你的备案申请未通过初审，请登录查看修改建议，并在45天内重新提交。',
    ],
    ['FIRST_PASSED', 'accepted', 'account, site-owner', false, '你的备案申请已通过初审，即将提交管局审核。'],
    [
      'SMS_VERIFY',
      'sms-verification',
      'account, site-owner',
      true,
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
      '审核人员未能与你取得联系，将于1小时左右再次致电，请保持电话畅通。',
    ],
    ['DRAFT_EXPIRING', 'draft-expiring', 'account', true, '你的备案草稿将于5天后过期，请尽快提交。'],
    ['ORDER_STALE', 'correction-expiring', 'account', true, '你的备案申请将于5天后转为草稿，请尽快修改提交。'],
    ['RESOURCE_EXPIRING', 'resource-expiring', 'account', true, '备案关联的{resource}即将到期，请续费以免影响审核。'],
    ['PUBLIC_SECURITY', 'public-security', 'account', false, '请在网站开通后30日内办理公安备案。'],
    // Our own notifications.
    ['', 'revoked', 'account, site-owner', true, '你的备案已被注销，请登录查看详情。'],
    [
      '',
      'accepted-amended',
      'account, site-owner',
      true,
      '你的备案申请已通过初审，审核人员更正了其中的内容，请登录查看。',
    ],
    ['', 'ending-handed-in', 'account', false, '你的申请已提交管局，请留意后续通知。'],
    [
      '',
      'ending-returned',
      'account',
      true,
      '你的注销或取消接入申请未通过，备案信息未变，请登录查看原因，放弃后可以重新申请。',
    ],
    ['', 'change-approved', 'account, site-owner', true, '你的变更备案已通过，备案信息已更新，备案号不变。'],
    ['', 'ending-lapsed', 'account', true, '未完成短信核验，注销申请已失效，备案信息未变。'],
    ['', 'ending-done', 'account, site-owner', true, '你申请的注销或取消接入已办结，备案号：{icpNo}，请登录查看详情。'],
    ['', 'record-cancelled', 'account', true, '你的备案已被管局注销，请登录查看原因和后续办理方式。'],
    [
      '',
      'website-filed-anew',
      'account',
      false,
      '你的网站的域名已由别的账号或主体重新备案，原来的备案号不再有效。如果不是你办理的，请联系接入商。',
    ],
    ['', 'filing-stopped', 'account', false, '你的备案已注销或不再接入，正在办理的备案订单已终止。'],
    ['', 'access-ended', 'account', true, '你的网站已取消接入，备案号可能被管局注销，请登录查看详情。'],
    ['', 'record-notice', 'account', true, '你的备案有新的整改通知，请登录查看并处理。'],
    ['', 'record-inspection', 'account', true, '你的备案需要整改，请在{date}前完成，可申请延期一次。'],
    ['', 'record-notice-due', 'account', true, '你的备案整改将于{date}到期，请尽快完成并提交复核。'],
    [
      '',
      'filed-expiring',
      'account',
      true,
      '备案的{resource}将于{date}到期，请在到期前更新，信息有变化的请办理变更备案。',
    ],
    ['', 'website-amiss', 'account', false, '你的备案网站打不开或没有标明备案号，请登录查看并处理。'],
    ['', 'webhook-disabled', 'account', false, '接口推送地址连续5天接收失败，已停用，请检查后重新启用。'],
  ])('has for %s the notification %s to %s (SMS: %s): %s', (_, name, audience, sms, text) => {
    const entry = notificationEntry(name);

    expect([entry.audience.join(', '), entry.sms, entry.text]).toEqual([audience, sms, text]);
  });

  it('send nobody who may have no WeChat to the mini program', () => {
    expect(ALL.filter((name) => notificationEntry(name).text.includes('小程序'))).toEqual([]);
  });

  it('have these parameters in their texts, and no others', () => {
    const parameters = ALL.map((name) => [name, parametersOf(name)] as const).filter(([, names]) => names.length > 0);

    expect(Object.fromEntries(parameters)).toEqual({
      approved: ['icpNo'],
      'authority-returned': ['reason'],
      'resource-expiring': ['resource'],
      'transfer-waiting': ['stopCode'],
      'ending-done': ['icpNo'],
      'record-inspection': ['date'],
      'record-notice-due': ['date'],
      'filed-expiring': ['resource', 'date'],
    });
  });

  it.each(ALL)('has a channel for the audience of %s', (name) => {
    const { sms, wechat } = notificationEntry(name);

    expect(sms || wechat !== undefined).toBe(true);
    if (wechat) expect(notificationEntry(name).audience).toContain('account');
  });

  // Template of the subscribe message, what happened, and what comes next.
  it.each<[Notification, string, string, string]>([
    ['submitted', 'progress', '备案申请已提交', '预计1个工作日内完成初审'],
    ['returned', 'action', '备案申请未通过初审', '请按修改建议在45天内重新提交'],
    ['accepted', 'progress', '备案申请已通过初审', '即将提交管局审核'],
    ['sms-verification', 'action', '请完成工信部短信核验', '请在24小时内用收到的验证码核验'],
    ['sms-unconfirmed', 'action', '短信核验还剩6小时', '请尽快完成核验'],
    ['sms-failed', 'action', '短信核验未完成', '备案申请已退回，请重新提交'],
    ['approved', 'result', '备案已通过', '{icpNo}'],
    ['authority-returned', 'action', '备案申请被管局退回', '{reason}'],
    ['revoked', 'result', '备案已被注销', '请打开小程序查看详情'],
    ['draft-expiring', 'action', '备案草稿将于5天后过期', '请尽快提交备案申请'],
    ['correction-expiring', 'action', '备案申请将于5天后转为草稿', '请尽快修改并重新提交'],
    ['resource-expiring', 'action', '备案关联的{resource}即将到期', '请续费以免影响审核'],
    ['public-security', 'action', '请办理公安备案', '请在网站开通后30日内办理'],
    ['ending-handed-in', 'progress', '申请已提交管局', '请留意短信核验和审核结果'],
    ['ending-returned', 'action', '注销或取消接入申请未通过', '备案信息未变，请查看原因'],
    ['change-approved', 'result', '变更备案已通过', '备案信息已更新'],
    ['ending-lapsed', 'result', '未完成短信核验，注销申请已失效', '备案信息未变，可以重新申请'],
    ['ending-done', 'result', '注销或取消接入已办结', '请打开小程序查看详情'],
    ['record-cancelled', 'result', '备案已被管局注销', '请查看原因和后续办理方式'],
    ['website-filed-anew', 'result', '域名已用新的备案号重新备案', '不是你办理的，请联系接入商'],
    ['filing-stopped', 'result', '正在办理的备案订单已终止', '备案已注销或不再接入，请查看原因'],
    ['access-ended', 'action', '网站已取消接入', '请办理接入备案，避免备案号被注销'],
    ['record-notice', 'action', '备案有新的整改通知', '请查看并处理'],
    ['record-inspection', 'action', '备案需要整改', '请在{date}前完成整改'],
    ['record-notice-due', 'action', '备案整改即将到期', '请在{date}前完成并提交复核'],
    ['filed-expiring', 'action', '备案的{resource}即将到期', '请在{date}前更新'],
    ['website-amiss', 'action', '网站打不开或没有标明备案号', '请在我的备案查看并处理'],
    ['webhook-disabled', 'action', '接口推送地址已停用', '连续5天接收失败，请检查后启用'],
  ])('has a subscribe message for %s, as %s: %s, %s', (name, template, what, next) => {
    expect(notificationEntry(name).wechat).toEqual({ template, what, next });
  });

  it('has reminders that are valid only in these states of the filing', () => {
    const reminders = ALL.map((name) => [name, notificationEntry(name).onlyIn]).filter(([, states]) => states);

    expect(Object.fromEntries(reminders)).toEqual({
      'sms-unconfirmed': ['sms-verification'],
      'draft-expiring': ['draft'],
      'correction-expiring': ['returned', 'authority-returned'],
      'resource-expiring': ['submitted', 'queued', 'sms-verification', 'authority-review'],
      'public-security': ['approved'],
    });
  });
});

describe('isFor', () => {
  const typesOf = (name: Notification) => FILING_TYPE_NAMES.filter((type) => isFor(name, type)).join(', ');

  it.each<[Notification, string]>([
    ['public-security', 'first, new-website, new-access'],
    ['correction-expiring', 'first, new-website, new-access, change'],
    ['resource-expiring', 'first, new-website, new-access, change'],
    ['sms-unconfirmed', 'first, new-website, new-access, change, end-access, cancel-website, cancel-organizer'],
  ])('sends %s for these types of filing: %s', (name, types) => {
    expect(typesOf(name)).toBe(types);
  });
});

describe('remindersOf', () => {
  const recipients = (filingContents: FilingContents, name: Notification = 'returned') =>
    remindersOf(name, filingWith(filingContents), 'v7').map(({ payload }) => payload.recipient);

  it('returns a message for each channel and each phone number', () => {
    const of = contents(
      person('13822230001'),
      website('w1', person('13822230002')),
      website('w2', person('13822230003')),
    );

    expect(recipients(of)).toEqual(['account', 'principal', 'site-owner:w1', 'site-owner:w2']);
  });

  it('sends one SMS to a principal who is also the site owner', () => {
    const same = person('13822230001');

    expect(recipients(contents(same, website('w1', same), website('w2', same)))).toEqual(['account', 'principal']);
  });

  it('omits people without a number', () => {
    expect(recipients(contents(undefined, website('w1')))).toEqual(['account']);
  });

  it('sends notifications for site owners only to them', () => {
    const of = contents(person('13822230001'), website('w1', person('13822230002')));

    expect(recipients(of, 'call-missed')).toEqual(['site-owner:w1']);
  });

  it.each<[FilingType, string[]]>([
    ['first', ['account', 'principal', 'site-owner:w1']],
    ['new-website', ['account', 'principal', 'site-owner:w1']],
    ['new-access', ['account', 'site-owner:w1']],
    ['end-access', ['account']],
    ['cancel-website', ['account', 'site-owner:w1']],
    ['cancel-organizer', ['account', 'principal']],
  ])('tells only those of an SMS verification whom it asks: %s', (type, expected) => {
    const of = filingWith(contents(person('13822230001'), website('w1', person('13822230002'))), type);

    const asked = (name: Notification) => remindersOf(name, of, 'v7').map(({ payload }) => payload.recipient);

    expect([asked('sms-verification'), asked('sms-unconfirmed')]).toEqual([expected, expected]);
    expect(asked('returned')).toEqual(['account', 'principal', 'site-owner:w1']);
  });

  it('sends notifications for the account only to it, and without SMS only by WeChat', () => {
    const of = contents(person('13822230001'), website('w1', person('13822230002')));

    expect(recipients(of, 'correction-expiring')).toEqual(['account', 'principal']);
    expect(recipients(of, 'draft-expiring')).toEqual(['account']);
    expect(recipients(of, 'submitted')).toEqual(['account']);
  });

  it('uses one key for one occasion, and no personal data', () => {
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
    expect(accountReminder('webhook-disabled', 'a1', 'once')).toEqual({
      topic: 'reminder',
      key: 'reminder/webhook-disabled/once/account',
      payload: { notification: 'webhook-disabled', accountId: 'a1', recipient: 'account' },
    });
  });

  it('notifies people after certain transitions, once per version', () => {
    const of = filingWith(contents(undefined));

    const keysAfter = (event: FilingEvent) => remindersAfter(event, of).map(({ key }) => key);

    expect(keysAfter('submit')).toEqual(['reminder/submitted/f1/v7/account']);
    expect(keysAfter('accept')).toEqual(['reminder/accepted/f1/v7/account']);
    expect(keysAfter('return')).toEqual(['reminder/returned/f1/v7/account']);
    expect(keysAfter('send-sms')).toEqual(['reminder/sms-verification/f1/v7/account']);
    expect(keysAfter('fail-sms')).toEqual(['reminder/sms-failed/f1/v7/account']);
    expect(keysAfter('approve')).toEqual(['reminder/approved/f1/v7/account']);
    expect(keysAfter('authority-return')).toEqual(['reminder/authority-returned/f1/v7/account']);
    expect(keysAfter('revoke')).toEqual(['reminder/revoked/f1/v7/account']);
    expect([keysAfter('save'), keysAfter('withdraw')]).toEqual([[], []]);
  });

  it.each<[FilingType, FilingEvent, Notification | undefined]>([
    ['first', 'return', 'returned'],
    ['first', 'authority-return', 'authority-returned'],
    ['first', 'approve', 'approved'],
    ['new-website', 'approve', 'approved'],
    ['change', 'return', 'returned'],
    ['change', 'authority-return', 'authority-returned'],
    ['change', 'approve', 'change-approved'],
    ['end-access', 'return', 'ending-returned'],
    ['cancel-website', 'return', 'ending-returned'],
    ['cancel-organizer', 'return', 'ending-returned'],
    ['cancel-website', 'authority-return', 'ending-returned'],
    ['cancel-website', 'fail-sms', 'ending-returned'],
    ['cancel-website', 'lapse', 'ending-lapsed'],
    ['cancel-website', 'decline', 'declined'],
    ['cancel-website', 'approve', 'ending-done'],
    ['cancel-website', 'submit', undefined],
  ])('of %s, after %s, the notification is %s', (type, event, name) => {
    const sent = remindersAfter(event, filingWith(contents(undefined), type)).map(
      ({ payload }) => payload.notification,
    );

    expect(sent).toEqual(name ? [name] : []);
  });

  it('tells nobody whose filing ends something to mend it and hand it in again', () => {
    const events = EVENTS.flatMap((event) => remindersAfter(event, filingWith(contents(undefined), 'cancel-website')));
    const texts = events.map(({ payload }) => {
      const { text, wechat } = notificationEntry(payload.notification as Notification);
      return `${text} ${wechat?.what} ${wechat?.next}`;
    });

    expect(texts.length).toBeGreaterThan(6);
    expect(texts.filter((text) => /修改|重新提交/.test(text))).toEqual([]);
  });

  it('tells of an acceptance in which a reviewer corrected something in this round, by SMS as well', () => {
    const amended = (round: number) =>
      filingWith({ ...contents(person('13800001234')), amendments: [{ round }] } as unknown as FilingContents);

    expect(remindersAfter('accept', amended(2)).map(({ key }) => key)).toEqual([
      'reminder/accepted-amended/f1/v7/account',
      'reminder/accepted-amended/f1/v7/principal',
    ]);
    expect(remindersAfter('accept', amended(1)).map(({ key }) => key)).toEqual(['reminder/accepted/f1/v7/account']);
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
