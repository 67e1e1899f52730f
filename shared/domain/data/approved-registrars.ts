/**
 * Registrars in mainland China, by their names in registries: CNNIC in Chinese, RDAP in English. The allow-list of
 * DM-05, which requires confirmation for other registrars but never refuses them, because the list is incomplete.
 *
 * Edition 2026-11-25. Source: RegistrarType of the Tencent Cloud API domain 2018-08-08, which names the first four in
 * both languages; the others are sponsoring registrars in WHOIS samples and public lists, with some unconfirmed English
 * forms. A sponsoring registrar of .cn needs the permit of 互联网域名管理办法 (2017), article 9, but the permits have not been
 * checked one by one: compare with MIIT's 域名行业管理信息公示 before relying on the list.
 */
export const APPROVED_REGISTRARS: readonly string[] = [
  '烟台帝思普网络科技有限公司',
  'DNSPod, Inc.',
  '腾讯云计算（北京）有限责任公司',
  'Tencent Cloud Computing (Beijing) Limited Liability Company',
  '广州云讯信息科技有限公司',
  'Guangzhou Yunxun Information Technology Co., Ltd.',
  '北京新网数码信息技术有限公司',
  'Xin Net Technology Corporation',
  '阿里云计算有限公司（万网）',
  '阿里巴巴云计算（北京）有限公司',
  'Alibaba Cloud Computing (Beijing) Co., Ltd.',
  '成都西维数码科技有限公司',
  'Chengdu West Dimension Digital Technology Co., Ltd.',
  '厦门易名科技股份有限公司',
  'eName Technology Co., Ltd.',
  '厦门三五互联科技股份有限公司',
  '厦门市中资源网络服务有限公司',
  '厦门纳网科技股份有限公司',
  '商中在线科技股份有限公司',
  '中企动力科技股份有限公司',
  '北京中科三方网络技术有限公司',
  '北京东方网景信息科技有限公司',
  '广东时代互联科技有限公司',
  '江苏邦宁科技有限公司',
  '浙江贰贰网络有限公司',
  '上海美橙科技信息发展有限公司',
];

/** A name for comparisons, without differences of letter case, width, spaces and punctuation. */
export const registrarKey = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
