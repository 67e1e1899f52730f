import { afterWorkingTime, endOfDay, type WorkingHours, workingTimeBetween } from '../staff/working-time.ts';

/** Why a clock stands: somebody talks with the applicant, has missed them once, or a lead or the authority holds the case. */
export type PauseReason = 'call-connected' | 'call-missed' | 'held' | 'authority-closed';

/** The time for one case: working time only, and not while somebody else is waited for. */
export interface CaseClock {
  /** Working time that the desk has. */
  readonly limitMs: number;
  /** Working time that was used before it last went on. */
  readonly usedMs: number;
  /** Since when it runs; undefined while it is paused. */
  readonly runningSince: Date | undefined;
  readonly pausedFor: PauseReason | undefined;
}

export const startClock = (at: Date, limitMs: number): CaseClock => ({
  limitMs,
  usedMs: 0,
  runningSince: at,
  pausedFor: undefined,
});

/** Working time that was used up to an instant. */
export const usedAt = ({ usedMs, runningSince }: CaseClock, now: Date, hours: WorkingHours): number =>
  usedMs + (runningSince ? workingTimeBetween(runningSince, now, hours) : 0);

/** Stops the clock; a paused one only gets the other reason. */
export const pauseClock = (clock: CaseClock, at: Date, pausedFor: PauseReason, hours: WorkingHours): CaseClock => ({
  ...clock,
  usedMs: usedAt(clock, at, hours),
  runningSince: undefined,
  pausedFor,
});

/** Lets a paused clock go on; one that runs stays as it is. */
export const resumeClock = (clock: CaseClock, at: Date): CaseClock =>
  clock.runningSince ? clock : { ...clock, runningSince: at, pausedFor: undefined };

/** When the time is over; undefined while the clock is paused. A clock that was used up was due when it went on. */
export const dueAt = ({ limitMs, usedMs, runningSince }: CaseClock, hours: WorkingHours): Date | undefined =>
  runningSince && (usedMs >= limitMs ? runningSince : afterWorkingTime(runningSince, limitMs - usedMs, hours));

/** How a case stands in time. Durations are working time. */
export type Standing =
  | { readonly kind: 'overdue'; readonly lateMs: number }
  | { readonly kind: 'due-today'; readonly leftMs: number }
  | { readonly kind: 'later'; readonly dueAt: Date }
  | { readonly kind: 'paused'; readonly leftMs: number; readonly because: PauseReason };

export function standingOf(clock: CaseClock, now: Date, hours: WorkingHours): Standing {
  const leftMs = clock.limitMs - usedAt(clock, now, hours);
  if (clock.pausedFor) return { kind: 'paused', leftMs: Math.max(0, leftMs), because: clock.pausedFor };
  const due = dueAt(clock, hours) ?? now;
  if (due <= now) return { kind: 'overdue', lateMs: Math.max(0, -leftMs) };
  return due < endOfDay(now) ? { kind: 'due-today', leftMs } : { kind: 'later', dueAt: due };
}
