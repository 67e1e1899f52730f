import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDraft } from '../../tools/walk/open-draft.ts';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { JOURNEY_TIMEOUT_MS, jpeg } from '../e2e/site.ts';
import { textOf } from '../hygiene/source-files.ts';
import { shot } from '../support/shot.ts';
import { phoneFaults } from './phone-looks.ts';
import { openPhones, type Phones } from './phone-site.ts';

const FILER = '小程序交给别人的人';

let phones: Phones;
let papers: Papers;
let filingId: string;
beforeAll(async () => {
  [phones, papers] = await Promise.all([openPhones(), drawPapers('enterprise')]);
  const filer = await phones.laptop.signedIn(FILER);
  ({ filingId } = await openDraft(filer));
  const { filing } = await filer.call('showFiling', { params: { filingId } });
  const [website] = filing.websites;
  await filer.saveOrganizer(filingId, ENTERPRISE.organizer);
  await filer.savePrincipal(filingId, ENTERPRISE.principal);
  await filer.saveSiteOwner(filingId, website?.websiteId ?? '', ENTERPRISE.principal);
  await filer.upload(filingId, 'id-front', 'principal', papers.idFront);
  await filer.upload(filingId, 'id-back', 'principal', papers.idBack);
}, JOURNEY_TIMEOUT_MS);
afterAll(() => phones?.close());

/** The code that was sent last to the sample principal. */
const smsCode = (): string =>
  /\d{6}/.exec(phones.laptop.sms.messages().findLast(({ text }) => text.includes('验证码为'))?.text ?? '')?.[0] ?? '';

describe('the phone’s network and its versions', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('says that the network is slow, and offers a new version, though never before the camera', async () => {
    const { holder, page } = await phones.holder(ENTERPRISE, FILER);
    await holder.open(`pages/liveness/index?filingId=${filingId}`);
    await holder.heading('视频核身').waitFor();
    await page.evaluate('__phone.weakenNetwork()');
    await holder.top().getByText('网络较慢').waitFor();
    const update = page.getByRole('dialog', { name: '更新' });

    await holder.openCamera();
    await page.evaluate('__phone.offerUpdate()');
    await holder.button('拍照').waitFor();
    expect(await update.count()).toBe(0);
    await page.evaluate('__phone.background()');
    await page.evaluate('__phone.foreground()');

    await update.waitFor();
    await holder.answer('稍后');
  });
});

describe('a card that is shared', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('lets the site owner object; then it is over, and another phone could not open it', async () => {
    const { holder, page } = await phones.holder(ENTERPRISE, FILER);
    const owner = await phones.holder(ENTERPRISE, '不同意的负责人');
    const other = await phones.holder(ENTERPRISE, '转发到的人');
    await holder.open(`pages/liveness/index?filingId=${filingId}`);
    await holder.button('发给负责人核身').click();
    await holder.button('发给对方').click();
    await holder.answer('发送');
    const path = String(await page.evaluate('__phone.sharedCards[0].path')).slice(1);
    await owner.holder.open(path);
    await owner.holder.top().getByText('谁请你').waitFor();

    await other.holder.open(path);
    await other.holder.top().getByRole('alert').waitFor();
    await owner.holder.button('不是我，或不同意').click();
    await owner.holder.top().getByRole('radio', { name: '找错人了' }).click();
    await owner.holder.top().getByText('对方会看到“没同意：找错人了”').waitFor();
    await owner.holder.button('告诉对方，我不做').click();

    await owner.holder.top().getByText('已告诉对方，你不做').waitFor();
    await holder.top().getByText('没同意：找错人了').waitFor();
    expect(await other.holder.top().getByText('谁请你').count()).toBe(0);
  });

  it('leads the site owner to their own check, and whoever files sees how far they are', async () => {
    const { holder, page, trouble } = await phones.holder(ENTERPRISE, FILER);
    const owner = await phones.holder(ENTERPRISE, '网站负责人本人');
    await holder.open(`pages/liveness/index?filingId=${filingId}`);

    await holder.button('重新发一个').click();
    await holder.top().getByText('已做好，等手机打开').waitFor();
    await shot(page, 'mini-program-hand-over');
    await holder.button('发给对方').click();
    await holder.answer('发送');
    expect(await phoneFaults(page)).toEqual([]);
    const path = String(await page.evaluate('__phone.sharedCards[0].path'));
    expect(path).toMatch(/^\/pages\/hand-over\/index\?token=[\w-]{22}$/);

    await owner.holder.open(path.slice(1));
    await owner.holder.top().getByText('yunfan-keji.cn').waitFor();
    await holder.top().getByText('手机已打开').waitFor();
    await shot(owner.page, 'mini-program-site-owner-check');
    expect(await phoneFaults(owner.page)).toEqual([]);
    expect(await owner.holder.passLiveness()).toBe('核身通过');

    await owner.holder.top().getByText('可以关掉这个页面了').waitFor();
    await holder.top().getByText('做好了').waitFor();
    // Whoever opens a card is not signed in.
    expect(owner.requests.filter((request) => request.startsWith('POST /v1/sessions'))).toEqual([]);
    expect([...trouble, ...owner.trouble]).toEqual([]);
  });

  it('leads a person to the confirmation of their own number; a code by the filer does the same', async () => {
    const { holder, page, trouble } = await phones.holder(ENTERPRISE, FILER);
    const principal = await phones.holder(ENTERPRISE, '主体负责人本人');
    await holder.open(`pages/organizer/index?filingId=${filingId}`);

    await holder.button('发链接给本人').click();
    await holder.button('发给本人').click();
    await holder.answer('发送');
    const path = String(await page.evaluate('__phone.sharedCards[0].path'));
    await principal.holder.open(path.slice(1));
    await principal.holder.button('获取验证码：手机号码').click();
    await principal.holder.top().getByText('验证码已发送到').waitFor();
    await shot(principal.page, 'mini-program-contact');
    expect(await phoneFaults(principal.page)).toEqual([]);
    await principal.holder.field('验证码').fill(smsCode());
    await principal.holder.button('确认').click();
    await principal.holder.top().getByText('已确认').first().waitFor();

    await holder.open(`pages/organizer/index?filingId=${filingId}`);
    await holder.top().getByText('已确认').first().waitFor();
    expect([...trouble, ...principal.trouble]).toEqual([]);
  });
});

describe('what WeChat offers', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('fills in the number that is bound to it, if the person likes', async () => {
    const { holder, page, trouble } = await phones.holder(ENTERPRISE, FILER);
    await holder.open(`pages/organizer/index?filingId=${filingId}`);
    const form = holder.group('主体负责人');
    await holder.field('手机号码', form).fill('');
    const offer = form.getByRole('button', { name: '填入我的微信手机号' });

    await offer.click();
    await holder.answer('不允许');
    expect(await holder.field('手机号码', form).inputValue()).toBe('');
    await offer.click();
    await holder.answer('允许');
    await offer.waitFor({ state: 'detached' });

    expect(await holder.field('手机号码', form).inputValue()).toBe(ENTERPRISE.principal.mobile);
    expect(await phoneFaults(page)).toEqual([]);
    expect(trouble).toEqual([]);
  });

  it('asks for the privacy guideline before the first picture, and goes on after a refusal that is taken back', async () => {
    const { holder, page, trouble } = await phones.holder(INDIVIDUAL, '小程序先不同意隐私的人');
    await holder.open('pages/eligibility/index?region=440000&kind=individual');
    await holder.button('同意并拍证件').click();

    await page.getByRole('dialog', { name: '用户隐私保护提示' }).waitFor();
    await holder.answer('拒绝');
    await holder.button('从相册选').click();
    await holder.answer('拒绝');
    await page.getByText('选择照片需要先同意隐私保护指引').waitFor();
    await holder.answer('知道了');
    await page.locator('.wx-back').click();
    const individual = await drawPapers('individual');
    await holder.upload('id-front', jpeg(individual.idFront));

    await holder.top().getByText(INDIVIDUAL.idCard.idNumber).first().waitFor();
    expect(trouble).toEqual([]);
  });
});

describe('我的隐私', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('keeps the ways of reminding that a person chooses, of which one stays', async () => {
    const { holder, trouble } = await phones.holder(ENTERPRISE, '小程序只要短信的人');
    await holder.open('pages/privacy/index');
    const way = (name: string) => holder.top().getByRole('checkbox', { name });

    await way('微信').click();
    await holder.top().getByText('已保存').waitFor();
    await way('短信').click();
    await holder.top().getByText('请至少保留一种提醒方式').waitFor();
    await holder.open('pages/privacy/index');
    await way('短信').waitFor();

    const isOn = (name: string) => way(name).getAttribute('aria-checked');
    expect(await Promise.all(['微信', '短信', '邮件'].map(isOn))).toEqual(['false', 'true', 'false']);
    expect(trouble).toEqual([]);
  });
});

describe('关怀模式', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it.each(['organizer', 'website', 'site-owner', 'liveness', 'materials', 'preview', 'submission', 'progress'])(
    'lets everybody use the step %s',
    async (step) => {
      const { holder, page, trouble } = await phones.holder(ENTERPRISE, FILER);

      await holder.open(`pages/${step}/index?filingId=${filingId}`, 'fontScale=1.4');
      await holder.top().getByText('正在载入').first().waitFor({ state: 'detached' });
      await holder.top().locator('.section').first().waitFor();

      expect({ faults: await phoneFaults(page, 'care'), trouble }).toEqual({ faults: [], trouble: [] });
    },
  );
});

describe('every page', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  const { pages } = JSON.parse(textOf('miniprogram/src/app.json')) as { readonly pages: readonly string[] };

  it('fits four sizes in light and dark, and shows its main button', async () => {
    const { holder, page, trouble } = await phones.holder(ENTERPRISE, FILER);
    const found: Record<string, readonly string[]> = {};
    for (const path of pages) {
      await holder.open(`${path}?filingId=${filingId}&token=no-such-token-at-all-12&kind=id-front`);
      await holder.top().getByText('正在载入').first().waitFor({ state: 'detached' });
      const faults = await phoneFaults(page);
      if (faults.length > 0) found[path] = faults;
    }

    expect({ found, trouble }).toEqual({ found: {}, trouble: [] });
  });
});

describe('a phone on its side', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it.each(['start', 'eligibility', 'filings', 'privacy', 'help'])(
    'shows %s without anything wider than it',
    async (name) => {
      const { holder, page, trouble } = await phones.holder(ENTERPRISE, FILER);
      await page.setViewportSize({ width: 812, height: 375 });

      await holder.open(`pages/${name}/index`);
      await holder.top().getByText('正在载入').first().waitFor({ state: 'detached' });

      expect(await phoneFaults(page)).toEqual([]);
      expect(trouble).toEqual([]);
    },
  );
});
