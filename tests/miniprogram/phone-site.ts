import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Specimen } from 'specimens/people.ts';
import { currentWebBuild } from '../../deploy/bundle/build-web.ts';
import { openChromium } from '../../tools/chromium/chromium.ts';
import { PATIENCE_MS } from '../e2e/site.ts';
import { putPersonBeforeCamera } from '../support/pictures/acting-camera.ts';
import { type TestLaptopOptions, testLaptop } from '../support/test-laptop.ts';
import { PhoneHolder } from './phone-holder.ts';

/**
 * A laptop with the mini program on its phone, and a Chromium with a camera. Close it in `afterAll`.
 *
 * @param draw writes the film that the camera shows; without one a person stands before it.
 */
export async function openPhones({
  draw,
  ...options
}: TestLaptopOptions & { readonly draw?: (file: string) => Promise<void> } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'icp-filing-phone-'));
  const film = draw && join(dir, 'camera.y4m');
  if (film) await draw(film);
  const [browser, laptop] = await Promise.all([openChromium(film), testLaptop({ web: currentWebBuild(), ...options })]);

  return {
    laptop,
    browser,
    /** A person with their own phone; `trouble` collects what a program should never do. */
    async holder(specimen: Specimen, name: string, { width = 375, height = 812 } = {}) {
      const context = await browser.newContext({ locale: 'zh-CN', viewport: { width, height } });
      context.setDefaultTimeout(PATIENCE_MS);
      if (!film) await putPersonBeforeCamera(context);
      const page = await context.newPage();
      const { gateway, cos } = laptop.addresses;
      const trouble: string[] = [];
      const requests: string[] = [];
      page.on('request', (request) => {
        const { origin, pathname } = new URL(request.url().replace(/^blob:/, ''));
        if (![gateway, cos].includes(origin)) trouble.push(`request to ${request.url()}`);
        if (pathname.startsWith('/v1/')) requests.push(`${request.method()} ${pathname}`);
      });
      page.on('pageerror', (error) => trouble.push(error.message));
      // A browser itself reports refused requests; everything else is the program's.
      page.on('console', (message) => {
        const isRefusal = message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && !isRefusal) trouble.push(message.text());
      });
      return { holder: new PhoneHolder(page, gateway, specimen, name), page, trouble, requests };
    },
    async close() {
      await browser.close();
      await laptop.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type Phones = Awaited<ReturnType<typeof openPhones>>;
