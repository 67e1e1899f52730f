import { addDays, beijingDay, beijingInstant } from '../../../contracts/kit/beijing-time.ts';

/** One thing to mend. */
export interface NoticeItem {
  /** Path of what is meant in a filing's contents, such as `principal.mobile`; absent for what no form has. */
  readonly field?: string | undefined;
  readonly reason: string;
}

/**
 * `open`: to be mended · `answered`: the organizer says that it is · `closed` by the desk. Whether one is overdue follows
 * from the time.
 */
export type NoticeState = 'open' | 'answered' | 'closed';

/** A notice or an inspection (核查) as the record keeps it. Times are ISO instants. */
export interface RecordNotice {
  /** The sequence number of the event that brought it. */
  readonly notice: number;
  readonly kind: 'notice' | 'inspection';
  readonly at: string;
  readonly reason?: string | undefined;
  readonly websites: readonly string[];
  readonly items: readonly NoticeItem[];
  readonly dueAt?: string | undefined;
  readonly state: NoticeState;
  /** When the organizer had the time prolonged, once. */
  readonly extendedAt?: string | undefined;
  /** What the organizer says about it. */
  readonly answer?: { readonly at: string; readonly word: string } | undefined;
}

/** Source: the providers' pages about inspections, 2022: 可申请延期一次，最长7个工作日. */
const EXTENSION_WORKING_DAYS = 7;

/**
 * The end of the only extension: the end of the seventh day that is neither Saturday nor Sunday. Public holidays are not
 * left out, so that the provider's own count is never exceeded.
 */
export function extendedUntil(dueAt: Date): Date {
  let day = beijingDay(dueAt);
  for (let left = EXTENSION_WORKING_DAYS; left > 0; ) {
    day = addDays(day, 1);
    if (![0, 6].includes(new Date(day).getUTCDay())) left -= 1;
  }
  return new Date(beijingInstant(day, 24).getTime() - 1000);
}

/** Why the time of a notice can't be prolonged; undefined: it can. */
export function reasonAgainstExtension(notice: RecordNotice, now: Date): 'extended' | 'overdue' | 'done' | undefined {
  if (notice.state !== 'open' || notice.dueAt === undefined) return 'done';
  if (notice.extendedAt !== undefined) return 'extended';
  return new Date(notice.dueAt) < now ? 'overdue' : undefined;
}
