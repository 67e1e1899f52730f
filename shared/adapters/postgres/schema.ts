import type { ColumnType, JSONColumnType } from 'kysely';
import type { DocumentKind, DocumentState, DocumentSubject } from '../../domain/document.ts';
import type { FilingNumbers, FilingType, FlaggedField } from '../../domain/filing.ts';
import type { FilingEvent, FilingState } from '../../domain/filing-machine.ts';
import type { Finding } from '../../domain/finding.ts';
import type { LivenessChallenge, LivenessReason, LivenessState } from '../../domain/liveness.ts';
import type { OutboxMessage } from '../../ports/outbox.ts';

/** JSON is written as text, so that arrays are not taken for PostgreSQL arrays. */
type Json<T extends object> = JSONColumnType<T>;
type NullableJson<T extends object> = ColumnType<T | null, string | null, string | null>;
type Facts = Readonly<Record<string, string | number>>;

/** The tables of `migrations/`, as kysely sees them. */
export interface Schema {
  account: { id: string; openid_index: Buffer; openid_sealed: Buffer; created_at: Date };
  consent: { account_id: string; text_version: string; given_at: Date };
  eligibility_check: {
    ticket_index: Buffer;
    input_sealed: Buffer;
    filing_type: FilingType;
    expires_at: Date;
    used_at: Date | null;
  };
  filing: {
    id: string;
    applicant_id: string;
    filing_type: FilingType;
    state: FilingState;
    version: number;
    round: number;
    last_verdict: number;
    contents_sealed: Buffer;
    certificate_index: Buffer;
    domains: string[];
    flagged: Json<FlaggedField[]>;
    numbers: NullableJson<FilingNumbers>;
    waiting_since: Date | null;
    asked_at: Date | null;
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
  verdict: {
    filing_id: string;
    round: number;
    sequence: number;
    kind: string;
    flagged: Json<FlaggedField[]>;
    numbers: NullableJson<FilingNumbers>;
    at: Date;
  };
  document: {
    id: string;
    filing_id: string;
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
    created_at: Date;
    updated_at: Date;
  };
  liveness_check: {
    id: string;
    filing_id: string;
    website_id: string;
    person_sealed: Buffer;
    state: LivenessState;
    challenge: Json<LivenessChallenge>;
    photo_document_id: string;
    video_document_id: string;
    reasons: Json<LivenessReason[]>;
    similarity: number | null;
    expires_at: Date;
    created_at: Date;
  };
  authorization_code: {
    id: string;
    code_index: Buffer;
    last_four: string;
    owner_id: string;
    target_id: string | null;
    resource_id: string;
    region: string;
    filing_id: string | null;
    created_at: Date;
  };
  cloud_account: { account_id: string; role_sealed: Buffer; linked_at: Date };
  outbox: {
    key: string;
    topic: OutboxMessage['topic'];
    payload: Json<Facts>;
    state: 'waiting' | 'sent' | 'parked';
    attempts: number;
    due_at: Date;
    failure: string | null;
    created_at: Date;
  };
  inbox: { source: string; message_id: string; received_at: Date };
  reply: {
    applicant_id: string;
    route: string;
    key: string;
    fingerprint: string;
    holder: string;
    locked_until: Date;
    status: number | null;
    body: string | null;
    created_at: Date;
  };
}
