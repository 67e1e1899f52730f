import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, openSite, type Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

describe('one draft on two devices', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('shows both values of a field that both have changed, keeps the others of both, and goes on with the chosen one', async () => {
    const first = await site.visitDraft(ENTERPRISE, 'e2e 两台设备');
    const second = await site.visit(ENTERPRISE);
    await second.page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await second.visitor.signIn('e2e 两台设备');
    await second.visitor.heading('我的备案').waitFor();
    // A page that opens takes over what others have saved. Only after that is a value of the other device news to it.
    const opened = second.page.waitForResponse((response) => response.url().endsWith('/drafts/principal'));
    await second.page.goto(first.page.url());
    await second.visitor.heading('主体信息').waitFor();
    const email = (device: typeof first) => device.page.getByRole('region', { name: /负责人/ }).getByLabel('电子邮箱');
    const saved = (device: typeof first) =>
      device.page
        .getByRole('region', { name: /负责人/ })
        .getByText('已保存')
        .waitFor();
    await email(second).waitFor();
    await opened;

    await email(first).fill('first@example.cn');
    await first.page.getByLabel('应急联系电话').fill('13509860021');
    await saved(first);
    await email(second).fill('second@example.cn');
    await second.page.getByLabel('手机号码').fill('13822230017');
    const asked = second.page.getByRole('group', { name: '“电子邮箱”两边都改过' });
    await asked.waitFor();
    const faults = await faultsOf(second.page);
    const values = await asked.getByRole('radio').count();
    await asked.getByText('first@example.cn').waitFor();
    await asked.getByText('second@example.cn').click();
    await asked.getByRole('button', { name: '用选中的' }).click();
    await asked.waitFor({ state: 'detached' });
    await saved(second);
    await first.page.reload();

    await expect.poll(() => email(first).inputValue()).toBe('second@example.cn');
    expect(values).toBe(2);
    expect(await first.page.getByLabel('手机号码').inputValue()).toBe('13822230017');
    expect(await second.page.getByLabel('应急联系电话').inputValue()).toBe('13509860021');
    expect(faults).toEqual([]);
    expect([...first.trouble, ...second.trouble]).toEqual([]);
  });
});
