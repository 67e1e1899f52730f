import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { openidOfName } from 'tencent-stand-in/wechat.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Channels } from '../../shared/domain/messages/channels.ts';
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

/** A filing that is returned, of somebody with these preferences; then what reached whom, and the outbox. */
async function returned(channels: Channels | undefined, { isConfirmed = true } = {}) {
  const { tables, weChat, sms, mailbox } = delivery;
  const openid = openidOfName(`prefers ${++names}`);
  const { filingId } = await tables.submittedFiling('展示公司产品的介绍和使用说明', openid, PRINCIPAL);
  const { applicantId } = await tables.reviews.findFiling(filingId);
  if (channels) await tables.notificationPreferences.choose(applicantId, channels);
  if (isConfirmed) await tables.contacts.confirm(filingId, PRINCIPAL.email, 'link');
  await tables.transactions.sql.deleteFrom('outbox').execute();
  await tables.reviews.changeFiling(filingId, () => ({ event: 'return' }));
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
    const { outbox, ...heard } = await returned(undefined);

    expect(heard).toEqual({ weChat: 1, sms: BOTH_PHONES, mails: [] });
    expect(outbox.toSorted()).toEqual(['account sent', 'principal sent', 'site-owner sent']);
  });

  it('goes by mail beside, once, to the confirmed mailbox of the principal', async () => {
    const { weChat, mails, outbox } = await returned({ weChat: true, sms: true, mail: true });

    expect(weChat).toBe(1);
    expect(mails).toMatchObject([
      {
        to: PRINCIPAL.email,
        subject: '网站备案：yunfan-keji.cn',
        text: '你的备案申请未通过初审，请登录查看修改建议，并在45天内重新提交。',
      },
    ]);
    expect(outbox).toContain('mailbox sent');
  });

  it('goes by mail alone where nothing else is wanted; site owners hear what they have to do all the same', async () => {
    const heard = await returned({ weChat: false, sms: false, mail: true });

    expect(heard).toMatchObject({ weChat: 0, sms: [`+86${SITE_OWNER.mobile}`], mails: [{ to: PRINCIPAL.email }] });
    expect(heard.outbox.toSorted()).toEqual([
      'account refused',
      'mailbox sent',
      'principal refused',
      'site-owner sent',
    ]);
  });

  it('goes to no mailbox that nobody has confirmed', async () => {
    const { mails, outbox } = await returned({ weChat: true, sms: false, mail: true }, { isConfirmed: false });

    expect(mails).toEqual([]);
    expect(outbox).toContain('mailbox unreachable');
  });
});
