import type { NoticeKind, NoticeResult, NoticeState } from '../../contracts/desk/authority-notices.ts';
import type { TaskCounts } from '../domain/authority/task-queue.ts';

/** What the authority wants to have mended or verified of a record, as staff have typed it and told its organizer. */
export interface NewNotice {
  readonly kind: NoticeKind;
  readonly recordId: string;
  /** The organizer's. */
  readonly filingNumber: string;
  /** Numbers of the websites that are meant; without any, the whole record. */
  readonly websites: readonly string[] | undefined;
  readonly dueAt: Date | undefined;
  readonly words: string;
  /** Sequence of the event by which the organizer is told. */
  readonly event: number;
}

/** A notice of the authority, until its result is reported. */
export interface AuthorityNotice extends Omit<NewNotice, 'words'> {
  readonly id: string;
  readonly state: NoticeState;
  readonly receivedAt: Date;
  /** Undefined once they were erased. */
  readonly words: string | undefined;
  /** The domains of the websites that are meant. */
  readonly domains: readonly string[];
  /** What was reported of it last. */
  readonly reported: NoticeResult | undefined;
}

/** What the authority wants to have mended or verified. */
export interface AuthorityNotices {
  add(notice: NewNotice): Promise<void>;
  /** Those that are not closed, the first due first, those without a date last. */
  open(limit: number): Promise<readonly AuthorityNotice[]>;
  /** How many rows these make with the open notices of records, a thousand at most. Nothing is opened. */
  countOpen(now: Date): Promise<TaskCounts>;
  /** An open one, which nobody else changes until the end of the transaction. */
  lock(id: string): Promise<AuthorityNotice | undefined>;
  /** Its result is reported; it is closed when nothing more comes of it. */
  markReported(id: string, result: NoticeResult): Promise<void>;
}
