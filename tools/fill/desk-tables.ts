import {
  at,
  IS_APPROVED,
  IS_ERASED,
  id,
  index,
  key,
  NUMBER,
  ofFiling,
  STATE,
  sealed,
  since,
  YEAR,
} from './expressions.ts';
import { ALL, type Filled, filled } from './tables.ts';

/** Filings that the desk has received: one round of each. */
const HAS_CASE = `(${STATE}) <> 'draft'`;
/** One in a hundred waits for a reviewer: the work of three days. */
const IS_OPEN = `(${STATE}) = 'submitted'`;
/** The newest hundredth of the decided ones is still on its way to the filing service. */
const IS_DECIDED = `(${HAS_CASE} and not ${IS_OPEN})`;
const IS_ERASED_AT_DESK = `(${HAS_CASE} and ${IS_ERASED})`;
const RETURNED = `n % 5 = 2`;

/** Fifty members of staff. */
const STAFF = 50;
const staff = (n = 'n') => `(${id('staff', `(${n} % ${STAFF})`)})::text`;

/** A condition for a table with `per` rows for each case: by the number of its filing. */
const only = (condition: string, per: number) => condition.replaceAll(/\bn\b/g, ofFiling(per));

/** What the desk holds after that many filings, as `FILLED` has it of the filing service. */
export const FILLED_DESK: Readonly<Record<string, Filled>> = {
  'desk.filing': filled(1, HAS_CASE, { round: '1', erased_at: `case when ${IS_ERASED_AT_DESK} then ${at()} end` }),
  'desk.review_case': filled(1, HAS_CASE, {
    state: `case when ${IS_OPEN} then 'open' when ${IS_ERASED_AT_DESK} then 'withdrawn' else 'sent' end`,
    queue: `case when ${IS_OPEN} then (array['new', 'resubmitted', 'changes', 'call-again'])[n % 4 + 1] end`,
    filing_type: `'first'`,
    province: `'440000'`,
    risk: 'n % 10',
    summary_sealed: `case when not ${IS_ERASED_AT_DESK} then ${sealed(200)} end`,
    package_sealed: `case when not ${IS_ERASED_AT_DESK} then ${sealed(4_000)} end`,
    limit_ms: '32400000',
    running_since: `case when n % 4 <> 3 or not ${IS_OPEN} then ${at()} end`,
    paused_for: `case when n % 4 = 3 and ${IS_OPEN} then 'call-missed' end`,
    due_at: `case when n % 4 <> 3 or not ${IS_OPEN} then :now::timestamptz + interval '1 second' * (n % 200000 - 2000) end`,
    call_again_at: `case when n % 4 = 3 and ${IS_OPEN} then :now::timestamptz + interval '1 second' * (n % 3600 - 60) end`,
    missed_calls: `case when n % 4 = 3 and ${IS_OPEN} then 1 else 0 end`,
    lease_holder: `case when n % 200 = 1 and ${IS_OPEN} then ${staff()} end`,
    lease_until: `case when n % 200 = 1 and ${IS_OPEN} then :now::timestamptz + interval '1 second' * (n % 1200 - 60) end`,
    reserved_for: `case when n % 4 = 1 and ${IS_OPEN} then ${staff()} end`,
    reserved_until: `case when n % 4 = 1 and ${IS_OPEN} then :now::timestamptz + interval '4 hours' end`,
  }),
  // Those of erased filings are gone, but for the last ones.
  'desk.stored_document': filled(5, `${only(HAS_CASE, 5)} and (not ${only(IS_ERASED, 5)} or n > $1 * 4.499)`, {
    object_key: `'clean/desk/' || md5('desk' || n)`,
    document_id: `${id('document')}::text`,
    content_hash: `md5(${ofFiling(5)}::text)`,
    stored_at: at(),
  }),
  'desk.decision': filled(1, `${IS_DECIDED} and not ${IS_ERASED}`, {
    kind: `case when ${RETURNED} then 'returned' else 'accepted' end`,
    flagged_sealed: sealed(300),
    decided_by: staff(),
    state: `case when n > $1 * 0.9799 then 'waiting' else 'sent' end`,
  }),
  'desk.verdict': filled(2, `${only(IS_DECIDED, 2)} and not ${only(IS_ERASED, 2)}`, {
    sequence: '(n - 1) % 2 + 1',
    kind: `(array['accepted', 'approved'])[(n - 1) % 2 + 1]`,
    state: `case when n > $1 * 1.959 then 'waiting' when n % 10000 = 7 then 'parked' else 'delivered' end`,
  }),
  'desk.judgement': filled(6, `${only(IS_DECIDED, 6)} and not ${only(IS_ERASED, 6)}`, {
    row_path: `(array['organizer.name', 'organizer.address', 'principal.name', 'principal.mobile',
        'websites.0.details.name', 'documents.commitment-letter'])[(n - 1) % 6 + 1]`,
    staff_id: staff(ofFiling(6)),
    conclusion: `'fits'`,
  }),
  'desk.note': filled(0.2, HAS_CASE, { written_by: staff() }),
  // Papers that were opened, and now and then a value.
  'desk.clear_view': filled(3, only(HAS_CASE, 3), {
    staff_id: staff(),
    row_path: `(array['documents.id-front', 'documents.business-licence', 'principal.mobile'])[(n - 1) % 3 + 1]`,
    object_key: `case when n > $1 * 2.9395 then ${key('clear-view')} end`,
    seen_at: at(),
  }),
  'desk.call': filled(0.3, HAS_CASE, {
    called_by: staff(),
    connected_at: at(),
    ended_at: at(),
    outcome: `case when n % 3 = 0 then 'missed' else 'reached' end`,
    told_at: `case when n < $1 * 0.2999 then ${at()} end`,
  }),
  'desk.case_key': filled(4, `${only(HAS_CASE, 4)} and not ${only(IS_ERASED, 4)}`, {
    kind: `(array['organizer', 'person', 'phone', 'server'])[(n - 1) % 4 + 1]`,
    hash: `${index('case-key', `(${ofFiling(4)} / 2 * 4 + (n - 1) % 4)`)}`,
  }),
  'desk.returned_item': filled(1, `${IS_DECIDED} and ${RETURNED}`, {
    item: '0',
    reason_id: `'RJ-' || lpad((n % 34 + 1)::text, 2, '0')`,
    found_by: `case when n % 2 = 0 then 'machine' else 'reviewer' end`,
  }),
  'desk.sample': filled(1, `${IS_DECIDED} and n % 20 = 3`, {
    kind: `'accepted'`,
    decided_by: staff(),
    judged_by: `case when n < $1 * 0.97 then ${staff('(n + 1)')} end`,
    judged_at: `case when n < $1 * 0.97 then ${at()} end`,
    result: `case when n < $1 * 0.97 then 'right' end`,
  }),
  'desk.audit': filled(12, only(HAS_CASE, 12), {
    sequence: '(n - 1) % 12 + 1',
    actor: staff(ofFiling(12)),
    action: `(array['received', 'taken', 'paper-opened', 'paper-opened', 'concluded', 'concluded', 'concluded',
        'concluded', 'concluded', 'revealed', 'decided', 'sent'])[(n - 1) % 12 + 1]`,
    facts: `'{"row": "principal.mobile"}'`,
    link: `md5(n::text) || md5('link' || n)`,
  }),
  'desk.submission': filled(1, `${IS_DECIDED} and not ${RETURNED}`, {
    number: `case when n <= $1 * 0.9795 then n end`,
    state: `case when n > $1 * 0.9795 then 'waiting' else 'sent' end`,
    stage: `case when n > $1 * 0.9795 then 'handed-in' when n > $1 * 0.93 then 'reviewing' else 'approved' end`,
    sent_at: `case when n <= $1 * 0.9795 then ${at()} end`,
  }),
  'desk.authority_answer': filled(2, `${only(IS_DECIDED, 2)} and not ${only(RETURNED, 2)} and n <= $1 * 1.86`, {
    number: ofFiling(2),
    sequence: '(n - 1) % 2 + 1',
    kind: `(array['sms-verified', 'approved'])[(n - 1) % 2 + 1]`,
    content_sealed: `case when not ${only(IS_ERASED, 2)} then ${sealed(200)} end`,
    state: `case when n > $1 * 1.8595 then 'to-match' when n > $1 * 1.859 then 'waiting' else 'applied' end`,
  }),
  // What leads and reviewers have understood: it grows with the authority's words, not with the filings.
  'desk.authority_phrase': filled(0.002, ALL, {
    phrase: `'phrase ' || n`,
    reason_id: `'RJ-' || lpad((n % 34 + 1)::text, 2, '0')`,
  }),
  // Every day but the last is sealed.
  'desk.audit_seal': filled(1, 'n <= 365', {
    day: `(:now::timestamptz at time zone 'Asia/Shanghai')::date - n::integer`,
    heads: '2',
  }),
  'desk.audit_head': filled(1, HAS_CASE, {
    day: `(:now::timestamptz at time zone 'Asia/Shanghai')::date - (n % 365 + 1)::integer`,
    sequence: '12',
    link: `md5((n * 12)::text) || md5('link' || (n * 12))`,
  }),
  'desk.record': filled(1, IS_APPROVED, {
    number: NUMBER,
    change: `jsonb_build_object('recordId', ${id('filing')}, 'number', ${NUMBER}, 'version', 1, 'state', 'live',
        'websites', jsonb_build_array(jsonb_build_object('state', 'live', 'domains', array['d' || n || '.example'])))`,
  }),
  // The authority's lists do not grow with the filings: at most 5,000 of each.
  'desk.listed_entry': filled(1, 'n <= 5000', {
    list: `(array['black', 'unfiled'])[n % 2 + 1]`,
    kind: `case when n % 2 = 1 then 'domain' else 'organizer' end`,
    due_at: `:now::timestamptz + interval '1 second' * n`,
    confirmed_at: ':now::timestamptz',
    may_hit: 'n % 100 = 0',
  }),
  // What was cancelled by force, all of it settled.
  'desk.proposal': filled(1, `${IS_APPROVED} and n % 1000 = 1`, {
    kind: `'record-event'`,
    subject: id('filing'),
    proposed_by: staff(),
    state: `'confirmed'`,
    settled_by: staff('(n + 1)'),
    settled_at: at(),
  }),
  // One in twenty records was inspected once; the newest are open.
  'desk.authority_notice': filled(1, `${IS_APPROVED} and n % 20 = 1`, {
    kind: `'inspection'`,
    filing_number: NUMBER,
    words_sealed: sealed(200),
    due_at: `${at()} + interval '14 days'`,
    record_id: id('filing'),
    event: '1',
    reported: `case when n <= $1 * 0.99 then 'rectified' end`,
    closed_at: `case when n <= $1 * 0.99 then ${at()} end`,
  }),
  'desk.authority_report': filled(1, `${IS_APPROVED} and n % 20 = 1 and n <= $1 * 0.99`, {
    notice: id('authority_notice'),
    content_sealed: sealed(200),
    reported_by: staff(),
    sent_at: `case when n <= $1 * 0.985 then ${at()} end`,
  }),
  'desk.record_event': filled(1, `${IS_APPROVED} and n % 10 = 1`, {
    kind: `'access-cancelled'`,
    told_by: staff(),
    state: `case when n > $1 * 0.9 then 'waiting' else 'delivered' end`,
  }),
  'desk.staff': filled(1, `n <= ${STAFF}`, { id: id('staff', '(n - 1)'), roles: `array['reviewer']` }),
  // Sign-ins of half a year, two on each working day.
  'desk.staff_session': filled(0.0125, ALL, {
    staff_id: id('staff', `((n - 1) % ${STAFF})`),
    // In the last half year: retention has deleted the others.
    ...Object.fromEntries(
      ['started_at', 'seen_at', 'confirmed_at', 'ended_at'].map((column) => [column, since('15768000 seconds')]),
    ),
    ended_because: `'signed-out'`,
  }),
  'desk.declared_tie': filled(0.001, ALL, {
    staff_id: staff(),
    kind: `'phone'`,
    relation: `'self'`,
    value_sealed: sealed(60),
  }),
  'desk.sign_in_try': filled(0.0005, ALL, { began_at: `:now::timestamptz - interval '1 second' * (n % 600)` }),
  'desk.caller_limit': filled(0.001, ALL, { ends_at: `:now::timestamptz + interval '1 second' * (n % 600)` }),
  // A week's commands of staff.
  'desk.reply': filled(0.1, ALL, {
    applicant_id: `(${staff()})::uuid`,
    route: `'POST /v1/cases/{caseId}/decision'`,
    status: '200',
    body: `repeat('{}', 200)`,
    created_at: since('7 days'),
  }),
  'desk.setting': filled(1, 'false', { version: 'n', changed_by: staff(), changed_at: `:now::timestamptz - ${YEAR}` }),
};
