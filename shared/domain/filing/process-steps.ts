import { addDays, beijingDay, beijingInstant, dayInWords, minuteInWords } from '../../../contracts/kit/beijing-time.ts';
import type { Notification } from '../messages/notifications.ts';
import type { FilingEvent, FilingState } from './machine.ts';

/** An action that is due at a certain time. */
export type StepAct =
  | { readonly does: 'event'; readonly event: Extract<FilingEvent, 'expire' | 'reopen'> }
  | { readonly does: 'remind'; readonly notification: Notification }
  /** Checks whether domains and servers expire during the review. */
  | { readonly does: 'check-resources' };

/** An action and when it is due, counted from the entry into the state; in a draft from the last change. */
type TimedStep = StepAct & ({ readonly afterDays: number } | { readonly afterHours: number });

/** Days that a draft is kept after its last change (FT-28). */
export const DRAFT_DAYS = 30;
/** Days to correct a returned filing (PR-11). */
export const CORRECTION_DAYS = 45;
/** Hours to enter the SMS verification code (PR-06). An older text of one provider says 48. */
export const SMS_HOURS = 24;
/** What that is at most in working days, also on a day that is none. */
export const SMS_WORKDAYS = 1;
/** Working days for the provider's initial review (PR-03). */
export const INITIAL_REVIEW_WORKDAYS = 1;
/** Working days from the initial review to the submission to the authority (PR-04). */
export const QUEUE_WORKDAYS = 3;
/** Days after an approval in which 公安备案 is due (T19-type). */
const PUBLIC_SECURITY_DAYS = 30;
/** Days of a review on which domains and servers are checked for expiry. */
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
 * What happens to a filing without further changes. The last day counts in full: the filing ends on the day after it.
 *
 * Sources: provider's filing console, T19-limit (30 and 45 days), T19-sms (24 hours), T19-type (30 days for 公安备案); the
 * days of reminders and resource checks are our own.
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
  declined: [],
  revoked: [],
  abandoned: [],
  expired: [],
};

/** The state of a filing with the times that its steps depend on. */
export interface Standing {
  readonly state: FilingState;
  /** When it entered its state; saving does not change this. */
  readonly since: Date;
  readonly changedAt: Date;
}

/**
 * A step with its due time. `occasion` is unique: a new entry into the state or a new change of the draft has other
 * ones.
 */
export type DueStep = StepAct & { readonly at: Date; readonly occasion: string };

/** Reminders are due at ten in the morning in Beijing, deadlines at the end of the day. */
const REMINDER_HOUR = 10;

function timeOf(step: TimedStep, from: Date): Date {
  if ('afterHours' in step) return new Date(from.getTime() + step.afterHours * 60 * 60 * 1000);
  return beijingInstant(addDays(beijingDay(from), step.afterDays), step.does === 'event' ? 0 : REMINDER_HOUR);
}

/** The steps of a filing's state, earliest first. */
export function stepsOf({ state, since, changedAt }: Standing): readonly DueStep[] {
  const from = state === 'draft' ? changedAt : since;
  return STEPS[state].map((step, index) => ({
    ...step,
    at: timeOf(step, from),
    occasion: `${from.getTime()}-${index + 1}`,
  }));
}

/** The step that is due; of several, after an outage, only the last: an overdue reminder would no longer be true. */
export const stepDue = (standing: Standing, now: Date): DueStep | undefined =>
  stepsOf(standing).findLast(({ at }) => at <= now);

/** When the next step is due; undefined: never. */
export const nextStepAt = (standing: Standing, now: Date): Date | undefined =>
  stepsOf(standing).find(({ at }) => at > now)?.at;

/** The end of an SMS verification. */
export const smsEndsAt = (since: Date): Date => new Date(since.getTime() + SMS_HOURS * 60 * 60 * 1000);

/** The last day of a state, the last minute of the SMS verification, as messages say it: `12月31日`. Empty: it has none. */
export function deadlineInWords({ state, since, changedAt }: Standing): string {
  const day = (from: Date, days: number) => dayInWords(beijingInstant(addDays(beijingDay(from), days), 0));
  switch (state) {
    case 'draft':
      return day(changedAt, DRAFT_DAYS);
    case 'returned':
    case 'authority-returned':
      return day(since, CORRECTION_DAYS);
    case 'sms-verification':
      return minuteInWords(smsEndsAt(since));
    case 'approved':
      return day(since, PUBLIC_SECURITY_DAYS);
    default:
      return '';
  }
}
