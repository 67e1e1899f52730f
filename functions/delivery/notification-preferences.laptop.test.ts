import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { valuesInOrder } from 'tencent-stand-in/wechat/subscribe-messages.ts';
import { openidOfName } from 'tencent-stand-in/wechat.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordBegunBy } from '../../contracts/kit/record-id.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import type { Website } from '../../shared/domain/filing/filing.ts';
import type { Channels } from '../../shared/domain/messages/channels.ts';
import { accountReminder } from '../../shared/domain/messages/notifications.ts';
import { type DeliveryUnderTest, deliveryUnderTest } from '../../tests/support/delivery.ts';

let delivery: DeliveryUnderTest;
let names = 0;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  delivery = await deliveryUnderTest();
});
afterAll(() => delivery.close());
beforeEach(() => delivery.tables.clock.forward(31));
afterEach(async () => {
  await delivery.tables.transactions.sql.deleteFrom('outbox').execute();
});

const PRINCIPAL = INDIVIDUAL.principal;
const SITE_OWNER = ENTERPRISE.principal;
const NUMBER = '粤ICP备2026000021号';

/** A filing whose SMS verification failed, of somebody with these preferences; then what reached whom, and the outbox. */
async function failed(channels: Channels | undefined, { isConfirmed = true } = {}) {
  const { tables, weChat, sms, mailbox } = delivery;
  const openid = openidOfName(`prefers ${++names}`);
  const { filingId } = await tables.submittedFiling('展示公司产品的介绍和使用说明', openid, PRINCIPAL);
  for (const event of ['accept', 'send-sms'] as const) await tables.reviews.changeFiling(filingId, () => ({ event }));
  const { applicantId } = await tables.reviews.findFiling(filingId);
  if (channels) await tables.notificationPreferences.choose(applicantId, channels);
  if (isConfirmed) await tables.contacts.confirm(filingId, PRINCIPAL.email, 'link');
  await tables.transactions.sql.deleteFrom('outbox').execute();
  await tables.reviews.changeFiling(filingId, () => ({ event: 'fail-sms' }));
  const before = [weChat.messages().length, sms.messages().length, mailbox.messages().length] as const;
  await delivery.instance()();
  await delivery.instance()();
  const outbox = await tables.transactions.sql.selectFrom('outbox').select(['key', 'state', 'failure']).execute();
  return {
    weChat: weChat.messages().slice(before[0]).length,
    sms: sms
      .messages()
      .slice(before[1])
      .map(({ phone }) => phone)
      .toSorted(),
    mails: mailbox.messages().slice(before[2]),
    outbox: outbox.map(({ key, state, failure }) => `${key.split('/').at(-1)?.split(':')[0]} ${failure ?? state}`),
  };
}

const BOTH_PHONES = [`+86${PRINCIPAL.mobile}`, `+86${SITE_OWNER.mobile}`].toSorted();

describe('what a person wants to hear', () => {
  it('is by WeChat and SMS for whoever has chosen nothing', async () => {
    const { outbox, ...heard } = await failed(undefined);

    expect(heard).toEqual({ weChat: 1, sms: BOTH_PHONES, mails: [] });
    expect(outbox.toSorted()).toEqual(['account sent', 'principal sent', 'site-owner sent']);
  });

  it('goes by mail beside, once, to the confirmed mailbox of the principal', async () => {
    const { weChat, mails, outbox } = await failed({ weChat: true, sms: true, mail: true });

    expect(weChat).toBe(1);
    expect(mails).toMatchObject([
      {
        to: PRINCIPAL.email,
        subject: '网站备案：yunfan-keji.cn',
        text: expect.stringMatching(
          /^yunfan-keji.cn短信核验超时退回，填过的都在，\d+月\d+日前再交 https:\/\/ba.example.com\/#[0-9a-f]{6}$/,
        ),
      },
    ]);
    expect(outbox).toContain('mailbox sent');
  });

  it('goes by mail alone where nothing else is wanted; site owners hear what they have to do all the same', async () => {
    const heard = await failed({ weChat: false, sms: false, mail: true });

    expect(heard).toMatchObject({ weChat: 0, sms: [`+86${SITE_OWNER.mobile}`], mails: [{ to: PRINCIPAL.email }] });
    expect(heard.outbox.toSorted()).toEqual([
      'account unwanted',
      'mailbox sent',
      'principal unwanted',
      'site-owner sent',
    ]);
  });

  it('goes to no mailbox that nobody has confirmed', async () => {
    const { mails, outbox } = await failed({ weChat: true, sms: false, mail: true }, { isConfirmed: false });

    expect(mails).toEqual([]);
    expect(outbox).toContain('mailbox unreachable');
  });
});

describe('a notice about a record', () => {
  it('goes to the mailbox that a later filing has confirmed, not only the one that began the record', async () => {
    const { tables, mailbox } = delivery;
    const first = await tables.submittedFiling('展示公司产品', openidOfName(`record ${++names}`), PRINCIPAL);
    const { applicantId, contents } = await tables.reviews.findFiling(first.filingId);
    const approve = async (filingId: string, websites: Readonly<Record<string, string>>) => {
      for (const event of ['accept', 'send-sms', 'confirm-sms'] as const)
        await tables.reviews.changeFiling(filingId, () => ({ event }));
      const numbers = { organizer: NUMBER, websites };
      await tables.reviews.changeFiling(filingId, () => ({ event: 'approve', numbers }));
    };
    await approve(first.filingId, { [first.websiteId]: `${NUMBER}-1` });
    const recordId = recordBegunBy(first.filingId);
    const [later, website] = [
      cryptoIds.uuid(),
      { ...(contents.websites[0] as Website), id: cryptoIds.uuid(), domain: 'yunfan-docs.cn' },
    ];
    await tables.filings.create({
      ...{ id: later, applicantId, filingType: 'new-website', startedFrom: { recordId, version: 1 } },
      contents: { ...contents, websites: [website] },
    });
    await tables.filings.change(later, applicantId, () => ({ event: 'submit', round: 1, lastVerdict: 0 }));
    await approve(later, { [website.id]: `${NUMBER}-2` });
    await tables.contacts.confirm(later, PRINCIPAL.email, 'link');
    await tables.notificationPreferences.choose(applicantId, { weChat: false, sms: false, mail: true });
    await tables.transactions.sql.deleteFrom('outbox').execute();
    const told = { recordId, kind: 'notice', sequence: 1, at: tables.clock.now(), websites: [] };
    await tables.recordEvents.keep({ ...told, items: [{ reason: '电话无人接听' }] });
    await tables.recordEvents.applyKept(recordId);
    const before = mailbox.messages().length;
    await delivery.instance()();
    await delivery.instance()();

    expect(mailbox.messages().slice(before)).toMatchObject([{ to: PRINCIPAL.email }]);
  });
});

describe('that an account is used from a new device', () => {
  /** What whoever has chosen only mail hears of it, with a number of their own. */
  async function toldOfDevice(ownNumber: string, beganAnew: boolean) {
    const { tables, weChat, sms, mailbox } = delivery;
    const { filingId } = await tables.submittedFiling('展示公司产品', openidOfName(`device ${++names}`), PRINCIPAL);
    const { applicantId } = await tables.reviews.findFiling(filingId);
    await tables.accounts.linkPhone(applicantId, ownNumber);
    await tables.notificationPreferences.choose(applicantId, { weChat: false, sms: false, mail: true });
    await tables.contacts.confirm(filingId, PRINCIPAL.email, 'link');
    if (beganAnew) {
      const { contents } = await tables.reviews.findFiling(filingId);
      for (const event of ['withdraw', 'abandon'] as const)
        await tables.reviews.changeFiling(filingId, () => ({ event }));
      tables.clock.forward(1);
      const draft = { id: cryptoIds.uuid(), applicantId, filingType: 'first' } as const;
      await tables.filings.create({ ...draft, contents: { ...contents, principal: undefined } });
    }
    await tables.transactions.sql.deleteFrom('outbox').execute();
    await tables.outbox.add([accountReminder('new-device', applicantId, 'session')]);
    const before = [weChat.messages().length, sms.messages().length, mailbox.messages().length] as const;
    await delivery.instance()();
    await delivery.instance()();
    return {
      weChat: weChat
        .messages()
        .slice(before[0])
        .map((message) => valuesInOrder(message).slice(0, 3)),
      sms: sms
        .messages()
        .slice(before[1])
        .map(({ phone, text }) => [phone, text]),
      mails: mailbox
        .messages()
        .slice(before[2])
        .map(({ to, subject }) => [to, subject]),
    };
  }

  it.each([
    ['13900139777', false],
    ['13900139778', true],
  ])(
    'is told by WeChat and to the own number %s whatever was chosen, and by mail; a new draft has no mailbox: %s',
    async (own, beganAnew) => {
      const text = '你的备案账号刚刚在新的设备上登录。不是你本人，就到 ba.example.com/#/privacy 退出那个设备';

      expect(await toldOfDevice(own, beganAnew)).toEqual({
        weChat: [['账号安全', '账号在新的设备上登录', '不是你本人请在我的隐私退出该设备']],
        sms: [[`+86${own}`, `【备案服务】${text}`]],
        mails: [[PRINCIPAL.email, '网站备案：账号安全']],
      });
    },
  );
});
