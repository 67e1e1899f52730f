import { domainForm } from '../../../../contracts/normal-forms/domain.ts';
import { isUnavailable, type Known } from '../../facts.ts';
import { typesWith } from '../../filing/filing-types.ts';
import { type FilingCase, oncePerCase } from '../case.ts';
import { type AppliesTo, blocks, type Rule, rulesAbout, scopeOf, warns } from '../rule.ts';
import { sites, websites } from '../scopes.ts';

/** The first website of each domain. */
const firstByDomain = oncePerCase(
  ({ contents: { websites } }: FilingCase) =>
    new Map(websites.toReversed().map(({ id, domain }) => [domainForm(domain), id])),
);

/** Whether a website answers at each domain, if it was checked. */
const openness = scopeOf<FilingCase, Known<boolean>>('website-answer', (filingCase) =>
  sites(filingCase).flatMap(({ path, part: { facts } }) => (facts.isOpen ? [{ path, part: facts.isOpen }] : [])),
);

/** A website that moves to another provider has been filed and may stay open. */
const notYetFiled: AppliesTo = { filingTypes: typesWith(({ domain }) => domain === 'unfiled') };

/** Rules about the domains of a filing. */
export const FILED_DOMAIN_RULES: readonly Rule<FilingCase>[] = [
  ...rulesAbout(openness, [
    warns('DM-16', 'domain', {
      appliesTo: notYetFiled,
      when: 'a website already answers at it',
      message: '该域名在备案前已开通访问，请暂停解析或关闭网站（注意DNS和CDN缓存），备案成功后再开通，以免被退回。',
      source: ['T19-faq', 'HW-rej'],
      refuses: (isOpen) => isOpen.known && isOpen.value === true,
    }),
    warns('DM-93', 'domain', {
      appliesTo: notYetFiled,
      when: 'it is currently unknown whether a website answers at it',
      message: '暂时无法确认该域名是否已开通访问，未备案的网站不能开通，请自行确认。',
      source: ['OWN'],
      refuses: isUnavailable,
    }),
  ]),
  ...rulesAbout(websites, [
    blocks('DM-15', 'domain', {
      when: 'another website of the filing has the same domain',
      message: '同一订单中域名重复，请删除重复的网站。',
      source: ['OWN'],
      status: 'derived',
      refuses: ({ id, domain }, filingCase) => firstByDomain(filingCase).get(domainForm(domain)) !== id,
    }),
  ]),
];
