import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';

const IS_SERVED = process.platform === 'linux' && process.arch === 'x64';

describe('the browser of this machine', () => {
  it('is the one that CHROMIUM names', async () => {
    expect((await findChromium('/bin/sh')).executablePath).toBe('/bin/sh');
    await expect(findChromium('/nowhere/chrome')).rejects.toThrow(
      'CHROMIUM=/nowhere/chrome 不存在。请安装 Chromium：Debian、Ubuntu 用 apt-get install chromium',
    );
  });

  it('is an installed one, the first that is there', async () => {
    const { executablePath, env } = await findChromium(undefined, ['/nowhere/chrome', '/bin/sh', '/bin/cat']);

    expect(executablePath).toBe('/bin/sh');
    expect(env.FONTCONFIG_FILE).toMatch(/tools\/chromium\/fonts\.conf$/);
  });

  it('comes with an npm package where none is installed, and writes Chinese', async () => {
    if (!IS_SERVED) return void (await expect(findChromium(undefined, [])).rejects.toThrow('请安装 Chromium'));
    const browser = await chromium.launch({ ...(await findChromium(undefined, [])), args: ['--no-sandbox'] });
    const page = await browser.newPage();
    await page.setContent('<p>备</p><p>\u{e000}</p>');

    const [letter, missing] = await Promise.all(
      (await page.locator('p').all()).map((paragraph) => paragraph.screenshot()),
    );
    await browser.close();

    expect(browser.version()).toMatch(/^147\./);
    expect(letter?.equals(missing ?? letter)).toBe(false);
  });
});
