import { LANGUAGES } from '../data/languages.ts';
import { PERSON_CERTIFICATES } from '../data/person-certificates.ts';
import { PRE_APPROVALS } from '../data/pre-approvals.ts';
import { PROVINCES } from '../data/provinces.ts';
import { SERVICE_CONTENTS } from '../data/service-contents.ts';

type Row = { readonly code: string | number; readonly name: string };

/** Names of divisions by code: three thousand, which are loaded when an address is shown. */
export type NameOf = (code: string) => string | undefined;
export const noNames: NameOf = () => undefined;

/** Names each part of a list such as `zh-CN、en`; what the table does not know stays. */
const each = (text: string, table: readonly Row[]): string =>
  text
    .split('、')
    .map((part) => table.find(({ code }) => String(code) === part)?.name ?? part)
    .join('、');

/** `NEWS 样例1号、EDU 样例2号`: what was approved, and the number of the approval. */
const approvalsOf = (text: string): string =>
  text
    .split('、')
    .map((approval) => {
      const [kind = '', ...number] = approval.split(' ');
      return [PRE_APPROVALS.find(({ code }) => code === kind)?.name ?? kind, ...number].join(' ');
    })
    .join('、');

/** What a filer ticks: an answer, which is no approval. */
const NO_APPROVALS = '以上都不涉及';
const DIVISION = /^\d{6}$/;

/** `440000 440300 440305 样例路1号`, or masked `440****`: the divisions by their names. */
function addressOf(text: string, nameOf: NameOf): string {
  const masked = /^(\d{2})\d(\*+)$/.exec(text);
  if (masked) {
    const [, digits = '', stars = ''] = masked;
    const province = PROVINCES.find(({ code }) => code.startsWith(digits))?.name;
    return province === undefined ? text : `${province}${stars}`;
  }
  const parts = text.split(' ');
  const names = parts.filter((part) => DIVISION.test(part)).map((code) => nameOf(code) ?? code);
  return names.length === 0
    ? text
    : `${names.join('')} ${parts.filter((part) => !DIVISION.test(part)).join(' ')}`.trim();
}

/** What a resource of the cloud is called at the authority; a kind without a product is a code. */
const SERVERS: Readonly<Record<string, string>> = {
  cvm: '云服务器',
  lighthouse: '轻量应用服务器',
  clb: '负载均衡',
  'site-host': '建站主机',
};
/** All types that a filing may have. */
const TYPES: Readonly<Record<string, string>> = {
  first: '首次备案',
  'new-website': '新增网站',
  'new-access': '接入备案',
  change: '变更备案',
  'end-access': '取消接入',
  'cancel-organizer': '注销主体',
  'cancel-website': '注销网站',
  recovery: '找回备案',
};
/** Why an organizer has another certificate number than is filed. */
const NUMBER_REASONS: Readonly<Record<string, string>> = {
  're-issued': '换发证照，单位没有变',
  replaced: '更换为另一单位',
};

export const typeOf = (filingType: string): string => TYPES[filingType] ?? filingType;

/**
 * A value of the checklist as people read it, by the product's own tables; a value that has no code in it stays as it is.
 *
 * @param row its path in the package.
 */
export function wordsOf(row: string, text: string, nameOf: NameOf = noNames): string {
  const key = row.slice(row.lastIndexOf('.') + 1);
  if (text === '') return key === 'preApprovals' ? NO_APPROVALS : text;
  if (key === 'certificateType') return each(text, PERSON_CERTIFICATES);
  if (key === 'languages') return each(text, LANGUAGES);
  if (key === 'serviceContents') return each(text, SERVICE_CONTENTS);
  if (key === 'preApprovals') return approvalsOf(text);
  if (key === 'address' || key === 'certificateAddress') return addressOf(text, nameOf);
  if (key === 'numberReason') return NUMBER_REASONS[text] ?? text;
  if (key !== 'cloudService') return text;
  const [kind = '', product = '', ...rest] = text.split(' ');
  if (kind === 'authorization-code') return `备案授权码 ${product}`;
  return kind === 'resource' ? [SERVERS[product] ?? product, ...rest].join(' ') : text;
}
