import type { Page } from 'playwright-core';
import { drawIdBack } from 'specimens/cards.ts';
import { drawNotACertificate } from 'specimens/letters.ts';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { PLEASE_RETURN } from '../../tools/walk/walk-filing.ts';
import { ON_PHONE, shot } from '../support/shot.ts';
import { faultsOf, outOfViewAt } from './looks.ts';
import { FILING_NUMBER, JOURNEY_TIMEOUT_MS, jpeg, openSite, type Site } from './site.ts';

const WHOLE = { whole: true };
const WHOLE_ON_PHONE = { ...ON_PHONE, ...WHOLE };

/** A picture on a desktop and one on a phone. */
async function shotTwice(page: Page, name: string): Promise<void> {
  await shot(page, name, WHOLE);
  await shot(page, `${name}-phone`, WHOLE_ON_PHONE);
}

let site: Site;
let papers: Papers;
let idBack: Buffer;

beforeAll(async () => {
  [site, papers] = await Promise.all([openSite(), drawPapers('enterprise')]);
  idBack = await drawIdBack(INDIVIDUAL.idCard);
});

afterAll(() => site?.close());

describe('the page', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it.concurrent('says what speaks against it, asks for a sign-in to go on, keeps what was typed, and shows the type', async () => {
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    await page.goto(`${site.laptop.addresses.gateway}/#/type`);
    await visitor.heading('先拍一张证件').waitFor();
    const first = await faultsOf(page);
    await page.getByRole('button', { name: '没有照片？自己填' }).click();
    await page.getByText('填好上面各项后自动验证').waitFor();
    const blank = await faultsOf(page);

    const code = page.getByLabel('统一社会信用代码');
    const domain = page.getByRole('textbox', { name: '域名' });
    await domain.fill('https://www.Yunfan-Keji.cn/index');
    await code.fill('9144 0300 MAYH3K 7265');
    await code.blur();
    await page.locator('[data-field=certificateNumber]').getByText('统一社会信用代码校验未通过').waitFor();
    expect([await code.inputValue(), await domain.inputValue()]).toEqual(['91440300MAYH3K7265', 'yunfan-keji.cn']);

    await visitor.fillInEligibility();
    await code.fill('91440300MAYH3K7265');
    await code.blur();
    const refusal = page.locator('[data-field=certificateNumber]').getByRole('listitem');
    await refusal.waitFor();
    const refused = await faultsOf(page);
    await code.fill('91440300MAYH3K7264');
    await code.blur();
    await page.getByRole('button', { name: '登录并继续验证' }).waitFor();
    expect(await page.getByText('可以备案').count()).toBe(0);
    await shotTwice(page, 'console');
    const asked = await faultsOf(page);
    await page.reload();
    await visitor.askToSignIn();
    await shot(page, 'sign-in');
    const signIn = await faultsOf(page);
    await visitor.signIn('e2e 访客');
    await page.getByText('请先在上面上传有这个号码的证件').waitFor();
    await shot(page, 'consent', WHOLE);
    const consent = await faultsOf(page);
    await visitor.showCertificate();
    await page.getByText('可以备案，类型为“首次备案”').waitFor();
    await page.reload();
    await page.locator('[data-kind=business-licence][data-state=ready]').waitFor();
    await page.getByText('可以备案，类型为“首次备案”').waitFor();
    expect([await code.inputValue(), await domain.inputValue()]).toEqual(['91440300MAYH3K7264', 'yunfan-keji.cn']);
    await shotTwice(page, 'certificate');
    const allowed = await faultsOf(page);
    await page.getByRole('link', { name: '我的备案' }).click();
    await page.getByText('还没有备案').waitFor();
    const filings = await faultsOf(page);
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByRole('link', { name: 'ICP 备案' }).click();
    await page.getByRole('heading', { name: '多久办好' }).waitFor();
    await shotTwice(page, 'start');
    await page.getByRole('button', { name: '没有照片？自己填' }).click();
    await page.getByText('填好上面各项后自动验证').waitFor();
    expect(await code.inputValue()).toBe('');

    expect({ first, blank, refused, asked, signIn, allowed, consent, filings, trouble }).toEqual({
      first: [],
      blank: [],
      refused: [],
      asked: [],
      signIn: [],
      allowed: [],
      consent: [],
      filings: [],
      trouble: [],
    });
  });

  it.concurrent('lets the site owner of an enterprise upload their own certificate, of any type, in their own step', async () => {
    const { visitor, page, trouble } = await site.visitDraft(ENTERPRISE, 'e2e 另一位网站负责人');
    const owner = await drawPapers('individual');
    await page.evaluate("location.hash = location.hash.replace('/organizer', '/site-owner')");
    await visitor.heading('网站负责人').waitFor();

    await visitor.upload('id-front', jpeg(owner.idFront));
    await page.getByText('识别', { exact: false }).first().waitFor();
    await visitor.confirmDoubts(page.locator('main'));
    const read = await page.getByLabel('姓名', { exact: true }).inputValue();
    const place = await visitor.tile('id-front').getAttribute('data-field');
    const withCard = await faultsOf(page);
    await page.getByLabel('证件类型').selectOption({ label: '护照' });
    await visitor.tile('passport').waitFor();
    const cards = await visitor.tile('id-front').count();
    await visitor.upload('passport', jpeg(owner.idFront));
    const state = await visitor.tile('passport').getAttribute('data-state');
    const withPassport = await faultsOf(page);

    expect({ read, place, cards, state }).toEqual({
      read: '梁晓晴',
      place: 'websites.0.documents.id-front',
      cards: 0,
      state: 'ready',
    });
    expect({ withCard, withPassport, trouble }).toEqual({ withCard: [], withPassport: [], trouble: [] });
  });

  it.concurrent('shows why a picture was refused, and then accepts the right one', async () => {
    const { visitor, page, trouble } = await site.visitDraft(INDIVIDUAL, 'e2e 传错图片的人');

    await visitor.upload('id-back', jpeg(await drawNotACertificate()));

    await visitor.tile('id-back').getByText('没有在图片中找到这种证件').waitFor();
    expect(await visitor.tile('id-back').getAttribute('data-state')).toBe('refused');
    expect(await faultsOf(page)).toEqual([]);
    await visitor.upload('id-back', jpeg(idBack));
    expect(await visitor.tile('id-back').getAttribute('data-state')).toBe('ready');
    expect(trouble).toEqual([]);
  });

  it.concurrent('shows somebody who checks again that a filing of theirs is unfinished, and leads to it', async () => {
    const { visitor, page } = await site.visitDraft(INDIVIDUAL, 'e2e 又来验证的人');

    await page.goto(`${site.laptop.addresses.gateway}/#/type`);
    await page.getByText('你有一个正在办理的备案订单').waitFor();

    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: '查看我的备案' }).click();
    await page.getByRole('heading', { name: visitor.specimen.domain }).waitFor();
    await shot(page, 'filings', WHOLE);
  });

  it.concurrent('reports a lost connection during an upload, and sends the file again when it is back', async () => {
    const { visitor, page } = await site.visitDraft(INDIVIDUAL, 'e2e 断网的人');
    const network = await page.context().newCDPSession(page);
    const conditions = (offline: boolean, uploadThroughput: number) =>
      network.send('Network.emulateNetworkConditions', {
        offline,
        uploadThroughput,
        latency: 0,
        downloadThroughput: -1,
      });
    const tile = visitor.tile('id-back');

    await conditions(false, 20_000);
    await tile.locator('input[type=file]').setInputFiles(jpeg(idBack));
    await page.locator('[data-kind=id-back][data-state=sending] progress').waitFor();
    await conditions(true, 0);
    await page.locator('[data-kind=id-back][data-state=unsent]').waitFor();
    await tile.getByText('网络连接中断').waitFor();
    await tile.getByRole('button', { name: '重新上传' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await conditions(false, -1);

    await page.locator('[data-kind=id-back][data-state=ready]').waitFor();
  });
});

describe('a filing', () => {
  it.concurrent(
    'goes from the console page to the filing number for an enterprise, once returned and corrected; a reload loses nothing in any step',
    async () => {
      const { visitor, page, trouble } = await site.visitDraft(ENTERPRISE, 'e2e 企业');
      const faults: Record<string, readonly string[]> = {};
      /** Reloads the step, and checks it. @param name of its picture */
      const settle = async (title: string, name: string) => {
        await page.reload();
        await visitor.heading(title).waitFor();
        await page.getByText('正在载入').first().waitFor({ state: 'detached' });
        await shot(page, name, WHOLE);
        faults[title] = await faultsOf(page);
      };

      await visitor.upload('business-licence', jpeg(papers.licence ?? Buffer.alloc(0)));
      await visitor.upload('id-front', jpeg(papers.idFront));
      await visitor.upload('id-back', jpeg(papers.idBack));
      const name = page.locator('[data-field="organizer.name"]');
      await name.getByText('识别，请核对', { exact: true }).waitFor();
      const piece = await name.getByRole('img', { name: '照片中主办者名称的位置' }).locator('..').boundingBox();
      const field = await name.boundingBox();
      await name.getByRole('button', { name: '对，没错' }).click();
      // Not asked again: it lies with what was read surely.
      await name.getByText('识别，请核对', { exact: true }).waitFor({ state: 'detached' });
      await page.getByText('已从营业执照读出').click();
      await name.getByText('识别', { exact: true }).waitFor();
      expect(piece?.height).toBeGreaterThanOrEqual(24);
      expect(piece?.width).toBeLessThanOrEqual(field?.width ?? 0);
      expect(await name.getByLabel('主办者名称').inputValue()).toBe('深圳市云帆样例科技有限公司');
      await name.getByLabel('主办者名称').fill('深圳市云帆样例有限公司');
      await name.getByText('证件上识别为“深圳市云帆样例科技有限公司”').waitFor();
      await name.getByRole('button', { name: '改用识别值' }).click();
      await visitor.fillOrganizer();
      await settle('主体信息', 'organizer');
      await shot(page, 'organizer-phone', WHOLE_ON_PHONE);
      expect(await name.getByLabel('主办者名称').inputValue()).toBe('深圳市云帆样例科技有限公司');
      expect(await page.getByLabel('手机号码').inputValue()).toBe('13822230017');

      await visitor.goOn('网站信息');
      await page.getByLabel('网站名称').fill('云帆样例科技');
      await page.reload();
      await expect.poll(() => page.getByLabel('网站名称').inputValue()).toBe('云帆样例科技');
      await visitor.fillWebsite({ ...ENTERPRISE.website, remark: `${ENTERPRISE.website.remark}${PLEASE_RETURN}` });
      await settle('网站信息', 'website');
      expect(await page.getByLabel('网站备注').inputValue()).toContain(PLEASE_RETURN);

      await visitor.goOn('网站负责人');
      await page.getByRole('button', { name: '与主体负责人相同' }).click();
      await page.getByText('已保存').waitFor();
      await settle('网站负责人', 'site-owner');
      expect(await page.getByLabel('证件号码').inputValue()).toBe('440305198806159974');

      await visitor.goOn('上传材料');
      await page.getByText('需要 5 份材料').waitFor();
      const [letter] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '下载承诺书' }).click(),
      ]);
      expect(letter.suggestedFilename()).toBe('网站备案承诺书-yunfan-keji.cn.pdf');
      await visitor.upload('commitment-letter', jpeg(papers.letter));
      await visitor.upload('handheld-photo', jpeg(papers.handheld));
      await settle('上传材料', 'materials');
      await shot(page, 'materials-phone', WHOLE_ON_PHONE);
      await page.getByText('需要 5 份材料，已上传 5 份').waitFor();

      await visitor.goOn('视频核身');
      const ended = await visitor.passLiveness(async () => {
        await visitor.openCamera();
        await page.getByText('背景是白色').waitFor();
        await shotTwice(page, 'camera');
        faults['before the camera'] = await faultsOf(page);
        expect(await outOfViewAt(page, page.getByRole('button', { name: '拍照' }))).toEqual([]);
        await visitor.record();
        await shot(page, 'recorded', WHOLE);
      });
      expect(ended).toBe('passed');
      await settle('视频核身', 'liveness');
      await page.getByText('核身通过').waitFor();

      await visitor.goOn('预览');
      await page.getByText('预检通过，可以提交').waitFor();
      await page.getByRole('button', { name: '展开全部' }).click();
      await page.getByText('广东省深圳市南山区科苑南****').waitFor();
      await settle('预览', 'preview');
      await page.getByRole('button', { name: '显示完整内容' }).click();
      await page.getByText(ENTERPRISE.organizer.certificateAddress).first().waitFor();
      await page.getByAltText('主办者：营业执照').waitFor();
      await page.getByText('云服务器 CVM ins-gz000001（广州）').waitFor();
      faults['preview in clear'] = await faultsOf(page);
      await visitor.goOn('提交');
      await page.evaluate("location.hash = location.hash.replace('/preview', '/submission')");
      await settle('提交', 'submission');
      await visitor.submit();
      await shot(page, 'submitted', WHOLE);

      await visitor.untilState('returned');
      await page.locator('[data-step=initial-review][data-step-state=returned]').waitFor();
      await settle('已改 0/1', 'returned');
      await page.getByRole('link', { name: '修改网站备注' }).click();
      await visitor.heading('网站备注').waitFor();
      const remark = page.getByLabel('网站备注');
      await page.getByText('审核意见').first().waitFor();
      await shot(page, 'correction', WHOLE);
      faults.returned = await faultsOf(page);
      expect(await page.getByLabel('网站名称').count()).toBe(0);
      await remark.fill(ENTERPRISE.website.remark);
      await page.getByText('已保存').waitFor();
      await page.getByRole('button', { name: '改好了，去重新提交' }).click();
      await visitor.heading('提交').waitFor();
      await visitor.submit();

      await visitor.untilState('approved');
      await page.getByRole('heading', { name: '备案号' }).waitFor();
      await shotTwice(page, 'approved');
      faults.approved = await faultsOf(page);
      const number = await page.locator('.number').textContent();
      expect(number).toMatch(FILING_NUMBER);
      await page.locator('[data-task=public-security]').getByText('还剩 30 天').waitFor();
      expect(await page.locator('[data-step]').count()).toBe(0);
      expect(await page.getByLabel('yunfan-keji.cn 的页脚代码').textContent()).toContain(`>${number}<`);
      expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
      expect(trouble).toEqual([]);
    },
    JOURNEY_TIMEOUT_MS,
  );

  it.concurrent(
    'goes from the console page to the filing number for an individual, with the samples of a laptop and on a phone',
    async () => {
      const { visitor, page, trouble } = await site.visitDraft(INDIVIDUAL, 'e2e 个人', 'scan');
      await page.setViewportSize({ width: 360, height: 740 });

      await visitor.uploadSamples();
      await visitor.fillOrganizer();
      await visitor.goOn('网站信息');
      await visitor.fillWebsite(INDIVIDUAL.website);
      await visitor.goOn('网站负责人');
      await page.getByText('个人备案的网站负责人为本人').waitFor();
      await visitor.goOn('上传材料');
      await visitor.uploadSamples();
      await visitor.goOn('视频核身');
      expect(await visitor.passLiveness(() => visitor.useSamplePerson())).toBe('passed');
      await visitor.goOn('预览');
      await page.getByText('预检通过，可以提交').waitFor();
      await visitor.goOn('提交');
      await visitor.submit();
      await visitor.untilState('approved');

      expect(await page.locator('.number').textContent()).toMatch(FILING_NUMBER);
      expect(await faultsOf(page)).toEqual([]);
      expect(trouble).toEqual([]);
    },
    JOURNEY_TIMEOUT_MS,
  );
});
