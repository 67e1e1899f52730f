import { setTimeout as sleep } from 'node:timers/promises';
import { PASSWORD } from 'identity-provider-stand-in/staff.ts';
import { freePort } from 'loopback-server/free-port.ts';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Progress } from '../../client/calls/messages.ts';
import { currentWebBuild } from '../../deploy/bundle/build-web.ts';
import { type DeskServiceOptions, startDeskService } from '../../local/desk-service.ts';
import { openChromium } from '../../tools/chromium/chromium.ts';
import type { Filer } from '../../tools/walk/filer.ts';
import { passTimeToTakeBack } from './filings/time-to-take-back.ts';
import { shot } from './shot.ts';
import { type TestLaptopOptions, testLaptop } from './test-laptop.ts';

/** How long a page or a filing may take on a busy machine. */
export const PATIENCE_MS = 180_000;
/** A code is good once; whoever signs in again within 30 seconds waits for the next one. */
const MOST_CODES = 3;
const NEXT_CODE_MS = 20_000;

/**
 * A laptop whose filing service has the reviewers' desk behind it, with the pages of both and Chromium.
 *
 * @param dir where both keep their data.
 * @param automatic who of the staff are a program; by default nobody.
 * @param hostFunctions of the filing service; by default as deployed.
 */
export async function laptopWithDesk(
  dir: string,
  { automatic, hostFunctions }: Pick<DeskServiceOptions, 'automatic'> & Pick<TestLaptopOptions, 'hostFunctions'> = {},
) {
  const port = await freePort();
  const laptop = await testLaptop({
    dir,
    web: currentWebBuild(),
    ...(hostFunctions && { hostFunctions }),
    variables: { REVIEW_DESK_URL: `http://127.0.0.1:${port}` },
  });
  const page = currentWebBuild('desk');
  const desk = await startDeskService({ port, dir, log: () => {}, laptop, page, ...(automatic && { automatic }) });
  const browser = await openChromium();
  const trouble: string[] = [];

  /** A page in a browser of its own. @param who for its trouble */
  async function open(who: string): Promise<Page> {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => trouble.push(`${who}: ${error.message}`));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) trouble.push(`${who}: ${message.text()}`);
    });
    return page;
  }

  /** What may be taken back leaves now. */
  const letGo = async (): Promise<void> => {
    await passTimeToTakeBack(laptop.addresses.database);
    await desk.timers.fire('desk-timer');
  };

  return {
    laptop,
    desk,
    letGo,
    /** Errors of the pages, and what their policy has refused. */
    trouble,

    /** Somebody of the staff in a browser of their own, signed in. @param first the title of the page that they get first. */
    async signIn(id: string, label: string, first = '我的在办'): Promise<Page> {
      const page = await open(id);
      await page.goto(`${desk.url}/`);
      await shot(page, 'desk-sign-in');
      await page.getByRole('button', { name: '用单位账号登录' }).click();
      await page.getByLabel(label).check();
      await page.getByLabel('密码').fill(PASSWORD);
      await page.getByRole('button', { name: '下一步' }).click();
      const arrived = page.getByRole('heading', { name: first, exact: true });
      const refused = page.getByText('验证码不对或已用过');
      for (let tries = 1; tries <= MOST_CODES; tries += 1) {
        await page.getByLabel('验证码').fill(desk.identityProvider.codeOf(id));
        await page.getByRole('button', { name: '登录' }).click();
        await arrived.or(refused).first().waitFor();
        if (await arrived.isVisible()) return page;
        await sleep(NEXT_CODE_MS);
      }
      throw new Error(`${id} can't sign in`);
    },

    /** Somebody who files, signed in by their name in a browser of their own, at the progress of a filing. */
    async atProgress(name: string, filingId: string): Promise<Page> {
      const page = await open(name);
      await page.goto(`${laptop.addresses.gateway}/#/filings/${filingId}/progress`);
      await page.getByLabel('以任意名字登录').fill(name);
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.locator('h1[data-state]').waitFor();
      return page;
    },

    /** Waits until a filing is in a state; nobody waits for what may be taken back. */
    async untilState(filer: Filer, filingId: string, wanted: readonly string[]): Promise<Progress> {
      const reached = async () => {
        await letGo();
        return wanted.includes((await filer.progress(filingId)).state);
      };
      await expect.poll(reached, { timeout: PATIENCE_MS, interval: 1_000 }).toBe(true);
      return filer.progress(filingId);
    },

    async stop(): Promise<void> {
      await browser.close();
      await desk.stop();
      await laptop.stop();
    },
  };
}

export type LaptopWithDesk = Awaited<ReturnType<typeof laptopWithDesk>>;

/** Which row of the checklist is open. */
export const openRow = (page: Page) => page.locator('tr.picked').getAttribute('data-row');

/** Waits until the only case of the queue on the page is there, and takes it. */
export async function takeOnly(page: Page): Promise<void> {
  const cases = async () => {
    await page.reload();
    await page.locator('.page .card').first().waitFor();
    return page.locator('tbody tr.opens').count();
  };
  await expect.poll(cases, { timeout: PATIENCE_MS, interval: 2_000 }).toBe(1);
  await page.keyboard.press('n');
  await page.getByText(/租约剩/).waitFor();
}

/** Concludes that the open row fits, once what is to be seen of it is on the screen: until then the key does nothing. */
export async function fits(page: Page): Promise<void> {
  await page.locator('.choice .fits:enabled').waitFor();
  await page.keyboard.press('1');
}

/** Concludes that every row which needs a person fits: one key for each. @returns the rows. */
export async function judgeAll(page: Page): Promise<readonly (string | null)[]> {
  const judged: (string | null)[] = [];
  const bar = page.locator('.action-bar [role=status]');
  await bar.filter({ hasText: /待判断\s*\d/ }).waitFor();
  const toJudge = Number(/待判断\s*(\d+)/.exec((await bar.textContent()) ?? '')?.[1]);
  for (let left = toJudge; left > 0; left -= 1) {
    judged.push(await openRow(page));
    await fits(page);
    await page.getByText(`待判断 ${left - 1} 项`).waitFor();
  }
  return judged;
}

/** Accepts a case that needs no second view, by its key: the only thing between is the time for taking it back. */
export async function accept(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^通过/ }).and(page.locator(':enabled')).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText(/的通过将在 \d+ 秒后发出/).waitFor();
}
