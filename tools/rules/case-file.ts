import * as z from 'zod/mini';
import { plainShape } from '../../contracts/forms/form-check.ts';
import { ORGANIZER, PERSON, WEBSITE } from '../../contracts/forms/form-fields.ts';
import type {
  CloudServiceFacts,
  CompanyFacts,
  DomainFacts,
  DomainRecord,
  Known,
  OrganizerRecord,
} from '../../shared/domain/facts.ts';
import type { EligibilityInput, Website } from '../../shared/domain/filing/filing.ts';
import { FILING_TYPE_NAMES } from '../../shared/domain/filing/filing-types.ts';
import type { DraftForm } from '../../shared/domain/filing/form-draft.ts';
import {
  DOCUMENT_KINDS,
  DOCUMENT_STATES,
  type DocumentKind,
  type DocumentSubject,
  type ReadField,
  SECOND_SOURCES,
} from '../../shared/domain/media/document.ts';
import { type Evidence, WEIGHTS } from '../../shared/domain/media/weights.ts';
import type {
  AnyCase,
  CaseDocument,
  CaseRecord,
  EligibilityCase,
  FilingCase,
  WebsiteFacts,
} from '../../shared/domain/rules/case.ts';

/**
 * A case as a JSON file: an `EligibilityCase`, or a `FilingCase` when it has `contents`. Instants are ISO 8601 with
 * their offset. A fact that is known not to exist is `{"known": true}` without a value. Only the shape is checked here;
 * the rules judge the values.
 */

type Fields<T> = { readonly [K in keyof T]-?: z.ZodMiniType<T[K]> };

/** An object with exactly the properties of a type: the compiler reports a missing one. */
const exactly =
  <T>() =>
  <S extends Fields<T>>(fields: S) =>
    z.strictObject(fields);

const instant = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((text) => new Date(text)),
);

const known = <T extends z.ZodMiniType>(value: T) =>
  z.pipe(
    z.discriminatedUnion('known', [
      z.strictObject({ known: z.literal(true), value: z.optional(value) }),
      z.strictObject({ known: z.literal(false), why: z.optional(z.enum(['withheld', 'not-asked'])) }),
    ]),
    z.transform((fact) => (fact.known ? { known: true, value: fact.value } : fact) as Known<z.output<T>>),
  );

const organizerKind = z.enum(['enterprise', 'individual']);

const cloudService = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('resource'),
    product: z.enum(['cvm', 'lighthouse', 'clb', 'site-host']),
    resourceId: z.string(),
    region: z.string(),
  }),
  z.strictObject({ kind: z.literal('authorization-code'), code: z.string() }),
]);

const input = exactly<EligibilityInput>()({
  region: z.string(),
  organizerKind,
  certificateType: z.enum(['business-licence', 'id-card']),
  certificateNumber: z.string(),
  domain: z.string(),
  cloudService,
  numberTakenOver: z.optional(z.literal(true)),
});

const websiteFacts = exactly<WebsiteFacts>()({
  domain: known(
    exactly<DomainFacts>()({
      source: z.enum(['account', 'registry', 'unreachable']),
      ownerName: z.optional(z.string()),
      ownerKind: z.optional(organizerKind),
      realName: z.enum(['approved', 'pending', 'none', 'unknown']),
      expiresOn: z.optional(z.iso.date()),
      registrar: z.optional(z.string()),
      statuses: z.array(z.string()),
    }),
  ),
  domainRecord: known(
    exactly<DomainRecord>()({ number: z.string(), sameOrganizer: z.boolean(), connectedHere: z.boolean() }),
  ),
  cloudService: known(
    exactly<CloudServiceFacts>()({
      inMainland: z.boolean(),
      prepaid: z.boolean(),
      publicIps: z.array(z.string()),
      createdAt: instant,
      expiresAt: z.optional(instant),
      running: z.boolean(),
      websitesElsewhere: z.optional(z.int().check(z.minimum(0))),
      codeHeldBy: z.optional(z.enum(['open-filing', 'approved-filing'])),
    }),
  ),
  isOpen: z.optional(known(z.boolean())),
});

const organizerRecord = known(
  exactly<OrganizerRecord>()({
    number: z.string(),
    filedHere: z.enum(['this-account', 'other-account', 'no']),
    websites: z.int().check(z.nonnegative()),
  }),
);

const circumstances = {
  now: instant,
  openProvinces: z.array(z.string()).check(z.minLength(1)),
  acceptsThreeMonths: z.optional(z.boolean()),
  approvedRegistrars: z.optional(z.array(z.string())),
  organizerRecord,
};

const person = z.strictObject(plainShape(PERSON));

const website = exactly<Website>()({
  id: z.string(),
  domain: z.string(),
  otherDomains: z.optional(z.array(z.string())),
  cloudService,
  details: z.optional(z.strictObject(plainShape(WEBSITE))),
  siteOwner: z.optional(person),
});

const organizer = z.strictObject(plainShape(ORGANIZER));

const corner = z.tuple([z.number(), z.number()]);

const readField = exactly<ReadField>()({
  text: z.string(),
  confidence: z.exactOptional(z.number().check(z.minimum(0), z.maximum(1))),
  agreesWith: z.exactOptional(z.enum(SECOND_SOURCES)),
  evidence: z.exactOptional(z.array(z.enum(Object.keys(WEIGHTS) as [Evidence, ...Evidence[]]))),
  origin: z.exactOptional(z.string()),
  places: z.exactOptional(z.array(z.tuple([corner, corner, corner, corner]))),
});

const document = exactly<CaseDocument>()({
  kind: z.enum(Object.keys(DOCUMENT_KINDS) as [DocumentKind, ...DocumentKind[]]),
  subject: z.custom<DocumentSubject>((text) => /^(organizer|principal|website:.*)$/s.test(String(text))),
  state: z.enum(DOCUMENT_STATES),
  fields: z.optional(z.record(z.string(), readField)),
  findings: z._default(
    z.array(
      z.strictObject({
        ruleId: z.string(),
        severity: z.enum(['block', 'require', 'confirm', 'warn', 'info']),
        field: z.string(),
        message: z.string(),
        suggestion: z.exactOptional(z.string()),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
    [],
  ),
});

export const eligibilityCase = exactly<EligibilityCase>()({
  ...circumstances,
  input,
  facts: websiteFacts,
  hasUnfinishedFiling: z.optional(z.boolean()),
  certificate: z.optional(z.record(z.string(), readField)),
  notInOrder: z.optional(z.array(z.enum(['证件已过有效期，请先办理变更备案。']))),
});

export const filingCase = exactly<FilingCase>()({
  ...circumstances,
  filingType: z.enum(FILING_TYPE_NAMES),
  contents: z.strictObject({
    eligibility: input,
    organizer: z.optional(organizer),
    principal: z.optional(person),
    websites: z.array(website),
    before: z.optional(
      z.strictObject({ organizer: z.optional(organizer), principal: z.optional(person), websites: z.array(website) }),
    ),
  }),
  record: z.optional(
    exactly<CaseRecord>()({
      isMoved: z.boolean(),
      isEnded: z.boolean(),
      isContradicted: z.optional(z.boolean()),
      ownerMobiles: z.optional(z.record(z.string(), z.string())),
    }),
  ),
  drafts: z.optional(
    z.array(
      z.strictObject({
        form: z.custom<DraftForm>((text) => typeof text === 'string'),
        gaps: z.array(z.string()),
        conflicts: z.array(z.string()),
      }),
    ),
  ),
  numberRecord: z.optional(organizerRecord),
  numbersElsewhere: z.optional(z.array(z.string())),
  reached: z.optional(z.array(z.string())),
  company: z.optional(
    known(
      exactly<CompanyFacts>()({
        creditCode: z.boolean(),
        name: z.boolean(),
        legalRepresentative: z.boolean(),
        idNumber: z.boolean(),
        standing: z.enum(['in-business', 'ended', 'other', 'unknown']),
      }),
    ),
  ),
  facts: z.record(z.string(), websiteFacts),
  documents: z.array(document),
  liveness: z.record(
    z.string(),
    z.strictObject({ state: z.enum(['failed', 'passed', 'handed-over']), expiresAt: instant }),
  ),
  consentGiven: z.boolean(),
  termsAccepted: z.boolean(),
});

const chinese = z.locales.zhCN().localeError;

/**
 * Parses a case.
 *
 * @throws Error with a line in Chinese for every problem of its shape.
 */
export function parseCase(text: string): AnyCase {
  const json = jsonOf(text);
  const isFiling = typeof json === 'object' && json !== null && 'contents' in json;
  const parsed = (isFiling ? filingCase : eligibilityCase).safeParse(json, { error: chinese });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.') || '整个文件'}：${message}`);
  throw new Error([`这不是${isFiling ? '备案预检' : '验证备案类型'}的案例：`, ...lines].join('\n'));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('案例文件不是合法的 JSON，请检查逗号、引号和括号。');
  }
}
