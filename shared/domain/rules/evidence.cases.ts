import { enterprise, fires, individual, quiet, type RuleCase } from './cases.ts';

/** Values that are not those of the certificates, with the names that people know the fields by. */
const TYPED = [
  ['organizer.name', '深圳市星河样例技术有限公司', '单位名称'],
  ['organizer.certificateAddress', '广东省深圳市南山区科苑路89号', '证件住所'],
  ['eligibility.certificateNumber', '92440300MAYH3K7261', '统一社会信用代码'],
  ['principal.name', '陈星元', '姓名'],
  ['principal.idNumber', '44030519850612999', '身份证号码'],
  ['principal.idValidFrom', '2016-05-11', '证件有效期起始日'],
  ['principal.idValidTo', '2036-05-11', '证件有效期截止日'],
] as const;

export const EVIDENCE_CASES: readonly RuleCase[] = [
  fires('FD-19', enterprise, { 'contents.organizer.name': '深圳市星河样例技术有限公司' }, 'organizer.name'),
  quiet('FD-19', enterprise, { 'contents.organizer.name': '深圳市星河样例科技 有限公司' }),
  quiet('FD-19', enterprise, {
    'contents.organizer.name': '深圳市星河样例技术有限公司',
    'documents.0.fields.name.confidence': 0.7,
  }),
  fires(
    'FD-19',
    enterprise,
    { 'contents.organizer.name': '深圳市星河样例技术有限公司', 'documents.0.fields.name.confidence': 0.9 },
    'organizer.name',
  ),
  quiet('FD-19', enterprise, { 'contents.organizer.certificateAddress': '广东省深圳市南山区科苑路89号' }),
  ...TYPED.map(([path, value, label]) =>
    fires('FD-18', enterprise, { [`contents.${path}`]: value }, path, `填写的${label}与`),
  ),
  fires(
    'FD-18',
    enterprise,
    { 'documents.0.fields.legalRepresentative.text': '何书云' },
    'principal.name',
    '填写的法定代表人姓名与',
  ),
  quiet('FD-18', enterprise, {
    'documents.0.fields.legalRepresentative.text': '何书云',
    'contents.principal.isLegalRepresentative': false,
  }),
  fires(
    'FD-18',
    enterprise,
    { 'documents.4.fields': { name: { text: '何书芸', confidence: 0.6 } } },
    'websites.0.siteOwner.name',
  ),
  // He shows his card once, as the principal.
  fires(
    'FD-18',
    enterprise,
    { 'contents.websites.0.siteOwner': { ...enterprise.contents.principal, name: '陈星元' } },
    'websites.0.siteOwner.name',
  ),
  quiet('FD-18', enterprise),
  quiet('FD-18', enterprise, {
    'contents.principal.name': '陈星元',
    'documents.2.state': 'refused',
    'documents.0.state': 'refused',
  }),
  quiet('FD-18', individual),
];
