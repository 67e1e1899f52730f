import { addDays, beijingDay, beijingInstant } from '../beijing-time.ts';
import type { Notification } from '../messages/notifications.ts';
import type { FilingEvent, FilingState } from './machine.ts';

/** What time alone brings about. */
export type StepAct =
  | { readonly does: 'event'; readonly event: Extract<FilingEvent, 'expire' | 'reopen'> }
  | { readonly does: 'remind'; readonly notification: Notification }
  /** Domains and servers are looked at, whether they outlive the review. */
  | { readonly does: 'check-resources' };

/** A step and when it is due, counted from the beginning of the state; in a draft from its last change. */
type TimedStep = StepAct & ({ readonly afterDays: number } | { readonly afterHours: number });

/** Days that a draft is kept after its last change (FT-28). */
export const DRAFT_DAYS = 30;
/** Days in which a returned filing must be corrected (PR-11). */
export const CORRECTION_DAYS = 45;
/** Hours in which the code of the SMS verification must be entered (PR-06). One provider's older text says 48. */
export const SMS_HOURS = 24;
/** Working days in which the provider reviews (PR-03). */
export const INITIAL_REVIEW_WORKDAYS = 1;
/** Working days until what passed it is handed to the authority (PR-04). */
export const QUEUE_WORKDAYS = 3;
/** How often it is looked whether a domain or a server runs out during a review. */
const RESOURCE_CHECK_DAYS = [1, 8, 15, 22, 29, 36, 43];

const resourceChecks: readonly TimedStep[] = RESOURCE_CHECK_DAYS.map((afterDays) => ({
  does: 'check-resources',
  afterDays,
}));
const correction: readonly TimedStep[] = [
  { does: 'remind', notification: 'correction-expiring', afterDays: 40 },
  { does: 'event', event: 'reopen', afterDays: CORRECTION_DAYS + 1 },
];

/**
 * What happens to a filing that nobody touches. The day of an end is still the person's, so the end comes a day later.
 *
 * Sources: provider's filing console, T19-limit (30 and 45 days), T19-sms (24 hours), T19-type (30 days for 公安备案); the days of
 * reminders and of looking at resources are our own.
 */
const STEPS: Readonly<Record<FilingState, readonly TimedStep[]>> = {
  draft: [
    { does: 'remind', notification: 'draft-expiring', afterDays: 25 },
    { does: 'event', event: 'expire', afterDays: DRAFT_DAYS + 1 },
  ],
  submitted: resourceChecks,
  returned: correction,
  queued: resourceChecks,
  'sms-verification': [{ does: 'remind', notification: 'sms-unconfirmed', afterHours: 18 }],
  'authority-review': resourceChecks,
  'authority-returned': correction,
  approved: [
    { does: 'remind', notification: 'public-security', afterDays: 1 },
    { does: 'remind', notification: 'public-security', afterDays: 25 },
  ],
  revoked: [],
  abandoned: [],
  expired: [],
};

/** Where a filing is on its way, as far as time is concerned. */
export interface Standing {
  readonly state: FilingState;
  /** When it came into its state; saving does not count. */
  readonly since: Date;
  readonly changedAt: Date;
}

/** A step at its time. Its occasion is its own: another stay in the state, or another change of the draft, has others. */
export type DueStep = StepAct & { readonly at: Date; readonly occasion: string };

/** Reminders come at ten in the morning in Beijing, ends with the day. */
const REMINDER_HOUR = 10;

function timeOf(step: TimedStep, from: Date): Date {
  if ('afterHours' in step) return new Date(from.getTime() + step.afterHours * 60 * 60 * 1000);
  return beijingInstant(addDays(beijingDay(from), step.afterDays), step.does === 'event' ? 0 : REMINDER_HOUR);
}

/** The steps of a filing's state, the earliest first. */
export function stepsOf({ state, since, changedAt }: Standing): readonly DueStep[] {
  const from = state === 'draft' ? changedAt : since;
  return STEPS[state].map((step, index) => ({
    ...step,
    at: timeOf(step, from),
    occasion: `${from.getTime()}-${index + 1}`,
  }));
}

/** The step whose time has come; of several, after an outage, only the last: a reminder that came too late would say what is not so. */
export const stepDue = (standing: Standing, now: Date): DueStep | undefined =>
  stepsOf(standing).findLast(({ at }) => at <= now);

/** When the next step is due; undefined when time brings nothing about any more. */
export const nextStepAt = (standing: Standing, now: Date): Date | undefined =>
  stepsOf(standing).find(({ at }) => at > now)?.at;
