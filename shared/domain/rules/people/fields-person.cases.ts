import { enterprise, fires, idNumber, individual, quiet, type RuleCase, type Sentences } from '../cases.ts';

const principal = (field: string, value: unknown) => ({ [`contents.principal.${field}`]: value });
const siteOwner = (field: string, value: unknown) => ({ [`contents.websites.0.siteOwner.${field}`]: value });
const filedIn = (region: string) => ({ 'contents.eligibility.region': region });

/** A card of the principal: birth date, and its validity. */
const card = (birth: string, from: string, to: string) => ({
  ...principal('idNumber', idNumber(`440305${birth}997`)),
  ...principal('idValidFrom', from),
  ...principal('idValidTo', to),
});

/** Terms by age at issue: on the birthdays that change them, and on the day before. */
const TERMS = [
  ['19850612', '1985-06-12', '1990-06-12'],
  ['19850612', '2001-06-11', '2006-06-11'],
  ['19850612', '2001-06-12', '2011-06-12'],
  ['19850612', '2011-06-11', '2021-06-11'],
  ['19850612', '2011-06-12', '2031-06-12'],
  ['19700612', '2016-06-11', '2036-06-11'],
  ['19700612', '2016-06-12', 'long-term'],
] as const;

export const cases: readonly RuleCase[] = [
  fires('SEC-03', individual, principal('idNumber', idNumber('44010620121126999')), 'principal.idNumber'),
  quiet('SEC-03', individual, principal('idNumber', idNumber('44010620121125999'))),
  quiet('SEC-03', individual, principal('idNumber', '440106')),
  ...['何书云2', '何?云', '何〓', '何□云', '何\ue000'].map((name) =>
    fires('PN-99', enterprise, siteOwner('name', name), 'websites.0.siteOwner.name'),
  ),
  // The dot of minority names, a character with a code of its own by now, and names in letters.
  ...['阿依古丽·艾山', '阿依古丽.艾山', '张\ue863', '王㛃', 'JOHN SMITH'].map((name) =>
    quiet('PN-99', enterprise, siteOwner('name', name)),
  ),
  fires('FD-15', enterprise, siteOwner('idValidTo', '2026-11-24'), 'websites.0.siteOwner.idValidTo'),
  quiet('FD-15', enterprise, siteOwner('idValidTo', '2026-11-25')),
  quiet('FD-15', enterprise, siteOwner('idValidTo', 'long-term')),
  fires('FD-16', enterprise, { ...filedIn('310000'), ...principal('idValidTo', '2027-02-24') }, 'principal.idValidTo'),
  quiet('FD-16', enterprise, { ...filedIn('310000'), ...principal('idValidTo', '2027-02-25') }),
  fires('FD-16', enterprise, principal('idValidTo', '2027-02-24'), 'principal.idValidTo'),
  quiet('FD-16', enterprise, principal('idValidTo', '2027-02-25')),
  fires('FD-16', enterprise, principal('idValidTo', '2026-11-25'), 'principal.idValidTo'),
  quiet('FD-16', enterprise, principal('idValidTo', 'long-term')),
  quiet('FD-16', enterprise, principal('idValidTo', '2026-11-24')),
  ...TERMS.map(([birth, from, to]) => quiet('FD-17', enterprise, card(birth, from, to))),
  ...TERMS.map(([birth, from]) => fires('FD-17', enterprise, card(birth, from, '2099-01-01'), 'principal.idValidTo')),
  fires('FD-17', enterprise, card('19850612', '1985-06-11', '2036-06-11'), 'principal.idValidTo'),
  fires('FD-17', enterprise, card('19850612', '2016-02-30', 'long-term'), 'principal.idValidTo'),
  fires('FD-17', enterprise, card('19850612', '2016-02-30', '2036-02-30'), 'principal.idValidTo'),
  fires('FD-17', enterprise, principal('idValidTo', '2031-05-10'), 'principal.idValidTo'),
  fires('FD-17', enterprise, principal('idValidTo', 'long-term'), 'principal.idValidTo'),
  fires('FD-17', enterprise, principal('idValidFrom', '1984-05-10'), 'principal.idValidTo'),
  // One date, one message: a card that has expired is not doubted, too.
  quiet('FD-17', enterprise, card('19850612', '2006-05-11', '2026-05-10')),
  quiet('FD-17', enterprise, principal('idNumber', idNumber('44030519850230997'))),
  quiet('FD-17', enterprise, {
    ...principal('idNumber', idNumber('44030519640612997')),
    ...principal('idValidTo', 'long-term'),
  }),
  fires('FD-24', enterprise, principal('mobile', '12822201234'), 'principal.mobile'),
  fires('FD-24', enterprise, principal('mobile', '1382220123'), 'principal.mobile'),
  quiet('FD-24', enterprise, principal('mobile', '138 2220 1234')),
  // The site owner of an individual is not used (FD-64).
  quiet('FD-24', individual, {
    'contents.websites.0.siteOwner': { ...enterprise.contents.principal, mobile: '138' },
  }),
  fires('FD-25', enterprise, principal('mobile', '17012345678'), 'principal.mobile'),
  fires('FD-25', enterprise, principal('mobile', '16212345678'), 'principal.mobile'),
  fires('FD-25', enterprise, principal('mobile', '14012345678'), 'principal.mobile'),
  quiet('FD-25', enterprise, principal('mobile', '19912345678')),
  fires('FD-27', enterprise, principal('emergencyPhone', '86001234'), 'principal.emergencyPhone'),
  fires('FD-27', enterprise, principal('emergencyPhone', '075-86001234'), 'principal.emergencyPhone'),
  quiet('FD-27', enterprise, principal('emergencyPhone', '0755－86001234-801')),
  quiet('FD-27', enterprise, principal('emergencyPhone', '13712345678')),
  fires('FD-27', enterprise, siteOwner('officePhone', '86001234'), 'websites.0.siteOwner.officePhone'),
  fires('FD-27', individual, principal('officePhone', '075-86001234'), 'principal.officePhone'),
  quiet('FD-27', enterprise, principal('officePhone', '0755－86001299-801')),
  fires('FD-28', enterprise, principal('officePhone', '020-86001299'), 'principal.officePhone'),
  fires('FD-28', enterprise, siteOwner('officePhone', '020-86001299'), 'websites.0.siteOwner.officePhone'),
  quiet('FD-28', enterprise),
  // A relative may live elsewhere.
  quiet('FD-28', enterprise, principal('emergencyPhone', '020-86001299')),
  quiet('FD-28', individual, principal('officePhone', '0755-86001299')),
  fires('FD-29', enterprise, siteOwner('officePhone', '13712345678'), 'websites.0.siteOwner.officePhone'),
  quiet('FD-29', enterprise),
  fires('PN-96', individual, principal('officePhone', '13712345678'), 'principal.officePhone', '广东省'),
  quiet('PN-96', individual),
  ...['120000', '500000', '620000'].map((region) =>
    quiet('PN-96', individual, { ...filedIn(region), ...principal('officePhone', '13712345678') }),
  ),
  fires('PN-97', enterprise, principal('officePhone', '075586001234'), 'principal.officePhone'),
  fires(
    'PN-97',
    individual,
    { ...filedIn('120000'), ...principal('officePhone', '138 2220 9999') },
    'principal.officePhone',
  ),
  quiet('PN-97', enterprise),
  // Colleagues may share an office.
  quiet('PN-97', enterprise, siteOwner('officePhone', '0755-86001200')),
  fires('FD-30', enterprise, filedIn('620000'), 'websites.0.siteOwner.emergencyPhone'),
  fires(
    'FD-30',
    enterprise,
    { ...filedIn('620000'), 'contents.organizer.remark': ' ' },
    'websites.0.siteOwner.emergencyPhone',
  ),
  quiet('FD-30', enterprise, {
    ...filedIn('620000'),
    'contents.organizer.remark': '应急联系电话使用人为本公司行政经理',
  }),
  fires(
    'FD-31',
    enterprise,
    { ...filedIn('110000'), ...principal('emergencyPhone', '138-2220-1234'.replaceAll('-', ' ')) },
    'principal.emergencyPhone',
  ),
  quiet('FD-31', enterprise, filedIn('110000')),
  fires('FD-33', enterprise, principal('email', 'chen@example'), 'principal.email'),
  fires('FD-33', enterprise, principal('email', 'chen example.com'), 'principal.email'),
  fires('FD-33', enterprise, principal('email', `${'c'.repeat(243)}@example.com`), 'principal.email'),
  quiet('FD-33', enterprise, principal('email', `${'c'.repeat(242)}@example.com`)),
  fires('FD-33', enterprise, principal('email', 'chen xing@example.com'), 'principal.email'),
  fires('FD-33', enterprise, principal('email', 'chen@example.com/x'), 'principal.email'),
  fires('FD-33', enterprise, principal('email', 'chen@example..com'), 'principal.email'),
  fires('FD-33', enterprise, principal('email', 'chen@example.com-'), 'principal.email'),
  fires('FD-33', enterprise, principal('email', 'chen@example.com@example.com'), 'principal.email'),
  fires('FD-33', enterprise, principal('email', '@example.com'), 'principal.email'),
  quiet('FD-33', enterprise, principal('email', 'Chen@Example.COM')),
  quiet('FD-33', enterprise, principal('email', '陈星@例子.中国')),
  quiet('FD-33', enterprise, principal('email', ' chen@example.com ')),
  quiet('FD-33', enterprise, principal('email', 'chen.xing+ba@mail.example.com.cn')),
  fires('FD-34', enterprise, { ...filedIn('110000'), ...siteOwner('email', 'CHEN@example.com') }, 'principal.email'),
  fires('FD-34', enterprise, { ...filedIn('110000'), ...siteOwner('email', ' chen@example.com ') }, 'principal.email'),
  quiet('FD-34', enterprise, filedIn('110000')),
  fires('FD-90', individual, principal('idNumber', idNumber('44010619920318997')), 'principal.idNumber'),
  quiet('FD-90', individual),
];

export const sentences: Sentences = {
  'SEC-03': ['负责人未满14周岁须由监护人同意，本平台暂不支持，请更换负责人。'],
  'PN-99': ['姓名里有数字、问号或显示不出来的字，请按证件上的写法填写；生僻字可以用输入法的手写或部首输入。'],
  'FD-15': ['证件已过有效期，请更换证件后再备案。'],
  'FD-16': [
    '证件剩余有效期不足3个月，不符合上海市管局要求，请更换证件后再备案。',
    '证件剩余有效期不足3个月，建议更换证件后再备案，以免被退回。',
  ],
  'FD-17': ['证件有效期可能填写或识别有误（应为5年、10年、20年或长期，并与签发时的年龄相符），请核对。'],
  'FD-24': ['手机号码格式不正确，请填写11位中国大陆手机号码。'],
  'FD-25': ['该号段可能无法接收工信部核验短信，建议更换手机号码。'],
  'FD-27': [
    '应急联系电话格式不正确，请填写手机号码，或“区号-号码”形式的座机，如 0755-12345678。',
    '办公室电话格式不正确，请填写“区号-号码”形式的座机，如 0755-12345678。',
  ],
  'FD-28': ['办公室电话的区号与通信地址所在城市不一致，请核对。'],
  'FD-29': ['单位负责人的办公室电话须为座机，请填写“区号-号码”；没有自己的，填前台或物业能转接到你的，手机号码另填。'],
  'PN-96': ['广东省的办公室电话须为座机，请填写家里、学校或工作单位能找到你的“区号-号码”，手机号码另填。'],
  'PN-97': ['办公室电话不能与手机号码或应急联系电话相同，请分别填写。'],
  'FD-30': ['应急联系电话填写手机号时，请在主体备注中说明使用人姓名和职务。'],
  'FD-31': ['应急联系电话不能与负责人手机号码相同，请另填一个号码。'],
  'FD-33': ['邮箱格式不正确，请填写可正常收信的邮箱。'],
  'FD-34': ['同一订单中不同负责人需填写不同的邮箱，请修改。'],
  'FD-90': ['身份证号码与验证备案类型时填写的证件号码不一致，请核对；如需更换备案人，请放弃本订单后重新发起。'],
};
