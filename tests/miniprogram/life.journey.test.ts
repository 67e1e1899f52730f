import { drawIdFront } from 'specimens/cards.ts';
import { papersOf } from 'specimens/papers.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { portrait } from 'specimens/person.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordBegunBy } from '../../contracts/kit/record-id.ts';
import { CLAIMABLE_NUMBER } from '../../local/claimable-record.ts';
import { database, transactions } from '../../shared/compose/database.ts';
import { JOURNEY_TIMEOUT_MS, jpeg } from '../e2e/site.ts';
import { recordEvents, recordTransfers, reviews } from '../support/database/service-ports.ts';
import { approveFiling } from '../support/filings/approve-filing.ts';
import { filledDraft } from '../support/filings/ready-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { shot } from '../support/shot.ts';
import { lastSmsCode } from '../support/sms-code.ts';
import { phoneFaults } from './phone-looks.ts';
import { openPhones, type Phones } from './phone-site.ts';

const NUMBER = '粤ICP备2026000001号';
const [HOLDER, TARGET] = ['小程序转出备案的人', '小程序接收备案的人'];
type Holder = Awaited<ReturnType<Phones['holder']>>;

let phones: Phones;

/** Somebody has a record of one website, and a notice that its phone is dead. */
beforeAll(async () => {
  phones = await openPhones({ review: 'manual', hostFunctions: inProcessHost });
  const filer = await phones.laptop.signedIn(HOLDER);
  const { filingId, websiteId } = await filledDraft(filer);
  // The laptop's authority knows the faces of the cards that were read.
  const card = await drawIdFront(ENTERPRISE.idCard, { portrait: await portrait() });
  await filer.upload(filingId, 'id-front', 'principal', card);
  await approveFiling(await reviews(), { filingId, websiteId, organizer: NUMBER });
  const told = { recordId: recordBegunBy(filingId), sequence: 1, kind: 'inspection', at: new Date(), websites: [] };
  const items = [{ field: 'principal.mobile', reason: '电话无人接听' }];
  const events = await recordEvents();
  await (await transactions()).inTransaction(() =>
    events.keep({ ...told, items, dueAt: new Date('2099-12-04T02:00:00Z') }),
  );
  await events.applyKept(told.recordId);
}, JOURNEY_TIMEOUT_MS);
afterAll(() => phones?.close());

/** The code that was sent last. */
const smsCode = (): string => lastSmsCode(phones.laptop);

const onPhone = (name: string) => phones.holder(ENTERPRISE, name, { width: 360 });

async function looked({ page }: Holder, name: string): Promise<void> {
  expect({ name, faults: await phoneFaults(page) }).toEqual({ name, faults: [] });
  await shot(page, `mini-program-${name}`);
}

/** Whatever became of the transfer before: the record can be transferred, and its principal gets a code. */
async function forgetTransfers(): Promise<void> {
  const { sql } = await database();
  await sql.deleteFrom('record_transfer').execute();
  await sql.deleteFrom('caller_limit').execute();
}

/** The holder types the principal's code and shares the card. @returns where it leads */
async function offeredCard(from: Holder): Promise<string> {
  await forgetTransfers();
  await from.holder.openRecord(NUMBER);
  await from.holder.button(`转移备案：${ENTERPRISE.organizer.name}`).click();
  await from.holder.heading('转移到另一个账号').waitFor();
  await from.holder.button('获取验证码：主体负责人的手机号').click();
  await from.holder.field('验证码').fill(await sentTo(from));
  await from.holder.button('生成卡片').click();
  await from.holder.button('发给对方').waitFor();
  await looked(from, 'offer-transfer');
  await from.holder.button('发给对方').click();
  await from.holder.answer('发送');
  return String(await from.page.evaluate('__phone.sharedCards[0].path'));
}

describe('a record on the phone', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('has a notice, whose time is prolonged once and which is answered', async () => {
    const phone = await onPhone(HOLDER);
    const { holder } = phone;
    await holder.open('pages/filings/index');
    await holder.top().getByText(`主体备案号：${NUMBER}`).waitFor();
    await looked(phone, 'filings');
    await holder.openRecord(NUMBER);
    await looked(phone, 'record');
    await holder.top().getByText('请在12月4日前完成整改').waitFor();
    await holder.button('去整改').click();

    await holder.heading('备案核查').waitFor();
    await holder.top().getByText('电话无人接听').waitFor();
    await holder.top().getByText('过了 2099年12月4日 没改好').waitFor();
    await holder.button('延期 7 个工作日').click();
    await holder.answer('确认延期');
    await holder.top().getByText('请在 2099年12月15日').waitFor();
    await holder.button('延期 7 个工作日').waitFor({ state: 'detached' });
    await holder.button('已整改，申请复核').click();
    await holder.top().getByText('还没写改了什么').waitFor();
    await looked(phone, 'notice');
    await holder.field('整改情况').fill('换了新的号码，从今天起能打通');
    await holder.button('已整改，申请复核').click();

    await holder.top().getByText('待复核').waitFor();
    await holder.top().getByText('换了新的号码，从今天起能打通').waitFor();
    expect(phone.trouble).toEqual([]);
  });

  it('has its website checked, and its 公安备案号 entered', async () => {
    const phone = await onPhone(HOLDER);
    const { holder } = phone;
    await holder.openRecord(NUMBER);
    await holder.top().getByRole('link', { name: '检查网站、填公安备案号：yunfan-keji.cn' }).click();

    await holder.heading('yunfan-keji.cn').waitFor();
    await holder.button('检查我的网站').click();
    await holder.top().getByText('2 处要处理，1 处请自己核对').waitFor();
    await holder.top().getByText(`首页没有看到 ${NUMBER}，`).waitFor();
    await looked(phone, 'filed-website');
    await holder.field('公安备案号').fill('粤公网安备44030502000001号');
    await holder.button('保存').click();
    await holder.top().getByText('已保存').waitFor();
    await holder.top().getByText('填号码以后还没有检查过，请再检查一次。').waitFor();
    await holder.top().getByRole('checkbox').click();
    await holder.openRecord(NUMBER);
    await holder.top().getByRole('link', { name: '检查网站、填公安备案号：yunfan-keji.cn' }).click();
    await holder.heading('yunfan-keji.cn').waitFor();
    await expect.poll(() => holder.top().getByRole('checkbox').isChecked()).toBe(false);
    expect(phone.trouble).toEqual([]);
  });

  it('is accepted by the face of the principal, on a phone of their own, before any certificate', async () => {
    const from = await onPhone(HOLDER);
    const to = await onPhone('小程序由负责人刷脸接收的人');
    await to.holder.open((await offeredCard(from)).slice(1));
    await to.holder.button('同意并拍证件').click();
    await to.holder.button('请负责人刷脸').click();
    await to.holder.button('发给负责人').waitFor();
    await looked(to, 'transfer-check');
    await to.holder.button('发给负责人').click();
    await to.holder.answer('发送');
    const path = String(await to.page.evaluate('__phone.sharedCards[0].path'));
    const principal = await onPhone('小程序里刷脸的负责人');
    await principal.holder.open(path.slice(1));
    await principal.holder.top().getByText('有人请求把这份备案转到另一个账号').waitFor();
    await looked(principal, 'principal-check');
    expect(await principal.holder.passLiveness()).toBe('核身通过');
    await to.holder.button('负责人已刷脸，确认接收').click();
    await to.holder.top().getByText('已接收，').waitFor();
    expect([from.trouble, to.trouble, principal.trouble]).toEqual([[], [], []]);
  });

  it('goes to another account: the principal’s code, a card, the certificate, and a day in which they could stop it', async () => {
    const from = await onPhone(HOLDER);
    const path = await offeredCard(from);
    expect(path).toMatch(/^\/pages\/transfer\/index\?token=[\w-]{43}$/);

    const to = await onPhone(TARGET);
    await to.holder.open(path.slice(1));
    await to.holder.top().getByText(NUMBER).waitFor();
    await to.holder.top().getByText('只用来核对是不是备案的主体，不转交管局').waitFor();
    await looked(to, 'transfer-consent');
    await to.holder.button('同意并拍证件').click();
    const licence = await papersOf(ENTERPRISE, () => '2026-11-27')['business-licence']?.();
    await to.holder.upload('business-licence', jpeg(licence ?? Buffer.alloc(0)));
    await looked(to, 'transfer');
    await to.holder.button('确认接收').click();
    await to.holder.top().getByText('已接收，').waitFor();
    await from.holder.open('pages/filings/index');
    await from.holder.top().getByText('之前可以停止').waitFor();
    await looked(from, 'filings-transfer');

    const { sql } = await database();
    const { id } = await sql.selectFrom('record_transfer').select('id').executeTakeFirstOrThrow();
    const principal = await onPhone('小程序里的主体负责人');
    await principal.holder.open('pages/stop-transfer/index');
    await principal.holder.field('停止码').fill((await (await recordTransfers()).stopCodeOf(id)) ?? '');
    await principal.holder.button('查看').click();
    await principal.holder.button('停止这次转移').waitFor();
    await looked(principal, 'stop-transfer');
    // Whoever stops it is not signed in.
    expect(principal.requests.filter((request) => request.startsWith('POST /v1/sessions'))).toEqual([]);

    await sql.updateTable('record_transfer').set({ moves_at: new Date() }).where('id', '=', id).execute();
    await phones.laptop.timers.fire('process-timer');
    await principal.holder.button('停止这次转移').click();
    await principal.holder.top().getByText('备案已经转到接收方的账号').waitFor();
    await to.holder.open('pages/filings/index');
    await to.holder.top().getByText(`主体备案号：${NUMBER}`).waitFor();
    expect([from.trouble, to.trouble, principal.trouble]).toEqual([[], [], []]);
  });

  it('loses its last website: what ends, two warnings, and a code to the site owner', async () => {
    const { sql } = await database();
    // The last code went to the same number a moment ago.
    await sql.deleteFrom('caller_limit').execute();
    const phone = await onPhone(TARGET);
    const { holder } = phone;
    await holder.openRecord(NUMBER);
    await holder.button('注销网站：yunfan-keji.cn').click();

    await holder.heading('注销网站').waitFor();
    await holder.top().getByText('该网站的备案号作废，不能恢复').waitFor();
    const send = holder.button('获取验证码：网站负责人的手机号');
    expect(await send.isDisabled()).toBe(true);
    await holder
      .top()
      .getByRole('checkbox', { name: /我已知悉/ })
      .click();
    await holder
      .top()
      .getByRole('checkbox', { name: /这是备案信息里该主体的最后一个网站/ })
      .click();
    await holder.pick(holder.field('办理原因'), '网站不再使用');
    await looked(phone, 'ending');
    await send.click();
    await holder.field('验证码').fill(await sentTo(phone));
    await holder.button('提交申请').click();
    await holder.top().getByText('申请已收下，等待提交管局').waitFor();
    await looked(phone, 'ending-filed');
    await holder.button('查看进度').click();
    await holder.untilState('queued');
    await looked(phone, 'ending-progress');

    const { id } = await sql
      .selectFrom('filing')
      .select('id')
      .where('filing_type', '=', 'cancel-website')
      .executeTakeFirstOrThrow();
    const { changeFiling } = await reviews();
    const flagged = [{ field: 'websites.0.domain', reason: '网站仍在运行', suggestion: '先停止网站' }];
    await changeFiling(id, () => ({ event: 'return', flagged }));
    await holder.untilState('returned');
    await holder.top().getByText('没有办成的原因').waitFor();
    await holder.top().getByText('网站仍在运行').waitFor();
    await looked(phone, 'ending-returned');
    await holder.button('放弃申请').click();
    await holder.answer('放弃申请');
    await holder.untilState('abandoned');
    expect(phone.trouble).toEqual([]);
  });

  it('loses it without a phone: a declaration and certificates, which the desk reviews', async () => {
    const phone = await onPhone(TARGET);
    const { holder } = phone;
    await holder.openRecord(NUMBER);
    await holder.button('注销网站：yunfan-keji.cn').click();
    await holder.button('收不到验证码，用声明和证件办理').click();
    await holder.top().getByText('本主办者自愿申请注销网站').waitFor();
    await holder
      .top()
      .getByRole('checkbox', { name: /我已知悉/ })
      .click();
    await holder
      .top()
      .getByRole('checkbox', { name: /这是备案信息里该主体的最后一个网站/ })
      .click();
    await holder.pick(holder.field('办理原因'), '网站不再使用');
    // Who took the record over has agreed to that alone: papers go on to the authority.
    await holder.button('同意并上传材料').click();
    const papers = papersOf(ENTERPRISE, () => '2026-11-27');
    for (const kind of ['business-licence', 'id-front', 'ending-declaration'] as const) {
      expect(await holder.button('提交审核').isDisabled()).toBe(true);
      await holder.upload(kind, jpeg((await papers[kind]?.()) ?? Buffer.alloc(0)));
    }
    await looked(phone, 'ending-papers');
    await holder.button('提交审核').click();
    await holder.top().getByText('申请已提交审核').waitFor();
    await holder.button('查看进度').click();
    await holder.untilState('submitted');

    const { sql } = await database();
    const { id } = await sql
      .selectFrom('filing')
      .select('id')
      .where('filing_type', '=', 'cancel-website')
      .where('state', '=', 'submitted')
      .executeTakeFirstOrThrow();
    const { changeFiling } = await reviews();
    for (const event of ['accept', 'send-sms', 'confirm-sms', 'approve'] as const)
      await changeFiling(id, () => ({ event }));
    await holder.untilState('approved');
    await holder.heading('已办结').waitFor();
    await holder.open('pages/filings/index');
    await holder.top().getByText('空壳主体').first().waitFor();
    expect(phone.trouble).toEqual([]);
  });

  it('that came from elsewhere is claimed, with the organizer’s certificate and a code to its principal', async () => {
    const { sql } = await database();
    await sql.deleteFrom('caller_limit').execute();
    const owner = { ...ENTERPRISE, licence: { ...ENTERPRISE.licence, creditCode: CLAIMABLE_NUMBER } };
    const phone = await phones.holder(owner, '小程序认领备案的人', { width: 360 });
    const { holder } = phone;
    await holder.open('pages/filings/index');
    await holder.top().getByRole('link', { name: '备案在别处' }).click();
    await holder.heading('这份备案，现在在哪？').waitFor();
    await looked(phone, 'elsewhere');
    await holder.top().getByRole('link', { name: '以前由这里的工作人员代办' }).click();
    await holder.heading('认领备案').waitFor();
    await holder.top().getByText('只用来核对是不是备案的主体，不转交管局').waitFor();
    await looked(phone, 'claim-consent');
    await holder.button('同意并拍证件').click();
    const licence = await papersOf(owner, () => '2026-11-27')['business-licence']?.();
    await holder.upload('business-licence', jpeg(licence ?? Buffer.alloc(0)));
    await holder.button('查备案并发送验证码').click();
    await holder.field('验证码').fill(await sentTo(phone));
    await holder.top().getByText('粤ICP备2099000101号').waitFor();
    await looked(phone, 'claim');
    await holder.button('认领').click();

    await holder.top().getByText('已认领，备案已归到当前账号。').waitFor();
    await looked(phone, 'claim-done');
    await holder.open('pages/filings/index');
    await holder.top().getByText('主体备案号：粤ICP备2099000101号').waitFor();
    expect(phone.trouble).toEqual([]);
  });
});

/** Waits until the page says that a code was sent. @returns the code */
async function sentTo({ holder }: Holder): Promise<string> {
  await holder.top().getByText('验证码已发送到').waitFor();
  return smsCode();
}
