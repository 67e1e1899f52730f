import {
  enterprise,
  enterpriseCheck,
  fires,
  idNumber,
  individualCheck,
  quiet,
  type RuleCase,
  type Sentences,
} from '../cases.ts';

const code = (certificateNumber: string) => ({ 'input.certificateNumber': certificateNumber });
const inSichuan = { 'input.region': '510000' };
const record = { known: true, value: { number: '粤ICP备12345678号', filedHere: 'no', websites: 1 } };
const others = { known: true, value: { ...record.value, filedHere: 'other-account' } };
const old = { ...code('440301103456789'), organizerRecord: record };

export const cases: readonly RuleCase[] = [
  fires('FD-01', enterpriseCheck, code('91440300MAYH3K726'), 'certificateNumber'),
  fires('FD-01', enterpriseCheck, code('9144O300MAYH3K7264'), 'certificateNumber'),
  fires('FD-01', enterpriseCheck, code('440301103456789'), 'certificateNumber'),
  quiet('FD-01', enterpriseCheck, code(' 91440300mayh3k7264 ')),
  quiet('FD-01', enterpriseCheck, { ...code('440301103456789'), organizerRecord: record }),
  fires('FD-02', enterpriseCheck, code('91440300MAYH3K7265'), 'certificateNumber'),
  quiet('FD-02', enterpriseCheck),
  // Its last character is right, but the check digit of MAYH3K72 is 6, not 7.
  fires('FD-03', enterpriseCheck, code('91440300MAYH3K7277'), 'certificateNumber'),
  quiet('FD-03', enterpriseCheck),
  fires('FD-04', enterpriseCheck, code('12440300MAYH3K7269'), 'certificateNumber'),
  quiet('FD-04', enterpriseCheck),
  quiet('FD-04', enterpriseCheck, code('92440300MAYH3K7261')),
  quiet('FD-04', enterpriseCheck, code('93440300MAYH3K726X')),
  fires('FD-05', enterpriseCheck, { 'input.region': '350000' }, 'certificateNumber'),
  quiet('FD-05', enterpriseCheck),
  quiet('FD-05', enterpriseCheck, code('91100000MAYH3K7260')),
  fires('FD-06', enterpriseCheck, { ...code('440301103456789'), organizerRecord: record }, 'certificateNumber'),
  quiet('FD-06', enterpriseCheck),
  fires('FT-49', enterpriseCheck, { ...old, ...inSichuan }, 'certificateNumber', '四川省'),
  quiet('FT-49', enterpriseCheck, old),
  quiet('FT-49', enterpriseCheck, { ...old, ...inSichuan, ...code('91440300MAYH3K7264') }),
  quiet('FT-49', enterpriseCheck, { ...old, ...inSichuan, organizerRecord: { known: true } }),
  quiet('FT-49', enterpriseCheck, { ...old, ...inSichuan, organizerRecord: { known: false } }),
  quiet('FT-49', enterpriseCheck, { ...old, ...inSichuan, organizerRecord: others }),
  fires('FT-50', enterpriseCheck, old, 'certificateNumber'),
  fires(
    'FT-50',
    enterpriseCheck,
    { ...old, organizerRecord: { known: true, value: { ...record.value, filedHere: 'this-account' } } },
    'certificateNumber',
    '到“我的备案”办理变更备案',
  ),
  quiet('FT-50', enterpriseCheck, { ...old, ...inSichuan }),
  quiet('FT-50', enterpriseCheck, { ...old, ...code('91440300MAYH3K7264') }),
  fires('FD-13', individualCheck, code('440106920318998'), 'certificateNumber'),
  quiet('FD-13', individualCheck),
  fires('FD-07', individualCheck, code('4401061992031899'), 'certificateNumber'),
  quiet('FD-07', individualCheck, code('440106199203189985')),
  fires('FD-12', individualCheck, code(idNumber('81000019920318998')), 'certificateNumber'),
  quiet('FD-12', individualCheck),
  fires('FD-10', individualCheck, code(idNumber('99010619920318998').replace(/^9/, '1')), 'certificateNumber'),
  quiet('FD-10', individualCheck),
  fires('FD-11', individualCheck, code(idNumber('44019919920318998')), 'certificateNumber'),
  quiet('FD-11', individualCheck),
  // 卢湾区, until 2011; codes of a province and of its capital; Taiwan; a number that is wrong anyway.
  ...['310103', '440000', '440100', '440101', '710000', '990106'].map((division) =>
    quiet('FD-11', individualCheck, code(idNumber(`${division}19920318998`))),
  ),
  fires('FD-09', individualCheck, code(idNumber('44010619920230998')), 'certificateNumber'),
  fires('FD-09', individualCheck, code(idNumber('44010620261126998')), 'certificateNumber'),
  quiet('FD-09', individualCheck, code(idNumber('44010620261125998'))),
  fires('FD-08', enterprise, { 'contents.principal.idNumber': '440305198506129970' }, 'principal.idNumber'),
  quiet('FD-08', enterprise),
];

export const sentences: Sentences = {
  'FD-01': ['统一社会信用代码格式不正确，应为18位数字或大写字母（不含I、O、S、V、Z），请核对营业执照。'],
  'FD-02': ['统一社会信用代码校验未通过，请核对证件号码。'],
  'FD-03': ['统一社会信用代码可能有误，请再次核对。'],
  'FD-04': ['证件号码对应的主体类别与“企业”不符，请确认主办者性质。'],
  'FD-05': ['证件号码中的登记地区与备案省份不同，请确认营业执照住所所在省份。'],
  'FD-06': ['你填写的是旧证件号码，仅用于查找原备案。请准备最新的营业执照，并填写其上的统一社会信用代码。'],
  'FT-49': ['四川省要求先办理变更备案或注销原备案，再提交本申请。'],
  'FT-50': [
    '原备案使用的是旧证件号码：本次备案通过后，请在10个工作日内到原接入商办理变更备案。',
    '原备案使用的是旧证件号码：本次备案通过后，请在10个工作日内到“我的备案”办理变更备案。',
  ],
  'FD-13': ['请填写18位身份证号码，一代身份证已停用。'],
  'FD-07': ['身份证号码格式不正确，应为18位，请核对。'],
  'FD-12': [
    '该号码是港澳台居民居住证或外国人永久居留身份证的，不是居民身份证的，请核对。 → 单位的负责人请在“证件类型”中改选这种证件；个人备案只能使用居民身份证。',
  ],
  'FD-10': ['身份证号码中的地区代码不正确，请核对。'],
  'FD-11': ['身份证号码中的地区代码未收录，请核对号码；与证件一致时可继续提交。'],
  'FD-09': ['身份证号码中的出生日期不正确，请核对。'],
  'FD-08': ['身份证号码校验未通过，请核对。'],
};
