import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS } from '../../client/form/form-fields.ts';
import type { Control } from '../../contracts/forms/form-field.ts';
import { checklistOf } from '../../desk/domain/cases/checklist.ts';
import { fieldsOf } from '../../desk/domain/cases/fields.ts';
import type { ReviewPackage } from '../../desk/domain/cases/package.ts';
import { personalRowIn } from '../../desk/domain/cases/reasons.ts';
import { packageData } from '../../functions/submission/package-data.ts';
import type { Filing, FilingContents } from '../../shared/domain/filing/filing.ts';
import { maskedFiling } from '../../shared/domain/filing/view.ts';
import { organizer, person, websiteDetails } from '../../shared/schemas/filing-forms.ts';
import { contentsOf } from '../support/filings/filings.ts';

const WEBSITE = '0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b01';
/** What may be typed, also where a specimen has nothing. */
const samples = (fields: readonly { readonly key: string; readonly control: Control; readonly sample?: string }[]) =>
  Object.fromEntries(
    fields
      .filter(({ control }) => ['text', 'long-text', 'phone', 'email'].includes(control))
      .map(({ key, sample = '样例' }) => [key, sample]),
  );

/** Every value that a filer can enter. */
const everything = (specimen: typeof ENTERPRISE | typeof INDIVIDUAL): FilingContents => {
  const contents = contentsOf(specimen, WEBSITE);
  const [website] = contents.websites;
  const siteOwner = { ...samples(PERSON_FIELDS), ...specimen.principal };
  const details = {
    ...samples(WEBSITE_FIELDS),
    ...specimen.website,
    preApprovals: [{ kind: 'NEWS', number: '样例 1 号' }],
  };
  return {
    ...contents,
    organizer: {
      ...samples(ORGANIZER_FIELDS),
      legalRepresentative: '林小满',
      investor: '陈星远',
      ...specimen.organizer,
    },
    principal: siteOwner,
    websites: website ? [{ ...website, details, otherDomains: ['yunfan-old.example'], siteOwner }] : [],
    numberReason: 're-issued',
  };
};
/** As the desk receives it. */
const packed = (contents: FilingContents): ReviewPackage =>
  JSON.parse(
    JSON.stringify(
      packageData({ filingType: 'first', contents } as Filing, { documents: [], checks: [] }, { findings: [] }),
    ),
  );
const FORMS = [
  ['organizer', ORGANIZER_FIELDS, organizer],
  ['principal', PERSON_FIELDS, person],
  ['websites.0.details', WEBSITE_FIELDS, websiteDetails],
  ['websites.0.siteOwner', PERSON_FIELDS, person],
] as const;
const ENTERED = [
  'eligibility.certificateNumber',
  'websites.0.domain',
  'websites.0.cloudService',
  'websites.0.otherDomains',
  'numberReason',
  ...FORMS.flatMap(([form, fields]) => fields.map(({ key }) => `${form}.${key}`)),
];
/** What the forms of a company make public, though the filer's own view masks it. */
const PUBLIC = ['eligibility.certificateNumber', 'organizer.certificateAddress', 'organizer.address'];

const valueAt = (contents: unknown, path: string): unknown =>
  path.split('.').reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], contents);
const view = (contents: FilingContents) => {
  const { certificateNumber, ...shown } = maskedFiling({ contents, flagged: [] } as unknown as Filing);
  return { ...shown, eligibility: { certificateNumber } };
};

describe.each([
  ['enterprise', ENTERPRISE, PUBLIC],
  ['individual', INDIVIDUAL, []],
] as const)('of an %s', (_, specimen, open) => {
  const contents = everything(specimen);
  const rows = fieldsOf(packed(contents));

  it('every field that a filer can enter has one row at the desk, with what was typed', () => {
    const typed = rows.filter(({ value }) => value !== '').map(({ path }) => path);

    expect(typed.toSorted()).toEqual(ENTERED.toSorted());
  });

  it('what the filing service masks is masked at the desk, and found in words to the applicant', () => {
    const masked = ENTERED.filter(
      (path) => JSON.stringify(valueAt(view(contents), path)) !== JSON.stringify(valueAt(contents, path)),
    ).filter(
      (path) =>
        !['numberReason', 'websites.0.otherDomains'].includes(path) && !(open as readonly string[]).includes(path),
    );
    const personal = rows.filter((row) => row.personal !== undefined);

    expect(masked.filter((path) => !personal.some((row) => row.path === path))).toEqual([]);
    expect(masked).toContain('organizer.investor');
    expect(personalRowIn(['请陈星远本人说明'], checklistOf(packed(contents), []))).toBe('organizer.investor');
  });
});

it('the forms ask for every value that their checks take', () => {
  for (const [, fields, { shape }] of FORMS)
    expect(Object.keys(shape).toSorted()).toEqual(fields.map(({ key }) => key as string).toSorted());
});

describe('what the desk does not know', () => {
  const sent = packed(everything(ENTERPRISE));
  const [website] = sent.websites;
  const unknown = {
    ...sent,
    eligibility: { ...sent.eligibility, brand: '云帆' },
    organizer: { ...sent.organizer, sponsor: '陈星远' },
    principal: { ...sent.principal, nickname: '小满' },
    websites: [
      {
        ...website,
        hotline: '4001234567',
        details: { ...website?.details, motto: ['好', '快'] },
        siteOwner: { ...website?.siteOwner, fax: '0755-26001234' },
      },
    ],
    urgency: { level: 3 },
    change: { items: [{ field: 'organizer.owner', before: '周建明' }] },
  } as unknown as ReviewPackage;

  it('is shown as a row, masked, wherever it stands', () => {
    const before = fieldsOf(sent).map(({ path }) => path);

    expect(
      fieldsOf(unknown)
        .filter(({ path }) => !before.includes(path))
        .map(({ path, label, value, personal }) => [path, label, value, personal]),
    ).toEqual([
      ['eligibility.brand', '未收录的项（brand）', '云帆', 'name'],
      ['organizer.sponsor', '未收录的项（sponsor）', '陈星远', 'name'],
      ['principal.nickname', '未收录的项（nickname）', '小满', 'name'],
      ['websites.0.hotline', '未收录的项（hotline）', '4001234567', 'name'],
      ['websites.0.details.motto', '未收录的项（motto）', '好、快', 'name'],
      ['websites.0.siteOwner.fax', '未收录的项（fax）', '0755-26001234', 'name'],
      ['urgency', '未收录的项（urgency）', '3', 'name'],
      ['organizer.owner', '未收录的项（owner）', '', 'name'],
    ]);
  });
});
