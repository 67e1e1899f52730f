import { INDIVIDUAL } from 'specimens/people.ts';
import { ENDING_TYPES } from '../../contracts/data/endings.ts';
import { type Finding, stops } from '../../contracts/kit/finding.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { NOT_ASKED } from '../../shared/domain/facts.ts';
import { NOTHING_TYPED } from '../../shared/domain/filing/filing.ts';
import { type FilingType, typesWith } from '../../shared/domain/filing/filing-types.ts';
import { recordActions, websiteActions } from '../../shared/domain/record/actions.ts';
import { planEnding } from '../../shared/domain/record/ending.ts';
import { filedBefore } from '../../shared/domain/record/filed-before.ts';
import { type FiledRecord, type FiledWebsite, liveAccesses, liveWebsites } from '../../shared/domain/record/record.ts';
import { type EligibilityCase, type FilingCase, NO_FACTS } from '../../shared/domain/rules/case.ts';
import { preCheck } from '../../shared/domain/rules/pre-check.ts';
import { checkEligibility, ELIGIBILITY_RULES } from '../../shared/domain/rules/process/eligibility.ts';
import { filingTypeOf, ONE_FILING_RULES } from '../../shared/domain/rules/process/filing-type.ts';
import { DOMAIN_OWNER_RULES } from '../../shared/domain/rules/website/domain-owner.ts';

/**
 * What a person is told that they may file, and what is said of it when they do: the two never contradict each other, for all
 * seven types. An eligibility check decides on those that begin with one; a record offers those that begin with it.
 */

const CHECKED = typesWith(({ startsFrom }) => startsFrom === 'eligibility-check');
/** Whose the domain is: the check compares what was read, the pre-check what was typed. */
const OWNER_RULES = new Set(DOMAIN_OWNER_RULES.map(({ id }) => id));
const RULES = new Set(
  [...ELIGIBILITY_RULES, ...ONE_FILING_RULES].map(({ id }) => id).filter((id) => !OWNER_RULES.has(id)),
);
/** Whether one may be opened: a filing that is open is past it (FT-13, FT-99), and goes on without an answer (FT-90, FT-91). */
const OF_OPENING = ['FT-13', 'FT-90', 'FT-91', 'FT-99'];

/** The filing that begins with a check. */
const filingOf = ({ input, facts, ...circumstances }: EligibilityCase, filingType: FilingType): FilingCase => ({
  now: circumstances.now,
  openProvinces: circumstances.openProvinces,
  approvedRegistrars: circumstances.approvedRegistrars,
  organizerRecord: circumstances.organizerRecord,
  filingType,
  contents: {
    eligibility: input,
    // An individual is the principal; the number of their card is asked once.
    ...(input.organizerKind === 'individual' && {
      principal: { ...INDIVIDUAL.principal, idNumber: input.certificateNumber },
    }),
    websites: [{ id: 'w1', domain: input.domain, cloudService: input.cloudService }],
  },
  facts: { w1: facts },
  documents: [],
  liveness: {},
  consentGiven: true,
  termsAccepted: true,
});

const said = ({ ruleId, severity, message }: Finding): string => `${ruleId} ${severity} ${message}`;

/** What both look at: the forms, and the uploads to come, are the pre-check's own. */
const aboutInputs = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ ruleId }) => RULES.has(ruleId) && !OF_OPENING.includes(ruleId));

/** @throws Error when the pre-check of a filing says otherwise than the check that it began with. */
export function agreesWithPreCheck(eligibilityCase: EligibilityCase): void {
  const { filingType, findings } = checkEligibility(eligibilityCase);
  if (filingType !== undefined) {
    const [before, after] = [findings, preCheck(filingOf(eligibilityCase, filingType))].map((all) =>
      aboutInputs(all).map(said),
    );
    const other = [
      ...(before ?? []).filter((text) => !after?.includes(text)),
      ...(after ?? []).filter((text) => !before?.includes(text)),
    ];
    if (other.length > 0) throw new Error(`${filingType} is eligible, and only one of the two says: ${other}`);
  } else if (stops(aboutInputs(findings))) {
    const passed = CHECKED.filter((type) => !stops(aboutInputs(preCheck(filingOf(eligibilityCase, type)))));
    if (passed.length > 0) throw new Error(`refused: ${findings.map(said)}; passed as ${passed}`);
  }
}

const isOffered = (actions: ReturnType<typeof recordActions>, type: FilingType): boolean =>
  actions.some(({ action, reason }) => action === type && reason === undefined);

/** @throws Error when 我的备案 offers what is refused then, or the reverse. */
export function agreesWithOffers(record: FiledRecord): void {
  const ofRecord = recordActions(record, { isBusy: false });
  expectSame('change', isOffered(ofRecord, 'change'), mayChange(record));
  for (const { action, reason } of recordActions(record, { isBusy: true }))
    if (reason === undefined) throw new Error(`${action} is offered beside an open filing`);
  for (const website of record.contents.websites) {
    const actions = [...websiteActions(website, { isBusy: false }), ...ofRecord];
    for (const type of ENDING_TYPES) expectSame(type, isOffered(actions, type), mayEnd(record, website, type));
    const type = typeOf(record, website);
    if (!record.contents.ended && !website.ended)
      expectSame('new-access', isOffered(actions, 'new-access'), type === 'new-access');
  }
  expectSame('new-website', isOffered(ofRecord, 'new-website'), typeOf(record, undefined) === 'new-website');
}

function expectSame(type: FilingType, offered: boolean, possible: boolean): void {
  if (offered !== possible)
    throw new Error(`${type} is ${offered ? '' : 'not '}offered and ${possible ? '' : 'not '}possible`);
}

function mayEnd(record: FiledRecord, { id }: FiledWebsite, type: (typeof ENDING_TYPES)[number]): boolean {
  try {
    planEnding(record, type, type === 'cancel-organizer' ? undefined : id);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

/** Whether a change begins with a record, and is then stopped by nothing but what it does not change yet. */
function mayChange(record: FiledRecord): boolean {
  const before = filedBefore(record);
  const [first] = before.websites;
  if (record.contents.ended || !first) return false;
  const { subject, principal } = record.contents;
  const { domain, cloudService } = first;
  const eligibility = { ...subject, domain, cloudService };
  const edited = principal && { ...principal, email: 'other@example.com' };
  const of = filingOf(
    { ...ASKED, input: eligibility, facts: { ...NO_FACTS, domainRecord: domainRecord(record, true) } },
    'change',
  );
  const change = { ...of, contents: { eligibility, ...before, principal: edited, before } };
  const found = aboutInputs(preCheck({ ...change, record: { isMoved: false, isEnded: false } }));
  if (stops(found)) throw new Error(`a change is offered and stopped: ${found.map(said)}`);
  return true;
}

const ASKED = { now: new Date('2026-11-25T02:00:00Z'), openProvinces: ['440000'], organizerRecord: NOT_ASKED } as const;

const domainRecord = ({ number }: FiledRecord, connectedHere: boolean) =>
  ({ known: true, value: { number: `${number}-1`, sameOrganizer: true, connectedHere } }) as const;

/** What a check says of a website of a record, or of a new one; a record that has ended is no record. */
function typeOf(record: FiledRecord, website: FiledWebsite | undefined): FilingType | undefined {
  const websites = liveWebsites(record).length;
  const organizer = record.contents.ended
    ? undefined
    : ({ number: record.number, filedHere: 'this-account', websites } as const);
  const isConnected = website !== undefined && liveAccesses(website).length > 0;
  const input = { ...NOTHING_TYPED.eligibility, ...record.contents.subject };
  const asked = { ...ASKED, input, facts: NO_FACTS, organizerRecord: { known: true, value: organizer } } as const;
  const isEmptyShell = checkEligibility(asked).findings.some(({ ruleId }) => ruleId === 'FT-15');
  return isEmptyShell ? undefined : filingTypeOf(organizer, website && domainRecord(record, isConnected).value);
}
