import type { Difference } from '../../shared/domain/filing/difference.ts';
import {
  type Address,
  CERTIFICATE_LABELS,
  type CloudService,
  type FilingContents,
  type PreApproval,
} from '../../shared/domain/filing/filing.ts';
import { FILING_TYPES } from '../../shared/domain/filing/filing-types.ts';
import { fieldName } from '../../shared/domain/filing/view-names.ts';
import type { Call } from '../calls/api-client.ts';
import type { FilingView, Finding, Material, View } from '../calls/messages.ts';
import { CLOUD_PRODUCTS, CLOUD_REGIONS } from '../eligibility/cloud-choices.ts';
import { type FormField, fieldsFor, ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS } from '../form/form-fields.ts';
import type { NameOf } from '../kit/code-tables.ts';
import { stepOfField, titleOf, WHOLE_FILING } from './steps.ts';

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
}

/**
 * The whole filing in the order of its steps. @param clear its contents, to be shown in place of the values that the API
 * masks.
 */
export function sectionsOf(view: FilingView, nameOf: NameOf, clear?: FilingContents): readonly PreviewSection[] {
  const part = (path: string, fields: readonly FormField[], values: object | undefined, name = ''): PreviewSection => ({
    title: `${partTitle(path, view)}${name && `：${name}`}`,
    path,
    rows: fieldsFor(fields, view.organizerKind).flatMap((field) => {
      const { key, label } = field;
      const value = (values as Readonly<Record<string, unknown>> | undefined)?.[key];
      return value === undefined && values ? [] : [{ label, text: values ? textOf(field, value, nameOf) : '未填写' }];
    }),
  });
  return [
    { title: titleOf('eligibility'), path: undefined, rows: checkedRows(view, nameOf, clear) },
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

/** What a finding is about, as people call it, with the website where there are several. @param field its path. */
export function nameOfFinding({ organizerKind, websites }: FilingView, field: string): string {
  if (field === WHOLE_FILING) return '整份备案';
  const named = fieldName(field);
  const name = named === field ? titleOf(stepOfField(field, organizerKind)) : named;
  const place = /^websites\.(\d+)/.exec(field)?.[1];
  const domain = websites.length > 1 ? websites[Number(place)]?.domain : undefined;
  // An individual is everything themselves.
  const ofWhom = organizerKind === 'individual' ? name.replace(/^(主体|网站)负责人/, '负责人') : name;
  return domain === undefined ? ofWhom : `${ofWhom}（${domain}）`;
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
