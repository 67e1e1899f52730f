import type { PreApprovalCode } from '../../../contracts/data/pre-approvals.ts';

/**
 * Words that are forbidden in a website's name, or need an approval.
 *
 * Sources: Tencent Cloud 网站命名要求 243/11740 (2019-12-27), its FAQs (2019, 2021-22) and the 广东 and 天津 pages (2021-22). Own
 * additions: 企业 集团 协会 社团 in the organisation words, 商城 in the commerce words, and the keywords of the pre-approvals,
 * for which the sources have only categories. The sources have only examples of sensitive words.
 */
const words = (text: string): readonly string[] => text.split(' ');

/** 国字号 (FD-44). */
export const NATIONAL_WORDS = words('中国 中华 中央 国家 人民 人大');
/** FD-45. */
export const SENSITIVE_WORDS = words('反腐 赌博 廉政 色情');
/** Forbidden for individuals (FD-46). */
export const ORGANISATION_WORDS = words('公司 俱乐部 团体 社区 组织 企业 集团 协会 社团');
/** Forbidden for individuals (FD-48). */
export const COMMERCE_WORDS = words('购买 买卖 交易 优惠券 电子商务 商城');
/** Vague names (FD-49). */
export const VAGUE_NAMES = words('个人空间 个人博客 个人主页 个人网站 我的网站 博客');
/** FD-53. */
export const FINANCE_WORDS = words(
  '交易所 交易中心 金融 资产管理 理财 基金 基金管理 投资管理 财富管理 股权投资基金 网贷 网络借贷 P2P 股权众筹 互联网保险 支付',
);
/** Words for a kind of website that 天津 refuses (PV-TJ-10). */
export const TIANJIN_FORMAT_WORDS = words(
  '资讯 网站 网络 网址 爱好者 作品展示 论坛 社区 工作室 平台 主页 热线 社团 导航 分享',
);
/** Words that 天津 accepts only with an approval (PV-TJ-11). */
export const TIANJIN_APPROVAL_WORDS = words('博客 论坛 在线 社区 交流');

/** Words that point to an activity that needs an approval (FD-52). */
export const PRE_APPROVAL_WORDS: Readonly<Partial<Record<PreApprovalCode, readonly string[]>>> = {
  NEWS: words('新闻 时政 记者'),
  PUBLISH: words('出版 期刊 杂志 图书'),
  EDU: words('教育'),
  HEALTH: words('医疗 医院 保健'),
  DRUG: words('药品 医疗器械 药店'),
  BBS: words('论坛 社区 BBS 贴吧'),
  CULTURE: words('动漫 游戏 音乐'),
  AV: words('影视 电影 电视 视频 视听 广播'),
  RIDE: words('网约车'),
  TUTOR: words('校外培训 学科培训'),
};
