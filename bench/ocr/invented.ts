import type { BusinessLicence, IdCard } from 'specimens/people.ts';
import type { Random } from 'specimens/random.ts';
import { cities, districts } from '../../contracts/data/divisions.ts';
import { provinceOf } from '../../contracts/data/provinces.ts';
import { addMonths, type Day } from '../../contracts/kit/beijing-time.ts';
import { creditCodeProblem, organizationCodeIsSound } from '../../shared/domain/identity/credit-code.ts';
import { checkCharacter, sex } from '../../shared/domain/identity/identity-number.ts';

const words = (text: string): readonly string[] => text.split(' ');
const FAMILY_NAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖',
  ...words('欧阳 上官 司徒 诸葛 慕容'),
];
const GIVEN_NAMES =
  '伟芳敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉建国志文斌宇浩凯欣怡雨婷梓轩思琪晨嘉俊辉鹏飞云海波东旭春梅红晓光永福荣宏远航诗佳慧颖琳珊莹蕾薇晶睿哲翰松柳';
const RARE_GIVEN_NAMES = '淼焱犇喆璟祎堃昕懿铄烨煜玥钰珺嫣妤昊昱晟槿毓沁濠琰绮翊胤芊荃霁韬骁麒黛';
const DOTTED_NAMES = words('阿卜杜拉 买买提 古丽娜尔 吐尔逊江 艾力 迪丽达 努尔兰 热依汗 巴合提 木拉提');
const ETHNICITIES = words('汉 汉 汉 汉 汉 汉 回 满 壮 苗 土家 蒙古 彝 藏 朝鲜');
const ROADS = words('人民路 解放大道 中山东路 建设街 和平西街 新华路 文化路 科技大道 长江东路 锦绣街 翠竹路 望江西路');
const ESTATES = words('样例花园 翠湖名苑 金色家园 紫荆公寓 书香门第 银河小区 御景湾');
const VILLAGES = words('王家 上坪 下湾 石桥 大岭 杨柳 龙泉 白沙');

/** A district; `city` is empty in the municipalities, `full` begins with the province. */
function inventDistrict(random: Random) {
  const { code, name } = random.pick(districts());
  const province = provinceOf(code)?.name ?? '';
  const written = cities().find((city) => city.code === `${code.slice(0, 4)}00`)?.name ?? '';
  // The table has entries for cities that are their province, and for towns outside every city: nobody writes them.
  const city = written === province || /^(省|自治区)?直辖/.test(written) ? '' : written;
  return { code, city, name, full: province + city + name };
}

const inventAddress = (random: Random, district: string, rooms: readonly string[]): string =>
  `${district}${random.pick(ROADS)}${random.int(1, 999)}号${random.pick(rooms)}`;

function inventName(random: Random): string {
  if (random.chance(0.06)) return `${random.pick(DOTTED_NAMES)}·${random.pick(DOTTED_NAMES)}`;
  const given = () => random.pick(random.chance(0.12) ? RARE_GIVEN_NAMES : GIVEN_NAMES);
  return random.pick(FAMILY_NAMES) + given() + (random.chance(0.75) ? given() : '');
}

const inventDay = (random: Random, from: number, to: number): Day =>
  [random.int(from, to), random.int(1, 12), random.int(1, 28)].map((part) => String(part).padStart(2, '0')).join('-');

/** An invented person: the sequence number is one of those reserved for people born before 1900 (996 to 999). */
export function inventCard(random: Random): IdCard {
  const { code, city, name, full } = inventDistrict(random);
  const birthday = inventDay(random, 1955, 1998);
  const digits = code + birthday.replaceAll('-', '') + random.int(996, 999);
  const idNumber = digits + checkCharacter(digits);
  const validFrom = inventDay(random, 2016, 2024);
  const years = random.pick([10, 10, 20, 20, 20, 0]);
  const village = `${random.pick(VILLAGES)}村${random.int(1, 20)}组${random.int(1, 300)}号`;
  const home = `${random.pick(ESTATES)}${random.int(1, 30)}栋${random.int(1, 4)}单元${random.int(1, 33)}0${random.int(1, 8)}室`;
  return {
    name: inventName(random),
    sex: sex(idNumber) === 'male' ? '男' : '女',
    ethnicity: random.pick(ETHNICITIES),
    birthday,
    address: random.chance(0.3) ? full + village : inventAddress(random, full, [home, home, '1502室']),
    idNumber,
    issuer: city !== '' && name.endsWith('区') ? `${city}公安局${name.slice(0, -1)}分局` : `${name}公安局`,
    validFrom,
    validTo: years === 0 ? 'long-term' : addMonths(validFrom, 12 * years),
  };
}

const ORGANIZATIONS = [
  ['91', '有限责任公司（自然人独资）', '有限公司'],
  ['91', '有限责任公司（自然人投资或控股）', '有限责任公司'],
  ['91', '其他有限责任公司', '股份有限公司'],
  ['92', '个体工商户', '图文设计工作室'],
  ['91', '有限责任公司分公司', '有限公司第一分公司'],
  ['91', '有限合伙企业', '企业管理中心（有限合伙）'],
] as const;
const BRANDS = '云帆星辰启明瑞恒泰盛宏博雅智卓汇通嘉禾中科蓝青橙数聚易达';
const TRADES = words('网络科技 信息技术 电子商务 文化传媒 软件开发 供应链管理 环保工程 餐饮管理');
const CODE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** An invented company, partnership, branch or sole trader: no organization code that begins with MAY is known. */
export function inventLicence(random: Random): BusinessLicence {
  const { code, city, name, full } = inventDistrict(random);
  const [start, type, end] = random.pick(ORGANIZATIONS);
  const foundedOn = inventDay(random, 2003, 2022);
  const rooms = [`A座${random.int(1, 40)}层2815室`, `创业园${random.int(1, 12)}号楼2262`, '15幢667室（自主申报）'];
  const body = `${start}${code}MAY${Array.from({ length: 5 }, () => random.pick(CODE_CHARACTERS)).join('')}`;
  const sound = [...'0123456789X'].find((sign) => organizationCodeIsSound(`${body}${sign}0`)) ?? '';
  const check = [...CODE_CHARACTERS].find((sign) => creditCodeProblem(body + sound + sign) === undefined) ?? '';
  const brand = `${(city || name).replace(/(市|自治州|地区|盟|县|区)$/, '')}${random.pick(BRANDS)}${random.pick(BRANDS)}`;
  return {
    creditCode: body + sound + check,
    name: `${brand}样例${random.pick(TRADES)}${end}`,
    type,
    legalRepresentative: inventName(random),
    scope: `一般项目：软件开发；${random.pick(TRADES)}；会议及展览服务。（依法须经批准的项目，经相关部门批准后方可开展经营活动）`,
    capital: random.pick(words('壹佰万元整 伍佰万元整 叁佰万元人民币')),
    foundedOn,
    address: inventAddress(random, full, rooms),
    authority: `${city || name}市场监督管理局`,
    issuedOn: addMonths(foundedOn, random.int(0, 30)),
  };
}
