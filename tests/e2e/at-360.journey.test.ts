import type { Page } from 'playwright-core';
import { ENTERPRISE, INDIVIDUAL, type Specimen } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { asPhonePhoto } from '../support/phone-photo.ts';
import { QUICK_STAFF } from '../support/test-laptop.ts';
import { FILING_NUMBER, JOURNEY_TIMEOUT_MS, jpeg, openSite, type Site } from './site.ts';
import type { Visitor } from './visitor.ts';

/** The public address of the eligible server of the sample world. */
const SERVER_ADDRESS = '203.0.113.11';

let site: Site;
let papers: Record<'enterprise' | 'individual', Papers>;

beforeAll(async () => {
  const [opened, enterprise, individual] = await Promise.all([
    openSite({ desk: QUICK_STAFF }),
    drawPapers('enterprise'),
    drawPapers('individual'),
  ]);
  [site, papers] = [opened, { enterprise, individual }];
}, JOURNEY_TIMEOUT_MS);
afterAll(() => site?.close());

/** A phone, 360 pixels wide, at the first page. */
async function onPhone(specimen: Specimen) {
  const visited = await site.visit(specimen);
  await visited.page.setViewportSize({ width: 360, height: 740 });
  await visited.page.goto(site.laptop.addresses.gateway);
  await visited.visitor.heading('给网站办一个备案号').waitFor();
  return visited;
}

/** Signs in with the code of an SMS in the dialog beside the certificate. */
async function signInBySms(page: Page, mobile: string): Promise<void> {
  const codes = () => site.laptop.sms.messages().filter(({ phone }) => phone === `+86${mobile}`);
  await page.getByLabel('手机号').fill(mobile);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await vi.waitFor(() => expect(codes()).toHaveLength(1), { timeout: 60_000, interval: 200 });
  await page.getByLabel('验证码').fill(/\d{6}/.exec(codes()[0]?.text ?? '')?.[0] ?? '');
  await page.getByLabel('验证码').press('Enter');
}

/** From the first page to the first form: the certificate's photo, domain and server; nothing of the certificate is typed. */
async function openFiling({ visitor, page }: { visitor: Visitor; page: Page }, certificate: Buffer, mobile: string) {
  const { organizerKind, domain } = visitor.specimen;
  await page.getByText('广东', { exact: true }).click();
  await page.getByText(organizerKind === 'enterprise' ? '企业' : '个人', { exact: true }).click();
  await page
    .getByRole('heading', { name: `广东${organizerKind === 'enterprise' ? '企业' : '个人'}要准备的` })
    .waitFor();
  await page.getByRole('button', { name: '开始备案' }).click();
  await visitor.heading('验证备案类型').waitFor();
  await page.getByRole('button', { name: '登录后拍证件' }).click();
  await signInBySms(page, mobile);
  await visitor.showCertificate(jpeg(certificate));
  await page.getByRole('textbox', { name: '域名' }).fill(domain);
  const server = page.locator('[data-field=cloudService]');
  await server.getByPlaceholder('按 IP 或名称查找').fill(SERVER_ADDRESS);
  await server.getByRole('radio', { name: SERVER_ADDRESS, checked: true }).waitFor();
  const confirm = page.getByRole('region', { name: '证件' }).getByRole('button', { name: '核对无误' });
  await confirm.or(page.getByText('可以备案，类型为')).first().waitFor();
  if ((await confirm.count()) > 0) await confirm.click();
  await visitor.continueHere();
}

/** The steps after the first forms, up to the number. */
async function carryOn({ visitor, page }: { visitor: Visitor; page: Page }, mine: Papers): Promise<void> {
  await visitor.goOn('网站信息');
  await visitor.fillWebsite(visitor.specimen.website);
  await visitor.goOn('网站负责人');
  if (visitor.specimen.organizerKind === 'enterprise') {
    await page.getByRole('button', { name: '与主体负责人相同' }).click();
    await page.getByText('已保存').waitFor();
  }
  await visitor.goOn('视频核身');
  expect(await visitor.passLiveness(() => visitor.useSamplePerson())).toBe('passed');
  await visitor.goOn('上传材料');
  await visitor.upload('commitment-letter', jpeg(await asPhonePhoto(mine.letter)));
  await visitor.upload('handheld-photo', jpeg(await asPhonePhoto(mine.handheld)));
  await visitor.uploadSamples();
  await visitor.goOn('预览');
  await page.getByText('预检通过，可以提交').waitFor();
  await visitor.goOn('提交');
  await visitor.submit();
  await visitor.untilState('approved');
}

describe('on a phone, 360 pixels wide, from the first page, with photos of 8 to 20 MB', {
  timeout: 2 * JOURNEY_TIMEOUT_MS,
}, () => {
  it('an enterprise comes to the filing number', async () => {
    const visited = await onPhone(ENTERPRISE);
    const { enterprise } = papers;
    const licence = await asPhonePhoto(enterprise.licence ?? Buffer.alloc(0));
    const front = await asPhonePhoto(enterprise.idFront);
    const sizes = [licence.length, front.length].map((bytes) => bytes / 1024 / 1024);

    await openFiling(visited, licence, '13822260011');
    await visited.visitor.upload('id-front', jpeg(front));
    await visited.visitor.upload('id-back', jpeg(await asPhonePhoto(enterprise.idBack)));
    await visited.visitor.fillOrganizer();
    const number = await visited.page.locator('[data-field="principal.idNumber"] input').first().inputValue();
    await carryOn(visited, enterprise);

    expect(sizes.every((megabytes) => megabytes > 8 && megabytes < 20)).toBe(true);
    expect(number).toBe('440305198806159974');
    expect(await visited.page.locator('.number').textContent()).toMatch(FILING_NUMBER);
    expect(visited.trouble).toEqual([]);
  });

  it('a person signs in by SMS, and comes to the filing number', async () => {
    const visited = await onPhone(INDIVIDUAL);
    const { individual } = papers;

    await openFiling(visited, await asPhonePhoto(individual.idFront), '13822260012');
    await visited.visitor.upload('id-back', jpeg(await asPhonePhoto(individual.idBack)));
    await visited.visitor.fillOrganizer();
    await carryOn(visited, individual);

    expect(await visited.page.locator('.number').textContent()).toMatch(FILING_NUMBER);
    expect(visited.trouble).toEqual([]);
  });
});
