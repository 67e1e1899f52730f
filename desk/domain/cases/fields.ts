import type { FormTable, PersonalKind } from '../../../contracts/forms/form-field.ts';
import { formFieldAt } from '../../../contracts/forms/form-field-at.ts';
import { ORGANIZER, PERSON, WEBSITE } from '../../../contracts/forms/form-fields.ts';
import { isAbout, isWithin, pathOfPaper, type ReviewPackage, websiteAt } from './package.ts';

/** A value that a reviewer looks at, with its papers. */
export interface CheckedField {
  /** Path in the package; by it the applicant opens the field again. */
  readonly path: string;
  readonly group: string;
  readonly label: string;
  /** In clear. '' when nothing was typed. */
  readonly value: string;
  /** Undefined for what may stand in a reply. */
  readonly personal: PersonalKind | undefined;
  /** Ids of the papers that prove it. */
  readonly documents: readonly string[];
}

type Spec = readonly [key: string, label: string, personal?: PersonalKind | undefined];

/** The rows of a form, in the words of whoever fills it in. @param isOpen the organizer publishes what is public for an enterprise. */
const rowsOf = (fields: FormTable, isOpen = false): readonly Spec[] =>
  Object.entries(fields).map(([key, { label, mask, isPublicForEnterprise }]) => [
    key,
    label,
    isOpen && isPublicForEnterprise ? undefined : mask,
  ]);

const PERSON_ROWS = rowsOf(PERSON);
const DETAIL_ROWS = rowsOf(WEBSITE);

/** What nobody here knows may be a person's name. */
const unknownSpec = (key: string): Spec => [key, `未收录的项（${key}）`, 'name'];
/** What a case shows elsewhere: in its head, in rows of their own, beside other rows. */
const SHOWN_ELSEWHERE = {
  package:
    `filingType eligibility organizer principal websites documents findings evidence change ending numbers initialReview
    repairs`.split(/\s+/),
  eligibility: ['region', 'organizerKind', 'certificateType', 'certificateNumber', 'domain', 'cloudService'],
  website: ['id', 'domain', 'cloudService', 'details', 'siteOwner'],
};
const OF_PACKAGE: readonly Spec[] = [['numberReason', '证件号码变更原因']];
const OF_WEBSITE: readonly Spec[] = [['otherDomains', '其他域名']];
/** What else a change may take away. */
const EMPTIED: readonly Spec[] = [
  ['websites', '不再备案的网站'],
  ['cloudService', '云服务'],
];
/** Papers that prove the fields of the organizer and of a person. */
const OF_ORGANIZER = ['business-licence', 'id-front'];
const OF_PERSON = ['id-front', 'id-back', 'passport', 'card-front', 'card-back'];

/** An individual's own name, number and address are personal; an enterprise's are public. */
const isPerson = ({ eligibility }: ReviewPackage): boolean => eligibility.organizerKind !== 'enterprise';

const WORDS: Readonly<Record<string, string>> = { true: '是', false: '否', 'long-term': '长期' };

/** A value as text. Lists of objects, such as approvals, have their parts in order. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join('、');
  if (typeof value === 'object') return Object.values(value).map(textOf).filter(Boolean).join(' ');
  return WORDS[String(value)] ?? String(value);
}

/** Every field of a package in the order of the forms, then the papers that are looked at by themselves. */
export function fieldsOf(reviewPackage: ReviewPackage): readonly CheckedField[] {
  const { eligibility, organizer, principal, websites, documents } = reviewPackage;
  const papers = (subjects: readonly string[], kinds: readonly string[]) =>
    documents.filter(({ subject, kind }) => subjects.includes(subject) && kinds.includes(kind)).map(({ id }) => id);
  const personally = (kind: PersonalKind): PersonalKind | undefined => (isPerson(reviewPackage) ? kind : undefined);
  const organizerPapers = papers(['organizer', ...(isPerson(reviewPackage) ? ['principal'] : [])], OF_ORGANIZER);
  const own = rowsOf(ORGANIZER, !isPerson(reviewPackage));
  const roles = [
    { subject: 'principal', person: principal },
    ...websites.map(({ id, siteOwner }) => ({ subject: `website:${id}`, person: siteOwner })),
  ];
  /** A person's certificate is sent once, whatever else they are. */
  const ofPerson = (prefix: string, group: string, values: ReviewPackage['principal'], subject: string) => {
    const own = papers([subject], OF_PERSON);
    const theirs = roles.filter(({ person }) => person?.idNumber === values.idNumber).map((role) => role.subject);
    return take(prefix, group, values, PERSON_ROWS, own.length > 0 ? own : papers(theirs, OF_PERSON));
  };
  const typed: readonly CheckedField[] = [
    {
      path: 'eligibility.certificateNumber',
      group: '主体',
      label: isPerson(reviewPackage) ? '证件号码' : '统一社会信用代码',
      value: textOf(eligibility.certificateNumber),
      personal: personally('number'),
      documents: organizerPapers,
    },
    ...take('eligibility', '主体', without(eligibility, SHOWN_ELSEWHERE.eligibility), [], organizerPapers),
    ...take('organizer', '主体', organizer, own, organizerPapers),
    ...ofPerson('principal', '主体负责人', principal, 'principal'),
    ...websites.flatMap((website, index) => {
      const [prefix, group] = [`websites.${index}`, websites.length > 1 ? `网站 ${index + 1}` : '网站'];
      const approvals = papers([`website:${website.id}`], ['pre-approval']);
      return [
        field(
          `${prefix}.domain`,
          group,
          '域名',
          website.domain,
          papers([`website:${website.id}`], ['domain-certificate']),
        ),
        ...take(prefix, group, without(website, SHOWN_ELSEWHERE.website), OF_WEBSITE, []),
        field(`${prefix}.cloudService`, group, '云服务', textOf(website.cloudService), []),
        ...take(`${prefix}.details`, group, website.details ?? {}, DETAIL_ROWS, approvals),
        ...(website.siteOwner
          ? ofPerson(`${prefix}.siteOwner`, `${group}负责人`, website.siteOwner, `website:${website.id}`)
          : []),
      ];
    }),
    ...take('', '整份备案', without(reviewPackage, SHOWN_ELSEWHERE.package), OF_PACKAGE, []),
  ];
  return [...typed, ...emptiedRows(reviewPackage, typed), ...paperRows(reviewPackage)];
}

/** What a change takes away has no value any more, and a row all the same. */
function emptiedRows({ change, websites }: ReviewPackage, typed: readonly CheckedField[]): readonly CheckedField[] {
  const gone = change?.items.filter((difference) => !typed.some(({ path }) => isAbout(difference, path))) ?? [];
  return [...new Set(gone.map(({ field: path }) => path))].map((path) => {
    const key = path.split('.').at(-1) ?? path;
    const at = /^websites\.(\d+)\./.exec(path)?.[1];
    const group = at === undefined ? '变更' : websites.length > 1 ? `网站 ${Number(at) + 1}` : '网站';
    const placed = formFieldAt(path);
    const [, label, personal]: Spec = placed
      ? [key, placed.field.label, placed.field.mask]
      : (EMPTIED.find(([name]) => name === key) ?? unknownSpec(key));
    return { ...field(path, group, label, '', []), personal };
  });
}

const field = (
  path: string,
  group: string,
  label: string,
  value: string,
  documents: readonly string[],
): CheckedField => ({
  path,
  group,
  label,
  value,
  personal: undefined,
  documents,
});

const without = (values: object, keys: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));

/** Rows of a form: those that are known in their order, then what else a filer has typed there, which is never dropped. */
function take(
  prefix: string,
  group: string,
  values: Readonly<Record<string, unknown>>,
  specs: readonly Spec[],
  documents: readonly string[],
): readonly CheckedField[] {
  const known = specs.map(([key]) => key);
  return [...specs, ...Object.keys(without(values, known)).map(unknownSpec)]
    .filter(([key]) => values[key] !== undefined)
    .map(([key, label, personal]) => ({
      ...field(prefix === '' ? key : `${prefix}.${key}`, group, label, textOf(values[key]), documents),
      personal,
    }));
}

/** One row for each path by which papers are flagged. */
function paperRows(reviewPackage: ReviewPackage): readonly CheckedField[] {
  const paths = [...new Set(reviewPackage.documents.map((document) => pathOfPaper(document, reviewPackage)))];
  return paths.map((path) => {
    const own = reviewPackage.documents.filter((document) => pathOfPaper(document, reviewPackage) === path);
    const index = own[0] ? websiteAt(reviewPackage, own[0].subject) : -1;
    const whose = index < 0 ? '' : reviewPackage.websites.length > 1 ? `网站 ${index + 1} ` : '网站';
    const label = isWithin(path, `websites.${index}.liveness`) ? '视频核身' : (own[0]?.label ?? path);
    return field(
      path,
      `${whose}材料`,
      label,
      '',
      own.map(({ id }) => id),
    );
  });
}
