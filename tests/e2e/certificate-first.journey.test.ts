import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { drawIdFront } from 'specimens/cards.ts';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { portrait } from 'specimens/person.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPapers } from '../../tools/walk/papers.ts';
import { drawCardFilm } from '../support/pictures/camera-film.ts';
import { shot } from '../support/shot.ts';
import { faultsOf, outOfViewAt } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, jpeg, openSite, type Site } from './site.ts';
import type { Visitor } from './visitor.ts';

let site: Site;
let card: Buffer;
let licence: Buffer;

beforeAll(async () => {
  card = await drawIdFront(INDIVIDUAL.idCard, { portrait: await portrait(), onDesk: false });
  licence = (await drawPapers('enterprise')).licence ?? Buffer.alloc(0);
  site = await openSite({ draw: (film) => drawCardFilm(film, card, 980) });
}, JOURNEY_TIMEOUT_MS);
afterAll(() => site?.close());

/** How often the person has touched the page. */
const taps = (page: Page) => page.evaluate<number>("Number(sessionStorage.getItem('taps') ?? 0)");
const COUNT =
  "addEventListener('pointerdown', () => sessionStorage.setItem('taps', Number(sessionStorage.getItem('taps') ?? 0) + 1), true)";

const sheet = (page: Page) => page.getByRole('dialog', { name: /^拍/ });
const certificate = (page: Page) => page.getByRole('region', { name: '证件' });

/** Signed in at the camera that the one button of the first page opens. */
async function atCamera(name: string, specimen = INDIVIDUAL as typeof INDIVIDUAL | typeof ENTERPRISE) {
  const visited = await site.visit(specimen);
  await visited.page.goto(site.laptop.addresses.gateway);
  await visited.page.getByRole('button', { name: '同意并拍证件' }).click();
  await visited.visitor.signIn(name);
  await sheet(visited.page).waitFor();
  return visited;
}

/** The domain and the server, up to the type. */
async function fillRest({ page, specimen }: Visitor): Promise<void> {
  await page.getByRole('textbox', { name: '域名' }).fill(specimen.domain);
  const doubt = certificate(page).getByRole('button', { name: '对，没错' });
  const type = page.getByRole('heading', { name: '你要办的是首次备案' });
  await doubt.or(type).first().waitFor();
  if ((await doubt.count()) > 0) await doubt.click();
  await type.waitFor();
}

describe('the certificate first', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('leads a person from the first page over the camera to the opened filing, with five taps and one typed value', async () => {
    const { page, visitor, trouble } = await site.visit(INDIVIDUAL, { isPhone: true });
    await page.addInitScript(COUNT);
    await page.goto(site.laptop.addresses.gateway);
    await page.getByText('个人', { exact: true }).click();
    await page.getByRole('button', { name: '同意并拍证件' }).click();
    await page.getByLabel('以任意名字登录').fill('e2e 先拍证件的人');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    const shutter = sheet(page).getByRole('button', { name: '拍照', exact: true });
    await shutter.waitFor();
    // It goes off by itself.
    await certificate(page).getByText('身份证，按个人办理。').waitFor();
    const read = (await certificate(page).textContent()) ?? '';
    await fillRest(visitor);
    // Before the looks, which try the button at each size.
    const untilHere = await taps(page);
    await shot(page, 'certificate-read', { whole: true });
    const hidden = await outOfViewAt(page, page.getByRole('button', { name: '在此继续' }));
    const faults = await faultsOf(page);
    const selects = await page.locator('main select').count();
    await page.getByRole('button', { name: '在此继续' }).click();
    await page.waitForURL(/#\/filings\//);

    expect(read).toContain(INDIVIDUAL.idCard.name);
    expect(read).toContain(INDIVIDUAL.idCard.idNumber);
    // Kind, consent, sign-in, going on; a number that was read with doubt is one more. The shutter goes off by itself, and the
    // first server that fits is proposed.
    expect(untilHere + 1).toBeLessThanOrEqual(5);
    expect({ hidden, faults, selects, trouble }).toEqual({ hidden: [], faults: [], selects: 0, trouble: [] });
  });

  it('takes an ID card for a person’s; a company goes on with its licence, and keeps the card', async () => {
    const { page, visitor } = await atCamera('e2e 拍成身份证的公司', ENTERPRISE);
    const own = (await drawPapers('enterprise')).idFront;
    await sheet(page).locator('input[type=file]').setInputFiles(jpeg(own));
    await certificate(page).getByText('身份证，按个人办理。').waitFor();
    const faults = await faultsOf(page);

    await page.getByRole('button', { name: '公司办，接着拍营业执照' }).click();
    await sheet(page).locator('input[type=file]').setInputFiles(jpeg(licence));
    await certificate(page).getByText('营业执照，按企业办理。').waitFor();
    await fillRest(visitor);
    await page.getByRole('button', { name: '在此继续' }).click();
    await page.waitForURL(/#\/filings\//);
    const filingId = /filings\/([^/?]+)/.exec(page.url())?.[1];
    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/organizer`);

    await page.locator('[data-kind="business-licence"][data-state=ready]').waitFor();
    await page.locator('[data-kind="id-front"][data-state=ready]').waitFor();
    expect(faults).toEqual([]);
  });

  it('stays refused, with what to do, when it is neither paper; typing is the way out', async () => {
    const { page } = await atCamera('e2e 没有证件照片的人');
    const blank = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#8899aa' } })
      .jpeg()
      .toBuffer();
    await sheet(page).locator('input[type=file]').setInputFiles(jpeg(blank));
    await certificate(page).getByText('没有在图片中找到这种证件').waitFor();
    const refused = await faultsOf(page);

    await page.goto(site.laptop.addresses.gateway);
    await page.getByRole('button', { name: '没有照片？自己填' }).click();
    await page.getByLabel('统一社会信用代码').fill('91440300MAYH3K7265');
    await page.getByLabel('统一社会信用代码').blur();
    await page.getByText('统一社会信用代码校验未通过').waitFor();

    expect(refused).toEqual([]);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('asks a person whose card is from a province that is not open where they live, and tells the proof', async () => {
    const { page } = await atCamera('e2e 外省身份证的人');
    const elsewhere = { ...INDIVIDUAL.idCard, address: '湖南省长沙市岳麓区样例路1号' };
    const front = await drawIdFront(elsewhere, { portrait: await portrait(), onDesk: true });
    await sheet(page).locator('input[type=file]').setInputFiles(jpeg(front));
    await certificate(page).getByText('身份证的住址在湖南省，那里还不能在这里办理。住在哪里？').waitFor();
    const asked = await faultsOf(page);
    await page.getByRole('button', { name: '在广东办理' }).click();

    await certificate(page).getByText('在广东省备案。个人的身份证是外省的，须有广东的居住证明。').waitFor();
    expect(asked).toEqual([]);
    expect(await faultsOf(page)).toEqual([]);
  });
});

describe('what was read with doubt', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('comes into view with its piece of the picture, also after the one before is confirmed', async () => {
    const { page } = await site.visitDraft(ENTERPRISE, 'e2e 手机上一处一处看的人');
    const filingId = /filings\/([^/?]+)/.exec(page.url())?.[1];
    await page.setViewportSize({ width: 375, height: 667 });
    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/organizer?field=organizer.name`);
    const weak = await sharp(licence).resize(900).blur(0.9).jpeg({ quality: 60 }).toBuffer();
    await page.locator('[data-kind="business-licence"] input[type=file]').setInputFiles(jpeg(weak));
    const yes = page.getByRole('button', { name: /^对，没错/ });
    const piece = page.getByRole('img', { name: /^照片中/ }).locator('..');
    const isInView = async () => {
      const [above, below, dock] = await Promise.all(
        [piece, yes, page.locator('.dock')].map((part) => part.boundingBox()),
      );
      return above && below && dock && above.y >= 0 && below.y + below.height <= dock.y;
    };
    const asked = new Set<string>();
    await yes.waitFor();
    while ((await yes.count()) > 0) {
      asked.add((await yes.textContent()) ?? '');
      await expect.poll(isInView, { timeout: 5000 }).toBe(true);
      await yes.click();
      await expect
        .poll(async () => (await yes.count()) === 0 || !asked.has((await yes.textContent()) ?? ''))
        .toBe(true);
    }

    expect(asked.size).toBeGreaterThan(1);
  });

  it('is asked one after the other beside its piece of the picture; once confirmed it stays so, also on another device', async () => {
    const name = 'e2e 两处看不清的人';
    const { page, visitor } = await site.visitDraft(ENTERPRISE, name);
    const filingId = /filings\/([^/?]+)/.exec(page.url())?.[1];
    const address = `${site.laptop.addresses.gateway}/#/filings/${filingId}/organizer`;
    await page.goto(address);
    // A weak picture: several values are in doubt.
    const weak = await sharp(licence).resize(900).blur(0.9).jpeg({ quality: 60 }).toBuffer();
    await page.locator('[data-kind="business-licence"] input[type=file]').setInputFiles(jpeg(weak));
    await page.getByText(/有 \d 处看不清，一处一处来/).waitFor();
    const organizer = page.getByRole('region', { name: '主办单位' });
    const doubts = organizer.getByRole('button', { name: /^对，没错/ });
    const faults = await faultsOf(page);
    await shot(page, 'doubts', { whole: true });
    const atOnce = await doubts.count();
    const pieceNow = () =>
      organizer
        .getByRole('img', { name: /^照片中/ })
        .locator('..')
        .boundingBox();
    await expect.poll(async () => (await pieceNow())?.height).toBeGreaterThanOrEqual(24);
    const piece = await pieceNow();
    await doubts.first().waitFor();
    const asked = await visitor.confirmDoubts(organizer);
    await organizer.getByText('已保存').waitFor();

    const isRead = '[data-kind="business-licence"][data-state=ready]';
    await page.reload();
    await page.locator(isRead).waitFor();
    await organizer.getByLabel('主办者名称', { exact: true }).waitFor({ state: 'attached' });
    const afterReload = await doubts.count();
    const other = await site.visit(ENTERPRISE);
    await other.page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await other.visitor.signIn(name);
    await other.visitor.heading('我的备案').waitFor();
    await other.page.goto(address);
    await other.page.locator(isRead).waitFor();
    await other.visitor.field('主办者名称').waitFor({ state: 'attached' });
    const elsewhere = await other.visitor
      .group('主办单位')
      .getByRole('button', { name: /^对，没错/ })
      .count();

    expect(asked.length).toBeGreaterThanOrEqual(2);
    expect(new Set(asked).size).toBe(asked.length);
    expect(atOnce).toBe(1);
    expect(piece?.height).toBeLessThan(400);
    expect({ faults, afterReload, elsewhere }).toEqual({ faults: [], afterReload: 0, elsewhere: 0 });
  });
});
