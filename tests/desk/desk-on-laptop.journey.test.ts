import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PASSWORD } from 'identity-provider-stand-in/staff.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeskService, startDeskService } from '../../local/desk-service.ts';
import { openChromium } from '../../tools/chromium/chromium.ts';
import { inProcessLaptop } from '../support/test-laptop.ts';

const dir = mkdtempSync(join(tmpdir(), 'desk-on-laptop-'));
const PATIENCE_MS = 120_000;
const lines: string[] = [];
const { laptop } = await inProcessLaptop({ dir });
let desk: DeskService;
let browser: Browser;

beforeAll(async () => {
  desk = await startDeskService({ port: 0, dir, laptop, log: (source, line) => lines.push(`${source} ${line}`) });
  browser = await openChromium();
}, 600_000);
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** A call as the desk's page makes it. */
const call = (page: Page, method: string, path: string, body?: unknown, key?: string) =>
  page.evaluate(
    async ([verb, address, json, pageKey]) => {
      const headers = { 'content-type': 'application/json', ...(pageKey && { 'x-desk-key': pageKey }) };
      const response = await fetch(address ?? '', {
        method: verb ?? 'GET',
        headers,
        credentials: 'include',
        ...(json && { body: json }),
      }).catch(() => undefined);
      return { status: response?.status ?? 0, body: response && (await response.json()) };
    },
    [method, path, body === undefined ? '' : JSON.stringify(body), key ?? ''] as const,
  );

describe('the desk on a laptop, in Chromium', { timeout: 600_000 }, () => {
  it('is signed in to by password and authenticator, and the filers’ page on another host can’t use the session', async () => {
    const context = await browser.newContext();
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    await page.goto(`${desk.url}/`);
    const { body } = await call(page, 'POST', '/v1/staff-session/tries');
    await page.goto((body as { url: string }).url);
    await page.getByLabel('周岚（lead）').check();
    await page.getByLabel('密码').fill(PASSWORD);
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('验证码').fill(desk.identityProvider.codeOf('zhou-lan'));
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL(`${desk.url}/signed-in?*`);
    const key = 'k'.repeat(43);
    const pageKeyHash = 'oEhKYYWzJOLzVRlPM0SC_HkZTNgFGFFV3c9oBP25CQo';
    const opened = await call(page, 'POST', '/v1/staff-session', { answer: new URL(page.url()).search, pageKeyHash });

    expect(opened).toMatchObject({ status: 200, body: { staff: { displayName: '周岚', roles: ['lead'] } } });
    expect((await call(page, 'GET', '/v1/staff-session', undefined, key)).status).toBe(200);
    expect(await page.evaluate('document.cookie')).toBe('');
    expect((await context.cookies()).find(({ name }) => name === '__Host-desk-session')).toMatchObject({
      domain: 'desk.localhost',
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
    });

    const filers = await context.newPage();
    await filers.goto(laptop.addresses.gateway);
    const sent: (string | undefined)[] = [];
    filers.on('request', async (request) => sent.push((await request.allHeaders()).cookie));
    expect((await call(filers, 'DELETE', `${desk.url}/v1/staff-session`, undefined, key)).status).toBe(0);
    expect((await call(filers, 'GET', `${desk.url}/v1/staff-session`)).status).toBe(0);
    expect(sent.filter((cookie) => cookie !== undefined)).toEqual([]);
    expect((await call(page, 'GET', '/v1/staff-session', undefined, key)).status).toBe(200);
  });
});
