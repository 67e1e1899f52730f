import { rmSync } from 'node:fs';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDraft } from '../../tools/walk/open-draft.ts';
import { JOURNEY_TIMEOUT_MS } from '../e2e/site.ts';
import { companyDomains } from '../support/filings/company-domains.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { phoneFaults } from './phone-looks.ts';
import { openPhones, type Phones } from './phone-site.ts';

const FILER = '小程序几个网站的人';
const dir = companyDomains(['yunfan-docs.cn', 'yunfan-help.cn']);

let phones: Phones;
let filingId: string;
beforeAll(async () => {
  phones = await openPhones({ dir, hostFunctions: inProcessHost });
  const filer = await phones.laptop.signedIn(FILER);
  ({ filingId } = await openDraft(filer));
  await filer.saveOrganizer(filingId, ENTERPRISE.organizer);
  await filer.savePrincipal(filingId, ENTERPRISE.principal);
}, JOURNEY_TIMEOUT_MS);
afterAll(async () => {
  await phones?.close();
  rmSync(dir, { recursive: true, force: true });
});

it(
  'On the phone of several websites each is a row and a page, and the principal owns them with one tap each',
  async () => {
    const { holder, page, trouble } = await phones.holder(ENTERPRISE, FILER);
    await holder.open(`pages/website/index?filingId=${filingId}`);
    await holder.fillWebsite(ENTERPRISE.website);

    await holder.button('再添加网站').click();
    await holder
      .top()
      .getByLabel('每行一个域名')
      .fill('yunfan，keji\nyunfan-docs.cn 云帆样例文档\nyunfan-help.cn 云帆样例客服 周建明');
    await holder.top().getByText('yunfan-help.cn 云帆样例客服：可以添加，由周建明管。').waitFor();
    await holder.button('添加这 2 个').click();
    await holder.top().getByText('已添加 2 个网站').waitFor();
    await holder.button('取消').click();
    const row = holder.top().getByRole('link', { name: /yunfan-docs\.cn/ });
    await row.getByText('已完成').waitFor();
    const faults = [...(await phoneFaults(page))];

    await row.click();
    await holder.heading('网站名称和内容：yunfan-docs.cn').waitFor();
    await expect.poll(() => holder.top().getByLabel('网站名称').inputValue()).toBe('云帆样例文档');
    await holder.button('照抄 yunfan-keji.cn').click();
    await holder.top().getByText('已从 yunfan-keji.cn 照抄').waitFor();

    await holder.open(`pages/site-owner/index?filingId=${filingId}`);
    for (const domain of ['yunfan-keji.cn', 'yunfan-docs.cn']) {
      const pick = holder.button(`由周建明管：${domain}`);
      await pick.click();
      await pick.waitFor({ state: 'detached' });
    }
    await holder
      .top()
      .getByRole('link', { name: /yunfan-keji\.cn.*已完成/ })
      .waitFor();
    faults.push(...(await phoneFaults(page)));
    const { filing } = await (await phones.laptop.signedIn(FILER)).call('showFiling', { params: { filingId } });

    expect(filing.websites.map(({ domain, siteOwner }) => [domain, siteOwner?.name])).toEqual([
      ['yunfan-keji.cn', '周**'],
      ['yunfan-docs.cn', '周**'],
      ['yunfan-help.cn', '周**'],
    ]);
    expect(faults).toEqual([]);
    expect(trouble).toEqual([]);
  },
  JOURNEY_TIMEOUT_MS,
);
