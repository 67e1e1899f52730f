import type { Route } from 'playwright-core';
import { INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JOURNEY_TIMEOUT_MS } from '../e2e/site.ts';
import { goOffline } from './phone-holder.ts';
import { phoneFaults } from './phone-looks.ts';
import { openPhones, type Phones } from './phone-site.ts';

let phones: Phones;
beforeAll(async () => {
  phones = await openPhones();
});
afterAll(() => phones?.close());

const openFilingId = '__phone.openCallers().at(-1).options.filingId';
const OTHER_MOBILE = '13822230018';

function moment() {
  let come = () => {};
  const hasCome = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { come: () => come(), hasCome };
}

describe('a form on the phone', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('saves each field as it is left, also of a form that is not complete, and starts there again', async () => {
    const { holder, page, trouble } = await phones.holder(INDIVIDUAL, '小程序填到一半的人');
    await holder.openDraft();
    const filingId = await page.evaluate(openFilingId);
    const form = holder.group('负责人（本人）');

    await holder.field('手机号码', form).fill(' 138 2223 0017 ');
    await holder.field('电子邮箱', form).fill('liang@example.com');
    await form.getByText('已保存', { exact: true }).waitFor();
    await page.evaluate('localStorage.clear()');
    await holder.open(`pages/organizer/index?filingId=${filingId}`);

    await expect.poll(() => holder.field('手机号码', form).inputValue()).toBe('13822230017');
    await expect.poll(() => holder.field('电子邮箱', form).inputValue()).toBe('liang@example.com');
    expect(trouble).toEqual([]);
  });

  it('shows both values of a field that was changed on the web while a save was on its way, and takes the chosen one', async () => {
    const { holder, page, trouble } = await phones.holder(INDIVIDUAL, '小程序两边都改的人');
    await holder.openDraft();
    const filingId = String(await page.evaluate(openFilingId));
    const form = holder.group('负责人（本人）');
    await holder.field('手机号码', form).fill('13822230017');
    await form.getByText('已保存', { exact: true }).waitFor();
    const web = await phones.laptop.signedIn('小程序两边都改的人');
    const saved = moment();
    const told = moment();
    const save = async (route: Route) => {
      const response = await route.fetch();
      saved.come();
      await told.hasCome;
      await route.fulfill({ response });
    };
    await page.route('**/drafts/principal', save, { times: 1 });
    await holder.field('电子邮箱', form).fill('liang@example.com');

    await page.evaluate('__phone.background()');
    await saved.hasCome;
    const fields = { mobile: OTHER_MOBILE };
    await web.call('saveDraft', {
      params: { filingId, form: 'principal' },
      body: { page: 'a-page-of-the-web-1', fields },
    });
    await page.evaluate('__phone.foreground()');
    told.come();
    await form.getByText('“手机号码”两边都改过，用哪个？').waitFor();
    expect(await phoneFaults(page)).toEqual([]);
    expect(await holder.field('手机号码', form).inputValue()).toBe('13822230017');
    await holder.button('下一步：网站信息').click();
    await holder.heading('主体信息').waitFor();
    await form.getByRole('radio', { name: OTHER_MOBILE }).click();
    await form.getByRole('button', { name: '用选中的' }).click();
    await form.getByText('两边都改过').waitFor({ state: 'detached' });

    await expect.poll(() => holder.field('手机号码', form).inputValue()).toBe(OTHER_MOBILE);
    expect(trouble).toEqual([]);
  });

  it('keeps what is typed without a network on the phone, says so, and saves it when the network is back', async () => {
    const { holder, page } = await phones.holder(INDIVIDUAL, '小程序没有网的人');
    await holder.openDraft();
    const filingId = await page.evaluate(openFilingId);
    const form = holder.group('负责人（本人）');
    await holder.field('电子邮箱', form).waitFor();

    await goOffline(page, true);
    await holder.top().getByText('手机没有网络').waitFor();
    await holder.field('电子邮箱', form).fill('offline@example.com');
    await form.getByText('项内容记在这台设备上').waitFor();
    await goOffline(page, false);
    await form.getByText('已保存', { exact: true }).waitFor();
    await page.evaluate('localStorage.clear()');
    await holder.open(`pages/organizer/index?filingId=${filingId}`);

    await expect.poll(() => holder.field('电子邮箱', form).inputValue()).toBe('offline@example.com');
  });
});
