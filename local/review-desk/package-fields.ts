import { divisionName } from '../../shared/domain/data/divisions.ts';
import { LANGUAGES } from '../../shared/domain/data/languages.ts';
import { PRE_APPROVALS } from '../../shared/domain/data/pre-approvals.ts';
import { provinceOf } from '../../shared/domain/data/provinces.ts';
import { SERVICE_CONTENTS } from '../../shared/domain/data/service-contents.ts';
import { CERTIFICATE_LABELS, FILING_TYPE_LABELS } from '../../shared/domain/filing.ts';
import { fieldName } from '../../shared/domain/filing-view-names.ts';
import type { KeptDocument } from './desk-store.ts';

const FIXED = /^(?:filingType|eligibility\.)|^websites\.\d+\.(?:domain|cloudService)/;

const WORDS: Readonly<Record<string, string>> = {
  ...FILING_TYPE_LABELS,
  enterprise: '企业',
  individual: '个人',
  ...CERTIFICATE_LABELS,
  'long-term': '长期',
  resource: '账号下的云资源',
  'authorization-code': '备案授权码',
  cvm: '云服务器',
  lighthouse: '轻量应用服务器',
  clb: '负载均衡',
  true: '是',
  false: '否',
};

/** Names of the codes in a field, by the last part of its path. */
const CODES: Readonly<Record<string, (code: string) => string | undefined>> = {
  region: (code) => provinceOf(code)?.name,
  province: (code) => provinceOf(code)?.name,
  city: divisionName,
  district: divisionName,
  serviceContents: (code) => SERVICE_CONTENTS.find((each) => String(each.code) === code)?.name,
  languages: (code) => LANGUAGES.find((each) => each.code === code)?.name,
  preApprovals: (code) => PRE_APPROVALS.find((each) => each.code === code)?.name,
};

/** One line of a package's table. */
export interface Field {
  /** As a reviewer flags it, e.g. `websites.0.details.remark`. */
  readonly path: string;
  /** Whether the applicant could change it: what the eligibility check was passed with is fixed (FT-18). */
  readonly correctable: boolean;
  readonly label: string;
  readonly value: string;
}

export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly Field[];
}

/** Everything in the package but its documents and findings, in the order of the form, grouped as a reviewer reads it. */
export function fieldGroups(data: Readonly<Record<string, unknown>>): readonly FieldGroup[] {
  const { documents: _, findings: __, ...form } = data;
  const groups = new Map<string, Field[]>();
  for (const [path, value] of leaves(form, '')) {
    const title = groupTitle(path);
    const correctable = !FIXED.test(path);
    const field = { path, correctable, label: labelIn(path), value };
    groups.set(title, [...(groups.get(title) ?? []), field]);
  }
  return [...groups].map(([title, fields]) => ({ title, fields }));
}

/** The heading says already whose it is. */
const labelIn = (path: string): string => fieldName(path).replace(/^(主体|网站)负责人：/, '');

function groupTitle(path: string): string {
  const website = /^websites\.(\d+)\.(siteOwner)?/.exec(path);
  if (website) return `网站 ${Number(website[1]) + 1}${website[2] ? ' 负责人' : ''}`;
  if (path.startsWith('principal.')) return '主体负责人';
  return path.startsWith('organizer.') ? '主体信息' : '备案验证';
}

/** Values by path. A list other than that of the websites is one value, as it is when it is corrected; ids are left out. */
function leaves(value: unknown, path: string): [string, string][] {
  if (path.endsWith('.id')) return [];
  if (Array.isArray(value) && path !== 'websites')
    return [[path, value.map((item) => inWords(item, path)).join('、') || '无']];
  if (typeof value !== 'object' || value === null) return [[path, inWords(value ?? '', path)]];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, path ? `${path}.${key}` : key));
}

function inWords(item: unknown, path: string): string {
  if (typeof item === 'object' && item !== null)
    return Object.values(item)
      .map((part) => inWords(part, path))
      .join(' ');
  const text = String(item);
  return CODES[path.slice(path.lastIndexOf('.') + 1)]?.(text) ?? WORDS[text] ?? text;
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

/** Whom a document is about, as a reviewer says it. */
export function whoseDocument({ subject }: KeptDocument, data: Readonly<Record<string, unknown>>): string {
  if (subject === 'organizer') return '主体';
  return subject === 'principal' ? '主体负责人' : `网站 ${indexOfWebsite(subject, data) + 1}`;
}
