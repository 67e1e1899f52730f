import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Specimen } from 'specimens/people.ts';
import { currentWebBuild } from '../../deploy/bundle/build-web.ts';
import { openChromium } from '../../tools/chromium/chromium.ts';
import { putPersonBeforeCamera } from '../support/pictures/acting-camera.ts';
import { type TestLaptopOptions, testLaptop } from '../support/test-laptop.ts';
import { Visitor } from './visitor.ts';

/** The form of the laptop authority's filing numbers. */
export const FILING_NUMBER = /^粤ICP备\d{10}号$/;
export const JOURNEY_TIMEOUT_MS = 600_000;
/** How long a page may take on a busy machine. */
export const PATIENCE_MS = 90_000;

/** A picture as a file chosen in a dialog. */
export const jpeg = (buffer: Buffer) => ({ name: '照片.jpg', mimeType: 'image/jpeg', buffer });

const DESKTOP = { viewport: { width: 1280, height: 900 } };

export type Site = Awaited<ReturnType<typeof openSite>>;

/**
 * The web page on its own laptop, and a Chromium with a camera. Close it in `afterAll`.
 *
 * @param draw writes the film that the camera shows; without one a person stands before it.
 */
export async function openSite({
  draw,
  ...options
}: TestLaptopOptions & { readonly draw?: (file: string) => Promise<void> } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'icp-filing-e2e-'));
  const film = draw && join(dir, 'camera.y4m');
  if (film) await draw(film);
  const browser = await openChromium(film);
  const laptop = await testLaptop({ web: currentWebBuild(), ...options });

  /** A person with their own browser; `trouble` collects what the page should never do. */
  async function visit(specimen: Specimen, { isPhone = false } = {}) {
    const size = isPhone ? { viewport: { width: 375, height: 667 }, hasTouch: true, isMobile: true } : DESKTOP;
    const context = await browser.newContext({ locale: 'zh-CN', ...size });
    context.setDefaultTimeout(PATIENCE_MS);
    if (!film) await putPersonBeforeCamera(context);
    const page = await context.newPage();
    const { gateway, cos } = laptop.addresses;
    const trouble: string[] = [];
    const isOurs = (url: string) => url.startsWith('blob:') || [gateway, cos].includes(new URL(url).origin);
    page.on('request', (request) => isOurs(request.url()) || trouble.push(`request to ${request.url()}`));
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) trouble.push(message.text());
    });
    return { visitor: new Visitor(page, gateway, specimen), page, trouble };
  }

  return {
    laptop,
    visit,
    /** The person at the first form. */
    async visitDraft(specimen: Specimen, name: string, by: 'name' | 'scan' = 'name') {
      const visited = await visit(specimen);
      await visited.visitor.fillInEligibility();
      await visited.visitor.askToSignIn();
      await visited.visitor.signIn(name, by);
      await visited.visitor.showCertificate();
      await visited.visitor.continueHere();
      return visited;
    },
    async close() {
      await browser.close();
      await laptop.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
