/**
 * Domain suffixes approved by MIIT: the allow-list of DM-03, with those reserved for certain bodies (DM-04).
 *
 * Source: Tencent Cloud documentation 243/18905 (备案域名), list of 2022-08-30; later approvals are not in it. `gs.cn`
 * stands for 甘肃 and seems to be missing there (own addition, unverified). Official list: MIIT 域名行业管理信息公示.
 */

/** Suffixes for everybody. */
const OPEN = `
  中国 公司 网络 网址 商城 网店 商标 广东 佛山 信息 手机 在线 中文网 集团 我爱你 商店 企业 娱乐 游戏 购物 餐厅
  招聘 时尚 网站 世界 健康 cn ren wang top xin com net club xyz vip site shop ink info mobi red pro kim ltd group
  biz auto link work law beer store tech fun online art design wiki love center video social team show cool zone
  world today city chat company live fund gold plus guru run pub email life co fashion fit luxe yoga cloud host
  space press website archi asia bio black blue green lotto organic pet pink poker promo ski vote voto icu fans
  tv cc band cab cafe cash fan fyi games market mba news media sale shopping studio tax technology vin baby
  college monster protection rent security storage theatre bond cyou uno school global me
`;

/** Second-level suffixes under cn for everybody: by trade, then by province. */
const OPEN_SECOND_LEVEL = `
  org.cn ac.cn net.cn com.cn bj.cn tj.cn sh.cn cq.cn he.cn sx.cn nm.cn ln.cn jl.cn hl.cn js.cn zj.cn ah.cn fj.cn
  jx.cn sd.cn ha.cn hb.cn hn.cn gd.cn gx.cn hi.cn sc.cn gz.cn yn.cn xz.cn sn.cn qh.cn nx.cn xj.cn tw.cn hk.cn
  mo.cn gs.cn
`;

/** Suffixes for public bodies: state organs, armed forces, schools and non-profit bodies. */
const PUBLIC_BODIES = `
  政务 公益 政务.cn 公益.cn gov.cn mil.cn edu.cn
`;

/** Suffixes that belong to one brand. */
const BRANDS = `
  中信 移动 联通 citic sohu baidu unicom jpmorgan chase
`;

export type SuffixUse = 'open' | 'public-bodies' | 'brand';

const words = (text: string): readonly string[] => text.match(/\S+/g) ?? [];

const rows = (text: string, use: SuffixUse): readonly (readonly [string, SuffixUse])[] =>
  words(text).map((suffix) => [suffix, use]);

/** Who may use a suffix. Keys are Chinese or ASCII, without a leading dot. */
export const APPROVED_SUFFIXES: ReadonlyMap<string, SuffixUse> = new Map([
  ...rows(OPEN, 'open'),
  ...rows(OPEN_SECOND_LEVEL, 'open'),
  ...rows(PUBLIC_BODIES, 'public-bodies'),
  ...rows(BRANDS, 'brand'),
]);

/**
 * Suffixes below an approved suffix that registries also use but that are not approved: neither registrable domains nor
 * suffixes of domains that can be filed.
 *
 * Source: the ICANN part of the Public Suffix List (MPL-2.0) in npm tldts-icann 7.5.5 of 2026-11-19, all suffixes below
 * an approved one that are not approved themselves.
 */
export const UNAPPROVED_SUFFIXES: readonly string[] = words(`
  ac.me co.me edu.me gov.me its.me net.me org.me priv.me com.co edu.co gov.co mil.co net.co nom.co org.co
  aaa.pro aca.pro acct.pro avocat.pro bar.pro cpa.pro eng.pro jur.pro law.pro med.pro recht.pro
  公司.cn 网络.cn 網絡.cn
`);
