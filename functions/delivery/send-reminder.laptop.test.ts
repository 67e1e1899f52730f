import { INDIVIDUAL } from 'specimens/people.ts';
import { valuesInOrder } from 'tencent-stand-in/wechat/subscribe-messages.ts';
import { openidOfName } from 'tencent-stand-in/wechat.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDays, beijingDay, beijingInstant, dayInWords, minuteInWords } from '../../contracts/kit/beijing-time.ts';
import { recordBegunBy } from '../../contracts/kit/record-id.ts';
import type { Change } from '../../shared/domain/filing/change.ts';
import type { FilingEvent } from '../../shared/domain/filing/machine.ts';
import { accountReminder, type Notification, remindersOf } from '../../shared/domain/messages/notifications.ts';
import { budgetsOf } from '../../tests/support/database/instance.ts';
import { type DeliveryUnderTest, deliveryUnderTest } from '../../tests/support/delivery.ts';
import { SITE_OWNER } from '../../tests/support/desk/review-tables.ts';

/** The site owner's number in every filing here. */
const PHONE = `+86${SITE_OWNER.mobile}`;

let delivery: DeliveryUnderTest;
let tables: DeliveryUnderTest['tables'];
let names = 0;
let openid: string;
let before: { readonly weChat: number; readonly sms: number };

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  delivery = await deliveryUnderTest();
  ({ tables } = delivery);
});
afterAll(() => delivery.close());
beforeEach(() => {
  vi.mocked(console.log).mockClear();
  // Past the vendor's limit of one equal text per half minute.
  tables.clock.forward(31);
  names += 1;
  openid = openidOfName(`person ${names}`);
  before = { weChat: delivery.weChat.messages().length, sms: delivery.sms.messages().length };
});
afterEach(async () => {
  await tables.transactions.sql.deleteFrom('outbox').execute();
});

const weChatMessages = () => delivery.weChat.messages().slice(before.weChat);
const smsMessages = () => delivery.sms.messages().slice(before.sms);
const rows = () =>
  tables.transactions.sql.selectFrom('outbox').select(['key', 'state', 'failure']).orderBy('key').execute();
const forgetOutbox = () => tables.transactions.sql.deleteFrom('outbox').execute();

/** A submitted filing whose applicant has WeChat, whose site owner is its principal too, and whose outbox is empty. */
async function filingOfAPerson() {
  const filing = await tables.submittedFiling('展示公司产品的介绍和使用说明', openid, SITE_OWNER);
  await forgetOutbox();
  return filing;
}

/** The last day to correct what is returned now. */
const lastDay = () => dayInWords(beijingInstant(addDays(beijingDay(tables.clock.now()), 45), 0));

const change = (filingId: string, event: FilingEvent, more: Partial<Change> = {}) =>
  tables.reviews.changeFiling(filingId, () => ({ event, ...more }));

describe('a reminder', () => {
  it('is sent by WeChat to the account and by SMS to its principal, who is the site owner too, each once', async () => {
    const { filingId } = await filingOfAPerson();
    await change(filingId, 'accept');
    await change(filingId, 'send-sms');
    await change(filingId, 'fail-sms');
    await tables.transactions.sql.deleteFrom('outbox').where('key', 'not like', 'reminder/sms-failed/%').execute();

    const counts = await delivery.instance()();
    await delivery.instance()();

    expect(counts).toEqual({ sent: 2, ended: 0, postponed: 0, parked: 0 });
    expect(weChatMessages().map((message) => [message.openid, valuesInOrder(message).slice(0, 3)])).toEqual([
      [openid, ['yunfan-keji.cn', '短信核验未完成', `已退回，请${lastDay()}前再提交`]],
    ]);
    expect(smsMessages().map(({ phone, text }) => [phone, text])).toEqual([
      [PHONE, '【备案服务】yunfan-keji.cn短信核验超时退回，再交后重发的验证码到 beian.miit.gov.cn 填'],
    ]);
  });

  it('[D4] gives both vendors its id, which is the key in the outbox', async () => {
    const { filingId } = await filingOfAPerson();
    await change(filingId, 'return');

    await delivery.instance()();

    const notice = new URLSearchParams(weChatMessages()[0]?.page?.split('?')[1]).get('notice');
    expect([notice, smsMessages()[0]?.sessionContext].toSorted()).toEqual((await rows()).map(({ key }) => key));
    expect(weChatMessages()[0]?.page).toMatch(/^pages\/progress\/index\?filingId=/);
  });

  it('contains the filing number, in SMS and WeChat', async () => {
    const { filingId, websiteId } = await filingOfAPerson();
    const numbers = { organizer: '粤ICP备2026000001号', websites: { [websiteId]: '粤ICP备2026000001号-1' } };
    for (const event of ['accept', 'send-sms', 'confirm-sms'] as const) await change(filingId, event);
    await change(filingId, 'approve', { numbers });
    await tables.transactions.sql.deleteFrom('outbox').where('key', 'not like', 'reminder/approved/%').execute();

    await delivery.instance()();

    expect(smsMessages().map(({ text }) => text)).toEqual([
      '【备案服务】yunfan-keji.cn备案通过，备案号粤ICP备2026000001号，可到 beian.miit.gov.cn 查',
    ]);
    expect(weChatMessages().map((message) => valuesInOrder(message)[2])).toEqual(['粤ICP备2026000001号']);
  });

  it('shows the reviewer’s reason in the applicant’s WeChat, but only the number of flags on a lock screen', async () => {
    const { filingId } = await filingOfAPerson();
    for (const event of ['accept', 'send-sms', 'confirm-sms'] as const) await change(filingId, event);
    const reason = '网站名称含有“中国”字样，请更换后重新提交';
    await change(filingId, 'authority-return', {
      flagged: ['websites.0.name', 'websites.0.remark'].map((field) => ({ field, reason, suggestion: '' })),
    });
    await tables.transactions.sql.deleteFrom('outbox').where('key', 'not like', 'reminder/authority%').execute();

    await delivery.instance()();

    expect(smsMessages().map(({ text }) => text)).toEqual([
      `【备案服务】yunfan-keji.cn备案被管局退回，请让办理人${lastDay()}前改好 ba.example.com/#${filingId.slice(0, 6)}`,
    ]);
    expect(weChatMessages().map((message) => valuesInOrder(message)[2])).toEqual([
      '网站名称含有“中国”字样，请更换…等2处',
    ]);
  });

  it('to act is dropped when there is nothing left to do', async () => {
    const { filingId } = await filingOfAPerson();
    for (const event of ['accept', 'send-sms'] as const) await change(filingId, event);
    await forgetOutbox();
    await tables.outbox.add(remindersOf('sms-unconfirmed', await tables.reviews.findFiling(filingId), 'v3'));
    await change(filingId, 'confirm-sms');

    const counts = await delivery.instance()();

    expect(counts).toMatchObject({ sent: 0, ended: 2 });
    expect((await rows()).map(({ failure }) => failure)).toEqual(['out-of-date', 'out-of-date']);
    expect([...weChatMessages(), ...smsMessages()]).toEqual([]);
  });

  it('about a record has its website, and the day until when; it is dropped once the notice is answered', async () => {
    const { filingId, websiteId, applicantId } = await filingOfAPerson();
    const numbers = { organizer: '粤ICP备2026000007号', websites: { [websiteId]: '粤ICP备2026000007号-1' } };
    for (const event of ['accept', 'send-sms', 'confirm-sms'] as const) await change(filingId, event);
    const { contents } = await tables.reviews.findFiling(filingId);
    await change(filingId, 'approve', { numbers, contents: { ...contents, principal: SITE_OWNER } });
    await forgetOutbox();
    const recordId = recordBegunBy(filingId);
    const told = { recordId, kind: 'inspection', at: tables.clock.now(), websites: [] };
    const items = [{ reason: '电话无人接听' }];
    for (const sequence of [1, 2])
      await tables.recordEvents.keep({ ...told, sequence, items, dueAt: new Date('2099-12-04T15:59:59Z') });
    await tables.recordEvents.applyKept(recordId);
    const answer = { kind: 'notice-answered', at: '2026-12-01T00:00:00.000Z', notice: 1, word: '已改' } as const;
    await tables.records.change(recordId, applicantId, () => answer);

    const counts = await delivery.instance()();

    expect(counts).toMatchObject({ sent: 2, ended: 2 });
    expect(smsMessages().map(({ phone, text }) => [phone, text])).toEqual([
      [
        PHONE,
        `【备案服务】yunfan-keji.cn的备案要整改，请让办理人12月4日前完成 ba.example.com/#r${String(recordId).slice(0, 6)}-2`,
      ],
    ]);
    expect(weChatMessages().map((message) => valuesInOrder(message).slice(0, 3))).toEqual([
      ['yunfan-keji.cn', '备案需要整改', '请在12月4日前完成整改'],
    ]);
  });

  it('that a notice is closed comes without it, since what asks to act on one is dropped then', async () => {
    const { filingId, websiteId } = await filingOfAPerson();
    const numbers = { organizer: '粤ICP备2026000008号', websites: { [websiteId]: '粤ICP备2026000008号-1' } };
    for (const event of ['accept', 'send-sms', 'confirm-sms'] as const) await change(filingId, event);
    const { contents } = await tables.reviews.findFiling(filingId);
    await change(filingId, 'approve', { numbers, contents: { ...contents, principal: SITE_OWNER } });
    await forgetOutbox();
    const recordId = recordBegunBy(filingId);
    const told = { recordId, at: tables.clock.now(), websites: [] };
    const items = [{ reason: '电话无人接听' }];
    await tables.recordEvents.keep({ ...told, kind: 'notice', sequence: 1, items });
    await tables.recordEvents.keep({ ...told, kind: 'notice-closed', sequence: 2, items: [], notice: 1 });
    await tables.recordEvents.applyKept(recordId);

    const counts = await delivery.instance()();

    expect(counts).toMatchObject({ sent: 2, ended: 2 });
    expect(smsMessages().map(({ text }) => text)).toEqual([
      `【备案服务】yunfan-keji.cn的整改已办结，不用再让办理人处理 ba.example.com/#r${String(recordId).slice(0, 6)}`,
    ]);
    expect(weChatMessages().map((message) => valuesInOrder(message).slice(0, 3))).toEqual([
      ['yunfan-keji.cn', '备案整改已办结', '不用再处理，信息有变请及时变更'],
    ]);
  });

  it('about no filing is sent to the account', async () => {
    const { accountId } = await tables.accounts.signIn(openid);
    await tables.outbox.add([accountReminder('webhook-disabled', accountId, 'endpoint-2026-11-25')]);

    await delivery.instance()();

    expect(weChatMessages().map((message) => valuesInOrder(message).slice(0, 3))).toEqual([
      ['接口推送', '接口推送地址已停用', '连续5天接收失败，请检查后启用'],
    ]);
  });

  it('uses the texts of the catalogue, for every notification', async () => {
    const { filingId } = await filingOfAPerson();
    const filing = { ...(await tables.reviews.findFiling(filingId)), round: 1 };
    const names: readonly Notification[] = ['submitted', 'call-missed', 'resource-expiring'];
    for (const name of names) await tables.outbox.add(remindersOf(name, filing, 'once', { resource: 'domain' }));

    await delivery.instance()();

    expect(smsMessages().map(({ text }) => text)).toEqual([
      `【备案服务】你负责的yunfan-keji.cn：审核人员打你电话没通，约1小时后再打，请接听 ba.example.com/#${filingId.slice(0, 6)}`,
    ]);
    expect(
      weChatMessages()
        .map((message) => valuesInOrder(message)[1])
        .toSorted(),
    ).toEqual(['备案关联的域名即将到期', '备案申请已提交']);
  });
});

describe('somebody who files on the web by their phone number', () => {
  /** A filing of an account without WeChat, and its number. */
  async function filingByPhone(principalMobile?: string) {
    const mobile = `1382220${1000 + names}`;
    const principal = principalMobile && { ...INDIVIDUAL.principal, mobile: principalMobile.replace('…', mobile) };
    const { filingId, websiteId } = await tables.submittedFiling(undefined, openid, principal || undefined);
    const { applicantId } = await tables.reviews.findFiling(filingId);
    const { accountId } = await tables.accounts.signInByPhone(`1392220${1000 + names}`);
    await tables.accounts.moveWeChat(applicantId, accountId);
    await tables.accounts.linkPhone(applicantId, mobile);
    await forgetOutbox();
    return { filingId, websiteId, applicantId, phone: `+86${mobile}` };
  }
  const deliver = async () => {
    await delivery.instance()();
    await delivery.instance()();
  };
  const textsTo = (number: string) =>
    smsMessages()
      .filter(({ phone }) => phone === number)
      .map(({ text }) => text);

  it.each<
    [string, (awaited: Awaited<ReturnType<typeof filingByPhone>>) => Promise<unknown>, (address: string) => string]
  >([
    [
      'the filing is returned',
      ({ filingId }) => change(filingId, 'return'),
      (address) => `【备案服务】yunfan-keji.cn初审退回，改内容，${lastDay()}前交回 ${address}`,
    ],
    [
      'the SMS verification is due',
      async ({ filingId }) => {
        await change(filingId, 'accept');
        await change(filingId, 'send-sms');
      },
      (address) =>
        `【备案服务】yunfan-keji.cn：请提醒负责人${minuteInWords(new Date(tables.clock.now().getTime() + 86_400_000))}前到工信部网站填码 ${address}`,
    ],
    [
      'it is approved',
      async ({ filingId, websiteId }) => {
        for (const event of ['accept', 'send-sms', 'confirm-sms'] as const) await change(filingId, event);
        await forgetOutbox();
        const organizer = '粤ICP备2026000003号';
        await change(filingId, 'approve', { numbers: { organizer, websites: { [websiteId]: `${organizer}-1` } } });
      },
      (address) =>
        `【备案服务】yunfan-keji.cn备案通过。号挂首页底部，${dayInWords(new Date(tables.clock.now().getTime() + 30 * 86_400_000))}前办公安备案 ${address}`,
    ],
    [
      'their draft will end',
      async ({ filingId }) => {
        await change(filingId, 'withdraw');
        await forgetOutbox();
        await tables.outbox.add(
          remindersOf('draft-expiring', await tables.reviews.findFiling(filingId), 'day-25', { date: '12月31日' }),
        );
      },
      (address) => `【备案服务】yunfan-keji.cn的备案草稿12月31日后删除，请在那之前提交 ${address}`,
    ],
  ])('hears once at that number that %s', async (_, happens, text) => {
    const of = await filingByPhone('13722207777');
    await happens(of);

    await deliver();

    expect(textsTo(of.phone)).toEqual([text(`ba.example.com/#${of.filingId.slice(0, 6)}`)]);
  });

  it('tells the end of a draft to nobody else who is in its forms', async () => {
    const { filingId } = await filingByPhone('13722207777');
    await change(filingId, 'withdraw');
    await forgetOutbox();
    await tables.outbox.add(remindersOf('draft-expiring', await tables.reviews.findFiling(filingId), 'day-25'));

    await deliver();

    expect(smsMessages()).toHaveLength(1);
  });

  it.each(['…', ' … '])(
    'hears once where the principal has the same number, however it was typed: “%s”',
    async (typed) => {
      const { filingId, phone } = await filingByPhone(typed);
      await change(filingId, 'return');

      await deliver();

      // As the filer, who can mend it.
      expect(smsMessages().map((message) => [message.phone, message.text.includes('改内容')])).toEqual([[phone, true]]);
    },
  );

  it('hears as the principal where the principal has to do something in person, once', async () => {
    const { filingId, phone } = await filingByPhone('…');
    await change(filingId, 'accept');
    await change(filingId, 'send-sms');

    await deliver();

    expect(textsTo(phone)).toEqual([
      expect.stringMatching(/^【备案服务】yunfan-keji.cn备案：请你.*前到 beian.miit.gov.cn 填工信部发的验证码$/),
    ]);
    expect(textsTo(PHONE)).toEqual([expect.stringMatching(/^【备案服务】你负责的yunfan-keji.cn：/)]);
  });

  it('hears of their record, and nothing once they want no SMS', async () => {
    const { filingId, websiteId, applicantId, phone } = await filingByPhone();
    for (const event of ['accept', 'send-sms', 'confirm-sms'] as const) await change(filingId, event);
    const organizer = '粤ICP备2026000004号';
    const { contents } = await tables.reviews.findFiling(filingId);
    const numbers = { organizer, websites: { [websiteId]: `${organizer}-1` } };
    await change(filingId, 'approve', { numbers, contents: { ...contents, principal: SITE_OWNER } });
    await forgetOutbox();
    const recordId = recordBegunBy(filingId);
    const told = { recordId, kind: 'inspection', at: tables.clock.now(), websites: [] };
    const dueAt = new Date('2099-12-04T15:59:59Z');
    await tables.recordEvents.keep({ ...told, sequence: 1, items: [{ reason: '电话无人接听' }], dueAt });
    await tables.recordEvents.applyKept(recordId);
    await deliver();
    const heard = textsTo(phone);
    await tables.notificationPreferences.choose(applicantId, { weChat: true, sms: false, mail: false });
    await tables.recordEvents.keep({ ...told, sequence: 2, items: [{ reason: '网站打不开' }], dueAt });
    await tables.recordEvents.applyKept(recordId);
    await deliver();

    expect(heard).toEqual([
      `【备案服务】yunfan-keji.cn的备案要整改，12月4日前完成，可延期1次 ba.example.com/#r${String(recordId).slice(0, 6)}-1`,
    ]);
    expect(textsTo(phone)).toEqual(heard);
  });
});

describe('a channel that does not accept a reminder', () => {
  it('ends alone when the person accepts no WeChat messages', async () => {
    const { filingId } = await filingOfAPerson();
    delivery.weChat.refuseMessages(openid);
    await change(filingId, 'return');

    const counts = await delivery.instance()();

    expect(counts).toMatchObject({ sent: 1, ended: 1, postponed: 0 });
    expect([weChatMessages().length, smsMessages().length]).toEqual([0, 1]);
    expect(await rows()).toContainEqual(expect.objectContaining({ state: 'ended', failure: 'refused' }));
  });

  it('ends alone when the person has unsubscribed from SMS', async () => {
    const { filingId } = await filingOfAPerson();
    delivery.sms.failNext('FailedOperation.PhoneNumberInBlacklist');
    await change(filingId, 'return');

    const counts = await delivery.instance()();

    expect(counts).toMatchObject({ sent: 1, ended: 1, postponed: 0 });
    expect([weChatMessages().length, smsMessages().length]).toEqual([1, 0]);
  });

  it('[A4] waits for the next day when the budget for SMS is used up; the vendor is not called', async () => {
    const { filingId } = await filingOfAPerson();
    await change(filingId, 'return');
    const none = { ...budgetsOf(100), account: budgetsOf(0).account };

    const counts = await delivery.instance({ budgets: none })();

    const { sql } = tables.transactions;
    const [waiting] = await sql
      .selectFrom('outbox')
      .select(['due_at', 'failure', 'begun'])
      .where('state', '=', 'waiting')
      .execute();
    const today = beijingDay(tables.clock.now());
    expect(counts).toMatchObject({ sent: 1, postponed: 1 });
    expect(waiting).toMatchObject({ failure: 'sms: throttled (budget-account)', begun: false });
    expect(beijingDay(waiting?.due_at ?? tables.clock.now()) > today).toBe(true);
    expect(smsMessages()).toEqual([]);
  });

  it('[D2] delays only itself when the vendor throttles it, for as long as the limit lasts', async () => {
    const { filingId } = await filingOfAPerson();
    delivery.sms.failNext('LimitExceeded.PhoneNumberOneHourLimit');
    await change(filingId, 'return');
    const run = delivery.instance();

    const first = await run();
    tables.clock.forward(3599);
    const early = await run();
    tables.clock.forward(1);
    const late = await run();

    expect([first, early, late].map(({ sent, postponed }) => [sent, postponed])).toEqual([
      [1, 1],
      [0, 0],
      [1, 0],
    ]);
    expect([weChatMessages().length, smsMessages().length]).toEqual([1, 1]);
  });

  it('is left to a person when WeChat timed out, because the message may have arrived', async () => {
    const { filingId } = await filingOfAPerson();
    delivery.weChat.loseNextAnswer();
    await change(filingId, 'accept');
    const run = delivery.instance();

    const first = await run();
    tables.clock.forward(24 * 60 * 60);
    const later = await run();

    expect([first.parked, first.postponed, later.sent]).toEqual([1, 0, 0]);
    expect(weChatMessages()).toHaveLength(1);
    expect(JSON.stringify(vi.mocked(console.log).mock.calls)).toContain('alarm');
  });

  it('is retried when WeChat was busy', async () => {
    const { filingId } = await filingOfAPerson();
    delivery.weChat.failNext(-1);
    await change(filingId, 'accept');
    const run = delivery.instance();

    const first = await run();
    tables.clock.forward(60);
    const second = await run();

    expect([first.postponed, second.sent]).toEqual([1, 1]);
    expect(weChatMessages()).toHaveLength(1);
  });
});

describe('an instance that dies while it sends a reminder', () => {
  /** Claims due messages and stops after `until`. */
  async function die(until: 'claim' | 'begin'): Promise<void> {
    const { outbox } = tables.instance();
    const claimed = await outbox.claimDue('reminder', 10, 60);
    if (until === 'begin') for (const { key } of claimed) await outbox.markBegun(key);
    tables.clock.forward(60);
  }

  it('lets another one send it when no vendor was called yet', async () => {
    const { filingId } = await filingOfAPerson();
    await change(filingId, 'return');
    await die('claim');

    const counts = await delivery.instance()();

    expect(counts).toMatchObject({ sent: 2, parked: 0 });
  });

  it('leaves it to a person, with an alarm, when it may have arrived, and nothing is sent twice', async () => {
    const { filingId } = await filingOfAPerson();
    await change(filingId, 'return');
    await die('begin');

    const counts = await delivery.instance()();
    const parked = await tables.outbox.listParked(10);
    for (const { key } of parked) await tables.outbox.replay(key);
    const replayed = await delivery.instance()();

    expect(counts).toMatchObject({ sent: 0, parked: 2 });
    expect(parked.map(({ failure }) => failure)).toEqual(Array(2).fill('nobody knows whether it arrived'));
    expect(JSON.stringify(vi.mocked(console.log).mock.calls)).toContain('alarm');
    expect(replayed).toMatchObject({ sent: 2 });
  });
});

describe('many instances', () => {
  it('send each reminder once', async () => {
    for (let count = 1; count <= 6; count += 1) {
      const { filingId } = await tables.submittedFiling('样例', openidOfName(`person ${names} ${count}`));
      await change(filingId, 'accept');
    }
    await tables.transactions.sql.deleteFrom('outbox').where('topic', '!=', 'reminder').execute();

    const runs = await Promise.all([1, 2, 3, 4].map(() => delivery.instance()()));

    expect(runs.reduce((sum, { sent = 0 }) => sum + sent, 0)).toBe(12);
    const notices = weChatMessages().map(({ page }) => page);
    expect(new Set(notices).size).toBe(12);
    expect(notices).toHaveLength(12);
  });
});
