import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { reviews } from '../../shared/compose/database.ts';
import type { FilingEvent } from '../../shared/domain/filing/machine.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { filledDraft } from '../support/ready-filing.ts';
import { faultsOf } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, openSite, type Site } from './site.ts';

const NUMBER = '粤ICP备2026000001号';
const NAME = 'e2e 已经备案的人';

let site: Site;
beforeAll(async () => {
  site = await openSite({ hostFunctions: inProcessHost, review: 'manual' });
}, JOURNEY_TIMEOUT_MS);
afterAll(() => site?.close());

/** The authority approves a filing of the person. */
async function approved(): Promise<void> {
  const { filingId, websiteId } = await filledDraft(await site.laptop.signedIn(NAME));
  const { changeFiling } = await reviews();
  const events: readonly FilingEvent[] = ['submit', 'accept', 'send-sms', 'confirm-sms'];
  for (const event of events) await changeFiling(filingId, () => ({ event }));
  const numbers = { organizer: NUMBER, websites: { [websiteId]: `${NUMBER}-1` } };
  await changeFiling(filingId, () => ({ event: 'approve', numbers }));
}

describe('我的备案', () => {
  it('shows what is filed, and starts a new website with the organizer filled in', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    await approved();
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await visitor.signIn(NAME, 'name');

    await page.getByRole('heading', { name: ENTERPRISE.organizer.name }).waitFor({ timeout: 60_000 });
    await page.getByText(`主体备案号：${NUMBER}`).waitFor();
    await page.getByText(`${NUMBER}-1`).waitFor();
    await page.getByText('变更备案、注销主体、取消接入、注销网站：暂不支持在线办理').waitFor();
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await faultsOf(page)).toEqual([]);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}-${width}.png`, fullPage: true });
    }
    await page.getByRole('button', { name: /^新增网站/ }).click();
    await page.waitForURL(/#\/type$/);
    expect(await page.getByLabel('统一社会信用代码').inputValue()).toBe(ENTERPRISE.licence.creditCode);
    const province = () => page.getByLabel('备案省份').inputValue();
    await vi.waitFor(async () => expect(await province()).toBe('440000'), { timeout: 60_000, interval: 200 });
    expect(await page.getByLabel('域名', { exact: true }).inputValue()).toBe('');
    expect(trouble).toEqual([]);
  });
});
