import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { AuditFacts } from '../../domain/audit-chain.ts';
import type { CaseState } from '../../domain/case.ts';
import type { PauseReason } from '../../domain/case-clock.ts';
import type { DecisionKind } from '../../domain/decision.ts';
import type { Role } from '../../domain/rights.ts';
import type { SessionEnd } from '../../domain/staff-session.ts';
import type { RecordChange, ToldEvent } from '../../ports/record-events.ts';

/** The driver returns a bigint as text. */
type Milliseconds = ColumnType<string, number | undefined, number>;

/** The tables of `migrations/`, as kysely sees them. All of them are in the schema `desk`. */
export interface DeskTables {
  'desk.filing': { id: string; round: Generated<number>; withdrawn_round: Generated<number>; erased_at: Date | null };
  'desk.review_case': {
    id: string;
    filing_id: string;
    round: number;
    state: CaseState;
    version: Generated<number>;
    content_hash: string;
    filing_type: string;
    province: string;
    risk: number;
    summary_sealed: Buffer | null;
    package_sealed: Buffer | null;
    received_at: Date;
    limit_ms: Milliseconds;
    used_ms: Milliseconds;
    running_since: Date | null;
    paused_for: PauseReason | null;
    due_at: Date | null;
    lease_holder: Generated<string | null>;
    lease_until: Generated<Date | null>;
    second_view: Generated<readonly string[]>;
  };
  'desk.stored_document': {
    object_key: string;
    filing_id: string;
    round: number;
    document_id: string;
    content_hash: string;
    content_type: string;
    noted_at: Date;
    stored_at: Date | null;
  };
  'desk.decision': {
    id: string;
    case_id: string;
    kind: DecisionKind;
    flagged_sealed: Buffer;
    decided_by: string;
    decided_at: Date;
    sends_at: Date;
    state: Generated<'second-view' | 'waiting' | 'taken-back' | 'sent' | 'dropped'>;
    second_by: Generated<string | null>;
  };
  'desk.verdict': {
    filing_id: string;
    round: number;
    sequence: number;
    kind: string;
    decided_at: Date;
    content_sealed: Buffer;
    message_id: string;
    state: Generated<'waiting' | 'delivered' | 'parked'>;
    attempts: Generated<number>;
    due_at: Date;
    failure: string | null;
  };
  'desk.record': { id: string; number: string; version: number; change: JSONColumnType<RecordChange> };
  'desk.record_feed': { id: Generated<number>; next: string };
  'desk.record_event': {
    record_id: string;
    sequence: number;
    kind: string;
    at: Date;
    facts: JSONColumnType<Omit<ToldEvent, 'kind' | 'dueAt'> & { readonly dueAt?: string | undefined }>;
    told_by: string;
    message_id: string;
    state: Generated<'waiting' | 'delivered' | 'parked'>;
    attempts: Generated<number>;
    due_at: Date;
    failure: string | null;
  };
  'desk.audit': {
    case_id: string;
    sequence: number;
    at: Date;
    actor: string;
    action: string;
    facts: JSONColumnType<AuditFacts>;
    link: string;
  };
  'desk.audit_seal': { day: string; heads: number; seal: string };
  'desk.audit_head': { day: string; case_id: string; sequence: number; link: string };
  'desk.staff': {
    id: string;
    identity_index: Buffer;
    name_sealed: Buffer;
    roles: readonly Role[];
    confirmed_at: Date;
  };
  'desk.staff_session': {
    id: string;
    staff_id: string;
    token_hash: Buffer;
    page_key_hash: Buffer;
    subject_sealed: Buffer;
    refresh_token_sealed: Buffer;
    started_at: Date;
    seen_at: Date;
    confirmed_at: Date;
    asked_until: Date | null;
    ended_at: Date | null;
    ended_because: SessionEnd | null;
  };
  'desk.sign_in_try': { secret_hash: Buffer; began_at: Date };
  'desk.caller_limit': { subject_index: Buffer; calls: number; ends_at: Date };
  'desk.reply': {
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
