import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';

/**
 * Replies of the vendor and what must be read in them, written by hand. Sources: `example` is the reply that the vendor publishes
 * beside the action (TencentCloud/tencentcloud-cli, tccli/examples/ocr/v20181119), whose invented people are replaced by ours;
 * `typings` is what the SDK says of a field (tencentcloud-sdk-nodejs, ocr/v20181119); `print` is how papers print it;
 * `variant` is one of these with a value that it allows.
 */
export type Source = 'example' | 'typings' | 'print' | 'variant';

/** A value as it is read; its evidence where the vendor or its notation says something. */
export type Expected = Readonly<Record<string, string | readonly [text: string, ...evidence: string[]]>>;

export interface VendorReply {
  readonly what: string;
  readonly source: Source;
  readonly kind: 'id-front' | 'id-back' | 'business-licence';
  readonly action: 'IDCardOCR' | 'RecognizeValidIDCardOCR' | 'BizLicenseOCR';
  readonly reply: Record<string, unknown>;
  /** All values that are read; or why none is. */
  readonly read: Expected | string;
  readonly warnings?: readonly string[];
  readonly notUnderstood?: readonly string[];
}

const { idCard } = ENTERPRISE;
const NUMBER = idCard.idNumber;
const OTHER_NUMBER = INDIVIDUAL.idCard.idNumber;
const CODE = ENTERPRISE.licence.creditCode;

/** A value as RecognizeValidIDCardOCR writes it. */
const part = (Content: string, more: object = {}) => ({
  Content,
  Confidence: Content === '' ? 0 : 90,
  IsInComplete: 0,
  IsReflect: 0,
  IsKeyInComplete: 0,
  IsKeyReflect: 0,
  ...more,
});
const NOTHING = part('');
const NO_WARNING = { BorderCheck: 0, CopyCheck: 0, OcclusionCheck: 0, PSCheck: 0, ReshootCheck: 0 };
const OTHERS = { TemporaryIDCardInfo: null, ResidencePermitInfo: null, PermanentResidencePermitInfo: null };

/** The published example, in which every value has 90. */
const FRONT = {
  Address: part('广东省深圳市南山区腾讯大厦'),
  Authority: NOTHING,
  Birth: part('1988年6月15日'),
  CardImage: NOTHING,
  IdNum: part(NUMBER),
  Name: part('周建明'),
  Nation: part('汉'),
  PortraitImage: NOTHING,
  Sex: part('男'),
  ValidDate: NOTHING,
  WarnInfos: NO_WARNING,
};
const FRONT_READ = {
  name: '周建明',
  idNumber: NUMBER,
  sex: '男',
  nation: '汉',
  birthDate: '1988-06-15',
  address: '广东省深圳市南山区腾讯大厦',
};
const BACK = {
  ...Object.fromEntries(Object.keys(FRONT).map((name) => [name, NOTHING])),
  Authority: part('赵县公安局'),
  ValidDate: part('2010.07.21-2030.07.21'),
  WarnInfos: NO_WARNING,
};
const BACK_READ = { authority: '赵县公安局', validFrom: '2010-07-21', validTo: '2030-07-21' };

type Rest = Pick<VendorReply, 'read'> & Partial<Pick<VendorReply, 'warnings' | 'notUnderstood' | 'source'>>;

const front = (what: string, changes: object, rest: Partial<Rest> = {}, more: object = {}): VendorReply => ({
  what,
  source: 'variant',
  kind: 'id-front',
  action: 'RecognizeValidIDCardOCR',
  reply: { Type: '身份证人像面', IDCardInfo: { ...FRONT, ...changes }, ...OTHERS, ...more },
  read: FRONT_READ,
  ...rest,
});
const back = (what: string, changes: object, rest: Partial<Rest> = {}, more: object = {}): VendorReply => ({
  what,
  source: 'variant',
  kind: 'id-back',
  action: 'RecognizeValidIDCardOCR',
  reply: { Type: '身份证国徽面', IDCardInfo: { ...BACK, ...changes }, ...OTHERS, ...more },
  read: BACK_READ,
  ...rest,
});
const without = (read: Readonly<Record<string, string>>, ...names: readonly string[]) =>
  Object.fromEntries(Object.entries(read).filter(([name]) => !names.includes(name)));

const validCards: readonly VendorReply[] = [
  front('the published example', {}, { source: 'example' }),
  back('the published back', {}),
  front(
    'BlurScore below its advised 0.5',
    { WarnInfos: { ...NO_WARNING, BlurCheck: 0, BlurScore: 0.01 } },
    { source: 'typings' },
  ),
  ...(
    [
      ['BorderCheck', 'cut-edge'],
      ['OcclusionCheck', 'covered'],
      ['CopyCheck', 'copy'],
      ['ReshootCheck', 'screen'],
      ['PSCheck', 'edited'],
      ['BlurCheck', 'blurred'],
      ['ElectronCheck', 'electronic-card'],
    ] as const
  ).flatMap(([name, warning]) => [
    front(
      `${name} on a front`,
      { WarnInfos: { ...NO_WARNING, [name]: 1 } },
      { source: 'typings', warnings: [warning] },
    ),
    back(`${name} on a back`, { WarnInfos: { ...NO_WARNING, [name]: 1 } }, { source: 'typings', warnings: [warning] }),
  ]),
  front(
    'a warning of a later version',
    { WarnInfos: { ...NO_WARNING, TamperCheck: 1 } },
    { notUnderstood: ['WarnInfos.TamperCheck=1'] },
  ),
  front(
    'a warning with a third value',
    { WarnInfos: { ...NO_WARNING, CopyCheck: 2 } },
    { notUnderstood: ['WarnInfos.CopyCheck=2'] },
  ),
  front('no WarnInfos', { WarnInfos: null }),
  front(
    'blanks around values and its kind, and values that are absent, null or blank',
    { Nation: part(' 汉 '), Sex: undefined, Birth: part(' '), Address: { Content: null } },
    { read: without(FRONT_READ, 'sex', 'birthDate', 'address') },
    { Type: ' 身份证人像面 ' },
  ),
  front('an absent birth date', { Birth: undefined }, { read: without(FRONT_READ, 'birthDate') }),
  front('a birth date that is null', { Birth: { Content: null } }, { read: without(FRONT_READ, 'birthDate') }),
  front(
    'no kind, beside another card that is blank',
    {},
    {},
    { Type: '', TemporaryIDCardInfo: { Name: part(' '), Nation: { Content: null } } },
  ),
  ...(
    [
      ['Name', 'name', '周建明'],
      ['IdNum', 'idNumber', NUMBER],
      ['Sex', 'sex', '男'],
      ['Nation', 'nation', '汉'],
      ['Birth', 'birthDate', '1988-06-15', '1988年6月15日'],
      ['Address', 'address', '广东省深圳市南山区腾讯大厦'],
    ] as const
  ).flatMap(([name, field, text, printed = text]) => [
    front(
      `${name} is cut off`,
      { [name]: part(printed, { IsInComplete: 1 }) },
      {
        source: 'typings',
        read: { ...FRONT_READ, [field]: [text, 'hidden'] },
      },
    ),
    front(
      `${name} lies under a reflection`,
      { [name]: part(printed, { IsReflect: 1 }) },
      {
        source: 'typings',
        read: { ...FRONT_READ, [field]: [text, 'hidden'] },
        warnings: ['reflection'],
      },
    ),
    front(
      `the label of ${name} is cut off`,
      { [name]: part(printed, { IsKeyInComplete: 1 }) },
      {
        source: 'typings',
        read: { ...FRONT_READ, [field]: [text, 'label-hidden'] },
      },
    ),
    front(
      `the label of ${name} lies under a reflection`,
      { [name]: part(printed, { IsKeyReflect: 1 }) },
      {
        source: 'typings',
        read: { ...FRONT_READ, [field]: [text, 'label-hidden'] },
      },
    ),
    front(
      `${name} is hidden: no wrong side`,
      { [name]: part('', { IsInComplete: 1 }) },
      { read: without(FRONT_READ, field) },
    ),
  ]),
  front(
    'a value and its label are hidden',
    { Address: part('广东省深圳市', { IsInComplete: 1, IsKeyInComplete: 1 }) },
    {
      read: { ...FRONT_READ, address: ['广东省深圳市', 'hidden', 'label-hidden'] },
    },
  ),
  back(
    'the term is cut off',
    { ValidDate: part('2010.07.21-', { IsInComplete: 1 }) },
    {
      read: { authority: '赵县公安局', validFrom: ['2010-07-21', 'hidden'] },
      notUnderstood: ['ValidDate'],
    },
  ),
  back('the term is hidden: no wrong side', { ValidDate: NOTHING }, { read: { authority: '赵县公安局' } }),
  back('both values are hidden: no wrong side', { ValidDate: NOTHING, Authority: NOTHING }, { read: {} }),
  front('all values are hidden: no wrong side', Object.fromEntries(Object.keys(FRONT).map((name) => [name, NOTHING])), {
    read: {},
    notUnderstood: ['WarnInfos.Content='].slice(1),
  }),
  {
    ...front('a back where a front is due', {}),
    reply: { Type: '身份证国徽面', IDCardInfo: BACK, ...OTHERS },
    read: 'wrong-side',
  },
  {
    ...back('a front where a back is due', {}),
    reply: { Type: '身份证人像面', IDCardInfo: FRONT, ...OTHERS },
    read: 'wrong-side',
  },
  front('both sides', { Authority: BACK.Authority, ValidDate: BACK.ValidDate }, { warnings: ['both-sides'] }),
  back('both sides', { ...FRONT, ...BACK, Name: FRONT.Name, IdNum: FRONT.IdNum }, { warnings: ['both-sides'] }),
  front('no Type', {}, {}, { Type: null }),
  front('an empty Type', {}, {}, { Type: '' }),
  front('a Type of a later version', {}, { notUnderstood: ['Type'] }, { Type: '户口本' }),
  { ...front('no Type, and a back', {}), reply: { IDCardInfo: BACK, ...OTHERS }, read: 'wrong-side' },
  back('no Type', {}, {}, { Type: null }),
  back(
    'no Type, and only the issuer is legible',
    { ValidDate: NOTHING },
    { read: { authority: '赵县公安局' } },
    { Type: null },
  ),
  front(
    'no Type, and only name and address are legible',
    { IdNum: NOTHING, Sex: NOTHING, Nation: NOTHING, Birth: NOTHING },
    {
      read: { name: '周建明', address: '广东省深圳市南山区腾讯大厦' },
    },
    { Type: null },
  ),
  ...(
    [
      ['TemporaryIDCardInfo', '临时身份证', 'temporary-id'],
      ['ResidencePermitInfo', '港澳台居住证', 'residence-permit'],
      ['PermanentResidencePermitInfo', '外国人永久居留证', 'foreigner-card'],
    ] as const
  ).flatMap(([info, family, reason]): VendorReply[] => [
    {
      ...front(`${family}人像面`, {}),
      source: 'typings',
      reply: { Type: `${family}人像面`, IDCardInfo: null, ...OTHERS, [info]: FRONT },
      read: reason,
    },
    {
      ...back(`${family}国徽面`, {}),
      source: 'typings',
      reply: { Type: `${family}国徽面`, IDCardInfo: null, ...OTHERS, [info]: BACK },
      read: reason,
    },
    { ...front(`${family} without a Type`, {}), reply: { IDCardInfo: {}, ...OTHERS, [info]: FRONT }, read: reason },
    front(`an empty object as ${info} is none`, {}, {}, { [info]: {} }),
    front(
      `${info} with empty values is none`,
      {},
      {},
      { [info]: Object.fromEntries(Object.keys(FRONT).map((name) => [name, NOTHING])) },
    ),
    front(`an empty object as ${info} without a Type is none`, {}, {}, { Type: null, [info]: {} }),
  ]),
  { ...front('no card', {}), reply: { Type: '', IDCardInfo: null, ...OTHERS }, read: 'not-this-certificate' },
  {
    ...front('four empty objects', {}),
    reply: {
      Type: null,
      IDCardInfo: {},
      TemporaryIDCardInfo: {},
      ResidencePermitInfo: {},
      PermanentResidencePermitInfo: {},
    },
    read: 'not-this-certificate',
  },
  front('blanks around values', { Name: part(' 周建明 '), IdNum: part(`${NUMBER.slice(0, 6)} ${NUMBER.slice(6)}`) }),
  front('blanks within a name', { Name: part('周 建 明') }),
  front(
    'a number in lower case',
    { IdNum: part('44030519880615997x') },
    { read: { ...FRONT_READ, idNumber: '44030519880615997X' } },
  ),
  front(
    'another person',
    { IdNum: part(OTHER_NUMBER), Name: part('梁晓晴'), Sex: part('女'), Birth: part('1997/4/18') },
    {
      read: { ...FRONT_READ, name: '梁晓晴', idNumber: OTHER_NUMBER, sex: '女', birthDate: '1997-04-18' },
    },
  ),
  ...(
    [
      ['阿依古丽·艾山', '阿依古丽·艾山'],
      ['阿依古丽•艾山', '阿依古丽·艾山'],
      ['阿依古丽．艾山', '阿依古丽·艾山'],
      ['阿依古丽.艾山', '阿依古丽·艾山'],
      ['阿依古丽・艾山', '阿依古丽·艾山'],
      ['张\ue863', '张䶮'],
    ] as const
  ).map(([written, name]) =>
    front(`the name ${written}`, { Name: part(written) }, { source: 'print', read: { ...FRONT_READ, name } }),
  ),
  ...['张?', '张？', '张〓', '张□', '张'].map((name) =>
    front(
      `a rare character that was lost: ${name}`,
      { Name: part(name) },
      { read: { ...FRONT_READ, name: [name.replace('？', '？'), 'lost-character'] } },
    ),
  ),
  ...(
    [
      ['1988年6月15日', '1988-06-15'],
      ['1988年06月15日', '1988-06-15'],
      ['1988/6/15', '1988-06-15'],
      ['1988.06.15', '1988-06-15'],
      ['1988-06-15', '1988-06-15'],
      ['19880615', '1988-06-15'],
      ['1988 年 6 月 15 日', '1988-06-15'],
      ['一九八八年六月十五日', '1988-06-15'],
      ['１９８８年６月１５日', '1988-06-15'],
    ] as const
  ).map(([written, birthDate]) =>
    front(`born on ${written}`, { Birth: part(written) }, { source: 'print', read: { ...FRONT_READ, birthDate } }),
  ),
  front(
    'born on a day that does not exist',
    { Birth: part('1988年2月30日') },
    { read: { ...FRONT_READ, birthDate: ['1988-02-30', 'impossible'] } },
  ),
  front(
    'born in a month alone',
    { Birth: part('1988年6月') },
    { read: without(FRONT_READ, 'birthDate'), notUnderstood: ['Birth'] },
  ),
  front(
    'a confidence beyond its scale',
    { Name: part('周建明', { Confidence: 250 }) },
    { notUnderstood: ['Name.Confidence'] },
  ),
  front(
    'a confidence below its scale',
    { Name: part('周建明', { Confidence: -1 }) },
    { notUnderstood: ['Name.Confidence'] },
  ),
  front('no confidences', { Name: { Content: '周建明' }, IdNum: { Content: NUMBER } }),
];

/** How the validity is printed or written, and both ends. */
const TERMS: readonly (readonly [
  written: string,
  from: string | undefined,
  to: string | undefined,
  isWhole?: boolean,
  impossible?: string,
])[] = [
  ['2010.07.21-2020.07.21', '2010-07-21', '2020-07-21'],
  ['2010.07.21-长期', '2010-07-21', 'long-term'],
  ['2010.07.21—2030.07.21', '2010-07-21', '2030-07-21'],
  ['2010.07.21–2030.07.21', '2010-07-21', '2030-07-21'],
  ['2010.07.21~2030.07.21', '2010-07-21', '2030-07-21'],
  ['2010.7.21－2030.7.21', '2010-07-21', '2030-07-21'],
  ['2010-07-21-2030-07-21', '2010-07-21', '2030-07-21'],
  ['20100721-20300721', '2010-07-21', '2030-07-21'],
  ['2010年7月21日至2030年7月21日', '2010-07-21', '2030-07-21'],
  ['2012.02.29-2022.02.28', '2012-02-29', '2022-02-28'],
  ['2010.02.30-2030.02.28', '2010-02-30', '2030-02-28', true, 'from'],
  ['2010.07.21-2030.13.21', '2010-07-21', '2030-13-21', true, 'to'],
  ['2010.07.21-', '2010-07-21', undefined, false],
  ['-2030.07.21', undefined, '2030-07-21'],
  ['长期', undefined, 'long-term'],
  ['2010.07-2030.07', undefined, undefined, false],
  ['有效', undefined, undefined, false],
];

const IMPLAUSIBLE = /2010\.02\.30|2030\.13/;
const terms = TERMS.map(([written, from, to, isWhole = true, impossible]) =>
  back(
    `valid ${written}`,
    { ValidDate: part(written) },
    {
      source: 'print',
      read: {
        authority: '赵县公安局',
        ...(from && { validFrom: impossible === 'from' ? [from, 'impossible'] : from }),
        ...(to && { validTo: impossible === 'to' ? [to, 'impossible'] : to }),
      } as Expected,
      warnings: IMPLAUSIBLE.test(written) ? ['validity-implausible'] : [],
      notUnderstood: isWhole ? [] : ['ValidDate'],
    },
  ),
);

const card = (what: string, kind: 'id-front' | 'id-back', changes: object, rest: Rest): VendorReply => ({
  what,
  source: 'variant',
  kind,
  action: 'IDCardOCR',
  reply: {
    ...{
      Name: '',
      Sex: '',
      Nation: '',
      Birth: '',
      Address: '',
      IdNum: '',
      Authority: '',
      ValidDate: '',
      AdvancedInfo: '{}',
    },
    ...changes,
  },
  ...rest,
});
const PLAIN = {
  Name: '周建明',
  Sex: '男',
  Nation: '汉',
  Birth: '1988/6/15',
  Address: '北京市石景山区高新技术园腾讯大楼',
  IdNum: NUMBER,
};
const PLAIN_READ = { ...FRONT_READ, address: '北京市石景山区高新技术园腾讯大楼' };

const idCards: readonly VendorReply[] = [
  card(
    'the published temporary card',
    'id-front',
    { AdvancedInfo: '{"WarnInfos":[-9104]}' },
    { source: 'example', read: {}, warnings: ['temporary-card'] },
  ),
  card(
    'the published crops',
    'id-front',
    { ...PLAIN, AdvancedInfo: '{"IdCard":"/9j/4AAA","Portrait":"/9j/4AAQSkZJRBA="}' },
    { source: 'example', read: PLAIN_READ },
  ),
  card(
    'a validity that refers to another paper',
    'id-back',
    { Authority: '赵县公安局', ValidDate: '详见说明' },
    { read: { authority: '赵县公安局' }, notUnderstood: ['ValidDate'] },
  ),
  card('the published front', 'id-front', PLAIN, { source: 'example', read: PLAIN_READ }),
  card(
    'the published back',
    'id-back',
    { Authority: '赵县公安局', ValidDate: '2010.07.21-2020.07.21' },
    { source: 'example', read: { ...BACK_READ, validTo: '2020-07-21' } },
  ),
  ...(
    [
      [-9101, 'cut-edge'],
      [-9102, 'copy'],
      [-9103, 'screen'],
      [-9104, 'temporary-card'],
      [-9105, 'covered'],
      [-9106, 'edited'],
      [-9107, 'reflection'],
      [-9108, 'copy'],
      [-9109, 'validity-implausible'],
      [-9110, 'electronic-card'],
      [-9111, 'watermark'],
    ] as const
  ).map(([code, warning]) =>
    card(
      `the warning ${code}`,
      'id-front',
      { ...PLAIN, AdvancedInfo: `{"WarnInfos":[${code}]}` },
      { source: 'typings', read: PLAIN_READ, warnings: [warning] },
    ),
  ),
  card(
    'two codes for one copy',
    'id-front',
    { ...PLAIN, AdvancedInfo: '{"WarnInfos":[-9102,-9108]}' },
    { read: PLAIN_READ, warnings: ['copy'] },
  ),
  card(
    'the code of the encrypted variant',
    'id-front',
    { ...PLAIN, AdvancedInfo: '{"WarnInfos":[-9100]}' },
    { read: PLAIN_READ, notUnderstood: ['WarnInfos=-9100'] },
  ),
  card(
    'codes as texts',
    'id-front',
    { ...PLAIN, AdvancedInfo: '{"WarnInfos":["-9101"]}' },
    { read: PLAIN_READ, warnings: ['cut-edge'] },
  ),
  card(
    'quality 49',
    'id-front',
    { ...PLAIN, AdvancedInfo: '{"Quality":49}' },
    { source: 'typings', read: PLAIN_READ, warnings: ['blurred'] },
  ),
  card('quality 50', 'id-front', { ...PLAIN, AdvancedInfo: '{"Quality":50}' }, { source: 'typings', read: PLAIN_READ }),
  card(
    'quality as a text',
    'id-front',
    { ...PLAIN, AdvancedInfo: '{"Quality":"12"}' },
    { read: PLAIN_READ, warnings: ['blurred'] },
  ),
  card('no AdvancedInfo', 'id-front', { ...PLAIN, AdvancedInfo: null }, { read: PLAIN_READ }),
  card('an empty AdvancedInfo', 'id-front', { ...PLAIN, AdvancedInfo: '' }, { read: PLAIN_READ }),
  card('null for values', 'id-front', { ...PLAIN, Address: null }, { read: without(PLAIN_READ, 'address') }),
  card('a day in words', 'id-front', { ...PLAIN, Birth: '一九八八年六月十五日' }, { read: PLAIN_READ }),
  card(
    'no day',
    'id-front',
    { ...PLAIN, Birth: '未知' },
    { read: without(PLAIN_READ, 'birthDate'), notUnderstood: ['Birth'] },
  ),
  card(
    'a long term',
    'id-back',
    { Authority: '赵县公安局', ValidDate: '2010.07.21-长期' },
    { source: 'print', read: { ...BACK_READ, validTo: 'long-term' } },
  ),
  card('only the issuer', 'id-back', { Authority: '赵县公安局' }, { read: { authority: '赵县公安局' } }),
];

const licence = (what: string, changes: object, read: Expected, rest: Partial<Rest> = {}): VendorReply => ({
  what,
  source: 'variant',
  kind: 'business-licence',
  action: 'BizLicenseOCR',
  reply: { RegNum: CODE, Name: '深圳市样例有限公司', RecognizeWarnCode: [], RecognizeWarnMsg: [], ...changes },
  read: { creditCode: CODE, name: '深圳市样例有限公司', ...read },
  ...rest,
});

/** How licences print the time for which a company may trade. */
const PERIODS: readonly (readonly [
  written: string,
  from?: string | undefined,
  to?: string | undefined,
  isWhole?: boolean,
])[] = [
  ['2019年05月20日至2039年05月19日', '2019-05-20', '2039-05-19'],
  ['2019年5月20日至长期', '2019-05-20', 'long-term'],
  ['自2019年05月20日至2039年05月19日', '2019-05-20', '2039-05-19'],
  ['自 2019年05月20日 至 2039年05月19日 止', '2019-05-20', '2039-05-19'],
  ['2019-05-20至2039-05-19', '2019-05-20', '2039-05-19'],
  ['2019-05-20至长期', '2019-05-20', 'long-term'],
  ['2019/05/20-2039/05/19', '2019-05-20', '2039-05-19'],
  ['2019.05.20-2039.05.19', '2019-05-20', '2039-05-19'],
  ['20190520至20390519', '2019-05-20', '2039-05-19'],
  ['二〇一九年五月二十日至二〇三九年五月十九日', '2019-05-20', '2039-05-19'],
  ['二○一九年五月二十日至长期', '2019-05-20', 'long-term'],
  ['二零一九年十二月三十一日至二零四九年十二月三十日', '2019-12-31', '2049-12-30'],
  ['二〇一九年十月廿一日至永久', '2019-10-21', 'long-term'],
  ['2019年05月20日至永续经营', '2019-05-20', 'long-term'],
  ['2019年05月20日至无固定期限', '2019-05-20', 'long-term'],
  ['自2019年05月20日起长期', '2019-05-20', 'long-term'],
  ['长期', undefined, 'long-term'],
  ['长期有效', undefined, 'long-term'],
  ['永久', undefined, 'long-term'],
  ['至2039年05月19日', undefined, '2039-05-19'],
  ['2039年05月19日止', undefined, '2039-05-19'],
  ['自2019年05月20日', '2019-05-20', undefined, false],
  ['2019年05月20日起', '2019-05-20', undefined, false],
  ['2019年05月20日至', '2019-05-20', undefined, false],
  ['有效期自2019年05月20日', '2019-05-20', undefined, false],
  ['2039年05月19日', undefined, undefined, false],
  ['至：2039年05月19日', undefined, undefined, false],
  ['2019年05月20日有效起', undefined, undefined, false],
  ['2019年05月20日有效至', undefined, undefined, false],
  ['2019年05月20日至有效', undefined, undefined, false],
  ['2019年05月20日至2039年05月19日长期', '2019-05-20', 'long-term', false],
  ['2019年05月20日至无固定', '2019-05-20', 'long-term'],
  ['1998年11月至长期', undefined, 'long-term', false],
  ['2011年03月05日至2021年03月04日', '2011-03-05', '2021-03-04'],
  ['2019年05月20日至2029年05月20日至2039年05月20日', '2019-05-20', '2029-05-20', false],
  ['详见章程', undefined, undefined, false],
];

const periods = PERIODS.map(([Period, validFrom, validTo, isWhole = true]) =>
  licence(
    `the period ${Period}`,
    { Period },
    { ...(validFrom && { validFrom }), ...(validTo && { validTo }) },
    { source: 'print', notUnderstood: isWhole ? [] : ['Period'] },
  ),
);

const licences: readonly VendorReply[] = [
  licence(
    'the published example',
    {
      ...{
        RegNum: '110000012345678',
        Person: '艾米',
        Capital: '人民币600000万元整',
        Name: '深圳市腾讯计算机系统有限公司',
      },
      ...{
        Address: '深圳市南山区高新区高新南一路飞亚达大厦',
        Period: '1998年11月至长期',
        Business: '计算机软、硬件的设计',
      },
      ...{
        Type: '有限责任公司',
        ComposingForm: '',
        SetDate: '1998年11月',
        IsDuplication: 1,
        RegistrationDate: '1998年11月11日',
      },
      ...{ RecognizeWarnCode: [-9102], RecognizeWarnMsg: ['WARN_COPY_CARD'] },
    },
    {
      ...{
        creditCode: '110000012345678',
        name: '深圳市腾讯计算机系统有限公司',
        type: '有限责任公司',
        legalRepresentative: '艾米',
      },
      ...{
        address: '深圳市南山区高新区高新南一路飞亚达大厦',
        capital: '人民币600000万元整',
        scope: '计算机软、硬件的设计',
        validTo: 'long-term',
      },
    },
    { source: 'example', warnings: ['copy'], notUnderstood: ['SetDate', 'Period'] },
  ),
  licence('a photo of a screen', { RecognizeWarnCode: [-9104] }, {}, { source: 'typings', warnings: ['screen'] }),
  licence(
    'both warnings',
    { RecognizeWarnCode: [-9102, -9104] },
    {},
    { source: 'typings', warnings: ['copy', 'screen'] },
  ),
  licence(
    'the code of an earlier version',
    { RecognizeWarnCode: [-20001] },
    {},
    { source: 'typings', notUnderstood: ['RecognizeWarnCode=-20001'] },
  ),
  licence('null for the warnings', { RecognizeWarnCode: null }, {}),
  licence(
    'an electronic licence on a screen',
    { Electronic: true, RecognizeWarnCode: [-9104] },
    {},
    { source: 'typings', warnings: ['screen', 'electronic'] },
  ),
  licence(
    'a licence on paper on a screen',
    { Electronic: false, RecognizeWarnCode: [-9104] },
    {},
    { source: 'typings', warnings: ['screen'] },
  ),
  ...(
    [
      [`${CODE}(1-1)`, CODE],
      [`${CODE}（1-1）`, CODE],
      [`${CODE} (2-1)`, CODE],
      [`${CODE}1-1`, CODE],
      [`${CODE}（副本）`, CODE],
      [CODE.toLowerCase(), CODE],
      [` ${CODE.slice(0, 9)} ${CODE.slice(9)} `, CODE],
      [CODE.replace('1', 'I'), CODE],
      [CODE.replaceAll('0', 'O'), CODE],
      [CODE.replace('1', 'I').replaceAll('0', 'o'), CODE],
      [`${CODE.replace('2', 'Z')}(1-1)`, CODE],
      [`${CODE}(10-12)`, CODE],
      ['9144O3OOMASH3K7269', '91440300MA5H3K7269'],
      [`(1-1)${CODE}`, `(11)${CODE}`],
      [`${CODE}1-12`, `${CODE}112`],
      [`副本${CODE}`, `副本${CODE}`],
      [`X${CODE}1-1`, `X${CODE}11`],
      // The check character does not hold then: nothing is mended.
      ['9I440300MAYH3K7265', '9I440300MAYH3K7265'],
      ['91440300MAYH3K7265', '91440300MAYH3K7265'],
      ['440301000000000', '440301000000000'],
      ['91440300MAYH3K726', '91440300MAYH3K726'],
    ] as const
  ).map(([RegNum, creditCode]) => licence(`the code ${RegNum}`, { RegNum }, { creditCode }, { source: 'print' })),
  ...(
    [
      ['2019年05月20日', '2019-05-20'],
      ['2019-05-20', '2019-05-20'],
      ['2019/5/20', '2019-05-20'],
      ['20190520', '2019-05-20'],
      ['20191120', '2019-11-20'],
      ['2019/5/2', '2019-05-02'],
      ['1900年1月1日', '1900-01-01'],
      ['2149年12月31日', '2149-12-31'],
      ['二〇一九年五月二十日', '2019-05-20'],
    ] as const
  ).map(([SetDate, establishedOn]) =>
    licence(`founded on ${SetDate}`, { SetDate }, { establishedOn }, { source: 'print' }),
  ),
  licence(
    'founded on a day that does not exist',
    { SetDate: '2019年02月30日' },
    { establishedOn: ['2019-02-30', 'impossible'] },
  ),
  licence(
    'founded before every company',
    { SetDate: '1899年12月31日' },
    { establishedOn: ['1899-12-31', 'impossible'] },
  ),
  licence('founded in another age', { SetDate: '2150年1月1日' }, { establishedOn: ['2150-01-01', 'impossible'] }),
  licence('founded in a thirteenth month', { SetDate: '20191320' }, {}, { notUnderstood: ['SetDate'] }),
  licence('founded some day', { SetDate: '2019' }, {}, { notUnderstood: ['SetDate'] }),
  licence('a representative with a dot', { Person: '阿依古丽.艾山' }, { legalRepresentative: '阿依古丽·艾山' }),
  licence('a representative of one character', { Person: '张' }, { legalRepresentative: ['张', 'lost-character'] }),
  licence('blanks around values', { Name: ' 深圳市样例有限公司 ', Address: ' 深圳市 ' }, { address: '深圳市' }),
];

export const VENDOR_REPLIES: readonly VendorReply[] = [...validCards, ...terms, ...idCards, ...licences, ...periods];
