import type { NoticeResult, NoticeState } from '../../contracts/desk/authority-notices.ts';
import type { TaskCounts } from '../domain/task-queue.ts';
import type { NoticeOfAuthority } from './authority.ts';

/** A notice of the authority about a record, until its result is reported. */
export interface AuthorityNotice extends Omit<NoticeOfAuthority, 'words'> {
  /** The desk's own id. */
  readonly id: string;
  /** Staff have typed it from the authority's system. */
  readonly isTyped: boolean;
  readonly state: NoticeState;
  readonly receivedAt: Date;
  /** The authority's own words; undefined once they were erased. */
  readonly words: string | undefined;
  /** Undefined while no record has its number. */
  readonly recordId: string | undefined;
  /** Of the websites that are meant. */
  readonly domains: readonly string[];
  /** Sequence of the event by which the organizer was told. */
  readonly event: number | undefined;
  /** What was reported of it last. */
  readonly reported: NoticeResult | undefined;
}

/** What the authority wants to have mended or verified. */
export interface AuthorityNotices {
  /** Keeps a notice of the authority, once, whenever it comes. */
  keep(notice: NoticeOfAuthority): Promise<void>;
  /** Keeps one that staff have typed. @returns its id. */
  addTyped(notice: Omit<NoticeOfAuthority, 'noticeId'>): Promise<string>;
  /** Those that are not closed, the first due first, those without a date last. */
  open(limit: number): Promise<readonly AuthorityNotice[]>;
  /** How many rows these make with the open notices of records, a thousand at most. Nothing is opened. */
  countOpen(now: Date): Promise<TaskCounts>;
  /** An open one, which nobody else changes until the end of the transaction. */
  lock(id: string): Promise<AuthorityNotice | undefined>;
  /** The organizer is told by this event. */
  markTold(id: string, recordId: string, event: number): Promise<void>;
  /** Its result is reported; it is closed when nothing more comes of it. */
  markReported(id: string, result: NoticeResult): Promise<void>;
}
