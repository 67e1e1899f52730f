import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WebsiteDetails } from '../../shared/domain/filing/filing.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { filingCasesOf } from '../../tests/support/filings/filing-cases.ts';
import { CLOUD_SERVICE, draftFiling, submission } from '../../tests/support/filings/filings.ts';
import { contract } from './contract.ts';
import { addWebsite, removeWebsite, saveSiteOwner, saveWebsite } from './save-website.ts';

let at: Awaited<ReturnType<typeof draftFiling>>;
const { instance } = await testInstance();
beforeEach(async () => {
  at = await draftFiling(instance);
});

const ports = () => ({ ...instance, filingCases: filingCasesOf(instance) });
const websites = async () => (await instance.filings.findOwn(at.filingId, at.applicantId)).contents.websites;
const detailsWith = (changes: Partial<WebsiteDetails>): WebsiteDetails => ({ ...ENTERPRISE.website, ...changes });

const saved = async (details: WebsiteDetails, websiteId = at.websiteId) =>
  contract.saveWebsite.reply.parse(await saveWebsite({ ...at, websiteId, body: details }, ports()));
const added = async (domain: string) =>
  contract.addWebsite.reply.parse(await addWebsite({ ...at, body: { domain, cloudService: CLOUD_SERVICE } }, ports()));
const removed = async (websiteId: string) =>
  contract.removeWebsite.reply.parse(await removeWebsite({ ...at, websiteId }, ports()));

describe('the form of a website', () => {
  it('is stored with domain and cloud service, and its findings are returned', async () => {
    const { filing, findings } = await saved(detailsWith({ name: '周建明', homeUrl: 'www.somewhere-else.cn' }));

    const [website] = await websites();
    expect(filing.version).toBe(2);
    expect(website).toMatchObject({ domain: 'yunfan-keji.cn', details: { name: '周建明' } });
    expect(findings.map(({ field }) => field)).toContain('websites.0.details.homeUrl');
    expect(findings.every(({ field }) => field.startsWith('websites.0.'))).toBe(true);
  });

  it('is refused for a website that the filing does not have', async () => {
    const saving = saved(ENTERPRISE.website, instance.ids.uuid());

    await expect(saving).rejects.toMatchObject({ refusal: 'website.unknown' });
  });
});

describe('a site owner', () => {
  it('is stored with their website only', async () => {
    const siteOwner = { ...ENTERPRISE.principal, name: '何书云', mobile: '13922205678' };
    const { filing } = await added('yunfan-xinzhan.cn');
    const websiteId = filing.websites[1]?.websiteId ?? '';

    const answer = contract.saveSiteOwner.reply.parse(
      await saveSiteOwner({ ...at, websiteId, body: siteOwner }, ports()),
    );

    expect((await websites()).map((website) => website.siteOwner?.name)).toEqual(['周建明', '何书云']);
    expect(answer.findings.every(({ field }) => field.startsWith('websites.1.siteOwner.'))).toBe(true);
    expect(answer.filing.websites[1]?.siteOwner?.mobile).toBe('139****5678');
  });
});

describe('further websites of an enterprise', () => {
  it('store their domain in normal form, in whatever notation it was typed', async () => {
    await added('Yunfan-XINZHAN.cn.');
    await added('例子.中国');

    expect((await websites()).map(({ domain }) => domain)).toEqual([
      'yunfan-keji.cn',
      'yunfan-xinzhan.cn',
      'xn--fsqu00a.xn--fiqs8s',
    ]);
  });

  it('are at most ten in all', async () => {
    for (let number = 2; number <= 10; number += 1) await added(`yunfan-${number}.cn`);

    const eleventh = added('yunfan-11.cn');

    await expect(eleventh).rejects.toMatchObject({ refusal: 'website.too-many', facts: { most: 10 } });
    expect(await websites()).toHaveLength(10);
  });

  it('can be removed again, but not the website of the eligibility check', async () => {
    const { filing } = await added('yunfan-xinzhan.cn');
    const [first, second] = filing.websites.map(({ websiteId }) => websiteId);

    const removingFirst = removed(first ?? '');

    await expect(removingFirst).rejects.toMatchObject({ refusal: 'website.unknown' });
    expect((await removed(second ?? '')).filing.websites.map(({ domain }) => domain)).toEqual(['yunfan-keji.cn']);
  });
});

describe('further websites of a person', () => {
  it('are not allowed', async () => {
    at = await draftFiling(instance, INDIVIDUAL);

    const second = added('shanjian-xinzhan.cn');

    await expect(second).rejects.toMatchObject({ refusal: 'website.too-many', facts: { most: 1 } });
  });
});

describe('websites of a returned filing', () => {
  it('are neither added nor removed, and only the flagged one can be corrected', async () => {
    const { filing } = await added('yunfan-xinzhan.cn');
    const second = filing.websites[1]?.websiteId ?? '';
    await saved(detailsWith({ name: '云帆样例产品中心' }), second);
    await instance.reviews.changeFiling(at.filingId, submission);
    const flagged = [{ field: 'websites.1.details.name', reason: '名称过于宽泛' }];
    await instance.reviews.changeFiling(at.filingId, () => ({ event: 'return', flagged }));

    const closed = [
      added('yunfan-disan.cn'),
      removed(second),
      saved(detailsWith({ name: '云帆样例软件' })),
      saved(detailsWith({ name: '云帆样例软件', remark: '另一段备注' }), second),
    ];

    for (const change of await Promise.allSettled(closed)) {
      expect(change).toMatchObject({ status: 'rejected', reason: { refusal: 'filing.field-closed' } });
    }
    await saved(detailsWith({ name: '云帆样例软件下载中心' }), second);
    expect((await websites())[1]?.details?.name).toBe('云帆样例软件下载中心');
  });
});
