import { provinceOf } from '../../../../contracts/data/provinces.ts';
import { addDays, addMonths } from '../../../../contracts/kit/beijing-time.ts';
import { asciiDomain } from '../../../../contracts/normal-forms/domain.ts';
import { readableDomain } from '../../../../contracts/normal-forms/readable-domain.ts';
import { registrarKey } from '../../data/approved-registrars.ts';
import { approvedSuffix, type DomainProblem, domainProblem } from '../../domain-name.ts';
import { type DomainFacts, isUnavailable } from '../../facts.ts';
import { type AnyCase, inputOf, oncePerCase, todayOf } from '../case.ts';
import { PROVINCES_WANTING, TIANJIN } from '../provinces/province-demands.ts';
import { blocks, confirms, informs, type Rule, rulesAbout, scopeOf, warns } from '../rule.ts';
import { domainAnswers, domains, sites } from '../scopes.ts';
import { DOMAIN_MESSAGES } from '../typed-messages.ts';

/** The name of a domain, checked once for all rules about it. */
interface DomainName {
  readonly problem: DomainProblem | undefined;
  readonly approved: ReturnType<typeof approvedSuffix>;
}

const domainNames = scopeOf<AnyCase, DomainName>('domain-name', (anyCase) =>
  sites(anyCase).map(({ path, part: { domain } }) => ({
    path,
    part: { problem: domainProblem(domain), approved: approvedSuffix(asciiDomain(domain) ?? '') },
  })),
);

const has =
  (problem: DomainProblem) =>
  (name: DomainName): boolean =>
    name.problem === problem;

const names = rulesAbout(domainNames, [
  blocks('DM-01', 'domain', {
    when: 'it is not a domain name, or only a suffix',
    message: DOMAIN_MESSAGES.syntax,
    source: ['T22-domain', 'OWN'],
    status: 'derived',
    refuses: has('syntax'),
  }),
  blocks('DM-13', 'domain', {
    when: 'it is an IP address',
    message: DOMAIN_MESSAGES['ip-address'],
    source: ['T19-limit'],
    refuses: has('ip-address'),
  }),
  blocks('DM-03', 'domain', {
    when: 'its suffix is not among those approved by MIIT',
    message: DOMAIN_MESSAGES.suffix,
    source: ['T22-domain', 'T19-faq'],
    refuses: has('suffix'),
  }),
  blocks('DM-02', 'domain', {
    when: 'it has labels before the registrable name, such as www',
    message: DOMAIN_MESSAGES.subdomain,
    source: ['T19-domain'],
    refuses: has('subdomain'),
  }),
  blocks('DM-04', 'domain', {
    when: 'its suffix is reserved for public bodies (gov.cn, edu.cn, 政务 and the like)',
    message: '后缀“.{suffix}”仅限特定性质的单位使用，与你的主体性质不符，请更换域名。',
    source: ['T22-domain'],
    status: 'derived',
    refuses: ({ approved }) => approved?.use === 'public-bodies' && { suffix: readableDomain(approved.suffix) },
  }),
  blocks('DM-18', 'domain', {
    appliesTo: { kinds: ['enterprise'], provinces: PROVINCES_WANTING.domesticSuffix },
    when: 'its suffix is .asia or a country code other than .cn',
    message: '北京管局不受理该域名后缀的备案，请更换常见后缀的域名。',
    source: ['T19-prov'],
    refuses: ({ approved }) => isRefusedInBeijing(approved?.suffix.split('.').at(-1) ?? ''),
  }),
]);

/** 北京 (2019) refuses .asia, .win, .org and all country codes but cn; .win and .org are not approved at all (DM-03). */
const isRefusedInBeijing = (tld: string): boolean => tld === 'asia' || (/^[a-z]{2}$/.test(tld) && tld !== 'cn');

/** Undefined if the operator has no list. */
const approvedKeys = oncePerCase(
  ({ approvedRegistrars }: AnyCase) => approvedRegistrars && new Set(approvedRegistrars.map(registrarKey)),
);

const registrations = rulesAbout(domains, [
  confirms('DM-05', {
    when: 'its registrar is not on the operator’s list of approved registrars',
    message: '域名注册商“{registrar}”不在已知的境内持证注册商名单中，提交后由审核人员核对。',
    suggestion: '请确认该注册商已获得工业和信息化部批复；如没有，请先将域名转入境内有资质的注册商。',
    source: ['T19-domain', 'HW-err'],
    refuses: ({ registrar }, anyCase) =>
      registrar !== undefined && approvedKeys(anyCase)?.has(registrarKey(registrar)) === false && { registrar },
  }),
  blocks('DM-06', {
    when: 'it has expired, by the date in Beijing',
    message: '该域名已过期，请先在域名注册商处续费。',
    source: ['T19-domain', 'HW-err'],
    refuses: ({ expiresOn }, anyCase) => expiresOn !== undefined && expiresOn <= todayOf(anyCase),
  }),
  blocks('DM-07', {
    // 天津 has its own rule, PV-TJ-15; in 吉林 it is only a recommendation.
    appliesTo: { exceptProvinces: [...TIANJIN, ...PROVINCES_WANTING.domainMonthsRecommended] },
    when: 'it expires within the number of months that the province requires',
    message: '该域名剩余有效期不足{months}个月，不符合{province}管局要求，请先续费。',
    source: ['T19-prov', 'T22-prov', 'HW-prov'],
    refuses: endsTooSoon,
  }),
  warns('DM-07', {
    appliesTo: { provinces: PROVINCES_WANTING.domainMonthsRecommended },
    when: 'it expires within the month that the province recommends',
    message: '该域名剩余有效期不足{months}个月，{province}管局建议续费后再备案。',
    source: ['T19-prov'],
    refuses: endsTooSoon,
  }),
  blocks('PV-TJ-15', {
    appliesTo: { provinces: TIANJIN },
    when: 'it expires within 3 months',
    message: '天津市备案要求域名剩余有效期大于{months}个月，请先续费。',
    source: ['HW-prov'],
    refuses: endsTooSoon,
  }),
  informs('DM-20', {
    when: 'it expires within 30 days',
    message: '域名将在30天内到期，请及时续费，以免影响备案审核。',
    source: ['HW-err'],
    status: 'derived',
    refuses: ({ expiresOn }, anyCase) =>
      expiresOn !== undefined && expiresOn > todayOf(anyCase) && expiresOn <= addDays(todayOf(anyCase), 30),
  }),
  blocks('DM-08', {
    when: 'its owner’s real name has not been verified',
    message: '该域名尚未完成实名认证，请先在域名注册商处完成实名认证。',
    source: ['T19-domain'],
    refuses: ({ realName }) => realName === 'none',
  }),
  blocks('DM-09', {
    when: 'the verification of its owner’s real name is pending, or has not reached MIIT',
    message: '域名实名认证尚在审核或同步至工业和信息化部，请在认证通过3个工作日后再提交备案。',
    source: ['T22-domain', 'T19-faq'],
    refuses: ({ realName }) => realName === 'pending',
  }),
]);

/** A domain must be valid for the months that its province requires. Expired domains are handled by DM-06. */
function endsTooSoon({ expiresOn }: DomainFacts, anyCase: AnyCase) {
  const months = provinceOf(inputOf(anyCase).region)?.domainMonths;
  const today = todayOf(anyCase);
  if (months === undefined || expiresOn === undefined) return false;
  return expiresOn > today && expiresOn <= addMonths(today, months) && { months };
}

const answers = rulesAbout(domainAnswers, [
  blocks('DM-90', {
    when: 'it is not registered',
    message: '没有查到该域名的注册信息，未注册的域名不能备案。请核对域名，或在注册成功后再试。',
    source: ['T19-domain'],
    status: 'derived',
    refuses: (answer) => answer.known && answer.value === undefined,
  }),
  warns('DM-91', {
    when: 'its registration is currently unavailable',
    message: '暂时查询不到该域名的注册信息，尚不能确认实名认证、所有者和有效期，请稍后再查；提交后由审核人员核对。',
    source: ['OWN'],
    refuses: (answer) => isUnavailable(answer) || (answer.known && answer.value?.source === 'unreachable'),
  }),
  warns('DM-92', {
    when: 'its registration lacks the owner, the real-name state or the expiry date',
    message: '域名注册信息没有提供{missing}，请自行核对是否符合备案要求；提交后由审核人员核对。',
    source: ['OWN'],
    refuses: (answer) => {
      const missing = answer.known && answer.value ? missingFacts(answer.value) : '';
      return missing !== '' && { missing };
    },
  }),
]);

/**
 * Facts that a registry does not publish. The screenshot of DM-17 proves the owner and the real-name state, not the
 * expiry date.
 */
const missingFacts = ({ source, ownerName, realName, expiresOn }: DomainFacts): string =>
  [
    source === 'account' && ownerName === undefined && '所有者',
    source === 'account' && realName === 'unknown' && '实名认证状态',
    source !== 'unreachable' && expiresOn === undefined && '到期时间',
  ]
    .filter((label) => label !== false)
    .join('、');

/** Rules about domains that need only the facts of the eligibility check. */
export const DOMAIN_RULES: readonly Rule<AnyCase>[] = [...names, ...registrations, ...answers];
