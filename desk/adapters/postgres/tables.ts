import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { NoticeKind, NoticeResult } from '../../../contracts/desk/authority-notices.ts';
import type { Role } from '../../../contracts/desk/rights.ts';
import type { PlatformTables } from '../../../platform/database/tables.ts';
import type { AuditFacts } from '../../domain/audit-chain.ts';
import type { AnswerKind, AuthorityStage } from '../../domain/authority.ts';
import type { ListedKind, ListedResult, ListName } from '../../domain/authority-lists.ts';
import type { AuthoritySettings } from '../../domain/authority-settings.ts';
import type { CallAnswer, CallOutcome } from '../../domain/call.ts';
import type { CaseState } from '../../domain/case.ts';
import type { PauseReason } from '../../domain/case-clock.ts';
import type { CaseKeyKind } from '../../domain/case-search.ts';
import type { DecisionKind } from '../../domain/decision.ts';
import type { SecondViewReason } from '../../domain/four-eyes.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { Queue } from '../../domain/queue.ts';
import type { ReasonKind } from '../../domain/reasons.ts';
import type { DeskSettings } from '../../domain/settings.ts';
import type { SessionEnd } from '../../domain/staff-session.ts';
import type { Relation, TieKind } from '../../domain/ties.ts';
import type { Conclusion } from '../../domain/work-rules.ts';
import type { SealPlaceName } from '../../ports/audit-log.ts';
import type { RecordChange, ToldEvent } from '../../ports/record-events.ts';
import type { AnswerState, SubmissionFailure, SubmissionState } from '../../ports/submissions.ts';

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
    second_view: Generated<readonly SecondViewReason[]>;
    queue: Queue | null;
    reserved_for: Generated<string | null>;
    reserved_until: Generated<Date | null>;
    call_again_at: Generated<Date | null>;
    missed_calls: Generated<number>;
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
    erased_at: Generated<Date | null>;
    sha256: string | null;
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
    comment_sealed: Buffer | null;
    amendments_sealed: Generated<Buffer | null>;
    second_comment_sealed: Generated<Buffer | null>;
    asks_second_view: Generated<boolean>;
    asked_row: Generated<string | null>;
  };
  'desk.judgement': {
    case_id: string;
    row_path: string;
    staff_id: string;
    conclusion: Conclusion;
    spent_seconds: number;
    judged_at: Date;
    sight_hash: string | null;
  };
  'desk.note': { id: string; case_id: string; written_by: string; written_at: Date; text_sealed: Buffer };
  'desk.clear_view': {
    id: string;
    case_id: string;
    staff_id: string;
    row_path: string;
    shown_at: Date;
    object_key: string | null;
  };
  'desk.call': {
    id: string;
    case_id: string;
    row_path: string;
    called_by: string;
    started_at: Date;
    connected_at: Generated<Date | null>;
    ended_at: Generated<Date | null>;
    outcome: Generated<CallOutcome | null>;
    answers: JSONColumnType<readonly CallAnswer[]>;
    told_at: Generated<Date | null>;
  };
  'desk.case_key': { case_id: string; kind: CaseKeyKind; hash: Buffer };
  'desk.returned_item': {
    decision_id: string;
    item: number;
    reason_id: string;
    reason_version: number;
    found_by: 'machine' | 'reviewer' | 'authority';
    sent_at: Date;
  };
  'desk.sample': {
    decision_id: string;
    case_id: string;
    kind: DecisionKind;
    decided_by: string;
    drawn_at: Date;
    judged_by: Generated<string | null>;
    judged_at: Generated<Date | null>;
    result: Generated<'right' | 'wrong-harmless' | 'wrong' | null>;
    row_path: Generated<string | null>;
    comment_sealed: Generated<Buffer | null>;
  };
  'desk.reason': {
    reason_id: string;
    version: number;
    kind: Generated<ReasonKind>;
    topic: string;
    fields: string[];
    reason: string;
    suggestion: string;
    is_retired: boolean;
    changed_by: string;
    changed_at: Date;
  };
  'desk.setting': {
    version: number;
    settings: JSONColumnType<Omit<DeskSettings, 'version'>>;
    changed_by: string;
    changed_at: Date;
    confirmed_by: Generated<string | null>;
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
  'desk.submission': {
    id: string;
    case_id: string;
    filing_id: string;
    attempt: number;
    number: number | null;
    state: Generated<SubmissionState>;
    stage: Generated<AuthorityStage>;
    is_taken_back: Generated<boolean>;
    queued_at: Date;
    sent_at: Date | null;
    failure: SubmissionFailure | null;
    given_numbers: string[] | null;
  };
  'desk.authority_answer': {
    number: number;
    sequence: number;
    kind: AnswerKind;
    at: Date;
    received_at: Date;
    content_sealed: Buffer | null;
    state: Generated<AnswerState>;
    matched_by: string | null;
    applies_at: Date;
    typed_by: string | null;
    confirmed_by: Generated<string | null>;
    takes_two: boolean;
  };
  'desk.authority_phrase': {
    phrase: string;
    reason_id: string;
    times: Generated<number>;
    learnt_at: Date;
    filings: string[];
    promoted_by: string | null;
    promoted_at: Date | null;
  };
  'desk.authority_setting': {
    version: number;
    settings: JSONColumnType<Omit<AuthoritySettings, 'version'>>;
    changed_by: string;
    changed_at: Date;
    confirmed_by: Generated<string | null>;
  };
  'desk.authority_notice': {
    id: string;
    kind: NoticeKind;
    filing_number: string;
    websites: string[] | null;
    words_sealed: Buffer | null;
    received_at: Date;
    due_at: Date | null;
    record_id: string;
    event: number;
    reported: NoticeResult | null;
    closed_at: Date | null;
  };
  'desk.authority_report': {
    id: string;
    notice: string | null;
    content_sealed: Buffer | null;
    reported_by: string;
    queued_at: Date;
    sent_at: Date | null;
  };
  'desk.authority_list': {
    name: ListName;
    version: Generated<number>;
    due_at: Date | null;
    imported_by: string | null;
    confirmed_by: Generated<string | null>;
    imported_at: Date | null;
  };
  'desk.listed_entry': {
    id: string;
    list: ListName;
    kind: ListedKind;
    hash: Buffer;
    value_sealed: Buffer;
    due_at: Date;
    confirmed_at: Date;
    may_hit: Generated<boolean>;
    result: ListedResult | null;
    handled_by: string | null;
    handled_at: Date | null;
  };
  'desk.record': { id: string; number: string; version: number; change: JSONColumnType<RecordChange> };
  'desk.record_feed': { id: Generated<number>; next: string };
  'desk.proposal': {
    id: string;
    kind: Proposal['kind'];
    subject: string;
    content_sealed: Buffer | null;
    proposed_by: string;
    proposed_at: Date;
    state: Generated<'open' | 'confirmed' | 'dropped'>;
    settled_by: Generated<string | null>;
    settled_at: Generated<Date | null>;
  };
  'desk.record_event': {
    record_id: string;
    sequence: number;
    kind: string;
    at: Date;
    facts: JSONColumnType<Omit<ToldEvent, 'kind' | 'dueAt'> & { readonly dueAt?: string | undefined }>;
    told_by: string;
    confirmed_by: Generated<string | null>;
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
  'desk.seal_copy': {
    day: string;
    place: SealPlaceName;
    due_at: Date;
    attempts: Generated<number>;
    kept_at: Generated<Date | null>;
  };
  'desk.staff': {
    id: string;
    identity_index: Buffer;
    name_sealed: Buffer;
    /** Issuer and subject, a line each. */
    identity_sealed: Buffer;
    roles: readonly Role[];
    confirmed_at: Date;
  };
  'desk.staff_session': {
    id: string;
    staff_id: string;
    token_hash: Buffer;
    page_key_hash: Buffer;
    subject_sealed: Buffer | null;
    refresh_token_sealed: Buffer | null;
    started_at: Date;
    seen_at: Date;
    confirmed_at: Date;
    asked_until: Date | null;
    ended_at: Date | null;
    ended_because: SessionEnd | null;
    ended_by: Generated<string | null>;
  };
  'desk.declared_tie': {
    id: string;
    staff_id: string;
    kind: TieKind;
    relation: Relation;
    value_sealed: Buffer | null;
    declared_at: Date;
    ended_at: Date | null;
    ended_by: string | null;
  };
  'desk.sign_in_try': { secret_hash: Buffer; began_at: Date };
  'desk.caller_limit': PlatformTables['caller_limit'];
  'desk.seen_message': PlatformTables['seen_message'];
  'desk.reply': PlatformTables['reply'];
}
