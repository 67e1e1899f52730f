/**
 * 网站语言: our own codes (BCP 47) and the numbers of the authorities' interface.
 *
 * Source of the numbers: code tables in public code of access providers, undated, not confirmed by MIIT.
 */
export const LANGUAGES = [
  { code: 'zh-CN', number: 1, name: '中文简体' },
  { code: 'zh-Hant', number: 2, name: '中文繁体' },
  { code: 'ug', number: 3, name: '维吾尔语' },
  { code: 'kk', number: 4, name: '哈萨克语' },
  { code: 'ky', number: 5, name: '柯尔克孜语' },
  { code: 'mn', number: 6, name: '蒙古语' },
  { code: 'bo', number: 7, name: '藏语' },
  { code: 'za', number: 8, name: '壮语' },
  { code: 'ko', number: 9, name: '朝鲜语' },
  { code: 'ii', number: 10, name: '彝语' },
  { code: 'hmn', number: 11, name: '苗语' },
  { code: 'en', number: 12, name: '英语' },
  { code: 'ja', number: 13, name: '日语' },
  { code: 'fr', number: 14, name: '法语' },
  { code: 'ru', number: 15, name: '俄语' },
  { code: 'es', number: 16, name: '西班牙语' },
  { code: 'ar', number: 17, name: '阿拉伯语' },
] as const;
