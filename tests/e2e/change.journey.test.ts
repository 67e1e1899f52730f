import { drawLicence } from 'specimens/cards.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { recordIdFrom } from '../../contracts/kit/record-id.ts';
import { objectStore } from '../../platform/compose/object-store.ts';
import { documents, filings, records, reviews } from '../support/database/service-ports.ts';
import { approveFiling } from '../support/filings/approve-filing.ts';
import { filledDraft, readyDocument } from '../support/filings/ready-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { lookedAt } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, openSite, type Site } from './site.ts';
import type { Visitor } from './visitor.ts';

const NUMBER = '粤ICP备2026000001号';
const CHANGING = 'e2e 换了邮箱的人';
/** The number of a new certificate of the same unit. */
const RE_ISSUED = '91440300MAYH3K8A88';
const MAILBOX = 'new-mailbox@example.com';

let site: Site;
/** The record that all tests go on with, one after the other. */
let recordId: string;
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

/** From 我的备案 to the change of one thing. @param look at the page that asks what changes */
async function begin(visitor: Visitor, what: string, look = async () => {}): Promise<void> {
  const { page } = visitor;
  await visitor.openRecord(NUMBER);
  await page.getByRole('link', { name: /^变更备案/ }).click();
  const box = page.getByRole('checkbox', { name: what });
  await box.waitFor();
  await look();
  await box.check();
  await page.getByRole('button', { name: '只改这 1 样' }).click();
  await page.waitForURL(/#\/filings\/[^/]+\/organizer\?field=/);
}

describe('变更备案', () => {
  it('leads a change from the record to its new version: only what differs is asked, old beside new', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    recordId = await approved(CHANGING);
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await visitor.signIn(CHANGING, 'name');

    await begin(visitor, '办公室电话、应急电话或邮箱', async () => {
      const name = page.getByRole('checkbox', { name: '主办者名称' });
      const needs = page.locator('label').filter({ has: name });
      await needs.getByText('要上传营业执照、单位名称变更证明、网站备案承诺书；网站负责人要做视频核身。').waitFor();
      expect(await page.getByRole('button', { name: '开始变更' }).isDisabled()).toBe(true);
      expect(await lookedAt(page, 'change')).toEqual([]);
    });
    const filingId = /filings\/([^/]+)\//.exec(page.url())?.[1] ?? '';
    const mailbox = page.locator('[data-field="principal.email"] input');
    await mailbox.waitFor({ timeout: 60_000 });
    await expect.poll(() => mailbox.inputValue()).toBe(ENTERPRISE.principal.email);
    await mailbox.fill(MAILBOX);
    await mailbox.blur();
    const { findFiling, changeFiling } = await reviews();
    const saved = async () => (await findFiling(filingId)).contents.principal?.email;
    await vi.waitFor(async () => expect(await saved()).toBe(MAILBOX), { timeout: 60_000, interval: 200 });

    // Another choice: what is not ticked any more is as it was filed.
    const chooseAgain = async (was: string, now: string, field: string) => {
      await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/progress`);
      await page.getByRole('link', { name: '改别的，或少改几样' }).click({ timeout: 60_000 });
      const box = page.getByRole('checkbox', { name: was });
      await box.and(page.locator(':checked')).waitFor({ timeout: 60_000 });
      expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(1);
      await box.uncheck();
      await page.getByRole('checkbox', { name: now }).check();
      await page.getByRole('button', { name: '只改这 1 样' }).click();
      await page.waitForURL((url) => url.hash.endsWith(`organizer?field=${field}`), { timeout: 60_000 });
    };
    await chooseAgain('办公室电话、应急电话或邮箱', '手机号码', 'principal.mobile');
    expect(await saved()).toBe(ENTERPRISE.principal.email);
    await chooseAgain('手机号码', '办公室电话、应急电话或邮箱', 'principal.officePhone');
    await page.locator('[data-field="principal.officePhone"] input:focus').waitFor({ timeout: 60_000 });
    await mailbox.fill(MAILBOX);
    await mailbox.blur();
    await vi.waitFor(async () => expect(await saved()).toBe(MAILBOX), { timeout: 60_000, interval: 200 });

    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/liveness`);
    await page.getByText('这次变更不需要视频核身').waitFor({ timeout: 60_000 });
    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/preview`);
    await page.getByText('预检通过，可以提交').waitFor({ timeout: 60_000 });
    const changes = page.getByRole('region', { name: '变更内容' });
    expect(await changes.textContent()).not.toContain(MAILBOX);
    expect(await lookedAt(page, 'preview')).toEqual([]);
    await page.getByRole('button', { name: '显示完整内容' }).click();
    await changes.getByText(MAILBOX).waitFor({ timeout: 60_000 });
    expect(await changes.textContent()).toContain(ENTERPRISE.principal.email);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/submission`);
    await visitor.submit();
    await vi.waitFor(async () => expect((await findFiling(filingId)).state).toBe('submitted'), {
      timeout: 60_000,
      interval: 200,
    });
    for (const event of ['accept', 'send-sms', 'confirm-sms', 'approve'] as const)
      await changeFiling(filingId, () => ({ event }));

    const { applicantId } = await findFiling(filingId);
    const record = await (await records()).findOwn(recordIdFrom(recordId), applicantId);
    expect([record.version, record.contents.principal?.email]).toEqual([2, MAILBOX]);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await page.getByText(`主体备案号：${NUMBER}`).waitFor({ timeout: 60_000 });
    expect(trouble).toEqual([]);
  });

  it('takes another number of a licence that was issued anew, asks for the former one, and takes the number back', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await visitor.signIn(CHANGING, 'name');
    await begin(visitor, '统一社会信用代码（换发了执照）');
    const filingId = /filings\/([^/]+)\//.exec(page.url())?.[1] ?? '';
    const { findFiling, changeFiling } = await reviews();
    const number = async () => (await findFiling(filingId)).contents.eligibility.certificateNumber;

    await page.getByRole('button', { name: '证件号码有变化' }).click({ timeout: 60_000 });
    const field = page.getByLabel('新的统一社会信用代码');
    await field.fill('91440300MAYH3K8A89');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('统一社会信用代码校验未通过').waitFor({ timeout: 60_000 });
    await page.getByLabel('更换为另一单位').check();
    await field.fill(RE_ISSUED);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('变更备案不能更换主办单位').waitFor({ timeout: 60_000 });
    expect(await lookedAt(page, 'number')).toEqual([]);
    await page.getByLabel('换发证照，单位没有变').check();
    await page.getByRole('button', { name: '保存' }).click();
    const { creditCode } = ENTERPRISE.licence;
    await page.getByText(`${RE_ISSUED}（已备案的是${creditCode}）`).waitFor({ timeout: 60_000 });
    expect(await number()).toBe(RE_ISSUED);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/materials`);
    await page.getByText('原营业执照', { exact: true }).waitFor({ timeout: 60_000 });
    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/organizer`);
    await page.getByRole('button', { name: '证件号码有变化' }).click({ timeout: 60_000 });
    await page.getByRole('button', { name: '恢复为已备案的号码' }).click();
    await vi.waitFor(async () => expect(await number()).toBe(creditCode), { timeout: 60_000, interval: 200 });
    await changeFiling(filingId, () => ({ event: 'abandon' }));
    expect(trouble).toEqual([]);
  });
});

describe('新增网站', () => {
  /** A new website of the person's record, which was filed with a picture of the licence. */
  async function begun(): Promise<string> {
    const first = await (await reviews()).findFiling(recordId);
    const { applicantId, contents } = first;
    const documentId = await readyDocument(first, 'business-licence', 'organizer');
    const { cleanKey = '' } = await (await documents()).findOwn(documentId, applicantId);
    await (await objectStore()).write(cleanKey, await drawLicence(ENTERPRISE.licence), 'image/jpeg');
    const filingId = crypto.randomUUID();
    const websites = contents.websites.map((website) => ({
      ...website,
      id: crypto.randomUUID(),
      domain: 'yunfan-shop.cn',
    }));
    const draft = { id: filingId, applicantId, contents: { ...contents, websites } };
    await (await filings()).create({
      ...draft,
      filingType: 'new-website',
      startedFrom: { recordId: recordIdFrom(recordId), version: 2 },
    });
    return filingId;
  }

  it('uses the picture of the licence again, which can still be replaced', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const filingId = await begun();
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await visitor.signIn(CHANGING, 'name');
    await page.getByText(`主体备案号：${NUMBER}`).waitFor({ timeout: 60_000 });
    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/organizer`);

    const tile = page.locator('[data-kind="business-licence"]');
    const again = tile.getByRole('button', { name: /^沿用已备案的照片/ });
    await again.waitFor({ timeout: 60_000 });
    expect(await page.locator('[data-kind="id-front"]').getByRole('button', { name: /^沿用/ }).count()).toBe(0);
    expect(await lookedAt(page, 'reuse')).toEqual([]);
    await again.click();
    await tile.and(page.locator('[data-state="ready"]')).waitFor({ timeout: 180_000 });
    await tile.getByText('换一张').waitFor();
    expect(await again.count()).toBe(0);
    const own = (await (await documents()).ofFiling(filingId)).map(({ kind, state }) => [kind, state]);
    expect(own).toEqual([['business-licence', 'ready']]);
    expect(trouble).toEqual([]);
  });
});
