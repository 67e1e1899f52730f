import { drawLicence } from 'specimens/cards.ts';
import { ENTERPRISE, type Specimen } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectStore } from '../../platform/compose/object-store.ts';
import { database } from '../../shared/compose/database.ts';
import type { FilingEvent } from '../../shared/domain/filing/machine.ts';
import { JOURNEY_TIMEOUT_MS } from '../e2e/site.ts';
import { documents, records, reviews } from '../support/database/service-ports.ts';
import { approveFiling } from '../support/filings/approve-filing.ts';
import { filledDraft, readyDocument, readyPapers } from '../support/filings/ready-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { lastSmsCode } from '../support/sms-code.ts';
import { goOffline } from './phone-holder.ts';
import { openPhones, type Phones } from './phone-site.ts';

const NAME = '小程序办各类备案的人';
const NUMBER = '粤ICP备2026000001号';
const MAILBOX = 'new-mailbox@example.com';
/** The same company with another website. */
const SECOND: Specimen = {
  ...ENTERPRISE,
  domain: 'yunfan-waibu.cn',
  website: { ...ENTERPRISE.website, name: '云帆样例商城', homeUrl: 'www.yunfan-waibu.cn' },
};
const FROM_REVIEW: readonly FilingEvent[] = ['accept', 'send-sms', 'confirm-sms'];
const FROM_QUEUE: readonly FilingEvent[] = ['send-sms', 'confirm-sms'];
type Holder = Awaited<ReturnType<Phones['holder']>>;

let phones: Phones;

/** Somebody has a record of one website, which was filed with a picture of the licence. */
beforeAll(async () => {
  phones = await openPhones({ review: 'manual', hostFunctions: inProcessHost });
  const { filingId, websiteId } = await filledDraft(await phones.laptop.signedIn(NAME));
  const filing = await (await reviews()).findFiling(filingId);
  const documentId = await readyDocument(filing, 'business-licence', 'organizer');
  const { cleanKey = '' } = await (await documents()).findOwn(documentId, filing.applicantId);
  await (await objectStore()).write(cleanKey, await drawLicence(ENTERPRISE.licence), 'image/jpeg');
  await approveFiling(await reviews(), { filingId, websiteId, organizer: NUMBER });
}, JOURNEY_TIMEOUT_MS);
afterAll(() => phones?.close());

/** The person at their record. */
async function atHome(specimen: Specimen = ENTERPRISE): Promise<Holder> {
  const phone = await phones.holder(specimen, NAME, { width: 360 });
  await phone.holder.openRecord(NUMBER);
  return phone;
}

/** The filing whose page is on top. */
async function filingOn({ page }: Holder) {
  const filingId = String(await page.evaluate('__phone.openCallers().at(-1).options.filingId'));
  return (await reviews()).findFiling(filingId);
}

/** The filing on top goes on to its approval. @param website the last part of the number that its website gets */
async function approve(phone: Holder, events: readonly FilingEvent[], website?: number): Promise<void> {
  const { id, applicantId, contents } = await filingOn(phone);
  const { changeFiling } = await reviews();
  for (const event of events) await changeFiling(id, () => ({ event }));
  const websites = Object.fromEntries(contents.websites.map((filled) => [filled.id, `${NUMBER}-${website}`]));
  const numbers = website === undefined ? {} : { numbers: { organizer: NUMBER, websites } };
  await changeFiling(id, () => ({ event: 'approve', ...numbers }));
  await phone.holder.untilState('approved');
  expect(await (await records()).listOwn(applicantId)).toHaveLength(1);
}

/** The record's websites, each with its number and whether it is connected here. */
async function websitesOf(phone: Holder) {
  const { applicantId } = await filingOn(phone);
  const [record] = await (await records()).listOwn(applicantId);
  return record?.contents.websites.map(({ number, domains, accesses, ended }) => ({
    number,
    domains,
    isHere: !ended && accesses.some((access) => !access.ended),
  }));
}

/** From the six inputs, which the record has filled in but for the server, to the filing's submission. */
async function fileWebsite(phone: Holder, type: string): Promise<void> {
  const { holder } = phone;
  await holder.pickServer();
  await holder.top().getByText(`可以备案，类型为“${type}”`).waitFor();
  await holder.button('开始备案').click();
  await holder.consent();
  const name = holder.field('主办者名称', holder.group('主办单位'));
  await expect.poll(() => name.inputValue()).toBe(ENTERPRISE.organizer.name);
  await holder.goOn('网站信息');
  await holder.fillWebsite(holder.specimen.website);
  await holder.goOn('网站负责人');
  await holder.button(/^与主体负责人相同/).click();
  await holder.top().getByText('已保存').waitFor();
  const { id: filingId, contents } = await filingOn(phone);
  const websiteId = contents.websites[0]?.id ?? '';
  await readyPapers({ filingId, websiteId }, ['business-licence']);
  await holder.goOn('上传材料');
  const licence = holder.tile('business-licence');
  await licence.getByRole('button', { name: /^沿用已备案的照片/ }).click();
  await licence.getByText('已上传').waitFor();
  await holder.goOn('视频核身');
  await holder.top().getByText('核身通过').waitFor();
  await holder.goOn('预览');
  await holder.top().getByText('预检通过，可以提交').waitFor();
  await holder.submit();
  await holder.untilState('submitted');
}

/** From the consequences of an ending to its filing, with the code that its confirmer gets. */
async function fileEnding({ holder }: Holder, confirmer: string): Promise<void> {
  // The last code went to the same number a moment ago.
  await (await database()).sql.deleteFrom('caller_limit').execute();
  const confirmations = holder.top().getByRole('checkbox');
  await confirmations.first().waitFor();
  for (const locator of await confirmations.all()) await locator.click();
  await holder.pick(holder.field('办理原因'), '网站不再使用');
  await holder.button(`获取验证码：${confirmer}`).click();
  await holder.top().getByText('验证码已发送到').waitFor();
  await holder.field('验证码').fill(lastSmsCode(phones.laptop));
  await holder.button('提交申请').click();
  await holder.top().getByText('申请已收下，等待提交管局').waitFor();
  await holder.button('查看进度').click();
  await holder.untilState('queued');
}

// One record goes through them in this order.
describe('a record on the phone, from its page to the approval', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('is changed: the mailbox, which needs no film and no picture; withdrawn once and submitted again', async () => {
    const phone = await atHome();
    const { holder } = phone;
    await holder.button(`变更备案：${ENTERPRISE.organizer.name}`).click();
    await holder.top().getByText('不用上传材料，也不用视频核身。').first().waitFor();
    await holder.top().getByRole('checkbox', { name: '办公室电话、应急电话或邮箱' }).click();
    await holder.button('只改这 1 样').click();
    await holder.heading('主体负责人的联系方式').waitFor();
    const mailbox = holder.field('电子邮箱');
    await expect.poll(() => mailbox.inputValue()).toBe(ENTERPRISE.principal.email);
    expect(await holder.field('主办者名称').count()).toBe(0);
    await mailbox.fill(MAILBOX);
    await holder.goOn('预览');
    await holder.top().getByText('预检通过，可以提交').waitFor();
    await holder.button('显示完整内容').click();
    await holder.top().getByText(MAILBOX).first().waitFor();
    // What the network has stopped is not said any more when it is back.
    await goOffline(phone.page, true);
    await holder.button('提交变更申请').click();
    await holder.answer('允许');
    const lost = holder.top().getByText('请检查网络后重试');
    await lost.waitFor();
    await goOffline(phone.page, false);
    await lost.waitFor({ state: 'detached' });
    await holder.submit();
    await holder.untilState('submitted');

    await holder.button('撤回申请').click();
    await holder.answer('撤回申请');
    await holder.untilState('draft');
    await holder.button('预览并提交').click();
    await holder.top().getByText('预检通过，可以提交').waitFor();
    await holder.submit();
    await holder.untilState('submitted');
    await approve(phone, FROM_REVIEW);

    const { applicantId } = await filingOn(phone);
    const [record] = await (await records()).listOwn(applicantId);
    expect([record?.version, record?.contents.principal?.email]).toEqual([2, MAILBOX]);
    expect(phone.trouble).toEqual([]);
  });

  it('gets a new website, with the licence that is filed already; returned once and repaired', async () => {
    const phone = await atHome(SECOND);
    const { holder } = phone;
    await holder.button(`新增网站：${ENTERPRISE.organizer.name}`).click();
    const number = holder.field('统一社会信用代码');
    await expect.poll(() => number.inputValue()).toBe(ENTERPRISE.licence.creditCode);
    await holder.field('域名').fill(SECOND.domain);
    await fileWebsite(phone, '新增网站');

    const { id } = await filingOn(phone);
    const flagged = [{ field: 'websites.0.details.remark', reason: '备注没有写明面向哪些访客' }];
    await (await reviews()).changeFiling(id, () => ({ event: 'return', flagged }));
    await holder.untilState('returned');
    await holder.button('修改网站备注').click();
    await holder.top().getByText('审核意见：备注没有写明面向哪些访客').waitFor();
    await holder.field('网站备注').fill('展示本公司的样例商品，面向本公司的客户，不提供在线支付');
    await holder.top().getByText('已保存').waitFor();
    await holder.button('改好了，去重新提交').click();
    await holder.heading('提交').waitFor();
    await holder.submit();
    await holder.untilState('submitted');
    await approve(phone, FROM_REVIEW, 2);

    expect(await websitesOf(phone)).toEqual([
      { number: `${NUMBER}-1`, domains: [ENTERPRISE.domain], isHere: true },
      { number: `${NUMBER}-2`, domains: [SECOND.domain], isHere: true },
    ]);
    expect(phone.trouble).toEqual([]);
  });

  it('is no longer connected here with one website, by a code to the site owner', async () => {
    const phone = await atHome();
    await phone.holder.button(`取消接入：${ENTERPRISE.domain}`).click();
    await phone.holder.heading('取消接入').waitFor();
    await fileEnding(phone, '网站负责人的手机号');
    await approve(phone, FROM_QUEUE);

    expect(await websitesOf(phone)).toEqual([
      { number: `${NUMBER}-1`, domains: [ENTERPRISE.domain], isHere: false },
      { number: `${NUMBER}-2`, domains: [SECOND.domain], isHere: true },
    ]);
    expect(phone.trouble).toEqual([]);
  });

  it('is connected here again with it, under the same number', async () => {
    const phone = await atHome();
    const { holder } = phone;
    await holder.button(`接入备案：${ENTERPRISE.organizer.name}`).click();
    await expect.poll(() => holder.field('域名').inputValue()).toBe(ENTERPRISE.domain);
    await fileWebsite(phone, '接入备案');
    await approve(phone, FROM_REVIEW, 1);

    expect(await websitesOf(phone)).toEqual([
      { number: `${NUMBER}-1`, domains: [ENTERPRISE.domain], isHere: true },
      { number: `${NUMBER}-2`, domains: [SECOND.domain], isHere: true },
    ]);
    expect(phone.trouble).toEqual([]);
  });

  it('ends with its organizer, by a code to the principal', async () => {
    const phone = await atHome();
    const { holder } = phone;
    await holder.button('注销主体').click();
    await holder.heading('注销主体').waitFor();
    await fileEnding(phone, '主体负责人的手机号');
    await approve(phone, FROM_QUEUE);

    await holder.open('pages/filings/index');
    await holder.top().getByText('你已办理注销').waitFor();
    expect(phone.trouble).toEqual([]);
  });
});
