import { change, enterprise, fires, idNumber, individual, quiet, type RuleCase } from './cases.ts';

const region = { 'contents.eligibility.region': '120000' };
const enterpriseThere = change(enterprise, region);
const individualThere = change(individual, region);

const principal = (field: string, value: unknown) => ({ [`contents.principal.${field}`]: value });
const siteOwner = (field: string, value: unknown) => ({ [`contents.websites.0.siteOwner.${field}`]: value });
const organizer = (field: string, value: unknown) => ({ [`contents.organizer.${field}`]: value });
const details = (field: string, value: unknown) => ({ [`contents.websites.0.details.${field}`]: value });
const OWNER = 'websites.0.siteOwner';

const STATEMENT =
  '本网站是个人网站，不含有企业、单位等非个人网站的信息，若在核实中发现网站中含有企业、单位等信息，本人愿接受以虚假信息进行备案，注销网站，并将主体和域名加入黑名单的处罚。';

export const TIANJIN_CASES: readonly RuleCase[] = [
  fires('PV-TJ-01', enterpriseThere, principal('isLegalRepresentative', false), 'principal.isLegalRepresentative'),
  quiet('PV-TJ-01', enterpriseThere),
  fires('PV-TJ-03', enterpriseThere, siteOwner('idNumber', idNumber('44030520081126999')), `${OWNER}.idNumber`),
  quiet('PV-TJ-03', enterpriseThere, siteOwner('idNumber', idNumber('44030520081125999'))),
  fires('PV-TJ-05', enterpriseThere, principal('mobile', '13000100000'), 'principal.mobile'),
  quiet('PV-TJ-05', enterpriseThere, {
    ...principal('mobile', '13000120000'),
    ...siteOwner('mobile', '19912345678'),
  }),
  fires('PV-TJ-07', enterpriseThere, siteOwner('emergencyPhone', '13922205678'), `${OWNER}.emergencyPhone`),
  fires('PV-TJ-07', enterpriseThere, {}, 'organizer.remark'),
  quiet('PV-TJ-07', enterpriseThere, organizer('remark', '应急联系电话手机号使用人为星河公司员工张三')),
  quiet('PV-TJ-07', enterpriseThere, siteOwner('emergencyPhone', '022-86001234')),
  fires('PV-TJ-08', individualThere, principal('emergencyPhone', '13822209999'), 'principal.emergencyPhone'),
  fires('PV-TJ-08', individualThere, {}, 'organizer.remark'),
  fires('PV-TJ-08', individualThere, organizer('remark', '联系方式2中手机号使用人为张三'), 'organizer.remark'),
  quiet('PV-TJ-08', individualThere, organizer('remark', '联系方式2中手机号使用人为张三，与网站主办者关系为父子')),
  fires('PV-TJ-04', enterpriseThere, siteOwner('idNumber', idNumber('44030519650823997')), `${OWNER}.idNumber`),
  fires('PV-TJ-04', enterpriseThere, siteOwner('idNumber', idNumber('44030519700823998')), `${OWNER}.idNumber`),
  quiet('PV-TJ-04', enterpriseThere, siteOwner('idNumber', idNumber('44030519661125997'))),
  fires(
    'PV-TJ-04',
    enterpriseThere,
    siteOwner('idNumber', idNumber('44030519701125998')),
    `${OWNER}.idNumber`,
    '（55周岁）',
  ),
  quiet('PV-TJ-04', enterpriseThere, siteOwner('idNumber', idNumber('44030519701126998'))),
  quiet('PV-TJ-04', enterpriseThere, siteOwner('idNumber', '440305')),
  fires('PV-TJ-12', enterpriseThere, organizer('address.detail', '市辖区样例路1号'), 'organizer.address.detail'),
  fires('PV-TJ-12', enterpriseThere, organizer('address.detail', '空港经济区样例路1号'), 'organizer.address.district'),
  fires('PV-TJ-12', enterpriseThere, organizer('address.detail', '华苑产业区样例路1号'), 'organizer.address.district'),
  quiet('PV-TJ-12', enterpriseThere, {
    ...organizer('address.detail', '空港经济区样例路1号'),
    ...organizer('address.district', '120116'),
  }),
  quiet('PV-TJ-12', enterpriseThere, {
    ...organizer('address.detail', '华苑产业区样例路1号'),
    ...organizer('address.district', '120104'),
  }),
  quiet('PV-TJ-12', enterpriseThere, {
    ...organizer('address.detail', '华苑产业区样例路1号'),
    ...organizer('address.district', '120111'),
  }),
  fires('PV-TJ-13', individualThere, organizer('address.detail', '样例大学8号'), 'organizer.address.detail'),
  quiet('PV-TJ-13', individualThere, organizer('address.detail', '样例大学8号计算机系2023级1班')),
  fires('PV-TJ-09', individualThere, {}, 'websites.0.details.remark'),
  quiet('PV-TJ-09', individualThere, details('remark', `记录读书心得。${STATEMENT}`)),
  quiet('PV-TJ-09', individualThere, details('remark', STATEMENT.replace(/。$/, ''))),
  fires('PV-TJ-09', individualThere, details('remark', STATEMENT.slice(1)), 'websites.0.details.remark'),
  fires('PV-TJ-09', individualThere, details('remark', STATEMENT.slice(0, -2)), 'websites.0.details.remark'),
  fires('PV-TJ-10', enterpriseThere, details('name', '星河Sample'), 'websites.0.details.name', '3个以上汉字'),
  quiet('PV-TJ-10', enterpriseThere, details('name', '星河云')),
  fires('PV-TJ-10', enterpriseThere, details('name', '星河导航'), 'websites.0.details.name'),
  quiet('PV-TJ-10', enterpriseThere),
  fires('PV-TJ-11', enterpriseThere, details('name', '星河交流'), 'websites.0.details.name'),
  quiet('PV-TJ-11', enterpriseThere, {
    ...details('name', '星河交流'),
    ...details('preApprovals', [{ kind: 'BBS', number: '样例1号' }]),
  }),
  fires(
    'PV-TJ-18',
    enterpriseThere,
    details('homeUrl', 'www.xinghe-sample.com m.xinghe-sample.com'),
    'websites.0.details.homeUrl',
  ),
  quiet('PV-TJ-18', enterpriseThere),
  fires('PV-TJ-02', enterpriseThere, {}, 'websites.0.documents.authorization-letter'),
  quiet('PV-TJ-02', enterpriseThere, siteOwner('isLegalRepresentative', true)),
];
