import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Finding } from '../../../contracts/kit/finding.ts';
import type { FilingId, RecordId } from '../../../contracts/kit/record-id.ts';
import type { PlatformTables } from '../../../platform/database/tables.ts';
import type { FailureKind } from '../../../platform/ports/failed.ts';
import type { CompanyFacts } from '../../domain/facts.ts';
import type { Amendment, FilingNumbers, FlaggedField } from '../../domain/filing/filing.ts';
import type { FilingType } from '../../domain/filing/filing-types.ts';
import type { DraftForm } from '../../domain/filing/form-draft.ts';
import type { FilingEvent, FilingState } from '../../domain/filing/machine.ts';
import type { Assurance, LivenessChallenge, LivenessObjection, LivenessState } from '../../domain/liveness/liveness.ts';
import type { DocumentKind, DocumentState, DocumentSubject } from '../../domain/media/document.ts';
import type { OutboxMessage, OutboxState } from '../../domain/messages/outbox-message.ts';
import type { PaidService } from '../../domain/paid-calls.ts';
import type { RecordCause } from '../../domain/record/fold.ts';
import type { Outside } from '../../domain/record/outside.ts';
import type { RecordEvent, WrongEvent } from '../../domain/record/record-event.ts';
import type { TransferEnd } from '../../domain/record/transfer.ts';
import type { AuditedAction } from '../../ports/audit-trail.ts';
import type { OutboxLane } from '../../ports/outbox.ts';
import type { MediaTrace } from '../../ports/seen-media.ts';

/** JSON is written as text, so that arrays are not treated as PostgreSQL arrays. */
type Json<T extends object> = JSONColumnType<T>;
type NullableJson<T extends object> = ColumnType<T | null, string | null, string | null>;
type Facts = Readonly<Record<string, string | number>>;

/** What of an event about a record is in its `facts`; `dueAt` is an ISO instant. */
type EventFacts = Pick<RecordEvent, 'websites' | 'by' | 'reason' | 'items' | 'notice'> & {
  readonly dueAt?: string | undefined;
};

/** The tables of `migrations/`, as kysely sees them. */
export interface Schema extends PlatformTables {
  account: {
    id: string;
    openid_index: Buffer;
    openid_sealed: Buffer;
    phone_index: Generated<Buffer | null>;
    phone_sealed: Generated<Buffer | null>;
    phone_proven_at: Generated<Date | null>;
    created_at: Date;
    erased_at: Date | null;
    forgotten_at: Date | null;
  };
  view_file: { key: string; account_id: string; shown_at: Date };
  erased_object: { key: string; erased_at: Date };
  consent: { account_id: string; text_version: string; given_at: Date; withdrawn_at: Date | null };
  session: {
    id: string;
    account_id: string;
    device: string | null;
    created_at: Date;
    used_at: Date;
    expires_at: Date;
    ended_at: Date | null;
  };
  one_time_code: {
    holder_index: Buffer;
    code_index: Buffer;
    address_index: Buffer;
    address_sealed: Buffer;
    account_id: string | null;
    filing_id: FilingId | null;
    record_id: RecordId | null;
    tries: number;
    made_at: Date;
    expires_at: Date;
    proven_at: Date | null;
  };
  contact_confirmation: { filing_id: FilingId; address_index: Buffer; way: string; confirmed_at: Date };
  contact_link: { filing_id: FilingId; person: string; token_hash: Buffer; wrong_tries: number; expires_at: Date };
  notification_preference: { account_id: string; we_chat: boolean; sms: boolean; mail: boolean; changed_at: Date };
  session_challenge: { challenge: Buffer; session_id: string; next: Buffer | null };
  scan_ticket: {
    ticket_index: Buffer;
    challenge: Buffer;
    expires_at: Date;
    confirmed_at: Date | null;
    asked_at: Date | null;
    asker_sealed: Buffer | null;
  };
  eligibility_check: {
    account_id: string | null;
    ticket_index: Buffer;
    input_sealed: Buffer;
    filing_type: FilingType;
    expires_at: Date;
    used_at: Date | null;
  };
  asked_number: {
    person_indexes: Buffer[];
    kind: 'certificate' | 'mobile';
    number_index: Buffer;
    domain_index: Buffer;
    prefix_index: Buffer;
    asked_at: Date;
  };
  filing: {
    id: FilingId;
    applicant_id: string;
    filing_type: FilingType;
    state: FilingState;
    version: number;
    round: number;
    last_verdict: number;
    contents_sealed: Buffer;
    certificate_index: Buffer;
    domains: string[];
    servers: string[];
    person_numbers: Buffer[];
    flagged: Json<FlaggedField[]>;
    numbers: NullableJson<FilingNumbers>;
    has_face_files: Generated<boolean>;
    state_since: Date;
    step_due_at: Date | null;
    erased_at: Date | null;
    record_id: Generated<RecordId | null>;
    record_ended_at: Generated<Date | null>;
    not_adopted_at: Generated<Date | null>;
    from_record_id: Generated<RecordId | null>;
    from_version: Generated<number | null>;
    created_at: Date;
    updated_at: Date;
  };
  filing_history: {
    filing_id: string;
    version: number;
    event: FilingEvent | 'create';
    state: FilingState;
    facts: Json<Facts>;
    at: Date;
  };
  desk_question: { filing_id: FilingId; ask_at: Date | null; recheck_at: Date | null };
  quiet_time: { port: string; until: Date; asked_last: Generated<string | null> };
  form_draft: {
    filing_id: FilingId;
    form: DraftForm;
    version: number;
    fields_sealed: Buffer;
    gaps: string[];
    conflicts: string[];
    updated_at: Date;
  };
  filing_round: {
    filing_id: FilingId;
    round: number;
    terms_text_version: string;
    content_hash: string;
    package_sealed: Buffer;
    submitted_at: Date;
  };
  verdict: {
    filing_id: FilingId;
    round: number;
    sequence: number;
    kind: string;
    flagged: Json<FlaggedField[]>;
    amendments: NullableJson<Amendment[]>;
    numbers: NullableJson<FilingNumbers>;
    at: Date;
  };
  parked_verdict: {
    filing_id: FilingId;
    round: number | null;
    sequence: number | null;
    reason: string;
    fields: Json<string[]>;
    parked_at: Date;
    seen_at: Date;
  };
  record: {
    id: RecordId;
    account_id: string;
    number: string;
    version: number;
    contents_sealed: Buffer;
    certificate_index: Buffer;
    person_numbers: Buffer[];
    created_at: Date;
    updated_at: Date;
    ended_at: Date | null;
    last_event: Generated<number>;
    look_due_at: Generated<Date | null>;
    looked_at: Generated<Date | null>;
    outside: ColumnType<Outside | null, string | null | undefined, string | null>;
  };
  record_version: {
    record_id: RecordId;
    version: number;
    cause: RecordCause['kind'];
    filing_id: FilingId | null;
    event: Generated<number | null>;
    contents_sealed: Buffer;
    at: Date;
    position: Generated<string | null>;
  };
  record_event: {
    record_id: RecordId;
    sequence: number;
    kind: string;
    at: Date;
    facts: Json<EventFacts>;
    received_at: Date;
    parked: WrongEvent | null;
  };
  record_feed: { id: Generated<number>; last: string };
  record_transfer: {
    id: string;
    record_id: RecordId;
    holder_id: string;
    target_id: string | null;
    token_hash: Buffer | null;
    stop_code_index: Buffer | null;
    stop_code_sealed: Buffer | null;
    started_at: Date;
    expires_at: Date;
    offered_at: Date | null;
    accepted_at: Date | null;
    moves_at: Date | null;
    wrong_certificates: number;
    ended_at: Date | null;
    outcome: TransferEnd | null;
  };
  record_website: { id: string; record_id: RecordId; number: string; ended_at: Date | null };
  record_domain: { website_id: string; domain: string; ended_at: Date | null };
  record_access: { id: string; website_id: string; server: string | null; ended_at: Date | null };
  document: {
    id: string;
    filing_id: FilingId | null;
    applicant_id: string;
    kind: DocumentKind;
    subject: DocumentSubject;
    state: DocumentState;
    content_type: string;
    max_bytes: number;
    incoming_key: string;
    clean_key: string | null;
    findings: Json<Finding[]>;
    fields_sealed: Buffer | null;
    claimed_until: Date | null;
    swept_at: Date | null;
    file_gone_at: Date | null;
    checks: Generated<number>;
    created_at: Date;
    updated_at: Date;
  };
  ocr_call: {
    document_id: string;
    step: string;
    attempts: number;
    asked_at: Date | null;
    answer_sealed: Buffer | null;
  };
  company_check: { claim_index: Buffer; asked_at: Date; answer: NullableJson<CompanyFacts> };
  company_check_picture: { document_id: string; asked_at: Date };
  paid_call: {
    service: PaidService;
    payer: string;
    period: string;
    calls: number;
    last_call_at: Date;
    used_up_at: Generated<Date | null>;
  };
  kept_fact: { question_index: Buffer; answer_sealed: Buffer; expires_at: Date };
  rate_limit: { name: string; next_at: Date };
  liveness_check: {
    id: string;
    filing_id: FilingId;
    website_id: string | null;
    transfer_id: Generated<string | null>;
    person_sealed: Buffer;
    person_index: Buffer;
    consent_text_version: string;
    state: LivenessState;
    challenge: Json<LivenessChallenge>;
    photo_document_id: string;
    video_document_id: string | null;
    frame_document_ids: Generated<string[]>;
    photo_accepted: boolean;
    matched_cards: Generated<string[]>;
    card_similarities: Generated<Record<string, number>>;
    reasons: Json<LivenessObjection[]>;
    similarity: number | null;
    assurance: Assurance | null;
    expires_at: Date;
    created_at: Date;
  };
  hand_over: {
    id: string;
    filing_id: FilingId | null;
    website_id: Generated<string | null>;
    transfer_id: Generated<string | null>;
    account_id: Generated<string | null>;
    kinds: Generated<DocumentKind[]>;
    subject: Generated<DocumentSubject | null>;
    is_for_other: Generated<boolean>;
    document_ids: Generated<string[]>;
    token_index: Buffer;
    device_index: Generated<Buffer | null>;
    check_ids: Generated<string[]>;
    consent_name_sealed: Generated<Buffer | null>;
    consent_text_version: Generated<string | null>;
    consented_at: Generated<Date | null>;
    created_at: Date;
    expires_at: Date;
    opened_at: Generated<Date | null>;
    declined_at: Generated<Date | null>;
    cancelled_at: Generated<Date | null>;
  };
  seen_media: {
    id: string;
    check_id: string;
    filing_id: FilingId;
    kind: MediaTrace['kind'];
    digest_index: Buffer | null;
    digest_sealed: Buffer | null;
    look_sealed: Buffer | null;
    band_indexes: Buffer[];
    pair_indexes: Generated<Buffer[]>;
    seen_at: Date;
  };
  authorization_code: {
    id: string;
    code_index: Buffer;
    code_sealed: Buffer | null;
    last_four: string;
    owner_id: string;
    target_id: string | null;
    resource_id: string;
    region: string;
    filing_id: FilingId | null;
    created_at: Date;
  };
  site_host: {
    id: string;
    account_id: string;
    name: string;
    public_ip: string;
    region: string;
    created_at: Date;
    expires_at: Date;
  };
  cloud_account: { account_id: string; role_sealed: Buffer; external_id: string | null; linked_at: Date };
  outbox: {
    key: string;
    topic: OutboxMessage['topic'];
    lane: ColumnType<OutboxLane, never, never>;
    payload: Json<Facts>;
    state: OutboxState;
    attempts: number;
    begun: Generated<boolean>;
    due_at: Date;
    failure: string | null;
    created_at: Date;
    traceparent: string | null;
  };
  webhook_endpoint: {
    id: string;
    account_id: string;
    /** Of an address that is not sealed yet. */
    url: Generated<string | null>;
    url_sealed: Buffer | null;
    events: string[];
    secret_sealed: Buffer;
    old_secret_sealed: Generated<Buffer | null>;
    old_secret_until: Generated<Date | null>;
    failing_since: Generated<Date | null>;
    disabled_at: Generated<Date | null>;
    created_at: Date;
  };
  webhook_attempt: {
    message_key: string;
    at: Date;
    duration_ms: number;
    status: number | null;
    failure: FailureKind | null;
  };
  audit: {
    id: ColumnType<string, never, never>;
    at: Date;
    actor_id: string;
    action: AuditedAction;
    subject_id: string;
  };
  inbox: { source: string; message_id: string; received_at: Date };
}
