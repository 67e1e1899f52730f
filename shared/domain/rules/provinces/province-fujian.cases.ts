import { change, enterprise, fires, idNumber, individual, quiet, type RuleCase, type Sentences } from '../cases.ts';

const region = { 'contents.eligibility.region': '350000' };
const enterpriseThere = change(enterprise, region);
const individualThere = change(individual, region);

const principal = (field: string, value: unknown) => ({ [`contents.principal.${field}`]: value });

export const cases: readonly RuleCase[] = [
  fires('PV-FJ-01', enterpriseThere, principal('isLegalRepresentative', false), 'principal.isLegalRepresentative'),
  quiet('PV-FJ-01', enterpriseThere),
  fires('PV-FJ-05', individualThere, principal('idNumber', idNumber('44010620081126999')), 'principal.idNumber'),
  quiet('PV-FJ-05', individualThere, principal('idNumber', idNumber('44010620081125999'))),
  fires(
    'PV-FJ-04',
    enterpriseThere,
    { 'contents.websites.0.siteOwner.idNumber': idNumber('44030520081126999') },
    'websites.0.siteOwner.idNumber',
  ),
  quiet('PV-FJ-04', enterpriseThere),
  fires('PV-FJ-07', enterpriseThere, { 'contents.organizer.investor': '陈星远' }, 'organizer.investor'),
  quiet('PV-FJ-07', enterpriseThere),
  quiet('PV-FJ-07', enterpriseThere, { 'contents.organizer.investor': ' ' }),
  quiet('PV-FJ-07', enterpriseThere, { 'contents.organizer.investor': '深圳市星河样例科技有限公司' }),
  fires('PV-FJ-02', enterpriseThere, {}, 'websites.0.documents.authorization-letter'),
  quiet('PV-FJ-02', enterpriseThere, { 'contents.websites.0.siteOwner': enterprise.contents.principal }),
  fires('PV-FJ-03', individualThere, {}, 'documents.residence-proof'),
  quiet('PV-FJ-03', individualThere, { 'documents.1.fields.address.text': '福建省厦门市思明区样例路1号' }),
];

export const sentences: Sentences = {
  'PV-FJ-01': ['福建省单位备案的主体负责人须为法定代表人，请填写法定代表人的信息。'],
  'PV-FJ-05': ['未满18周岁的个人在福建省备案需监护人材料，本平台暂不支持，请年满18周岁后再办理。'],
  'PV-FJ-04': ['福建省单位备案的负责人须年满18周岁，请更换负责人。'],
  'PV-FJ-07': ['福建省要求投资人或主管单位为本单位，请填写企业全称，或清空这一项。'],
  'PV-FJ-02': [
    '网站负责人不是法定代表人，请上传网站负责人授权书（日期不晚于提交日期，且在3个月以内）。',
    '福建省备案：网站负责人不是法定代表人，须提供网站负责人授权书。',
  ],
  'PV-FJ-03': [
    '证件地址不在福建省，请上传福建省居住证明（居住证、暂住证等，需在有效期内）。',
    '身份证地址不在福建省，须提供有效期内的居住证、暂住证等居住证明。',
  ],
};
