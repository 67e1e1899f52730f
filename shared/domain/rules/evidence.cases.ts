import { enterprise, fires, individual, quiet, type RuleCase, type Sentences } from './cases.ts';

/** Values that differ from the certificates, with the Chinese names of the fields. */
const TYPED = [
  ['organizer.name', '深圳市星河样例技术有限公司', '单位名称'],
  ['organizer.certificateAddress', '广东省深圳市南山区科苑路89号', '证件住所'],
  ['eligibility.certificateNumber', '92440300MAYH3K7261', '统一社会信用代码'],
  ['organizer.legalRepresentative', '陈星元', '法人姓名'],
  ['principal.name', '陈星元', '姓名'],
  ['principal.idNumber', '44030519850612999', '身份证号码'],
  ['principal.idValidFrom', '2016-05-11', '证件有效期起始日'],
  ['principal.idValidTo', '2036-05-11', '证件有效期截止日'],
] as const;

/** Whether the commercial register has the same name. */
const registered = (name: boolean) => ({
  company: {
    known: true,
    value: { creditCode: true, name, legalRepresentative: true, idNumber: true, standing: 'in-business' },
  },
});

export const cases: readonly RuleCase[] = [
  fires('FD-19', enterprise, { 'contents.organizer.name': '深圳市星河样例技术有限公司' }, 'organizer.name'),
  quiet('FD-19', enterprise, { 'contents.organizer.name': '深圳市星河样例科技 有限公司' }),
  // A reading that nobody is sure of does not block; the same reading does when the domain's owner has the same name.
  quiet('FD-19', enterprise, {
    'contents.organizer.name': '深圳市星河样例技术有限公司',
    'documents.0.fields.name.confidence': 0.97,
    'facts.w1.domain.value.ownerName': '何书云',
  }),
  quiet('FD-19', enterprise, {
    'contents.organizer.name': '深圳市星河样例技术有限公司',
    'documents.0.fields.name': { text: '深圳市星河样例科技有限公司' },
    'facts.w1.domain.value.ownerName': '何书云',
  }),
  fires(
    'FD-19',
    enterprise,
    {
      'contents.organizer.name': '深圳市星河样例技术有限公司',
      'documents.0.fields.name': { text: '深圳市星河样例科技有限公司' },
    },
    'organizer.name',
  ),
  fires(
    'FD-19',
    enterprise,
    { 'contents.organizer.name': '深圳市星河样例技术有限公司', 'documents.0.fields.name.confidence': 0.98 },
    'organizer.name',
  ),
  // The domain's owner or the commercial register is more reliable than OCR.
  quiet('FD-19', enterprise, {
    'contents.organizer.name': '深圳市星河样例技术有限公司',
    'facts.w1.domain.value.ownerName': '深圳市星河样例技术有限公司',
  }),
  quiet('FD-19', enterprise, { 'contents.organizer.name': '深圳市星河样例技术有限公司', ...registered(true) }),
  fires(
    'FD-19',
    enterprise,
    { 'contents.organizer.name': '深圳市星河样例技术有限公司', ...registered(false) },
    'organizer.name',
  ),
  quiet('FD-19', enterprise, {
    'contents.organizer.certificateAddress': '广东省深圳市南山区科苑路89号',
    'facts.w1.domain.value.ownerName': '何书云',
  }),
  ...TYPED.map(([path, value, label]) =>
    fires('FD-18', enterprise, { [`contents.${path}`]: value }, path, `填写的${label}与`),
  ),
  fires(
    'FD-18',
    enterprise,
    { 'documents.0.fields.legalRepresentative.text': '何书云' },
    'organizer.legalRepresentative',
    '填写的法人姓名与',
  ),
  quiet('FD-18', enterprise, {
    'documents.0.fields.legalRepresentative.text': '何书云',
    'contents.organizer.legalRepresentative': undefined,
  }),
  fires(
    'FD-18',
    enterprise,
    { 'documents.4.fields': { name: { text: '何书芸', confidence: 0.98 } } },
    'websites.0.siteOwner.name',
  ),
  quiet('FD-18', enterprise, { 'documents.4.fields': { name: { text: '何书芸', confidence: 0.97 } } }),
  // The card is uploaded once, for the principal.
  fires(
    'FD-18',
    enterprise,
    { 'contents.websites.0.siteOwner': { ...enterprise.contents.principal, name: '陈星元' } },
    'websites.0.siteOwner.name',
  ),
  quiet('FD-18', enterprise),
  // One date, one message: that it has expired is said already, and can't be confirmed.
  quiet('FD-18', enterprise, { 'contents.principal.idValidTo': '2026-05-10' }),
  quiet('FD-18', enterprise, {
    'contents.principal.name': '陈星元',
    'documents.2.state': 'refused',
    'documents.0.state': 'refused',
  }),
  quiet('FD-18', individual),
  // The address of an individual is that of the ID card.
  fires(
    'FD-18',
    individual,
    { 'contents.organizer.certificateAddress': '广东省广州市天河区体育东路66号样例花园3栋803房' },
    'organizer.certificateAddress',
    '填写的证件住所与',
  ),
  // Brackets, spaces, width and character codes make no difference.
  quiet('FD-18', enterprise, {
    'documents.0.fields.address.text': ' 广东省深圳市南山区科苑路８８号样例大厦1203室',
    'documents.2.fields.name.text': '陈 星远',
  }),
  fires(
    'FD-98',
    enterprise,
    { 'documents.4.fields': { name: { text: '何书芸', confidence: 0.97 } } },
    'websites.0.siteOwner.name',
    '填写的姓名与',
  ),
  // OCR reads a rare character as a similar one.
  fires(
    'FD-98',
    enterprise,
    { 'contents.principal.name': '王㛃', 'documents.2.fields.name.text': '王洁' },
    'principal.name',
  ),
  quiet('FD-98', enterprise, { 'contents.principal.name': '陈星元' }),
  quiet('FD-98', enterprise, { 'documents.4.fields': undefined }),
  quiet('FD-98', individual),
  // A value without a stated confidence that nobody has confirmed, and that no second source has.
  fires(
    'RV-90',
    enterprise,
    { 'documents.2.fields.name': { text: '陈星远' }, 'documents.0.fields.legalRepresentative': { text: '何书云' } },
    'principal.name',
    '姓名由证件照片自动识别',
  ),
  // The licence has the same name as the card.
  quiet('RV-90', enterprise, { 'documents.2.fields.name': { text: '陈星远' } }),
  fires(
    'RV-90',
    enterprise,
    { 'documents.0.fields.address': { text: '广东省深圳市南山区科苑路88号样例大厦1203室', confidence: 0.97 } },
    'organizer.certificateAddress',
  ),
  quiet('RV-90', enterprise),
  quiet('RV-90', enterprise, {
    'documents.2.fields.name': { text: '陈星远' },
    'contents.confirmed': ['principal.name'],
  }),
  quiet('RV-90', enterprise, { 'documents.2.fields.name': { text: '陈星元' } }),
  // The domain's owner has the same name as the licence, and the law gives the card its term.
  quiet('RV-90', enterprise, {
    'documents.0.fields.name': { text: '深圳市星河样例科技有限公司' },
    'documents.3.fields.validFrom': { text: '2016-05-10' },
    'documents.3.fields.validTo': { text: '2036-05-10' },
  }),
  fires('FD-99', enterprise, { 'contents.principal.name': '陳星遠' }, 'principal.name', '填写的姓名与'),
  quiet('FD-99', enterprise),
  fires(
    'FD-96',
    enterprise,
    { 'documents.2.fields.birthDate': { text: '1985-06-13', confidence: 0.98 } },
    'principal.idNumber',
  ),
  quiet('FD-96', enterprise, { 'documents.2.fields.birthDate': { text: '1985-06-13', confidence: 0.8 } }),
  quiet('FD-96', enterprise, { 'documents.2.fields.birthDate': { text: '1985-06-12', confidence: 1 } }),
  quiet('FD-96', enterprise),
];

export const sentences: Sentences = {
  'FD-19': ['单位名称须与营业执照上的名称完全一致，请修改；如识别有误，请重新上传清晰的营业执照照片。'],
  'FD-18': [
    '填写的单位名称与证件识别结果不一致，请核对；确认无误可继续提交。',
    '填写的证件住所与证件识别结果不一致，请核对；确认无误可继续提交。',
    '填写的统一社会信用代码与证件识别结果不一致，请核对；确认无误可继续提交。',
    '填写的法人姓名与证件识别结果不一致，请核对；确认无误可继续提交。',
    '填写的姓名与证件识别结果不一致，请核对；确认无误可继续提交。',
    '填写的身份证号码与证件识别结果不一致，请核对；确认无误可继续提交。',
    '填写的证件有效期起始日与证件识别结果不一致，请核对；确认无误可继续提交。',
    '填写的证件有效期截止日与证件识别结果不一致，请核对；确认无误可继续提交。',
  ],
  'FD-98': ['填写的姓名与证件识别结果不同，但识别没有把握，请对照证件核对；确认无误可继续提交。'],
  'RV-90': [
    '姓名由证件照片自动识别，没有把握，请对照证件核对并确认；未确认的由审核人员核对。',
    '证件住所由证件照片自动识别，没有把握，请对照证件核对并确认；未确认的由审核人员核对。',
  ],
  'FD-99': ['填写的姓名与证件上的用字不同（繁体字或异体字），请按证件上的写法填写。'],
  'FD-96': ['身份证号码中的出生日期与证件上识别的出生日期不一致，请核对；确认无误可继续提交。'],
};
