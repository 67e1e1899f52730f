import type { Address, PreApproval } from '../../contracts/forms/form-field.ts';
import type { Difference } from '../../shared/domain/filing/difference.ts';
import { CERTIFICATE_LABELS, type CloudService, type FilingContents } from '../../shared/domain/filing/filing.ts';
import { FILING_TYPES } from '../../shared/domain/filing/filing-types.ts';
import { fieldName } from '../../shared/domain/filing/view-names.ts';
import type { Call } from '../calls/api-client.ts';
import type { FilingView, Finding, Material, Reply, View } from '../calls/messages.ts';
import { CLOUD_PRODUCTS, CLOUD_REGIONS } from '../eligibility/cloud-choices.ts';
import { type FormField, fieldsFor, ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS } from '../form/form-fields.ts';
import { messageOf } from '../form/form-messages.ts';
import type { NameOf } from '../kit/code-tables.ts';
import { isOfWhole, stepOfField, titleOf } from './steps.ts';

/** One value as the reviewer will see it. */
export interface PreviewRow {
  readonly label: string;
  readonly text: string;
}

/** A part of the filing. */
export interface PreviewSection {
  readonly title: string;
  /** The path of its form, for a link; undefined for what can't be changed any more. */
  readonly path: string | undefined;
  readonly rows: readonly PreviewRow[];
  /** What stands for it while it is folded. */
  readonly brief: string;
}

/**
 * The whole filing in the order of its steps. @param clear its contents, to be shown in place of the values that the API
 * masks.
 */
export function sectionsOf(view: FilingView, nameOf: NameOf, clear?: FilingContents): readonly PreviewSection[] {
  const part = (path: string, fields: readonly FormField[], values: object | undefined, name = ''): PreviewSection => {
    const rows = fieldsFor(fields, view.organizerKind, view.region).flatMap((field) => {
      const { key, label } = field;
      const value = (values as Readonly<Record<string, unknown>> | undefined)?.[key];
      return value === undefined && values ? [] : [{ label, text: values ? textOf(field, value, nameOf) : '未填写' }];
    });
    // Each form begins with a name.
    const brief = briefOf(rows.slice(0, 1), rows.length);
    return { title: `${partTitle(path, view)}${name && `：${name}`}`, path, rows, brief };
  };
  const checked = checkedRows(view, nameOf, clear);
  return [
    {
      title: titleOf('eligibility'),
      path: undefined,
      rows: checked,
      brief: briefOf(checked.slice(0, 3), checked.length),
    },
    part('organizer', ORGANIZER_FIELDS, clear?.organizer ?? view.organizer),
    part('principal', PERSON_FIELDS, clear?.principal ?? view.principal),
    ...view.websites.flatMap(({ domain, details, siteOwner }, place) => [
      part(`websites.${place}.details`, WEBSITE_FIELDS, details, domain),
      ...(view.organizerKind === 'individual'
        ? []
        : [part(`websites.${place}.siteOwner`, PERSON_FIELDS, clear?.websites[place]?.siteOwner ?? siteOwner, domain)]),
    ]),
  ];
}

const briefOf = (rows: readonly PreviewRow[], count: number): string =>
  `${rows.map(({ text }) => text).join('，')}（${count} 项）`;

/** What stands around the pre-check and the contents. */
export const PREVIEW_TEXTS = {
  check: '预检',
  mend: '去修改',
  change: '修改',
  look: '核对',
  about: '个人信息默认遮挡。显示完整内容，对着证件逐项核对。',
  show: '显示完整内容',
  mask: '遮挡个人信息',
  folded: '点开一组看全部。',
  all: '展开全部',
} as const;

/** How the pre-check went, in a line above what it found: what may be handed in with warnings is not simply good. */
export function preCheckLine({ submittable, findings }: Pick<Reply<'preview'>, 'submittable' | 'findings'>) {
  if (!submittable) return { tone: 'no', text: '还有需要处理的问题，请逐项修改后再提交。' } as const;
  const warned = findings.filter(({ severity }) => severity !== 'info').length;
  if (warned > 0)
    return { tone: 'warn', text: `预检通过，可以提交。先看看下面 ${warned} 项提醒，处理了更不容易被退回。` } as const;
  return { tone: 'good', text: '预检通过，可以提交。请再核对一遍下面的内容。' } as const;
}

/** What the pre-check found. `isHere`: it is about the whole filing, and stands on this page. */
export const foundRows = (view: FilingView, findings: readonly Finding[]) =>
  findings.map((finding) => ({
    messages: [messageOf(finding)],
    field: finding.field,
    name: nameOfFinding(view, finding.field),
    isHere: isOfWhole(finding.field),
  }));

/** What a finding is about, as people call it, with the website where there are several. @param field its path. */
export function nameOfFinding({ organizerKind, websites }: FilingView, field: string): string {
  const named = fieldName(field, organizerKind);
  const name = named === field ? titleOf(stepOfField(field, organizerKind)) : named;
  const place = /^websites\.(\d+)/.exec(field)?.[1];
  const domain = websites.length > 1 ? websites[Number(place)]?.domain : undefined;
  return domain === undefined ? name : `${name}（${domain}）`;
}

function partTitle(path: string, { organizerKind }: FilingView): string {
  if (path === 'principal') return organizerKind === 'enterprise' ? '主体负责人' : '负责人（本人）';
  if (path === 'organizer') return titleOf('organizer');
  return path.endsWith('siteOwner') ? titleOf('site-owner') : titleOf('website');
}

function checkedRows(view: FilingView, nameOf: NameOf, clear?: FilingContents): readonly PreviewRow[] {
  const number = clear?.eligibility.certificateNumber ?? view.certificateNumber;
  return [
    { label: '备案类型', text: FILING_TYPES[view.filingType].label },
    { label: '备案省份', text: nameOf('provinces', view.region) },
    { label: '主办者性质', text: view.organizerKind === 'enterprise' ? '企业' : '个人' },
    { label: '证件', text: `${CERTIFICATE_LABELS[view.certificateType]} ${number}` },
    ...view.websites.flatMap(({ domain, cloudService }) => [
      { label: '域名', text: domain },
      { label: '服务器', text: serverText(cloudService) },
    ]),
  ];
}

/** A server as people read it. */
export function serverText(service: CloudService): string {
  if (service.kind === 'authorization-code') return '备案授权码';
  const product = CLOUD_PRODUCTS.find(({ code }) => code === service.product)?.name ?? service.product;
  const region = CLOUD_REGIONS.find(({ code }) => code === service.region)?.name ?? service.region;
  return `${product} ${service.resourceId}（${region}）`;
}

/** A value of a form as people read it. */
export function textOf(
  { control, choices = [] }: Pick<FormField, 'control' | 'choices'>,
  value: unknown,
  nameOf: NameOf,
): string {
  switch (control) {
    case 'choice':
      return choices.find(({ code }) => code === value)?.name ?? String(value);
    case 'yes-no':
      return value ? '是' : '否';
    case 'address':
      return addressText(value as Address, nameOf);
    case 'day-or-long-term':
      return value === 'long-term' ? '长期' : String(value);
    case 'service-contents':
      return listText((value as readonly number[]).map((code) => nameOf('service-contents', code)));
    case 'languages':
      return listText((value as readonly string[]).map((code) => nameOf('languages', code)));
    case 'pre-approvals':
      if ((value as readonly PreApproval[]).length === 0) return '以上都不涉及';
      return listText(
        (value as readonly PreApproval[]).map(({ kind, number }) => `${nameOf('pre-approvals', kind)} ${number}`),
      );
    default:
      return String(value) || '无';
  }
}

const listText = (names: readonly string[]): string => names.join('、') || '无';

/** For 直辖市 province and city have the same name. */
function addressText({ province, city, district, detail }: Address, nameOf: NameOf): string {
  const names = [nameOf('provinces', province), nameOf('divisions', city), nameOf('divisions', district)];
  return [...new Set(names)].join('') + detail;
}

/** Whose a picture is and what it shows. */
export function pictureCaption(
  { organizerKind, websites }: Pick<FilingView, 'organizerKind' | 'websites'>,
  { subject, label }: Pick<Material, 'subject' | 'label'>,
): string {
  const people: Readonly<Record<string, string>> = {
    organizer: '主办者',
    principal: organizerKind === 'individual' ? '本人' : '主体负责人',
  };
  const owner = people[subject] ?? websites.find(({ websiteId }) => subject === `website:${websiteId}`)?.domain ?? '';
  return `${owner}：${label}`;
}

/** What has moved in the record since the filing was opened; without a version the record is over. @throws ApiError */
export async function movedSince(
  call: Call,
  readView: <T>(view: NonNullable<View>) => Promise<T>,
  filingId: string,
): Promise<{ readonly version: number | undefined; readonly values: readonly Difference[] }> {
  const { version, ended, view } = await call('showDifference', { params: { filingId } });
  const { moved } = await readView<{ readonly moved: readonly Difference[] }>(view);
  return { version: ended ? undefined : version, values: moved };
}

/** Whether it has moved at all, by what the pre-check found. */
export const hasMoved = (findings: readonly Finding[]): boolean =>
  findings.some(({ ruleId }) => ruleId === 'FT-95' || ruleId === 'FT-96');
