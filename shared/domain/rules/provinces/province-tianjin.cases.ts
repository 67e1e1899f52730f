import { change, enterprise, fires, idNumber, individual, quiet, type RuleCase, type Sentences } from '../cases.ts';

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

export const cases: readonly RuleCase[] = [
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

export const sentences: Sentences = {
  'PV-TJ-01': ['天津市单位备案的主体负责人须为法定代表人，请填写法定代表人的信息。'],
  'PV-TJ-03': ['天津市备案要求负责人年满18周岁，请更换负责人。'],
  'PV-TJ-05': ['天津市备案要求负责人联系方式归属地为天津，建议更换本地号码，以免被退回。'],
  'PV-TJ-07': [
    '应急联系电话填写手机号时，须与负责人手机号不同，请更换。',
    '请在主体备注中说明应急联系电话的使用人，例如“应急联系电话手机号使用人为XX公司员工张三”。',
  ],
  'PV-TJ-08': [
    '应急联系电话须与本人手机号不同，请填写直系亲属等的号码。',
    '请在主体备注中说明应急联系电话的使用人及其与你的关系，例如“联系方式2中手机号使用人为张三，与网站主办者关系为父子”。',
  ],
  'PV-TJ-04': [
    '网站负责人已超过退休年龄（60周岁），请更换网站负责人。',
    '网站负责人已超过退休年龄（55周岁），请更换网站负责人。',
  ],
  'PV-TJ-12': [
    '请按实际行政区填写地址，不要填写“市辖区”。',
    '自贸区和空港的地址请选择滨海新区。',
    '华苑产业区的地址，环内请选择南开区，环外请选择西青区。',
  ],
  'PV-TJ-13': ['在校学生请在通信地址中写明所在院系和班级；如不是在校学生，请确认。'],
  'PV-TJ-09': [
    '请在网站备注中填写：“本网站是个人网站，不含有企业、单位等非个人网站的信息，若在核实中发现网站中含有企业、单位等信息，本人愿接受以虚假信息进行备案，注销网站，并将主体和域名加入黑名单的处罚。”',
  ],
  'PV-TJ-10': ['天津市备案的网站名称须含3个以上汉字，请修改。', '网站名称不符合天津管局命名要求，请避免使用“导航”。'],
  'PV-TJ-11': ['网站名称含“交流”需先办理前置审批，请修改名称或上传批准文件。'],
  'PV-TJ-18': ['一个网站只能填写一个首页网址，请删除多余的网址。'],
  'PV-TJ-02': [
    '网站负责人不是法定代表人，请上传网站负责人授权书（日期不晚于提交日期，且在3个月以内）。',
    '天津市备案：网站负责人不是法定代表人，须提供网站负责人授权书。',
  ],
};
