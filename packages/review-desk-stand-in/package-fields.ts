import type { KeptDocument } from './desk-store.ts';
import type { FilingWords } from './words.ts';

const FIXED = /^(?:filingType|eligibility\.)|^websites\.\d+\.(?:domain|cloudService)/;

const VALUES: Readonly<Record<string, string>> = {
  enterprise: '企业',
  individual: '个人',
  'long-term': '长期',
  resource: '账号下的云资源',
  'authorization-code': '备案授权码',
  cvm: '云服务器',
  lighthouse: '轻量应用服务器',
  clb: '负载均衡',
  true: '是',
  false: '否',
};

/** One row of a package's table. */
export interface Field {
  /** Path by which a reviewer flags it, e.g. `websites.0.details.remark`. */
  readonly path: string;
  /** Whether the applicant could change it: the input of the eligibility check is fixed (FT-18). */
  readonly correctable: boolean;
  readonly label: string;
  readonly value: string;
}

export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly Field[];
}

/**
 * Everything in the package except its documents, findings, evidence, repairs and what a change makes different, in the order
 * of the form, grouped for a reviewer.
 */
export function fieldGroups(data: Readonly<Record<string, unknown>>, words: FilingWords): readonly FieldGroup[] {
  const { documents: _, findings: __, repairs: ___, change: ____, evidence: _____, ...form } = data;
  const groups = new Map<string, Field[]>();
  for (const [path, value] of leaves(form, '', words)) {
    const title = groupTitle(path);
    const correctable = !FIXED.test(path);
    const field = { path, correctable, label: labelIn(path, words), value };
    groups.set(title, [...(groups.get(title) ?? []), field]);
  }
  return [...groups].map(([title, fields]) => ({ title, fields }));
}

/** A value of a package in words, as in its table. */
export const valueInWords = (value: unknown, path: string, words: FilingWords): string =>
  value === undefined || value === ''
    ? '无'
    : leaves(value, path, words)
        .map(([, text]) => text)
        .join(' ');

/** Without the person, whom the heading names. */
const labelIn = (path: string, { fieldName }: FilingWords): string =>
  fieldName(path).replace(/^(主体|网站)负责人：/, '');

function groupTitle(path: string): string {
  const website = /^websites\.(\d+)\.(siteOwner)?/.exec(path);
  if (website) return `网站 ${Number(website[1]) + 1}${website[2] ? ' 负责人' : ''}`;
  if (path.startsWith('principal.')) return '主体负责人';
  return path.startsWith('organizer.') ? '主体信息' : '备案验证';
}

/** Values by path. A list, except that of the websites, is one value, as in corrections; ids are left out. */
function leaves(value: unknown, path: string, words: FilingWords): [string, string][] {
  if (path.endsWith('.id')) return [];
  if (Array.isArray(value) && path !== 'websites')
    return [[path, value.map((item) => inWords(item, path, words)).join('、') || '无']];
  if (typeof value !== 'object' || value === null) return [[path, inWords(value ?? '', path, words)]];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, path ? `${path}.${key}` : key, words));
}

function inWords(item: unknown, path: string, words: FilingWords): string {
  if (typeof item === 'object' && item !== null)
    return Object.values(item)
      .map((part) => inWords(part, path, words))
      .join(' ');
  const text = String(item);
  return words.ofCode(path.slice(path.lastIndexOf('.') + 1), text) ?? VALUES[text] ?? text;
}

const indexOfWebsite = (subject: string, { websites }: Readonly<Record<string, unknown>>): number =>
  Array.isArray(websites) ? websites.findIndex((website: { id?: string }) => subject === `website:${website.id}`) : -1;

/** The path by which a document is flagged, e.g. `websites.0.liveness`. */
export function pathOfDocument(
  { kind, subject }: Pick<KeptDocument, 'kind' | 'subject'>,
  data: Readonly<Record<string, unknown>>,
): string {
  const index = indexOfWebsite(subject, data);
  if (index < 0) return `documents.${kind}`;
  return kind.startsWith('liveness-') ? `websites.${index}.liveness` : `websites.${index}.documents.${kind}`;
}

/** Whom a document is about, in the reviewer's words. */
export function whoseDocument({ subject }: KeptDocument, data: Readonly<Record<string, unknown>>): string {
  if (subject === 'organizer') return '主体';
  return subject === 'principal' ? '主体负责人' : `网站 ${indexOfWebsite(subject, data) + 1}`;
}
