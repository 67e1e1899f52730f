import { addMonths } from 'engines/calendar-day.ts';
import { hasSoundOrganizationCode, idCheckCharacter, isCreditCode } from 'engines/certificate-numbers.ts';
import type { Day } from '../answers.ts';
import type { BusinessLicence, IdCard } from '../people.ts';
import type { Random } from '../random.ts';

const FAMILY_NAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖',
].concat('欧阳', '上官', '司徒', '诸葛', '慕容');
const GIVEN_NAMES =
  '伟芳敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉建国志文斌宇浩凯欣怡雨婷梓轩思琪晨嘉俊辉鹏飞云海波东旭春梅红晓光永福荣宏远航诗佳慧颖琳珊莹蕾薇晶睿哲翰松柳';
/** Names are where rare characters occur. */
const RARE_GIVEN_NAMES = '淼焱犇喆璟祎堃昕懿铄烨煜玥钰珺嫣妤昊昱晟槿毓沁濠琰绮翊胤芊荃霁韬骁麒黛';
const RARE_SHARE = 0.12;
const ETHNICITIES = ['汉', '汉', '汉', '汉', '汉', '汉', '回', '满', '壮', '苗', '土家', '蒙古', '彝', '藏', '朝鲜'];
const STREETS = '人民 解放 中山 建设 和平 新华 文化 科技 长江 锦绣 翠竹 梧桐 望江 滨海'.split(' ');
const ESTATES = ['样例花园', '翠湖名苑', '金色家园', '紫荆公寓', '书香门第', '银河小区', '御景湾'];
const VILLAGES = ['王家', '上坪', '下湾', '石桥', '大岭', '杨柳', '龙泉', '白沙'];

/** An administrative division: its GB/T 2260 code and its name. */
export interface Division {
  readonly code: string;
  readonly name: string;
}

/** A district with the names of its city and province. */
interface Place {
  readonly code: string;
  readonly province: string;
  /** Empty in the municipalities. */
  readonly city: string;
  readonly district: string;
}

function inventPlace(random: Random, divisions: readonly Division[]): Place {
  const { code, name } = random.pick(divisions.filter((one) => !one.code.endsWith('00')));
  const nameOf = (wanted: string) => divisions.find((one) => one.code === wanted)?.name ?? '';
  const [province, city] = [nameOf(`${code.slice(0, 2)}0000`), nameOf(`${code.slice(0, 4)}00`)];
  // The table has its own entries for cities that are their province, and for towns outside every district: nobody
  // writes them.
  const isWritten = city !== province && !city.startsWith('直辖') && !city.startsWith('省直辖');
  return { code, province, city: isWritten ? city : '', district: name };
}

/** The address of a commitment on paper: a home, in a town or in a village. */
function inventHome(random: Random, { province, city, district }: Place): string {
  const street = `${random.pick(STREETS)}${random.pick(['路', '大道', '街', '东路', '西街'])}${random.int(1, 999)}号`;
  const tails = [
    `${street}${random.pick(ESTATES)}${random.int(1, 30)}栋${random.int(1, 4)}单元${random.int(1, 33)}0${random.int(1, 8)}室`,
    `${street}${random.int(101, 2806)}室`,
    `${random.pick(STREETS)}镇${random.pick(VILLAGES)}村${random.int(1, 20)}组${random.int(1, 300)}号`,
  ];
  return province + city + district + random.pick(tails);
}

export function inventName(random: Random): string {
  const given = () => random.pick(random.chance(RARE_SHARE) ? RARE_GIVEN_NAMES : GIVEN_NAMES);
  return random.pick(FAMILY_NAMES) + given() + (random.chance(0.75) ? given() : '');
}

const TERMS_IN_YEARS = [10, 10, 20, 20, 20, 'long-term'] as const;

/** An invented person: the sequence number is one of those reserved for people born before 1900 (996 to 999). */
export function inventCard(random: Random, divisions: readonly Division[]): IdCard {
  const place = inventPlace(random, divisions);
  const birthday = day(random.int(1955, 1998), random.int(1, 12), random.int(1, 28));
  const sequence = random.int(996, 999);
  const digits = place.code + birthday.replaceAll('-', '') + sequence;
  const validFrom = day(random.int(2016, 2024), random.int(1, 12), random.int(1, 28));
  const years = random.pick(TERMS_IN_YEARS);
  // Towns and counties have their own police, districts a branch of the city's.
  const issuer =
    place.city && place.district.endsWith('区')
      ? `${place.city}公安局${place.district.slice(0, -1)}分局`
      : `${place.district}公安局`;
  return {
    name: inventName(random),
    sex: sequence % 2 === 1 ? '男' : '女',
    ethnicity: random.pick(ETHNICITIES),
    birthday,
    address: inventHome(random, place),
    idNumber: digits + idCheckCharacter(digits),
    issuer,
    validFrom,
    validTo: years === 'long-term' ? years : addMonths(validFrom, 12 * years),
  };
}

/** A holder of a residence permit of Hong Kong, Macao or Taiwan: the number begins with its code. */
export function inventPermit(random: Random, divisions: readonly Division[]): IdCard {
  const card = inventCard(random, divisions);
  const digits = random.pick(['810000', '820000', '830000']) + card.idNumber.slice(6, 17);
  return { ...card, idNumber: digits + idCheckCharacter(digits), validTo: addMonths(card.validFrom, 60) };
}

/** Kinds of organizations, and the labels on their licences. */
const ORGANIZATIONS = [
  { type: '有限责任公司（自然人独资）', end: '有限公司', start: '91' },
  { type: '有限责任公司（自然人投资或控股）', end: '有限责任公司', start: '91' },
  { type: '其他有限责任公司', end: '股份有限公司', start: '91' },
  { type: '个体工商户', end: '图文设计工作室', start: '92' },
  { type: '有限责任公司分公司', end: '有限公司第一分公司', start: '91' },
  { type: '有限合伙企业', end: '企业管理中心（有限合伙）', start: '91' },
] as const;
const BRANDS = '云帆星辰启明瑞恒泰盛宏博雅智卓汇通嘉禾中科蓝青橙数聚易达';
const TRADES = ['网络科技', '信息技术', '电子商务', '文化传媒', '软件开发', '供应链管理', '环保工程', '餐饮管理'];
const ACTIVITIES = `
软件开发 信息技术咨询服务 数据处理和存储支持服务 网络技术服务 广告设计、代理 会议及展览服务 电子产品销售
日用百货销售 技术进出口 办公用品销售 市场营销策划 物业管理 企业管理咨询`
  .trim()
  .split(/\s/);
const CAPITALS = ['壹佰万元整', '伍佰万元整', '壹仟万元整', '叁佰万元人民币', '贰佰零壹万元整'];

/** An invented company, partnership, branch or sole trader: no organization code that begins with MAY is known. */
export function inventLicence(random: Random, divisions: readonly Division[]): BusinessLicence {
  const place = inventPlace(random, divisions);
  const { type, end, start } = random.pick(ORGANIZATIONS);
  const town = (place.city || place.province).replace(/(市|自治州|地区|盟)$/, '');
  const brand = `${random.pick(BRANDS)}${random.pick(BRANDS)}样例`;
  const foundedOn = day(random.int(2003, 2022), random.int(1, 12), random.int(1, 28));
  const site = `${random.pick(STREETS)}${random.pick(['路', '大道', '东路'])}${random.int(1, 999)}号`;
  const room = random.pick([
    `${random.pick('ABC')}座${random.int(1, 40)}层${random.int(101, 4010)}室`,
    `创业园${random.int(1, 12)}号楼${random.int(101, 3020)}`,
    `${random.int(1, 20)}幢${random.int(101, 2010)}室（自主申报）`,
  ]);
  return {
    creditCode: inventCreditCode(random, start + place.code),
    name: `${town}${brand}${random.pick(TRADES)}${end}`,
    type,
    legalRepresentative: inventName(random),
    scope: inventScope(random),
    capital: random.pick(CAPITALS),
    foundedOn,
    address: place.province + place.city + place.district + site + room,
    authority: `${place.city || place.district}市场监督管理局`,
    issuedOn: addMonths(foundedOn, random.int(0, 30)),
  };
}

function inventScope(random: Random): string {
  const activities = new Set(Array.from({ length: random.int(4, 9) }, () => random.pick(ACTIVITIES)));
  return `一般项目：${[...activities].join('；')}。（依法须经批准的项目，经相关部门批准后方可开展经营活动）`;
}

const CODE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * An invented credit code; tries check characters until both fit.
 *
 * @param start the registering body, the kind of organization, and the GB/T 2260 code of the place: eight digits.
 */
function inventCreditCode(random: Random, start: string): string {
  const body = `${start}MAY${Array.from({ length: 5 }, () => random.pick(CODE_CHARACTERS)).join('')}`;
  for (const organization of '0123456789X') {
    if (!hasSoundOrganizationCode(`${body}${organization}0`)) continue;
    for (const check of CODE_CHARACTERS) {
      const code = body + organization + check;
      if (isCreditCode(code)) return code;
    }
  }
  throw new Error(`no check character fits ${body}`);
}

const day = (year: number, month: number, date: number): Day =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
