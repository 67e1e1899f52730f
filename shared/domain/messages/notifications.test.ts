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
  remindersAfter,
  remindersOf,
  SMS_TEXTS,
  textFor,
} from './notifications.ts';

const ALL = Object.keys(NOTIFICATIONS) as Notification[];
const person = (mobile: string) => ({ mobile }) as Person;
const website = (id: string, siteOwner?: Person) => ({ id, domain: `${id}.example`, siteOwner });
const contents = (principal: Person | undefined, ...websites: object[]) =>
  ({ eligibility: { organizerKind: 'enterprise' }, principal, websites }) as unknown as FilingContents;
const EVENTS = [
  ...new Set(Object.values(TRANSITIONS).flatMap((transitions) => Object.keys(transitions) as FilingEvent[])),
];
const filingWith = (filingContents: FilingContents, filingType: FilingType = 'first') => ({
  id: 'f1',
  filingType,
  round: 2,
  version: 7,
  contents: filingContents,
});

describe('the catalogue', () => {
  // Whether the filer hears by SMS, and who else is told.
  it.each<[Notification, boolean, string]>([
    ['submitted', false, ''],
    ['returned', true, 'principal'],
    ['accepted', false, ''],
    ['accepted-amended', true, 'principal'],
    ['sms-verification', true, 'principal, site-owner'],
    ['sms-unconfirmed', true, 'principal, site-owner'],
    ['sms-failed', true, 'principal, site-owner'],
    ['approved', true, 'principal, site-owner'],
    ['authority-returned', true, 'principal'],
    ['declined', true, 'principal'],
    ['revoked', true, 'principal, site-owner'],
    ['call-missed', false, 'site-owner'],
    ['draft-expiring', true, ''],
    ['correction-expiring', true, ''],
    ['resource-expiring', true, ''],
    ['public-security', true, ''],
    ['change-approved', true, 'principal, site-owner'],
    ['ending-handed-in', false, ''],
    ['ending-returned', true, 'principal'],
    ['ending-lapsed', true, 'principal'],
    ['ending-done', true, 'principal, site-owner'],
    ['record-cancelled', true, 'principal'],
    ['website-filed-anew', true, ''],
    ['filing-stopped', false, ''],
    ['access-ended', true, 'principal'],
    ['record-notice', true, 'principal'],
    ['record-inspection', true, 'principal'],
    ['record-notice-due', true, 'principal'],
    ['record-notice-closed', true, 'principal'],
    ['filed-expiring', true, 'principal'],
    ['website-amiss', true, ''],
    ['transfer-waiting', true, 'principal'],
    ['transfer-stopped', true, 'principal'],
    ['transfer-moved', true, 'principal'],
    ['new-device', true, ''],
    ['webhook-paused', false, ''],
    ['webhook-disabled', false, ''],
  ])('tells of %s the filer (by SMS: %s) and: %s', (name, sms, others) => {
    const told = (['principal', 'site-owner'] as const).filter((role) => textFor(name, role) !== undefined);

    expect([notificationEntry(name).sms ?? false, told.join(', ')]).toEqual([sms, others]);
  });

  it('names in each text the website, or what of the account, and where to go', () => {
    const account: readonly Notification[] = ['new-device', 'webhook-paused', 'webhook-disabled'];
    const texts = ALL.flatMap((name) =>
      (['filer', 'principal', 'site-owner'] as const).flatMap((role) => {
        const text = textFor(name, role);
        return text === undefined ? [] : [{ name, text }];
      }),
    );

    expect(texts.length).toBeGreaterThan(60);
    expect(texts.filter(({ name, text }) => !account.includes(name) && !text.includes('{website}'))).toEqual([]);
    expect(texts.filter(({ text }) => !/\{address\}|beian\.miit\.gov\.cn/.test(text))).toEqual([]);
  });

  it('tells nobody to sign in, or of a mini program: principals and site owners may have neither', () => {
    expect(SMS_TEXTS.filter(([, text]) => /登录(?!。)|小程序|微信|您/u.test(text))).toEqual([]);
  });

  it('sends principals and site owners to what opens without an account, where they are to do something', () => {
    const asked = ALL.filter((name) => notificationEntry(name).asksPeople);

    expect(asked).toEqual(['sms-verification', 'sms-unconfirmed', 'call-missed']);
    expect(textFor('sms-verification', 'site-owner')).toBe(
      '你负责的{website}：请{date}前到 beian.miit.gov.cn 填工信部发的验证码',
    );
    expect(textFor('sms-verification', 'principal')).toBe(
      '{website}备案：请你{date}前到 beian.miit.gov.cn 填工信部发的验证码',
    );
    expect(textFor('sms-verification', 'filer')).toBe('{website}：请提醒负责人{date}前到工信部网站填码 {address}');
  });

  it('has a template for each text, by whom it is for', () => {
    const names = SMS_TEXTS.map(([name]) => name);

    expect(names.slice(0, 3)).toEqual(['returned', 'returned-to-principal', 'accepted-amended']);
    expect(names).toContain('call-missed-to-site-owner');
    expect(names).not.toContain('call-missed');
    expect(names.every((name) => /^[a-z-]+$/.test(name))).toBe(true);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(ALL)('has a channel for whom %s is', (name) => {
    const { toSiteOwner, wechat } = notificationEntry(name);

    expect(toSiteOwner !== undefined || wechat !== undefined).toBe(true);
  });

  // Template of the subscribe message, what happened, and what comes next.
  it.each<[Notification, string, string, string]>([
    ['submitted', 'progress', '备案申请已提交', '预计1个工作日内完成初审'],
    ['returned', 'action', '初审退回，请{date}前交回', '{reason}'],
    ['accepted', 'progress', '备案申请已通过初审', '即将提交管局审核'],
    ['sms-verification', 'action', '请完成工信部短信核验', '{date}前负责人填验证码'],
    ['sms-unconfirmed', 'action', '短信核验还剩6小时', '{date}前没填完就退回'],
    ['sms-failed', 'action', '短信核验未完成', '已退回，请{date}前再提交'],
    ['approved', 'result', '备案已通过', '{icpNo}'],
    ['authority-returned', 'action', '管局退回，请{date}前交回', '{reason}'],
    ['revoked', 'result', '备案已被注销', '请打开小程序查看详情'],
    ['draft-expiring', 'action', '备案草稿将于5天后过期', '请{date}前提交备案申请'],
    ['correction-expiring', 'action', '退回的备案还有5天到期', '请{date}前修改并重新提交'],
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
    ['access-ended', 'action', '网站已不再接入本平台', '请办理接入备案，避免备案号被注销'],
    ['record-notice', 'action', '备案有新的整改通知', '请查看并处理'],
    ['record-inspection', 'action', '备案需要整改', '请在{date}前完成整改'],
    ['record-notice-due', 'action', '备案整改即将到期', '请在{date}前完成并提交复核'],
    ['record-notice-closed', 'result', '备案整改已办结', '不用再处理，信息有变请及时变更'],
    ['filed-expiring', 'action', '备案的{resource}即将到期', '请在{date}前更新'],
    ['website-amiss', 'action', '网站打不开或没有标明备案号', '请在我的备案查看并处理'],
    ['new-device', 'action', '账号在新的设备上登录', '不是你本人请在我的隐私退出该设备'],
    ['webhook-paused', 'action', '接口推送已暂停', '接收失败超过1小时，请检查接收服务'],
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

    expect(recipients(of, 'approved')).toEqual(['account', 'principal', 'site-owner:w1', 'site-owner:w2']);
  });

  it('sends one SMS to a principal who is also the site owner', () => {
    const same = person('13822230001');

    expect(recipients(contents(same, website('w1', same), website('w2', same)), 'approved')).toEqual([
      'account',
      'principal',
    ]);
  });

  it('omits people without a number', () => {
    expect(recipients(contents(undefined, website('w1')), 'approved')).toEqual(['account']);
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
    expect(asked('returned')).toEqual(['account', 'principal']);
  });

  it('tells nobody of the forms what is for the filer alone', () => {
    const of = contents(person('13822230001'), website('w1', person('13822230002')));

    expect(recipients(of, 'correction-expiring')).toEqual(['account']);
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
      const { text, toPrincipal, wechat } = notificationEntry(payload.notification as Notification);
      return `${text} ${toPrincipal} ${wechat?.what} ${wechat?.next}`;
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
