import { formFieldAt } from '../../../../contracts/forms/form-field-at.ts';
import { websitesToCheck } from '../../filing/difference.ts';
import { type FilingContents, type Person, siteOwnerOf, type Website } from '../../filing/filing.ts';
import { FILING_TYPES } from '../../filing/filing-types.ts';
import { draftPath, savedForm } from '../../filing/form-draft.ts';
import { canBeChecked, LIVENESS_REASONS } from '../../liveness/liveness.ts';
import { type CaseLiveness, type FilingCase, kindOf, livenessOf } from '../case.ts';
import { blocks, confirms, type Placed, type Rule, requires, rulesAbout, scopeOf, warns } from '../rule.ts';
import {
  filings,
  filledWebsites,
  organizers,
  people,
  principalOf,
  siteOwners,
  websites,
  websitesOf,
} from '../scopes.ts';

/** What a submission requires: all sections, consent, and the liveness check of every site owner. */

/** A missing section, by its Chinese name. */
const missingSections = scopeOf<FilingCase, string>('missing-section', ({ contents }) => sectionsMissing(contents));

/** An empty field, by its Chinese name. */
const blankFields = scopeOf<FilingCase, string>('blank-field', (filingCase) => fieldsLeftBlank(filingCase));

function sectionsMissing(contents: FilingContents): readonly Placed<string>[] {
  const { eligibility, organizer, principal, websites: all } = contents;
  const needsSiteOwner = eligibility.organizerKind === 'enterprise';
  return [
    ...(organizer ? [] : [{ path: 'organizer', part: '主体信息' }]),
    ...(principal ? [] : [{ path: 'principal', part: '主体负责人信息' }]),
    ...(all.length > 0 ? [] : [{ path: 'websites', part: '网站信息' }]),
    ...all.flatMap(({ details, siteOwner }, index) => [
      ...(details ? [] : [{ path: `websites.${index}.details`, part: '网站信息' }]),
      ...(siteOwner || !needsSiteOwner ? [] : [{ path: `websites.${index}.siteOwner`, part: '网站负责人信息' }]),
    ]),
  ];
}

/** Texts that a complete form must have: of a person, of the organizer, of a website. */
const PERSON_TEXTS = [
  'name',
  'idNumber',
  'idValidFrom',
  'idValidTo',
  'mobile',
  'officePhone',
  'emergencyPhone',
  'email',
] as const satisfies readonly (keyof Person)[];

const blankOf = (path: string, value: string | undefined): readonly Placed<string>[] =>
  !value?.trim() ? [{ path, part: formFieldAt(path)?.field.label ?? path }] : [];

function fieldsLeftBlank(filingCase: FilingCase): readonly Placed<string>[] {
  const isEnterprise = kindOf(filingCase) === 'enterprise';
  return [
    ...organizers
      .parts(filingCase)
      .flatMap(({ path, part }) => [
        ...blankOf(`${path}.name`, part.name),
        ...blankOf(`${path}.certificateAddress`, part.certificateAddress),
        ...blankOf(`${path}.address.detail`, part.address.detail),
        ...(isEnterprise ? blankOf(`${path}.legalRepresentative`, part.legalRepresentative) : []),
      ]),
    ...people
      .parts(filingCase)
      .flatMap(({ path, part }) => PERSON_TEXTS.flatMap((key) => blankOf(`${path}.${key}`, part.person[key]))),
    ...filledWebsites
      .parts(filingCase)
      .flatMap(({ path, part }) => [
        ...blankOf(`${path}.name`, part.name),
        ...blankOf(`${path}.homeUrl`, part.homeUrl),
      ]),
  ];
}

/** Fields that were changed since their form was complete, and are not complete any more. */
const openFields = scopeOf<FilingCase, string>('open-field', ({ contents, drafts = [] }) =>
  drafts.flatMap(({ form, gaps }) => {
    const path = draftPath(contents, form);
    // A form that never was complete is missing as a whole.
    return path && savedForm(contents, form) ? gaps.map((key) => ({ path: `${path}.${key}`, part: key })) : [];
  }),
);

/** Fields of which two devices have sent different values. */
const fieldsInConflict = scopeOf<FilingCase, string>('field-in-conflict', ({ contents, drafts = [] }) =>
  drafts.flatMap(({ form, conflicts }) => {
    const path = draftPath(contents, form);
    return path ? conflicts.map((key) => ({ path: `${path}.${key}`, part: key })) : [];
  }),
);

/** Websites whose site owner is asked for a liveness check. */
function checkedWebsites(filingCase: FilingCase): readonly Placed<Website>[] {
  const { liveness } = FILING_TYPES[filingCase.filingType];
  if (liveness === 'none') return [];
  const all = websites.parts(filingCase);
  return liveness === 'every-site-owner'
    ? all
    : websitesToCheck(filingCase.contents).flatMap((place) => all[place] ?? []);
}

/** Websites whose site owner can be checked: their certificate is the one that the authority's record is asked about. */
const liveness = scopeOf<FilingCase, CaseLiveness | undefined>('liveness', (filingCase) =>
  checkedWebsites(filingCase)
    .filter(({ part }) => !hasOtherCertificate(part, filingCase))
    .map(({ path, part }) => ({ path: `${path}.liveness`, part: livenessOf(filingCase, part.id) })),
);

/** Whether there is a pass, valid or not. */
const hasPassed = (check: CaseLiveness | undefined): check is CaseLiveness =>
  check?.state === 'passed' || check?.state === 'card-replaced';
const unchecked = scopeOf<FilingCase, Website>('site-owner-with-another-certificate', (filingCase) =>
  checkedWebsites(filingCase)
    .filter(({ part }) => hasOtherCertificate(part, filingCase))
    .map(({ path, part }) => ({ path: `${path}.liveness`, part })),
);

function hasOtherCertificate(website: Website, { contents }: FilingCase): boolean {
  const siteOwner = siteOwnerOf(contents, website);
  return siteOwner !== undefined && !canBeChecked(siteOwner);
}

const missing = { id: 'PR-02', severity: 'block', message: '请填写{label}。', source: ['SEED'] } as const;

/** Rules about missing sections. */
export const MISSING_SECTION_RULES: readonly Rule<FilingCase>[] = rulesAbout(missingSections, [
  { ...missing, when: 'a section is missing', refuses: (label) => ({ label }) },
]);

/** Rules about empty fields. */
export const BLANK_FIELD_RULES: readonly Rule<FilingCase>[] = rulesAbout(blankFields, [
  { ...missing, when: 'a field is empty', refuses: (label) => ({ label }) },
]);

/** Rules about drafts, liveness checks and consent. */
export const PROCESS_RULES: readonly Rule<FilingCase>[] = [
  ...rulesAbout(openFields, [
    blocks('PR-90', {
      when: 'a form was changed and is incomplete since',
      message: '这一项改过以后还没有填完，请填写完整。',
      source: ['OWN'],
      refuses: () => true,
    }),
  ]),
  ...rulesAbout(fieldsInConflict, [
    blocks('PR-91', {
      when: 'two devices have typed different values into a field',
      message: '这一项在两台设备上填得不一样，请选定用哪一个。',
      source: ['OWN'],
      refuses: () => true,
    }),
  ]),
  ...rulesAbout(liveness, [
    blocks('MT-14', {
      when: 'the site owner has not passed a liveness check and has tries left',
      message: '请由网站负责人本人完成视频核身。',
      source: ['SEED', 'T19-mp'],
      refuses: (check) => check === undefined || check.state === 'failed',
    }),
    blocks('MT-17', {
      when: 'the passed liveness check has expired',
      message: '视频核身结果已过期，请由网站负责人本人重新核身。',
      source: ['WX', 'DY'],
      refuses: (check, { now }) => hasPassed(check) && check.expiresAt <= now,
    }),
    blocks('MT-95', {
      when: 'the site owner’s ID card was replaced after the check, and its portrait is not known to be theirs',
      message: LIVENESS_REASONS['card-replaced'],
      source: ['OWN'],
      refuses: (check, { now }) => check?.state === 'card-replaced' && check.expiresAt > now,
    }),
    warns('MT-92', {
      when: 'the site owner has failed all tries',
      message: '视频核身次数已用完，提交后由审核人员人工核验网站负责人，请保持电话畅通。',
      source: ['OWN'],
      refuses: (check) => check?.state === 'handed-over',
    }),
  ]),
  ...rulesAbout(unchecked, [
    warns('MT-94', {
      when: 'the site owner’s certificate is not the 居民身份证',
      message: '网站负责人的证件不是居民身份证，不能自动核身，请保持电话畅通，由审核人员人工核验。',
      source: ['OWN'],
      refuses: () => true,
    }),
  ]),
  ...rulesAbout(siteOwners, [
    confirms('SEC-02', {
      when: 'the site owner is not the principal, and has begun no liveness check, before which each agrees',
      message: '请由网站负责人本人阅读并同意个人信息处理规则，请确认。',
      source: ['LAW-PIPL'],
      status: 'derived',
      refuses: (owner, filingCase) =>
        ![undefined, owner.key].includes(principalOf(filingCase)?.key) &&
        !websitesOf(owner, filingCase).some((websiteId) => livenessOf(filingCase, websiteId)),
    }),
  ]),
  ...rulesAbout(filings, [
    requires('SEC-01', 'consent', {
      when: 'consent to the handling of sensitive data is missing',
      message: '为办理备案，我们需要处理你的身份证件、人脸视频等敏感个人信息，请阅读并单独同意。',
      source: ['LAW-PIPL'],
      refuses: (_, { consentGiven }) => !consentGiven,
    }),
    blocks('PR-01', 'terms', {
      when: 'the terms and the privacy statement have not been accepted',
      message: '请阅读并同意《备案服务条款》和《隐私声明》。',
      source: ['SEED'],
      refuses: (_, { termsAccepted }) => !termsAccepted,
    }),
  ]),
];
