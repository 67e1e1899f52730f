import {
  at,
  HAS_ENDED,
  IS_APPROVED,
  IS_ERASED,
  IS_UNDER_REVIEW,
  id,
  index,
  key,
  NUMBER,
  OWNER,
  ofFiling,
  PAIRS,
  STATE,
  sealed,
  since,
  YEAR,
} from './expressions.ts';

/**
 * What a service holds after that many filings, as SQL: `$1` is the number of filings (a `float8`), `:rows` that of the
 * table's rows, `:now` the time it is. Rows of one table follow from their number `n`, so that the same call makes the same
 * rows, and rows of several tables find each other by the ids of `id(table, n)`. What is sealed in the product is as long
 * here, and opens for nobody.
 */
export interface Filled {
  /** Rows for each filing. */
  readonly perFiling: number;
  /** The numbers that have a row, as a condition over `n`. */
  readonly of: string;
  /** An expression over `n` for each column whose value is not the one that `usualValue` makes of the catalogue. */
  readonly columns: Readonly<Record<string, string>>;
}

/** Every number has a row. */
export const ALL = 'true';

/** A table that is filled. */
export const filled = (perFiling: number, of: string, columns: Filled['columns'] = {}): Filled => ({
  perFiling,
  of,
  columns,
});

export const FILLED: Readonly<Record<string, Filled>> = {
  account: filled(1, ALL, {
    phone_index: `case when n % 3 = 0 then ${index('phone')} end`,
    phone_sealed: `case when n % 3 = 0 then ${sealed(64)} end`,
    phone_proven_at: `case when n % 3 = 0 then ${at()} end`,
    erased_at: `case when n % 100 = 3 then ${at()} end`,
    forgotten_at: `case when n % 100 = 3 and n % 10000 <> 3 then ${at()} end`,
  }),
  filing: filled(1, ALL, {
    applicant_id: OWNER,
    filing_type: `'first'`,
    state: STATE,
    version: '4',
    last_verdict: '2',
    contents_sealed: sealed(1_600),
    certificate_index: index('certificate', '(n / 2)'),
    domains: `array['d' || n || '.example.cn']`,
    servers: `array['cvm ap-guangzhou ins-' || n]`,
    person_numbers: `array[${index('mobile')}, ${index('id-number')}]`,
    flagged: `'[]'`,
    numbers: `case when ${IS_APPROVED} then jsonb_build_object('organizer', ${NUMBER}, 'websites', '{}'::jsonb) end`,
    record_id: `case when ${IS_APPROVED} then ${id('filing')} end`,
    has_face_files: `n >= $1 * 0.9167 and ${IS_APPROVED}`,
    step_due_at: `case when ${HAS_ENDED} then null else :now::timestamptz + interval '1 second' * (n % 200000 - 100) end`,
    erased_at: `case when ${IS_ERASED} then ${at()} end`,
  }),
  record: filled(1, IS_APPROVED, {
    account_id: OWNER,
    number: NUMBER,
    contents_sealed: sealed(1_600),
    certificate_index: index('certificate', '(n / 2)'),
    person_numbers: `array[${index('mobile')}, ${index('id-number')}]`,
    look_due_at: `:now::timestamptz + interval '1 second' * (n % 2592000)`,
  }),
  record_version: filled(1, IS_APPROVED, { filing_id: id('filing'), contents_sealed: sealed(1_600), position: 'n' }),
  record_event: filled(1, `${IS_APPROVED} and n % 10 = 1`, { kind: `'access-cancelled'` }),
  record_website: filled(1, IS_APPROVED, { number: `${NUMBER} || '-1'` }),
  record_domain: filled(1, IS_APPROVED, { domain: `'d' || n || '.example.cn'` }),
  record_access: filled(1, IS_APPROVED, { id: id('record_website'), server: `'cvm ap-guangzhou ins-' || n` }),
  // One record in a hundred has moved to another account once; a few are on their way.
  record_transfer: filled(1, `${IS_APPROVED} and n % 100 = 7`, {
    holder_id: OWNER,
    target_id: id('account', '(n + 1)'),
    token_hash: index('transfer'),
    offered_at: at(),
    accepted_at: at(),
    moves_at: `case when n % 1000 = 107 then :now::timestamptz + interval '1 second' * (n % 86400 - 600) else ${at()} end`,
    ended_at: `case when n % 1000 = 107 then null else ${at()} end`,
    outcome: `case when n % 1000 = 107 then null else 'moved' end`,
  }),
  desk_question: filled(
    1,
    `(${STATE}) in ('submitted', 'queued', 'sms-verification', 'authority-review', 'approved')`,
    {
      ask_at: `case when ${IS_UNDER_REVIEW} then :now::timestamptz + interval '1 second' * (n % 240 - 120) end`,
      recheck_at: `case when not ${IS_UNDER_REVIEW} then :now::timestamptz + interval '1 second' * (n % 86400 - 300) end`,
    },
  ),
  filing_history: filled(4, ALL, {
    version: '(n - 1) % 4 + 1',
    event: `(array['create', 'submit', 'accept', 'approve'])[(n - 1) % 4 + 1]`,
    state: `(array['draft', 'submitted', 'queued', 'approved'])[(n - 1) % 4 + 1]`,
  }),
  document: filled(3, ALL, {
    filing_id: `case when n > $1 * 2.99 and n % 3 = 1 then null else ${id('filing', ofFiling(3))} end`,
    kind: `(array['id-front', 'liveness-photo', 'liveness-video'])[(n - 1) % 3 + 1]`,
    state: `case when n > $1 * 2.9995 then (array['waiting', 'received', 'reading'])[n % 3 + 1] else 'ready' end`,
    // Pictures of faces are deleted when their filing is approved; those of the last hours are still to be.
    clean_key: `case when (n - 1) % 3 > 0 and n < $1 * 2.75 then null else ${key('clean')} end`,
    findings: `'[]'`,
    fields_sealed: `case when (n - 1) % 3 = 0 then ${sealed(400)} end`,
    file_gone_at: `case when (n - 1) % 3 > 0 and n < $1 * 2.75 then ${at()} end`,
  }),
  outbox: filled(3, ALL, {
    key: key('message'),
    topic: `(array['review-desk.submit', 'reminder', 'webhook'])[n % 3 + 1]`,
    payload: `jsonb_build_object('filingId', ${id('filing', ofFiling(3))},
        'endpointId', ${id('webhook_endpoint', '(n % 1000)')})`,
    state: `case when n > $1 * 2.998 then 'waiting' when n % 10000 = 7 then 'parked' when n % 20 = 1 then 'ended' else 'sent' end`,
  }),
  liveness_check: filled(1, ALL, {
    website_id: id('record_website'),
    person_index: index('person'),
    consent_text_version: `'2026-11'`,
    state: `case when n % 5 = 0 then 'failed' else 'passed' end`,
    challenge: `'{"actions":["open-mouth"]}'`,
    photo_document_id: id('document', '(n * 3 - 1)'),
    video_document_id: id('document', '(n * 3)'),
    photo_accepted: 'true',
    matched_cards: `array[${id('document', '(n * 3 - 2)')}]`,
    reasons: `'[]'`,
  }),
  seen_media: filled(0.8, ALL, {
    kind: `(array['photo', 'video', 'frame'])[n % 3 + 1]`,
    digest_index: `case when n % 3 < 2 then ${index('digest')} end`,
    digest_sealed: `case when n % 3 < 2 then ${sealed(100)} end`,
    look_sealed: `case when n % 3 <> 1 then ${sealed(100)} end`,
    pair_indexes: `case when n % 3 <> 1 then ${PAIRS} else '{}' end`,
    seen_at: since('180 days'),
  }),
  session: filled(1, ALL, {
    device: `'微信'`,
    expires_at: `${at()} + interval '30 days'`,
    ended_at: `case when n % 4 = 0 then ${at()} end`,
  }),
  session_challenge: filled(2, ALL, { next: `case when n % 2 = 1 then ${index('challenge', '(n + 1)')} end` }),
  consent: filled(1, ALL),
  filing_round: filled(0.95, ALL, { package_sealed: sealed(1_500) }),
  verdict: filled(2, ALL, {
    sequence: '(n - 1) % 2 + 1',
    kind: `(array['accepted', 'approved'])[(n - 1) % 2 + 1]`,
    flagged: `'[]'`,
  }),
  form_draft: filled(1, ALL, { version: '3', fields_sealed: sealed(600) }),
  inbox: filled(1, ALL, {
    source: `case when n % 2 = 0 then 'review-desk' else 'object-store' end`,
    received_at: since('180 days'),
  }),
  audit: filled(2, ALL, {
    actor_id: id('account', ofFiling(2)),
    action: `'letter.made'`,
    subject_id: id('filing', ofFiling(2)),
  }),
  ocr_call: filled(1, ALL, { document_id: id('document', '(n * 3 - 2)'), answer_sealed: sealed(400) }),
  paid_call: filled(1, ALL, {
    service: `(array['ocr', 'faces', 'liveness', 'sms'])[n % 4 + 1]`,
    payer: `case when n % 2 = 0 then 'person/' || encode(${index('person')}, 'hex') else 'filing/' || ${id('filing')} end`,
    period: `case when n % 2 = 0 then to_char(${at()}, 'YYYY-MM-DD') else 'always' end`,
    calls: '2',
  }),
  contact_confirmation: filled(1, ALL),
  contact_link: filled(0.05, ALL, {
    expires_at: `:now::timestamptz + interval '1 second' * (n - 100)`,
  }),
  hand_over: filled(0.3, ALL, {
    filing_id: `case when n % 10 = 0 then null else ${id('filing')} end`,
    website_id: `case when n % 10 = 0 then null else ${id('record_website')} end`,
    account_id: `case when n % 10 = 0 then ${id('account')} end`,
    kinds: `case when n % 10 = 0 then array['id-front'] else '{}' end`,
    subject: `case when n % 10 = 0 then 'principal' end`,
    check_ids: `array[${id('liveness_check')}]`,
    consent_name_sealed: `case when n % 10 > 0 then ${sealed(64)} end`,
  }),
  eligibility_check: filled(0.3, ALL, { input_sealed: sealed(300), expires_at: since('7 days') }),
  authorization_code: filled(0.1, ALL, {
    target_id: `case when n % 2 = 0 then ${id('account', '(n + 1)')} end`,
    resource_id: `'ins-' || n`,
    filing_id: `case when n % 2 = 0 then ${id('filing')} end`,
  }),
  cloud_account: filled(0.1, ALL, { external_id: `'e' || n` }),
  site_host: filled(0.001, ALL, { expires_at: `:now::timestamptz + ${YEAR}` }),
  notification_preference: filled(0.2, ALL, { we_chat: 'true', sms: 'true' }),
  webhook_endpoint: filled(0.01, ALL, { events: `array['filing.approved']` }),
  webhook_attempt: filled(0.3, ALL, { message_key: key('message', '(n * 3 - 1)') }),
  company_check: filled(0.1, ALL, { asked_at: since('30 days'), answer: `'{}'` }),
  company_check_picture: filled(0.1, ALL, { document_id: id('document', '(n * 3 - 2)') }),
  asked_number: filled(0.1, ALL, {
    person_indexes: `array[${index('person')}]`,
    kind: `case when n % 2 = 0 then 'mobile' else 'certificate' end`,
    domain_index: index('domain', '(n / 2)'),
    prefix_index: index('prefix', '(n / 3)'),
    asked_at: since('1 day'),
  }),
  one_time_code: filled(0.05, ALL, {
    account_id: `case when n % 2 = 0 then ${id('account')} end`,
    filing_id: `case when n % 2 = 1 then ${id('filing')} end`,
    made_at: ':now::timestamptz',
    expires_at: `:now::timestamptz + interval '1 second' * (n - 100)`,
  }),
  scan_ticket: filled(0.05, ALL, { expires_at: since('1 day') }),
  reply: filled(0.2, ALL, {
    route: `'POST /v1/filings'`,
    status: '200',
    body: `repeat('{}', 200)`,
    created_at: since('7 days'),
  }),
  view_file: filled(0.05, ALL, { shown_at: since('1 day') }),
  erased_object: filled(0.05, ALL, { erased_at: since('30 minutes') }),
  parked_verdict: filled(0.005, ALL, { fields: `'[]'` }),
  caller_limit: filled(0.1, ALL, { ends_at: `:now::timestamptz + interval '1 second' * (n % 600)` }),
  running_call: filled(0.01, ALL, {
    end_times: 'array[:now::timestamptz]',
    ends_at: `:now::timestamptz + interval '1 second' * (n % 60)`,
  }),
  kept_fact: filled(0.02, ALL, {
    answer_sealed: sealed(300),
    expires_at: `:now::timestamptz + interval '1 second' * (n % 300)`,
  }),
};
