import { createHash, randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { INDIVIDUAL } from 'specimens/people.ts';
import { drawPapers } from '../walk/papers.ts';
import { PLEASE_RETURN } from '../walk/walk-filing.ts';
import { type Shoot, shootInto } from './overview.ts';
import { PhoneHolder } from './phone-holder.ts';

const SCREEN = { width: 375, height: 812 };
const OPEN_FILING = '__phone.openCallers().at(-1).options.filingId';

const jpeg = (buffer: Buffer) => ({ name: '照片.jpg', mimeType: 'image/jpeg', buffer });

/** Files a website on a phone as a person would, with a screenshot of every page of the mini program. */
export async function walkOnPhone(browser: Browser, gateway: string, out: string): Promise<void> {
  const page = await browser.newPage({ locale: 'zh-CN', viewport: SCREEN });
  const holder = new PhoneHolder(page, gateway, INDIVIDUAL, '手机上的人');
  const papers = await drawPapers('individual');
  const shootPage = shootInto(out, 'mini-program-');
  const shoot = (name: string, colorScheme: 'light' | 'dark' = 'light') => shootPage(page, name, { colorScheme });

  await holder.open('pages/start/index');
  await holder.top().getByText('多久办好').waitFor();
  await shoot('start');
  await holder.top().getByRole('radio', { name: '个人' }).click();
  await holder.button('开始备案').click();
  await holder.fillInEligibility();
  await shoot('eligibility');
  await holder.button('开始备案').click();
  await shoot('consent');
  await holder.consent();
  await holder.button(/^发给证件本人拍/).click();
  await holder.button(/^发给对方/).waitFor();
  await shoot('hand-over-picture');
  await holder.button(/^发给对方/).click();
  await holder.answer('发送');
  const asked = '__phone.sharedCards[0].path';
  await shootOther(browser, gateway, String(await page.evaluate(asked)), '拍什么', 'photograph', shootPage);
  await holder.button(/^收回/).click();
  await holder.button(/^发给证件本人拍/).waitFor();
  await holder.upload('id-front', jpeg(papers.idFront));
  await holder.upload('id-back', jpeg(papers.idBack));
  await shoot('organizer');
  await shoot('organizer-dark', 'dark');
  await holder.fillOrganizer();
  await holder.button('发链接给本人').click();
  await holder.button('发给本人').click();
  await holder.answer('发送');
  const linked = '__phone.sharedCards.at(-1).path';
  await shootOther(browser, gateway, String(await page.evaluate(linked)), '获取验证码', 'contact', shootPage);
  const filingId = String(await page.evaluate(OPEN_FILING));
  await holder.goOn('网站信息');
  await holder.fillWebsite({ ...INDIVIDUAL.website, remark: `${INDIVIDUAL.website.remark}${PLEASE_RETURN}` });
  await shoot('website');
  await holder.goOn('网站负责人');
  await shoot('site-owner');
  await holder.open(`pages/sign-in/index?scene=${await scanTicket(gateway)}`);
  await shoot('sign-in');
  for (const name of ['filings', 'cloud', 'privacy', 'terms', 'help']) {
    await holder.open(`pages/${name}/index`);
    await shoot(name);
  }
  await holder.open('pages/filings/index', 'fontScale=1.4');
  await holder.button(/^继续填写/).waitFor();
  await shoot('filings-care');
  await holder.open(`pages/liveness/index?filingId=${filingId}`);
  await holder.button('发给负责人核身').click();
  await holder.button('发给对方').waitFor();
  await shoot('hand-over');
  await holder.button('发给对方').click();
  await holder.answer('发送');
  const owned = '__phone.sharedCards[0].path';
  await shootOther(browser, gateway, String(await page.evaluate(owned)), '为谁核身', 'site-owner-check', shootPage);
  await holder.button('收回').click();
  await holder.openCamera();
  await shoot('camera');
  await holder.record();
  await shoot('recorded');
  await holder.verify();
  await shoot('liveness');
  await holder.goOn('上传材料');
  await holder.upload('commitment-letter', jpeg(papers.letter));
  await holder.upload('handheld-photo', jpeg(papers.handheld));
  await shoot('materials');
  await holder.goOn('预览');
  await holder.top().getByText('预检通过，可以提交').waitFor();
  await holder.button('显示完整内容').click();
  await holder.button('遮挡个人信息').waitFor();
  await shoot('preview');
  await holder.goOn('提交');
  await shoot('submission');
  await holder.submit();
  await holder.untilState('returned');
  await shoot('returned');
  await holder.button('修改网站备注').click();
  await holder.top().getByText('审核意见').waitFor();
  await shoot('correction');
  await holder.field('网站备注').fill(INDIVIDUAL.website.remark);
  await holder.top().getByText('已保存').waitFor();
  await holder.button('改好了，回到修改意见').click();
  await holder.button('重新提交').click();
  await holder.submit();
  await holder.untilState('approved');
  await shoot('approved');
  await shoot('approved-dark', 'dark');
  await shootRecord(holder, shoot);
  await page.close();
}

/** What can be done with what is filed: changed, transferred, ended by a code or by papers; and one from elsewhere is claimed. */
async function shootRecord(holder: PhoneHolder, shoot: (name: string) => Promise<void>): Promise<void> {
  const { name } = INDIVIDUAL.organizer;
  const openFilings = async () => {
    await holder.open('pages/filings/index');
    await holder.top().getByText('主体备案号').waitFor();
  };
  await openFilings();
  await shoot('record');
  await holder.button(`变更备案：${name}`).click();
  await holder.button(/开始变更$/).scrollIntoViewIfNeeded();
  await shoot('change');
  await holder.button('取消').click();
  await holder.button(`转移备案：${name}`).click();
  await holder.heading('转移到另一个账号').waitFor();
  await shoot('offer-transfer');
  await openFilings();
  await holder.button(/^注销网站/).click();
  await holder.top().getByText('请逐条确认').waitFor();
  await shoot('ending');
  await holder.button('收不到验证码，用声明和证件办理').click();
  await holder.top().getByText('本主办者自愿申请').scrollIntoViewIfNeeded();
  await shoot('ending-papers');
  for (const [path, title] of [
    ['claim', '认领备案'],
    ['stop-transfer', '停止转移'],
  ] as const) {
    await holder.open(`pages/${path}/index`);
    await holder.heading(title).waitFor();
    await shoot(path);
  }
}

/** The ticket of a web page that waits for a scan. */
async function scanTicket(gateway: string): Promise<string> {
  const response = await fetch(`${gateway}/v1/sessions/scan-tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: gateway },
    body: JSON.stringify({ challenge: createHash('sha256').update(randomUUID()).digest('base64url') }),
  });
  return ((await response.json()) as { readonly ticket: string }).ticket;
}

/** What somebody else sees who opens a card on their own phone. @param path of the card @param shown on its page */
async function shootOther(
  browser: Browser,
  gateway: string,
  path: string,
  shown: string,
  name: string,
  shoot: Shoot,
): Promise<void> {
  const page = await browser.newPage({ locale: 'zh-CN', viewport: SCREEN });
  const owner = new PhoneHolder(page, gateway, INDIVIDUAL, '收到卡片的人');
  await owner.open(path.slice(1));
  await owner.top().getByText(shown).first().waitFor();
  await shoot(page, name);
  await page.close();
}
