import type { DomainProblem } from '../domain-name.ts';
import type { IdentityNumberProblem } from '../identity/identity-number.ts';

// What the rules say of numbers and domains by their form alone. Front ends say the same before all inputs are there.

/** What is wrong with a 统一社会信用代码 (FD-01, FD-02). */
export const CREDIT_CODE_MESSAGES = {
  format: '统一社会信用代码格式不正确，应为18位数字或大写字母（不含I、O、S、V、Z），请核对营业执照。',
  'check-digit': '统一社会信用代码校验未通过，请核对证件号码。',
} as const;

/** What is wrong with an ID number (FD-07 to FD-13). */
export const ID_NUMBER_MESSAGES = {
  'fifteen-digits': '请填写18位身份证号码，一代身份证已停用。',
  format: '身份证号码格式不正确，应为18位，请核对。',
  'other-card': '该号码是港澳台居民居住证或外国人永久居留身份证的，不是居民身份证的，请核对。',
  province: '身份证号码中的地区代码不正确，请核对。',
  'birth-date': '身份证号码中的出生日期不正确，请核对。',
  'check-digit': '身份证号码校验未通过，请核对。',
} as const satisfies Record<IdentityNumberProblem, string>;

/** What is wrong with a domain (DM-01, DM-02, DM-03, DM-13). */
export const DOMAIN_MESSAGES = {
  syntax: '域名格式不正确，请填写如 example.com 的域名，不含 http:// 和路径。',
  'ip-address': '暂不支持通过IP地址备案，请填写域名。',
  suffix: '该域名后缀未获得工业和信息化部批复，暂不支持备案，请更换域名。',
  subdomain: '只需备案一级域名，其下的二级、三级域名无需单独备案。请去掉前缀后填写。',
} as const satisfies Record<DomainProblem, string>;
