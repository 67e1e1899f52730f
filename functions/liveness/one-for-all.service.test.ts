import { ENTERPRISE } from 'specimens/people.ts';
import { expect, it } from 'vitest';
import { resolvePorts } from '../../platform/edge/ports.ts';
import { livenessChecks, reviews } from '../../tests/support/database/service-ports.ts';
import { filledDraft, readyPapers } from '../../tests/support/filings/ready-filing.ts';
import { callerAt } from '../../tests/support/routes/caller.ts';
import { CONSENT_TEXT_VERSION, sharedLaptop } from '../../tests/support/test-laptop.ts';
import { room } from './index.ts';
import { askedBy } from './link-case.ts';
import { openCheck } from './open-check.ts';
import { showChecks } from './show-checks.ts';

const { laptop } = await sharedLaptop();

/** A filing with two websites of one person, who has passed a check for the first, and ports with the setting. */
async function twoSites(name: string, oneLivenessProvinces: readonly string[]) {
  const filer = await laptop.signedIn(name);
  const { filingId, websiteId } = await filledDraft(filer);
  const { filing: withSecond } = await filer.call('addWebsite', {
    params: { filingId },
    body: {
      domain: 'yunfan-docs.cn',
      cloudService: { kind: 'resource', product: 'cvm', resourceId: 'ins-gz000001', region: 'ap-guangzhou' },
    },
  });
  const second = withSecond.websites[1]?.websiteId ?? '';
  await filer.saveSiteOwner(filingId, second, ENTERPRISE.principal);
  await readyPapers({ filingId, websiteId });
  const filing = await (await reviews()).findFiling(filingId);
  const ports = await resolvePorts(room.ports);
  const settings = { ...ports.settings, oneLivenessProvinces };
  return { filing, websiteId, second, ports: { ...ports, settings }, call: await callerAt(laptop, name) };
}

it.each([
  ['its own', [], ['first'], 'second', 'yunfan-docs.cn'],
  ['all', ['440000'], ['first', 'second'], 'first', `${ENTERPRISE.domain}、yunfan-docs.cn`],
] as const)('a check serves %s where the province says so', async (what, provinces, shown, madeFor, domain) => {
  const { filing, websiteId, second, ports } = await twoSites(`serves ${what}`, provinces);
  const { id: filingId, applicantId } = filing;
  const nameOf = (id: string | undefined) => (id === websiteId ? 'first' : id === second ? 'second' : id);
  const body = { filingId, websiteId: second, consentTextVersion: CONSENT_TEXT_VERSION };
  const command = {
    applicantId,
    body: { ...body, photoContentType: 'image/jpeg', videoContentType: 'video/mp4' },
  };

  const { checks } = await showChecks({ applicantId, filingId }, ports);
  const { checkId } = await openCheck.commit(command, await openCheck.prepare(command, ports), ports);
  const opened = await (await livenessChecks()).findOwn(checkId, applicantId);
  const link = { filingId, filing, websiteId: second, transfer: undefined } as Parameters<typeof askedBy>[0];

  expect(checks.map((check) => [nameOf(check.websiteId), check.state])).toEqual(shown.map((site) => [site, 'passed']));
  expect(nameOf(opened.websiteId)).toBe(madeFor);
  expect(askedBy(link, ports.settings).domain).toBe(domain);
});

it('is said with the filing, for the pages that ask for it', async () => {
  const { filing, call } = await twoSites('asks how many', []);

  expect((await call('GET', `/v1/filings/${filing.id}`)).body).toMatchObject({ isOneLiveness: false });
});
