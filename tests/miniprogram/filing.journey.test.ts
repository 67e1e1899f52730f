import pg from 'pg';
import sharp from 'sharp';
import { INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONSENT_TEXT_VERSION, type Filer } from '../../tools/walk/filer.ts';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { PLEASE_RETURN } from '../../tools/walk/walk-filing.ts';
import { FILING_NUMBER, JOURNEY_TIMEOUT_MS, jpeg } from '../e2e/site.ts';
import { shot } from '../support/shot.ts';
import { eligibleInput } from '../support/test-laptop.ts';
import { phoneFaults } from './phone-looks.ts';
import { openPhones, type Phones } from './phone-site.ts';

let phones: Phones;
let papers: Papers;

beforeAll(async () => {
  [phones, papers] = await Promise.all([openPhones(), drawPapers('individual')]);
});

afterAll(() => phones?.close());

/** Uploads an ID card before there is a filing: its number may then be asked about. */
async function haveCardRead(filer: Filer, card: Buffer): Promise<void> {
  await filer.giveConsent(CONSENT_TEXT_VERSION);
  await filer.upload(undefined, 'id-front', 'principal', card);
}

/** The id of the filing that is open on the phone. */
const openFilingId = '__phone.openCallers().at(-1).options.filingId';

describe('a filing on the phone', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('reads a picture of more than 4 MB, which the phone has shrunk', async () => {
    const { holder, trouble } = await phones.holder(INDIVIDUAL, '小程序大图的人');
    await holder.openDraft();
    const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
    const grain = await sharp({ create: { width: 3600, height: 2400, channels: 3, background: '#808080', noise } })
      .png()
      .toBuffer();
    const large = await sharp(papers.idBack)
      .resize(3600, 2400, { fit: 'fill' })
      .composite([{ input: await sharp(grain).ensureAlpha(0.06).toBuffer() }])
      .jpeg({ quality: 100 })
      .toBuffer();
    expect(large.length).toBeGreaterThan(4 * 1024 * 1024);

    await holder.upload('id-back', jpeg(large));

    await holder.tile('id-back').getByText('已上传').waitFor();
    expect(trouble).toEqual([]);
  });

  it('goes on with an upload that the network has cut, when the person comes back to the program', async () => {
    const { holder, page } = await phones.holder(INDIVIDUAL, '小程序断网的人');
    await holder.openDraft();
    const network = await page.context().newCDPSession(page);
    const conditions = (offline: boolean, uploadThroughput: number) =>
      network.send('Network.emulateNetworkConditions', {
        offline,
        uploadThroughput,
        latency: 0,
        downloadThroughput: -1,
      });

    await conditions(false, 20_000);
    await holder.choose('id-back', jpeg(papers.idBack));
    await holder.tile('id-back').getByRole('progressbar').waitFor();
    await conditions(true, 0);
    await holder.tile('id-back').getByText('网络连接中断').waitFor();
    expect(await phoneFaults(page)).toEqual([]);
    await holder.tile('id-back').getByRole('button', { name: '重新上传' }).waitFor();
    await page.evaluate('__phone.background()');
    await conditions(false, -1);
    await page.evaluate('__phone.foreground()');

    await holder.tile('id-back').getByText('已上传').waitFor();
  });

  it('says how to allow the camera to whoever has refused it, and opens it then', async () => {
    const { holder, page, trouble } = await phones.holder(INDIVIDUAL, '小程序不给摄像头的人');
    await holder.openDraft();
    await holder.fillOrganizer();
    const filingId = await page.evaluate(openFilingId);

    await holder.open(`pages/liveness/index?filingId=${filingId}`, 'refuse=scope.camera');
    await holder.button('开始核身').click();
    await holder.answer('同意');
    await holder.top().getByText('没有使用摄像头的权限').waitFor();
    expect(await phoneFaults(page)).toEqual([]);
    await holder.button('打开设置').click();
    await holder.answer('允许');
    await holder.button('重新开始').click();

    await holder.button('拍照').waitFor();
    expect(trouble).toEqual([]);
  });

  it('signs in again silently when its session was ended elsewhere, and shows what was changed there', async () => {
    const { holder, page, trouble } = await phones.holder(INDIVIDUAL, '小程序两台设备的人');
    await holder.openDraft();
    await holder.fillOrganizer();
    const filingId = String(await page.evaluate(openFilingId));
    const web = await phones.laptop.signedIn('小程序两台设备的人');
    const details = { ...INDIVIDUAL.website, name: '在网页上改的名字' };
    const { filing } = await web.call('showFiling', { params: { filingId } });
    await web.saveWebsite(filingId, filing.websites[0]?.websiteId ?? '', details);
    await web.call('signOutEverywhere', {});

    await holder.field('手机号码').fill('13822230018');
    await holder.goOn('网站信息');
    await holder.top().getByText('另一台设备改过的内容已载入').waitFor();

    expect(await holder.field('网站名称').inputValue()).toBe('在网页上改的名字');
    expect(trouble).toEqual([]);
  });
});

describe('an old sign-in', () => {
  it('is renewed by WeChat once its owner agrees, and the export goes on', async () => {
    const { holder, page, trouble } = await phones.holder(INDIVIDUAL, '小程序很久没登录的人');
    await holder.open('pages/privacy/index');
    await holder.button('导出我的信息').waitFor();
    const client = new pg.Client({ connectionString: phones.laptop.addresses.database });
    await client.connect();
    await client.query(`update session set authenticated_at = authenticated_at - interval '11 minutes'`);
    await client.end();

    await holder.button('导出我的信息').click();
    await holder.answer('返回');
    await holder.top().getByText('为确认是你本人，请重新登录，并在10分钟内完成这一步。').waitFor();
    await holder.button('导出我的信息').click();
    await holder.answer('微信登录');
    await holder.answer('知道了');

    expect(await phoneFaults(page)).toEqual([]);
    expect(trouble).toEqual([]);
  });
});

describe('a code that was scanned', () => {
  it.each([
    ['broken', '确', /^这个小程序码不完整/],
    ['too old', 'Yk3-_cvR2mXq0s1tZ9aBcQ', /重新验证/],
  ])('is explained when it is %s', async (_what, scene, text) => {
    const { holder, page } = await phones.holder(INDIVIDUAL, '小程序扫错码的人');

    await holder.open(`pages/eligibility/index?scene=${encodeURIComponent(scene)}`);
    const agree = holder.top().getByRole('checkbox');
    await agree.or(holder.top().getByText(text)).first().waitFor();
    if ((await agree.count()) > 0) {
      await agree.click();
      await holder.button('同意并开始').click();
    }

    await holder.top().getByText(text).first().waitFor();
    expect(await phoneFaults(page)).toEqual([]);
  });

  it('of another account opens nothing', async () => {
    const other = await phones.laptop.signedIn('小程序别人');
    await haveCardRead(other, papers.idFront);
    const { ticket } = await other.checkEligibility({ ...eligibleInput('individual'), domain: 'yunfan-keji.cn' });
    const { holder } = await phones.holder(INDIVIDUAL, '小程序不是本人');

    await holder.open(`pages/eligibility/index?scene=${ticket}`);
    await holder.top().getByRole('checkbox').click();
    await holder.button('同意并开始').click();

    await holder.top().getByRole('alert').waitFor();
    expect(await holder.heading('主体信息').count()).toBe(0);
  });

  it('signs in a web page, after showing what asks for it', async () => {
    const { holder, page: phone, trouble } = await phones.holder(INDIVIDUAL, '演示用户');
    const web = await phone.context().newPage();
    // Codes are shown beside a phone only.
    await web.setViewportSize({ width: 1280, height: 900 });
    await web.goto(`${phones.laptop.addresses.gateway}/#/filings`);
    const link = web.getByRole('link', { name: '在本机的手机上打开' });
    const address = new URL((await link.getAttribute('href')) ?? '', phones.laptop.addresses.gateway);

    await holder.open(address.searchParams.get('page') ?? '');
    await holder.top().getByText('127.0.*.*').waitFor();
    await holder.top().getByText('Linux 上的 Chrome').waitFor();
    await shot(phone, 'mini-program-sign-in');
    expect(await phoneFaults(phone)).toEqual([]);
    await holder.button('确认登录').click();
    await holder.heading('电脑上已登录').waitFor();

    await web.getByText('还没有备案').waitFor();
    expect(trouble).toEqual([]);
  });
});

describe('the pages about the person', () => {
  it.each(['start', 'filings', 'cloud', 'privacy', 'terms', 'help'])(
    '%s can be used by everybody, also in 关怀模式',
    async (name) => {
      const { holder, page, trouble } = await phones.holder(INDIVIDUAL, '小程序看看的人');

      await holder.open(`pages/${name}/index`);
      await holder.top().getByText('正在载入').first().waitFor({ state: 'detached' });
      await shot(page, `mini-program-${name}`);
      const usual = await phoneFaults(page);
      await holder.open(`pages/${name}/index`, 'fontScale=1.4');
      await holder.top().getByText('正在载入').first().waitFor({ state: 'detached' });

      expect({ usual, care: await phoneFaults(page, 'care'), trouble }).toEqual({ usual: [], care: [], trouble: [] });
    },
  );

  it('makes an authorization code, shows it once, and deletes it', async () => {
    const { holder } = await phones.holder(INDIVIDUAL, '小程序给授权码的人');
    await holder.open('pages/cloud/index');
    await holder.pickServer();

    await holder.button('生成授权码').click();

    const shown = holder.top().getByText(/^新的授权码：/);
    await shown.waitFor();
    const lastFour = (await shown.textContent())?.slice(-4);
    await holder.button(`收回授权码 ${lastFour}`).click();
    await holder.answer('确定');
    await holder.button(`收回授权码 ${lastFour}`).waitFor({ state: 'detached' });
    expect(lastFour).toHaveLength(4);
  });

  it('withdraws the consent and gives it again, and erases the account', async () => {
    const { holder, trouble } = await phones.holder(INDIVIDUAL, '小程序要删除的人');
    await holder.openDraft();
    await holder.open('pages/privacy/index');
    await holder.button('撤回同意').click();
    await holder.button('重新同意').click();
    await holder.button('撤回同意').waitFor();
    await holder.open('pages/filings/index', 'fontScale=1.4');
    await holder.button(/^继续填写/).waitFor();
    await shot(holder.page, 'mini-program-filings-care');
    await holder.button(/^继续填写/).click();
    await holder.heading(/^还差 \d+ 项/).waitFor();
    await holder.open(`pages/progress/index?filingId=${await holder.page.evaluate(openFilingId)}`);
    await holder.button('放弃备案').click();
    await holder.answer('放弃备案');
    await holder.untilState('abandoned');

    await holder.open('pages/privacy/index');
    await holder.button('删除我的信息').click();
    await holder.answer('确认删除');

    await holder.heading('给网站办一个备案号').waitFor();
    await holder.open('pages/filings/index');
    await holder.top().getByText('还没有备案').waitFor();
    expect(trouble).toEqual([]);
  });
});

// The last one: after it the authority has a record of the person whom the others play, too.
describe('a whole filing on the phone', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('goes from a console’s code to the filing number for an individual, once returned; everybody can use each page', async () => {
    const { holder, page, trouble } = await phones.holder(INDIVIDUAL, '小程序个人', { width: 360 });
    const filer = await phones.laptop.signedIn('小程序个人');
    await haveCardRead(filer, papers.idFront);
    const { ticket } = await filer.checkEligibility(eligibleInput('individual'));
    const faults: Record<string, readonly string[]> = {};
    const check = async (name: string) => {
      await holder.top().getByText('正在载入').first().waitFor({ state: 'detached' });
      await shot(page, `mini-program-${name}`);
      faults[name] = await phoneFaults(page);
    };

    await holder.open('pages/start/index');
    await holder.top().getByText('多久办好').waitFor();
    await holder.top().getByRole('radio', { name: '个人' }).click();
    await holder.top().getByText('本人身份证').waitFor();
    await check('start');
    await holder.open('pages/eligibility/index?region=440000&kind=individual');
    await holder.heading('先拍一张证件').waitFor();
    await check('eligibility');
    await holder.button('没有照片？自己填').click();
    await holder.heading('验证备案类型').waitFor();
    await check('eligibility-by-hand');
    await holder.open(`pages/eligibility/index?scene=${ticket}`);
    await holder.heading('接着在手机上备案').waitFor();
    await check('consent');
    await holder.consent();
    await holder.button('下一步：网站信息').click();
    await holder.top().getByText('请填写手机号码。').waitFor();
    faults['organizer with gaps'] = await phoneFaults(page);
    await holder.upload('id-front', jpeg(papers.idFront));
    await holder.upload('id-back', jpeg(papers.idBack));
    await holder.fillOrganizer();
    await check('organizer');
    await shot(page, 'mini-program-organizer-dark', { dark: true });
    await holder.goOn('网站信息');
    await holder.fillWebsite({ ...INDIVIDUAL.website, remark: `${INDIVIDUAL.website.remark}${PLEASE_RETURN}` });
    await check('website');
    await holder.goOn('网站负责人');
    await holder.top().getByText('个人备案的网站负责人为本人').waitFor();
    await check('site-owner');
    await holder.goOn('上传材料');
    await holder.upload('commitment-letter', jpeg(papers.letter));
    await holder.upload('handheld-photo', jpeg(papers.handheld));
    await check('materials');
    await holder.goOn('视频核身');
    faults['before the camera'] = await phoneFaults(page);
    expect(await holder.passLiveness()).toBe('核身通过');
    await check('liveness');
    await holder.goOn('预览');
    await holder.top().getByText('预检通过，可以提交').waitFor();
    await check('preview');
    await holder.submit('取消');

    await holder.untilState('returned');
    await check('returned');
    await holder.heading('已改 0/1').waitFor();
    await holder.button('修改网站备注').click();
    await holder.top().getByText('审核意见').first().waitFor();
    await shot(page, 'mini-program-correction');
    expect(await holder.field('网站名称').count()).toBe(0);
    await holder.field('网站备注').fill(INDIVIDUAL.website.remark);
    await holder.top().getByText('已保存').waitFor();
    await holder.button('改好了，去重新提交').click();
    await holder.heading('提交').waitFor();
    await check('submission');
    await holder.submit();
    await holder.button('在微信接收下一次提醒').click();
    await holder.answer('允许');
    await page.getByText('已订阅，下一次消息发到微信').waitFor();
    await holder.untilState('approved');

    await check('approved');
    await shot(page, 'mini-program-approved-dark', { dark: true });
    expect(await holder.top().locator('.number').textContent()).toMatch(FILING_NUMBER);
    await holder.button('复制备案号').click();
    expect(await page.evaluate('document.documentElement.dataset.clipboard')).toMatch(FILING_NUMBER);
    expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
    expect(trouble).toEqual([]);
  });
});
