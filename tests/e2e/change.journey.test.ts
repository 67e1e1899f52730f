import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { records, reviews } from '../../shared/compose/database.ts';
import { approveFiling } from '../support/approve-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { filledDraft } from '../support/ready-filing.ts';
import { lookedAt } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, openSite, type Site } from './site.ts';

const NUMBER = '粤ICP备2026000001号';
const CHANGING = 'e2e 换了邮箱的人';
const MAILBOX = 'new-mailbox@example.com';

let site: Site;
beforeAll(async () => {
  site = await openSite({ hostFunctions: inProcessHost, review: 'manual' });
}, JOURNEY_TIMEOUT_MS);
afterAll(() => site?.close());

/** The authority approves a filing of the person. */
async function approved(name: string): Promise<string> {
  const { filingId, websiteId } = await filledDraft(await site.laptop.signedIn(name));
  await approveFiling(await reviews(), { filingId, websiteId, organizer: NUMBER });
  return filingId;
}

describe('变更备案', () => {
  it('leads a change from the record to its new version: only what differs is asked, old beside new', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const recordId = await approved(CHANGING);
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await visitor.signIn(CHANGING, 'name');

    await page.getByRole('button', { name: /^变更备案/ }).click({ timeout: 60_000 });
    await page.getByText('备案省份、主办单位和证件号码不能变更').waitFor();
    expect(await lookedAt(page, 'start')).toEqual([]);
    await page.getByRole('button', { name: '开始变更' }).click();
    await page.waitForURL(/#\/filings\/[^/]+\/organizer$/, { timeout: 60_000 });
    const filingId = /filings\/([^/]+)\//.exec(page.url())?.[1] ?? '';
    const mailbox = page.locator('[data-field="principal.email"] input');
    await mailbox.waitFor({ timeout: 60_000 });
    expect(await mailbox.inputValue()).toBe(ENTERPRISE.principal.email);
    await mailbox.fill(MAILBOX);
    await mailbox.blur();
    const { findFiling, changeFiling } = await reviews();
    const saved = async () => (await findFiling(filingId)).contents.principal?.email;
    await vi.waitFor(async () => expect(await saved()).toBe(MAILBOX), { timeout: 60_000, interval: 200 });

    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/liveness`);
    await page.getByText('这次变更不需要视频核身').waitFor({ timeout: 60_000 });
    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/preview`);
    await page.getByText('预检通过，可以提交').waitFor({ timeout: 60_000 });
    const changes = page.getByRole('region', { name: '变更内容' });
    expect(await changes.textContent()).toContain(ENTERPRISE.principal.email);
    expect(await changes.textContent()).toContain(MAILBOX);
    expect(await lookedAt(page, 'preview')).toEqual([]);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/submission`);
    await visitor.submit();
    await vi.waitFor(async () => expect((await findFiling(filingId)).state).toBe('submitted'), {
      timeout: 60_000,
      interval: 200,
    });
    for (const event of ['accept', 'send-sms', 'confirm-sms', 'approve'] as const)
      await changeFiling(filingId, () => ({ event }));

    const { applicantId } = await findFiling(filingId);
    const record = await (await records()).findOwn(recordId, applicantId);
    expect([record.version, record.contents.principal?.email]).toEqual([2, MAILBOX]);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await page.getByText(`主体备案号：${NUMBER}`).waitFor({ timeout: 60_000 });
    expect(trouble).toEqual([]);
  });
});
