import { INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ON_PHONE, shot } from '../support/shot.ts';
import { faultsOf } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, openSite, type Site } from './site.ts';

let site: Site;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site?.close());

it(
  'the site owner opens the link on their own phone, agrees and passes there; whoever files sees how far they are',
  async () => {
    const { visitor, page, trouble } = await site.visitDraft(INDIVIDUAL, 'e2e 请别人核身的人');
    await visitor.uploadSamples();
    await visitor.fillOrganizer();
    await page.evaluate("location.hash = location.hash.replace('/organizer', '/liveness')");
    const card = page.getByRole('region', { name: /用自己的手机核身/ });
    await card.getByRole('button', { name: '发给负责人核身' }).click();
    await card.getByText('已做好，等手机打开').waitFor();
    await card.getByAltText('核身链接的二维码').waitFor();
    const link = (await card.locator('.link').textContent()) ?? '';
    await shot(page, 'hand-over', { whole: true });
    await shot(page, 'hand-over-phone', { ...ON_PHONE, whole: true });
    const sent = await faultsOf(page);

    const owner = await site.visit(INDIVIDUAL);
    await owner.page.setViewportSize({ width: 360, height: 740 });
    await owner.page.goto(link);
    await owner.page.getByText('shanjian-shouji.cn').waitFor();
    await owner.page.getByText('梁**').first().waitFor();
    await card.getByText('手机已打开').waitFor();
    const asked = await faultsOf(owner.page);
    await owner.page.reload();
    const begin = owner.page.getByRole('button', { name: '我是本人，去刷脸' });
    await owner.page.setViewportSize({ width: 375, height: 667 });
    expect(await begin.boundingBox()).toMatchObject({ height: expect.any(Number) });
    await begin.click();
    const result = await owner.visitor.passLiveness(() => owner.visitor.useSamplePerson());
    await owner.page.getByText('可以关掉这个页面了').waitFor();
    const passed = await faultsOf(owner.page);

    expect(result).toBe('passed');
    await card.getByText('做好了').waitFor();
    await card.getByRole('button', { name: '重新发一个' }).click();
    await card.getByText('已做好，等手机打开').waitFor();
    const again = (await card.locator('.link').textContent()) ?? '';
    const unwilling = await site.visit(INDIVIDUAL);
    await unwilling.page.goto(again);
    await unwilling.page.getByRole('button', { name: '不是我，或不同意' }).click();
    await unwilling.page.getByRole('radio', { name: /^是我，但不同意/ }).check();
    const asking = await faultsOf(unwilling.page);
    await unwilling.page.getByRole('button', { name: '告诉对方，我不做' }).click();
    await unwilling.page.getByText('已告诉对方，你不做').waitFor();
    await unwilling.page.getByText('没交的对方收不到').waitFor();
    await card.getByText('没同意：本人不同意').waitFor();
    const another = await site.visit(INDIVIDUAL);
    await another.page.goto(link);
    await another.page.getByText('这个链接已经在另一部手机上打开').waitFor();
    expect({ sent, asked, passed, asking }).toEqual({ sent: [], asked: [], passed: [], asking: [] });
    expect([...trouble, ...owner.trouble]).toEqual([]);
  },
  JOURNEY_TIMEOUT_MS,
);
