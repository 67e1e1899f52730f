import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { JOURNEY_TIMEOUT_MS, openSite, type Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
}, JOURNEY_TIMEOUT_MS);
afterAll(() => site?.close());

it('what README says of the web page leads to an opened filing', { timeout: JOURNEY_TIMEOUT_MS }, async () => {
  const said = readFileSync(join(ROOT, 'README.md'), 'utf8').replaceAll('\n', ' ');
  const { page, visitor, trouble } = await site.visit(ENTERPRISE);

  expect(said).toContain(
    'Press 同意并拍证件, sign in under any name, close the camera, choose 样例企业, 使用样例照片 and 在此继续',
  );
  await page.goto(site.laptop.addresses.gateway);
  await page.getByRole('button', { name: '同意并拍证件' }).click();
  await visitor.signIn('读说明的人');
  await visitor.leaveCamera();
  await page.getByRole('button', { name: '样例企业' }).click();
  await visitor.uploadSamples();
  await page.getByRole('button', { name: '在此继续' }).click();

  await page.locator('h1[data-state=draft]').waitFor();
  expect(trouble).toEqual([]);
});
