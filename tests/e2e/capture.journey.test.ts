import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { drawIdBack, drawIdFront } from 'specimens/cards.ts';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { portrait } from 'specimens/person.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPapers } from '../../tools/walk/papers.ts';
import { drawCardFilm } from '../support/pictures/camera-film.ts';
import { asPhonePhoto } from '../support/pictures/phone-photo.ts';
import { ON_PHONE, shot } from '../support/shot.ts';
import { faultsOf, outOfViewAt } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, jpeg, openSite, type Site } from './site.ts';

let site: Site;
/** A card in the camera's outline, with the desk around it. */
const ACROSS = 980;
const { idCard } = INDIVIDUAL;

beforeAll(async () => {
  const card = await drawIdFront(idCard, { portrait: await portrait(), onDesk: false });
  site = await openSite({ draw: (film) => drawCardFilm(film, card, ACROSS) });
});

afterAll(() => site?.close());

/** Confirms each doubtful value that the sheet shows. */
async function confirmAll(sheet: Locator): Promise<void> {
  const doubts = sheet.getByRole('button', { name: '对，没错' });
  while ((await doubts.count()) > 0) await doubts.first().click();
}

const sheetOf = (page: Page, label: string) => page.getByRole('dialog', { name: `拍${label}` });

/** At the forms of a filing, with no certificate in it but the one that began it. */
async function atForms(name: string) {
  const visited = await site.visitDraft(INDIVIDUAL, name);
  const tile = (kind: 'id-front' | 'id-back') => visited.visitor.tile(kind);
  // What the first step has taken is loaded.
  await visited.page.locator('[data-kind="id-front"][data-state=ready]').waitFor();
  const open = async (kind: 'id-front' | 'id-back', label: string) => {
    await tile(kind).getByRole('button', { name: '拍照或用手机拍' }).click();
    const sheet = sheetOf(visited.page, label);
    await sheet.waitFor();
    return sheet;
  };
  return { ...visited, tile, open };
}

describe('the capture of a card', () => {
  it(
    'says what is missing, goes off by itself when all is good, crops to the outline, and shows what was read',
    async () => {
      const { page, tile, open, trouble } = await atForms('e2e 拍证件');
      const sheet = await open('id-front', '身份证人像面');
      const ways = await faultsOf(page);

      await sheet.getByRole('button', { name: '用这台设备的摄像头拍' }).click();
      const missing = await sheet.locator('[data-about=edges][data-ok=false]').textContent();
      await sheet.locator('[data-capture=ready]').waitFor();
      const ratio = await sheet
        .locator('.shot')
        .evaluate(
          (picture: { naturalWidth: number; naturalHeight: number }) => picture.naturalWidth / picture.naturalHeight,
        );
      const taken = await faultsOf(page);
      await confirmAll(sheet);
      const read = await sheet.getByRole('region', { name: '识别结果' }).textContent();
      await sheet.getByRole('button', { name: '好了，接着填' }).click();

      expect(missing).toContain('把证件放进框里');
      expect(read).toContain(idCard.name);
      expect(read).toContain(idCard.idNumber);
      // A card with a margin of 6 %, not the camera's 16 : 9.
      expect(ratio).toBeGreaterThan(1.4);
      expect(ratio).toBeLessThan(1.6);
      expect(await tile('id-front').getAttribute('data-state')).toBe('ready');
      expect({ ways, taken, trouble }).toEqual({ ways: [], taken: [], trouble: [] });
    },
    JOURNEY_TIMEOUT_MS,
  );

  it(
    'takes the whole screen, with its shutter in view at every size; waits for it when the automatic one is off, as the browser remembers',
    async () => {
      const { page, open } = await atForms('e2e 自己按快门');
      const sheet = await open('id-front', '身份证人像面');
      await page.evaluate("localStorage.setItem('icp-filing.auto-shutter', 'off')");
      await sheet.getByRole('button', { name: '用这台设备的摄像头拍' }).click();

      await sheet.getByText('很好，按快门').waitFor();
      const isAuto = await sheet.getByLabel('四项都通过时自动拍').isChecked();
      const shutter = sheet.getByRole('button', { name: '拍照', exact: true });
      const hidden = await outOfViewAt(page, shutter);
      const looks = await faultsOf(page);
      const box = await sheet.boundingBox();
      await sheet.getByRole('button', { name: '拍照', exact: true }).click();
      await sheet.locator('[data-capture=ready]').waitFor();

      expect(isAuto).toBe(false);
      expect({ hidden, looks }).toEqual({ hidden: [], looks: [] });
      // The whole screen, on a desktop, too.
      expect(box).toEqual({ x: 0, y: 0, width: 1280, height: 900 });
    },
    JOURNEY_TIMEOUT_MS,
  );

  it(
    'that shows the other side is refused with what to do; a camera that was refused leaves three ways',
    async () => {
      const { page, tile, open } = await atForms('e2e 拍反了');
      // The film shows the front.
      const sheet = await open('id-back', '身份证国徽面');
      await sheet.getByRole('button', { name: '用这台设备的摄像头拍' }).click();
      await sheet.locator('[data-capture=refused]').waitFor();
      await sheet.getByText('证件的正反面传反了').waitFor();
      await page.evaluate(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))",
      );
      await sheet.getByRole('button', { name: '重新拍' }).click();
      await sheet.getByText('没有使用摄像头的权限').waitFor();
      await sheet.getByText('怎样允许').waitFor();
      await sheet.getByRole('heading', { name: '用手机拍更快' }).waitFor();
      // Dropped onto the sheet.
      const bytes = (await drawIdBack(idCard)).toString('base64');
      const transfer = await page.evaluateHandle(`(() => {
        const transfer = new DataTransfer();
        const bytes = Uint8Array.from(atob('${bytes}'), (sign) => sign.charCodeAt(0));
        transfer.items.add(new File([bytes], 'back.jpg', { type: 'image/jpeg' }));
        return transfer;
      })()`);
      await sheet.locator('[data-part=drop]').dispatchEvent('drop', { dataTransfer: transfer });
      await sheet.locator('[data-capture=ready]').waitFor();

      expect(await tile('id-back').getAttribute('data-state')).toBe('ready');
    },
    JOURNEY_TIMEOUT_MS,
  );

  it(
    'takes a picture that is pasted; a doubtful value is confirmed right there, before the form is filled in',
    async () => {
      const { visitor, page, trouble } = await site.visitDraft(ENTERPRISE, 'e2e 粘贴执照');
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await visitor.tile('business-licence').getByRole('button', { name: '拍照或用手机拍' }).click();
      const sheet = sheetOf(page, '营业执照');
      await sheet.waitFor();
      await shot(page, 'capture');
      await shot(page, 'capture-phone', ON_PHONE);
      const licence = await sharp((await drawPapers('enterprise')).licence)
        .png()
        .toBuffer();
      await page.evaluate(`(async () => {
        const bytes = Uint8Array.from(atob('${licence.toString('base64')}'), (sign) => sign.charCodeAt(0));
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
      })()`);

      await page.keyboard.press('Control+V');
      await sheet.locator('[data-capture=ready]').waitFor();
      await sheet.locator('[data-field="organizer.name"]').getByRole('button', { name: '对，没错' }).waitFor();
      await shot(page, 'confirm');
      await shot(page, 'confirm-phone', ON_PHONE);
      const faults = await faultsOf(page);
      await confirmAll(sheet);
      await sheet.getByRole('button', { name: '好了，接着填' }).waitFor();
      const settled = await sheet.getByRole('region', { name: '识别结果' }).textContent();
      await sheet.getByRole('button', { name: '好了，接着填' }).click();

      const inForm = page.locator('[data-field="organizer.name"]');
      await page.getByText('已从营业执照读出').click();
      await inForm.getByText('识别', { exact: true }).waitFor();
      expect(settled).toContain('深圳市云帆样例科技有限公司');
      expect(await inForm.getByLabel('主办者名称').inputValue()).toBe('深圳市云帆样例科技有限公司');
      expect(await visitor.tile('business-licence').getAttribute('data-state')).toBe('ready');
      expect({ faults, trouble }).toEqual({ faults: [], trouble: [] });
    },
    JOURNEY_TIMEOUT_MS,
  );

  it(
    'takes a photo of 12 MB that is turned by EXIF, makes it smaller before the eyes, and reads it right',
    async () => {
      const { page, tile, visitor } = await atForms('e2e 大照片');
      const card = sharp(await drawIdBack(idCard)).resize(1600, 1240, { fit: 'contain', background: '#7a5c40' });
      const photo = await asPhonePhoto(await card.jpeg().toBuffer());
      let sent = 0;
      page.on('request', (request) => {
        if (request.method() === 'PUT') sent = request.postDataBuffer()?.length ?? 0;
      });
      const states: string[] = [];
      await page.exposeFunction('told', (state: string) => states.push(state));
      await page.evaluate(`new MutationObserver((all) => all.forEach(({ target }) => told(target.dataset.state)))
        .observe(document.querySelector('[data-kind="id-back"]'), { attributes: true, attributeFilter: ['data-state'] })`);

      await tile('id-back').locator('input[type=file]').setInputFiles(jpeg(photo));
      // A second one, dropped meanwhile, is not taken, and does not make the browser leave the page.
      const isKeptHere = await page.evaluate(`(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['x'], 'other.jpg', { type: 'image/jpeg' }));
        const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
        return !document.querySelector('[data-kind="id-back"]').dispatchEvent(drop);
      })()`);
      await page.locator('[data-kind="id-back"][data-state=ready]').waitFor();
      const form = page.getByRole('region', { name: /负责人/ });

      expect(isKeptHere).toBe(true);
      expect(photo.length).toBeGreaterThan(12_000_000);
      expect(states).toEqual(expect.arrayContaining(['preparing', 'sending', 'ready']));
      expect(sent).toBeLessThan(4 * 1024 * 1024);
      await expect.poll(() => visitor.readValue('证件有效期起始日', form)).toBe(idCard.validFrom);
    },
    JOURNEY_TIMEOUT_MS,
  );
});

describe('a card that is handed over', () => {
  it(
    'is photographed on a phone, arrives on the desktop by itself, and is of no use to a second device',
    async () => {
      const { page, tile, open, trouble } = await atForms('e2e 交给手机');
      const sheet = await open('id-back', '身份证国徽面');
      await sheet.getByRole('button', { name: '用我的手机拍' }).click();
      await sheet.getByText('等手机打开').waitFor();
      await sheet.getByAltText('拍摄链接的二维码').waitFor();
      const link = (await sheet.locator('.link').textContent()) ?? '';
      const sentLooks = await faultsOf(page);

      const phone = await site.visit(INDIVIDUAL);
      await phone.page.setViewportSize({ width: 360, height: 740 });
      await phone.page.goto(link);
      await phone.page.getByRole('button', { name: /^拍\s*身份证国徽面$/ }).waitFor();
      await sheet.getByText('手机已打开').waitFor();
      const asked = await faultsOf(phone.page);
      const seen = (await phone.page.locator('main').textContent()) ?? '';
      await phone.page.reload();
      await phone.page.getByRole('button', { name: /^拍\s*身份证国徽面$/ }).click();
      const photo = await drawIdBack(idCard);
      await sheetOf(phone.page, '身份证国徽面').locator('input[type=file]').setInputFiles(jpeg(photo));
      await sheetOf(phone.page, '身份证国徽面').locator('[data-capture=ready]').waitFor();
      await sheetOf(phone.page, '身份证国徽面').getByRole('button', { name: '好了，接着填' }).click();
      await phone.page.getByText('可以关掉这个页面').waitFor();

      await sheet.locator('[data-capture=ready]').waitFor();
      await sheet.getByRole('button', { name: '好了，接着填' }).click();
      const thief = await site.visit(INDIVIDUAL);
      await thief.page.goto(link);
      await thief.page.getByText('这个链接已经在另一部手机上打开').waitFor();

      expect(await tile('id-back').getAttribute('data-state')).toBe('ready');
      expect(seen).not.toContain(idCard.name);
      expect(seen).not.toContain(idCard.idNumber);
      expect({ sentLooks, asked }).toEqual({ sentLooks: [], asked: [] });
      expect([...trouble, ...phone.trouble]).toEqual([]);
    },
    JOURNEY_TIMEOUT_MS,
  );
});

describe('without a network', () => {
  it(
    'what was typed stays and a photo waits, one note says so, and both are sent when it is back',
    async () => {
      const { page, tile } = await atForms('e2e 断网');
      const form = page.getByRole('region', { name: /负责人/ });
      await page.context().setOffline(true);
      await tile('id-back')
        .locator('input[type=file]')
        .setInputFiles(jpeg(await drawIdBack(idCard)));
      await form.getByLabel('手机号码').fill('13800000017');
      await form.getByLabel('手机号码').blur();
      const note = page.locator('[data-part=waiting]');
      await note.getByText('1 份材料').waitFor();
      await note.getByText('项填写的内容').waitFor();
      const told = [await note.count(), await page.locator('dialog[open]').count()];

      await page.context().setOffline(false);
      await page.locator('[data-kind="id-back"][data-state=ready]').waitFor();
      await form.getByText('已保存').waitFor();
      await note.waitFor({ state: 'detached' });

      expect(told).toEqual([1, 0]);
      expect(await form.getByLabel('手机号码').inputValue()).toBe('13800000017');
    },
    JOURNEY_TIMEOUT_MS,
  );

  it(
    'a photo waits on the phone that it was handed over to, and arrives by itself when the network is back',
    async () => {
      const { page, tile, open } = await atForms('e2e 手机断网');
      const sheet = await open('id-back', '身份证国徽面');
      await sheet.getByRole('button', { name: '用我的手机拍' }).click();
      await sheet.getByText('等手机打开').waitFor();
      const phone = await site.visit(INDIVIDUAL);
      await phone.page.goto((await sheet.locator('.link').textContent()) ?? '');
      await phone.page.getByRole('button', { name: /^拍\s*身份证国徽面$/ }).click();
      const camera = sheetOf(phone.page, '身份证国徽面');

      await phone.page.context().setOffline(true);
      await camera.locator('input[type=file]').setInputFiles(jpeg(await drawIdBack(idCard)));
      await camera.getByText('网络断了，恢复后自动上传').waitFor();
      await phone.page.locator('[data-part=waiting]').getByText('1 份材料').waitFor();
      await phone.page.context().setOffline(false);

      await camera.locator('[data-capture=ready]').waitFor();
      await sheet.locator('[data-capture=ready]').waitFor();
      expect(await tile('id-back').getAttribute('data-state')).toBe('ready');
      expect(await page.locator('[data-part=waiting]').count()).toBe(0);
    },
    JOURNEY_TIMEOUT_MS,
  );

  it(
    'what was read from a photo that had arrived comes by itself when the network is back',
    async () => {
      const { page, tile } = await atForms('e2e 识别时断网');
      let asked = 0;
      await page.route('**/views/**', (route) => {
        // The picture is a view, too, and comes before or after the test ends.
        const isRead = route.request().resourceType() === 'fetch';
        return isRead && asked++ === 0 ? route.abort() : route.continue();
      });

      await tile('id-back')
        .locator('input[type=file]')
        .setInputFiles(jpeg(await drawIdBack(idCard)));
      await tile('id-back').getByText('等网络恢复').waitFor();

      await page.locator('[data-kind="id-back"][data-state=ready]').waitFor();
      expect(asked).toBe(2);
    },
    JOURNEY_TIMEOUT_MS,
  );
});
