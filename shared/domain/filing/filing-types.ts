import type { FormTable } from '../../../contracts/forms/form-field.ts';
import { formFieldAt } from '../../../contracts/forms/form-field-at.ts';
import { ORGANIZER, PERSON, WEBSITE } from '../../../contracts/forms/form-fields.ts';

/**
 * How a part of a record stands in a filing of one type. `absent`: it is not asked · `fixed`: shown, and never another one ·
 * `prefilled`: taken over from the record where it is kept here, and read only then; typed otherwise · `entered`: typed ·
 * `editable`: taken over from the record, and may be another one · `proven`: the same, and another one takes proof ·
 * `fewer`: parts of it may be dropped, none added.
 */
export type FieldMode = 'absent' | 'fixed' | 'prefilled' | 'entered' | 'editable' | 'proven' | 'fewer';

type PartOf<Table extends FormTable> = Table[keyof Table]['part'];

/** What a filing may be about. */
export type RecordPart =
  | 'province'
  | 'certificate'
  | `organizer.${PartOf<typeof ORGANIZER>}`
  | `${'principal' | 'siteOwner'}.${PartOf<typeof PERSON>}`
  | 'website.domain'
  | 'website.cloudService'
  | `website.${PartOf<typeof WEBSITE>}`;

const partsIn = (form: string, fields: FormTable): readonly RecordPart[] =>
  [...new Set(Object.values(fields).map(({ part }) => part))].map((part) => `${form}.${part}` as RecordPart);

const SUBJECT_PARTS: readonly RecordPart[] = [
  'province',
  'certificate',
  ...partsIn('organizer', ORGANIZER),
  ...partsIn('principal', PERSON),
];
const WEBSITE_PARTS: readonly RecordPart[] = [
  'website.domain',
  'website.cloudService',
  ...partsIn('website', WEBSITE),
  ...partsIn('siteOwner', PERSON),
];

/** The same, in the order of the forms. */
export const RECORD_PARTS: readonly RecordPart[] = [...SUBJECT_PARTS, ...WEBSITE_PARTS];

/** Who must confirm the filing to the authority, or to this service by its own code. */
export type Confirmers = 'none' | 'principal' | 'site-owner' | 'principal-and-site-owner';

/** What the approval of a filing does to the record. */
export type ApprovalEffect =
  | 'begins-record'
  | 'adds-websites'
  | 'adds-accesses'
  | 'writes-difference'
  | 'ends-accesses'
  | 'ends-websites'
  | 'ends-record';

/** What makes a filing type what it is; nothing else in the service knows one type from another. */
interface FilingTypeRow {
  /** As people read it. */
  readonly label: string;
  /** What it starts from: a check of the six inputs, or a record of the account. */
  readonly startsFrom: 'eligibility-check' | 'record';
  /** Whether the organizer has a record already. */
  readonly organizer: 'unfiled' | 'filed';
  /** Whether its domains are filed, and through whom they are connected. */
  readonly domain: 'unfiled' | 'filed-elsewhere' | 'filed-here';
  readonly fields: Readonly<Record<RecordPart, FieldMode>>;
  /** Which materials it needs: those of a whole filing, those that prove what differs from the record, or none. */
  readonly materials: 'all' | 'of-the-difference' | 'none';
  /** Whose liveness check it needs. */
  readonly liveness: 'every-site-owner' | 'of-the-difference' | 'none';
  /** Who confirms it by this service's own code before it is handed in. */
  readonly ownCode: Confirmers;
  /** Whom the authority's SMS verification asks; `of-the-difference`: whose part of the record differs. */
  readonly sms: Confirmers | 'of-the-difference';
  /** Whether the initial review comes before the authority; `as-configured`: as the operator says, by default not. */
  readonly initialReview: 'always' | 'as-configured';
  readonly approval: ApprovalEffect;
}

/** The same mode for parts that are next to each other in the forms. */
const modes = (subject: FieldMode, website: FieldMode) =>
  Object.fromEntries([
    ...SUBJECT_PARTS.map((part) => [part, subject]),
    ...WEBSITE_PARTS.map((part) => [part, website]),
  ]) as Readonly<Record<RecordPart, FieldMode>>;

/** An ending shows what it ends, and changes nothing of it. */
const ENDING = {
  startsFrom: 'record',
  organizer: 'filed',
  domain: 'filed-here',
  fields: modes('fixed', 'fixed'),
  materials: 'none',
  liveness: 'none',
  initialReview: 'as-configured',
} as const;

/** A whole filing: everything is looked at. */
const WHOLE = {
  startsFrom: 'eligibility-check',
  materials: 'all',
  liveness: 'every-site-owner',
  ownCode: 'none',
  initialReview: 'always',
} as const;

/**
 * The seven operations of the authority. Sources: order types and field tables of the providers' consoles, 2019-12 to
 * 2026-05; SMS verification page of 2022.
 */
const TABLE = {
  first: {
    ...WHOLE,
    label: '首次备案',
    organizer: 'unfiled',
    domain: 'unfiled',
    fields: modes('entered', 'entered'),
    sms: 'principal-and-site-owner',
    approval: 'begins-record',
  },
  'new-website': {
    ...WHOLE,
    label: '新增网站',
    organizer: 'filed',
    domain: 'unfiled',
    fields: modes('prefilled', 'entered'),
    sms: 'principal-and-site-owner',
    approval: 'adds-websites',
  },
  'new-access': {
    ...WHOLE,
    label: '接入备案',
    organizer: 'filed',
    domain: 'filed-elsewhere',
    fields: modes('prefilled', 'entered'),
    sms: 'site-owner',
    approval: 'adds-accesses',
  },
  change: {
    label: '变更备案',
    startsFrom: 'record',
    organizer: 'filed',
    domain: 'filed-here',
    fields: {
      ...modes('editable', 'editable'),
      province: 'fixed',
      certificate: 'proven',
      'organizer.name': 'proven',
      'organizer.legalRepresentative': 'proven',
      'principal.person': 'proven',
      'website.domain': 'fewer',
      'website.preApprovals': 'proven',
      'siteOwner.person': 'proven',
    },
    materials: 'of-the-difference',
    liveness: 'of-the-difference',
    ownCode: 'none',
    sms: 'of-the-difference',
    initialReview: 'always',
    approval: 'writes-difference',
  },
  'end-access': { ...ENDING, label: '取消接入', ownCode: 'site-owner', sms: 'none', approval: 'ends-accesses' },
  'cancel-website': {
    ...ENDING,
    label: '注销网站',
    ownCode: 'site-owner',
    sms: 'site-owner',
    approval: 'ends-websites',
  },
  'cancel-organizer': {
    ...ENDING,
    label: '注销主体',
    ownCode: 'principal',
    sms: 'principal',
    approval: 'ends-record',
  },
} as const satisfies Readonly<Record<string, FilingTypeRow>>;

/** 备案类型. */
export type FilingType = keyof typeof TABLE;

/** What distinguishes the filing types; rules, machine and use cases read this table. */
export const FILING_TYPES: Readonly<Record<FilingType, FilingTypeRow>> = TABLE;

/** All filing types, in the order in which a record goes through them. */
export const FILING_TYPE_NAMES = Object.keys(TABLE) as readonly FilingType[];

/** What a filing is called. */
export const typeLabel = (type: FilingType): string => FILING_TYPES[type].label;

/** Whether its approval lets a website open here: it puts its number at its foot, and does 公安备案. */
export const opensWebsites = (type: FilingType): boolean =>
  ['begins-record', 'adds-websites', 'adds-accesses'].includes(FILING_TYPES[type].approval);

/** The filing types for which something holds. */
export const typesWith = (holds: (row: FilingTypeRow) => boolean): readonly FilingType[] =>
  FILING_TYPE_NAMES.filter((type) => holds(FILING_TYPES[type]));

/**
 * The type of a filing that begins with a record, by what is filed. Undefined when there is none.
 *
 * @param organizer whether the organizer has a record. @param domain whether the domain is filed, by this organizer.
 */
export const typeFor = (
  organizer: FilingTypeRow['organizer'],
  domain: FilingTypeRow['domain'],
): FilingType | undefined => typesWith((row) => row.organizer === organizer && row.domain === domain)[0];

/** The part of a record that a path of a filing's contents is in, e.g. `principal.mobile`; undefined for anything else. */
export function partOf(path: string): RecordPart | undefined {
  if (path === 'eligibility.region') return 'province';
  if (/^eligibility\.(organizerKind|certificateType|certificateNumber)$/.test(path)) return 'certificate';
  const [, own] = /^websites\.\d+\.(domain|cloudService)\b/.exec(path) ?? [];
  if (own) return `website.${own}` as RecordPart;
  const placed = formFieldAt(path);
  return placed && (`${placed.form}.${placed.field.part}` as RecordPart);
}
