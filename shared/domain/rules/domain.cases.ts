import { APPROVED_REGISTRARS } from '../data/approved-registrars.ts';
import { enterprise, enterpriseCheck, fires, individual, individualCheck, quiet, type RuleCase } from './cases.ts';

const domain = (name: string) => ({ 'input.domain': name });
const facts = (field: string, value: unknown) => ({ [`facts.domain.value.${field}`]: value });
const unreachable = {
  'facts.domain': { known: true, value: { source: 'unreachable', realName: 'unknown', statuses: [] } },
};
const inProvince = (region: string) => ({ 'input.region': region });
const owner = (name: string) => ({ 'facts.w1.domain.value.ownerName': name });
const filedIn = (region: string) => ({ 'contents.eligibility.region': region });

const [website] = enterprise.contents.websites;
const isOpen = (value: unknown) => ({ 'facts.w1.isOpen': value });

export const DOMAIN_CASES: readonly RuleCase[] = [
  fires('DM-01', enterpriseCheck, domain('http://example.com'), 'domain'),
  quiet('DM-01', enterpriseCheck, domain('例子.中国')),
  fires('DM-13', enterpriseCheck, domain('203.0.113.7'), 'domain'),
  quiet('DM-13', enterpriseCheck),
  fires('DM-03', enterpriseCheck, domain('example.io'), 'domain'),
  quiet('DM-03', enterpriseCheck, domain('example.网店')),
  fires('DM-02', enterpriseCheck, domain('www.example.com.cn'), 'domain'),
  fires('DM-02', enterprise, { 'contents.websites.0.domain': 'www.xinghe-sample.com' }, 'websites.0.domain'),
  quiet('DM-02', enterpriseCheck, domain('example.com.cn')),
  fires('DM-04', enterpriseCheck, domain('example.gov.cn'), 'domain'),
  fires('DM-04', enterpriseCheck, domain('例子.公益'), 'domain'),
  quiet('DM-04', enterpriseCheck, domain('example.org.cn')),
  fires('DM-18', enterpriseCheck, { ...inProvince('110000'), ...domain('example.co') }, 'domain'),
  fires('DM-18', enterpriseCheck, { ...inProvince('110000'), ...domain('example.asia') }, 'domain'),
  quiet('DM-18', enterpriseCheck, { ...inProvince('110000'), ...domain('example.com.cn') }),
  fires('DM-05', enterpriseCheck, { approvedRegistrars: ['另一注册商有限公司'] }, 'domain'),
  quiet('DM-05', enterpriseCheck, { approvedRegistrars: ['样例注册商有限公司'] }),
  quiet('DM-05', enterpriseCheck, {
    approvedRegistrars: APPROVED_REGISTRARS,
    ...facts('registrar', 'CHENGDU WEST DIMENSION DIGITAL TECHNOLOGY CO., LTD'),
  }),
  quiet('DM-05', enterpriseCheck),
  fires('DM-06', enterpriseCheck, facts('expiresOn', '2026-11-25'), 'domain'),
  quiet('DM-06', enterpriseCheck, facts('expiresOn', '2026-11-26')),
  fires('DM-07', enterpriseCheck, { ...inProvince('310000'), ...facts('expiresOn', '2027-02-25') }, 'domain'),
  quiet('DM-07', enterpriseCheck, { ...inProvince('310000'), ...facts('expiresOn', '2027-02-26') }),
  quiet('DM-07', enterpriseCheck, facts('expiresOn', '2026-12-30')),
  fires('DM-07', enterpriseCheck, { ...inProvince('220000'), ...facts('expiresOn', '2026-12-25') }, 'domain'),
  quiet('DM-07', enterpriseCheck, { ...inProvince('220000'), ...facts('expiresOn', '2026-12-26') }),
  fires('PV-TJ-15', enterpriseCheck, { ...inProvince('120000'), ...facts('expiresOn', '2027-02-25') }, 'domain'),
  quiet('PV-TJ-15', enterpriseCheck, { ...inProvince('120000'), ...facts('expiresOn', '2027-02-26') }),
  fires('DM-20', enterpriseCheck, facts('expiresOn', '2026-12-25'), 'domain'),
  quiet('DM-20', enterpriseCheck, facts('expiresOn', '2026-12-26')),
  fires('DM-08', enterpriseCheck, facts('realName', 'none'), 'domain'),
  quiet('DM-08', enterpriseCheck, facts('realName', 'approved')),
  fires('DM-09', enterpriseCheck, facts('realName', 'pending'), 'domain'),
  quiet('DM-09', enterpriseCheck, facts('realName', 'approved')),
  fires('DM-90', enterpriseCheck, { 'facts.domain': { known: true, value: undefined } }, 'domain'),
  quiet('DM-90', enterpriseCheck, { 'facts.domain': { known: false } }),
  fires('DM-91', enterpriseCheck, { 'facts.domain': { known: false } }, 'domain'),
  fires('DM-91', enterprise, { facts: {} }, 'websites.0.domain'),
  fires('DM-91', enterpriseCheck, unreachable, 'domain'),
  quiet('DM-91', enterpriseCheck),
  fires('DM-92', enterpriseCheck, facts('realName', 'unknown'), 'domain'),
  fires('DM-92', enterpriseCheck, facts('expiresOn', undefined), 'domain'),
  quiet('DM-92', enterpriseCheck, { ...facts('source', 'registry'), ...facts('ownerName', undefined) }),
  quiet('DM-92', enterpriseCheck, unreachable),
  fires(
    'DM-15',
    enterprise,
    { 'contents.websites': [website, { ...website, id: 'w2', domain: 'XINGHE-SAMPLE.com' }] },
    'websites.1.domain',
  ),
  quiet('DM-15', enterprise, {
    'contents.websites': [website, { ...website, id: 'w2', domain: 'xinghe-sample.cn' }],
  }),
  fires('DM-10', individual, owner('何书云'), 'websites.0.domain'),
  fires('DM-10', individual, { 'facts.w1.domain.value.ownerKind': 'enterprise' }, 'websites.0.domain'),
  quiet('DM-10', individual),
  fires('DM-11', enterprise, owner('何书云'), 'websites.0.domain'),
  quiet('DM-11', enterprise, owner('陈星远')),
  quiet('DM-11', enterprise, owner(' 深圳市星河样例科技有限公司')),
  fires('DM-12', enterprise, { ...owner('陈星远'), ...filedIn('410000') }, 'websites.0.domain'),
  quiet('DM-12', enterprise, filedIn('410000')),
  fires('PV-FJ-08', enterprise, { ...owner('陈星远'), ...filedIn('350000') }, 'websites.0.domain'),
  quiet('PV-FJ-08', enterprise, filedIn('350000')),
  fires('DM-19', enterprise, owner('深圳市星河样例科技 有限公司'), 'websites.0.domain'),
  quiet('DM-19', enterprise),
  quiet('DM-20', individualCheck),
  fires('DM-16', enterprise, isOpen({ known: true, value: true }), 'websites.0.domain'),
  quiet('DM-16', enterprise, isOpen({ known: true, value: false })),
  quiet('DM-16', enterprise, isOpen(undefined)),
  quiet('DM-16', enterprise, { ...isOpen({ known: true, value: true }), filingType: 'new-access' }),
  fires('DM-93', enterprise, isOpen({ known: false }), 'websites.0.domain'),
  quiet('DM-93', enterprise, isOpen({ known: true, value: false })),
  quiet('DM-93', enterprise, isOpen(undefined)),
];
