/**
 * 网站服务内容 with the numbers of the authorities' interface.
 *
 * Source: code tables in public code of access providers, undated, not confirmed by MIIT; the groups are even less
 * certain.
 */
export const SERVICE_CONTENTS = [
  { code: 1, name: '即时通信', group: '基础应用' },
  { code: 2, name: '搜索引擎', group: '基础应用' },
  { code: 3, name: '综合门户', group: '基础应用' },
  { code: 4, name: '网上邮局', group: '基础应用' },
  { code: 5, name: '网络新闻', group: '网络媒体' },
  { code: 6, name: '博客/个人空间', group: '网络媒体' },
  { code: 7, name: '网络广告/信息', group: '网络媒体' },
  { code: 8, name: '单位门户网站', group: '网络媒体' },
  { code: 9, name: '网络购物', group: '电子政务/电子商务' },
  { code: 10, name: '网上支付', group: '电子政务/电子商务' },
  { code: 11, name: '网上银行', group: '电子政务/电子商务' },
  { code: 12, name: '网上炒股/股票基金', group: '电子政务/电子商务' },
  { code: 13, name: '网络游戏', group: '数字娱乐' },
  { code: 14, name: '网络音乐', group: '数字娱乐' },
  { code: 15, name: '网络影视', group: '数字娱乐' },
  { code: 16, name: '网络图片', group: '数字娱乐' },
  { code: 17, name: '网络软件/下载', group: '数字娱乐' },
  { code: 18, name: '网上求职', group: '其他' },
  { code: 19, name: '网上交友/婚介', group: '其他' },
  { code: 20, name: '网上房产', group: '其他' },
  { code: 21, name: '网络教育', group: '其他' },
  { code: 22, name: '网站建设', group: '其他' },
  { code: 23, name: 'WAP', group: '其他' },
  { code: 24, name: '其他', group: '其他' },
] as const;

/** Codes that rules use. */
export const BLOG = 6;
export const GAMES = 13;
export const OTHER_CONTENT = 24;
