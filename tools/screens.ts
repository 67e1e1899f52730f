import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { drawCameraFilm } from 'specimens/camera-film.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { currentWebBuild } from '../deploy/bundle/build-web.ts';
import { ROOT } from '../deploy/root.ts';
import type { Laptop } from '../local/laptop.ts';
import { openChromium } from './screens/chromium.ts';
import { walkAtDesk } from './screens/desk.ts';
import { walkOnPhone } from './screens/mini-program.ts';
import { drawOverview, shootInto } from './screens/overview.ts';
import { Visitor } from './screens/visitor.ts';
import { inTemporaryDir, withLaptop } from './temporary-laptop.ts';
import { drawPapers } from './walk/papers.ts';
import { PLEASE_RETURN } from './walk/walk-filing.ts';

const OUT = join(ROOT, 'docs', 'screens');
const DESKTOP = { width: 1120, height: 760 };
const PHONE = { width: 390, height: 780 };
/** Long enough for a picture of each state. */
const REVIEW_DELAY_MS = 6000;
const shootPage = shootInto(OUT);

/** Takes a screenshot on a desktop in light mode or a phone in dark mode, whole or visible part. */
async function shoot(
  page: Page,
  name: string,
  { on = 'desktop', fullPage = true }: { readonly on?: 'desktop' | 'phone'; readonly fullPage?: boolean } = {},
): Promise<void> {
  await page.setViewportSize(on === 'phone' ? PHONE : DESKTOP);
  await shootPage(page, name, { colorScheme: on === 'phone' ? 'dark' : 'light', fullPage });
}

const both = async (page: Page, name: string): Promise<void> => {
  await shoot(page, `${name}-phone`, { on: 'phone' });
  await shoot(page, name);
};

async function walk(visitor: Visitor, { addresses }: Laptop): Promise<void> {
  const { page } = visitor;
  await page.goto(addresses.gateway);
  await page.getByText('多久办好').waitFor();
  await both(page, 'start');
  await visitor.fillInEligibility();
  await both(page, 'console');
  await visitor.askToSignIn();
  await page.getByAltText('登录小程序码').waitFor();
  // A dialog covers the visible part, not the whole page.
  await shoot(page, 'sign-in', { fullPage: false });
  await visitor.signIn('演示用户');
  await page.getByLabel('我已阅读并单独同意').waitFor();
  await shoot(page, 'consent');
  await visitor.showCertificate();
  await page.getByText('可以备案，类型为').waitFor();
  await both(page, 'certificate');
  await visitor.continueHere();
  await photographLicence(page);
  await visitor.uploadSamples();
  await visitor.fillOrganizer();
  await both(page, 'organizer');
  await visitor.goOn('网站信息');
  await visitor.fillWebsite({ ...ENTERPRISE.website, remark: `${ENTERPRISE.website.remark}${PLEASE_RETURN}` });
  await shoot(page, 'website');
  await visitor.goOn('网站负责人');
  await visitor.fillPerson(page.getByRole('region', { name: ENTERPRISE.domain }), ENTERPRISE.principal);
  await shoot(page, 'site-owner');
  await visitor.goOn('视频核身');
  await page.getByRole('button', { name: '发给负责人核身' }).click();
  await page.getByAltText('核身链接的二维码').waitFor();
  await both(page, 'hand-over');
  await page.getByRole('button', { name: '收回' }).click();
  await visitor.passLiveness(async () => {
    await visitor.openCamera();
    await both(page, 'camera');
    await visitor.record();
    await shoot(page, 'recorded');
  });
  await shoot(page, 'liveness');
  await visitor.goOn('上传材料');
  await visitor.uploadSamples();
  await both(page, 'materials');
  await visitor.goOn('预览');
  await page.getByText('预检通过，可以提交').waitFor();
  await shoot(page, 'preview');
  await visitor.goOn('提交');
  await shoot(page, 'submission');
  await visitor.submit();
  await shoot(page, 'submitted');
  await visitor.untilState('returned');
  await page.getByText('已改 0/').waitFor();
  await shoot(page, 'returned');
  await page.getByRole('link', { name: '修改网站备注' }).click();
  await page.getByText('审核意见').first().waitFor();
  await shoot(page, 'correction');
  await page.getByLabel('网站备注').fill(ENTERPRISE.website.remark);
  await page.getByText('已保存').waitFor();
  await page.getByRole('button', { name: '改好了，回到修改意见' }).click();
  await page.getByRole('link', { name: '重新提交' }).click();
  await visitor.submit();
  await visitor.untilState('approved');
  await both(page, 'approved');
  await page.getByRole('link', { name: '我的备案' }).click();
  await shoot(page, 'filings');
  await page.goto(addresses.phone);
  await shoot(page, 'messages');
}

/** The sheet of a photo, and what was read from it, with what is to be confirmed. */
async function photographLicence(page: Page): Promise<void> {
  const { licence } = await drawPapers('enterprise');
  if (!licence) throw new Error('an enterprise has a licence');
  await page.locator('[data-kind=business-licence]').getByRole('button', { name: '拍照或用手机拍' }).click();
  const sheet = page.getByRole('dialog', { name: '拍营业执照' });
  await sheet.waitFor();
  for (const on of ['phone', 'desktop'] as const)
    await shoot(page, on === 'phone' ? 'capture-phone' : 'capture', { on, fullPage: false });
  const file = { name: '执照.jpg', mimeType: 'image/jpeg', buffer: licence };
  await sheet.getByLabel('选择营业执照的照片').setInputFiles(file);
  await sheet.locator('[data-capture=ready]').waitFor();
  for (const on of ['phone', 'desktop'] as const)
    await shoot(page, on === 'phone' ? 'confirm-phone' : 'confirm', { on, fullPage: false });
  await sheet.getByRole('button', { name: '关闭' }).click();
}

/**
 * `npm run screens`: files a website through the page and on the phone as a person would, and works at the desk as its staff
 * would, with a screenshot of every page on the way.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { phone: { type: 'boolean' }, desk: { type: 'boolean' } } });
  mkdirSync(OUT, { recursive: true });
  const options = { reviewDelayMs: REVIEW_DELAY_MS, databaseUrl: process.env.DATABASE_URL, web: currentWebBuild() };
  await inTemporaryDir(async (dir) => {
    const film = join(dir, 'camera.y4m');
    await drawCameraFilm(film);
    const browser = await openChromium(film);
    const page = await browser.newPage({ locale: 'zh-CN', viewport: DESKTOP });
    if (!values.phone && !values.desk)
      await withLaptop(options, (laptop) => walk(new Visitor(page, laptop.addresses.gateway, ENTERPRISE), laptop));
    // On a laptop of its own: the film's person may not be filmed twice.
    if (!values.desk) await withLaptop(options, ({ addresses }) => walkOnPhone(browser, addresses.gateway, OUT));
    if (!values.phone) await walkAtDesk(browser, OUT);
    await browser.close();
  });
  await drawOverview(OUT, ['organizer', 'camera-phone', 'approved-phone']);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
