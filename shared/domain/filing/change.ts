import type { FilingId } from '../../../contracts/kit/record-id.ts';
import type { FilingNumbers } from '../../../contracts/review-desk/filing-numbers.ts';
import { remindersAfter } from '../messages/notifications.ts';
import type { OutboxMessage } from '../messages/outbox-message.ts';
import { type WebhookEvent, webhookEventOf } from '../messages/webhook-event.ts';
import { firstAskAt } from './desk-schedule.ts';
import type { Filing, FilingContents, FlaggedField, RecordVersionId } from './filing.ts';
import type { FilingType } from './filing-types.ts';
import { beginsStay, type FilingEvent, type FilingState, next } from './machine.ts';
import { deadlineInWords, nextStepAt } from './process-steps.ts';

export interface NewFiling {
  readonly id: FilingId;
  readonly applicantId: string;
  readonly filingType: FilingType;
  readonly contents: FilingContents;
  readonly startedFrom?: RecordVersionId | undefined;
  /** Those of the record, when the filing gets no others. */
  readonly numbers?: FilingNumbers | undefined;
}

/** A decision about a filing. What is left out stays as it is. */
export interface Change {
  readonly event: FilingEvent;
  readonly contents?: FilingContents;
  readonly flagged?: readonly FlaggedField[];
  readonly numbers?: FilingNumbers;
  /** Another version of the record, which the person has looked at. */
  readonly startedFrom?: RecordVersionId;
  /** Set when the event starts a round or applies a verdict. */
  readonly round?: number;
  readonly lastVerdict?: number;
  /** When it happened, if it is reported later: the deadlines of the new state run from there. */
  readonly since?: Date;
  /** Kept in the history and shown in the timeline: codes and counts, no personal data. */
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly send?: readonly OutboxMessage[];
}

/** An entry in a filing's history, written by the change that led to `version`. */
export interface HistoryEntry {
  readonly version: number;
  readonly event: FilingEvent | 'create';
  readonly state: FilingState;
  readonly at: Date;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** A filing and when it entered its state. */
export interface StandingFiling {
  readonly filing: Filing;
  /** When it entered its state; saving does not change this. */
  readonly since: Date;
}

/** Everything that a change of a filing causes. It is stored in one transaction. */
export interface ChangeOutcome extends StandingFiling {
  /** When to query the review desk about the filing, if no verdict arrives before then; undefined: never. */
  readonly askDeskAt: Date | undefined;
  /** When the next timed step is due; undefined: never. */
  readonly nextStepAt: Date | undefined;
  readonly history: HistoryEntry;
  /** To the review desk and to people. */
  readonly messages: readonly OutboxMessage[];
  /** The event for the applicant's webhook endpoints that subscribe to it; undefined: none. */
  readonly webhookEvent: WebhookEvent | undefined;
}

/** A new draft. It sends no messages. */
export function openDraft(draft: NewFiling, now: Date): ChangeOutcome {
  const filing: Filing = {
    ...draft,
    state: 'draft',
    version: 1,
    round: 0,
    lastVerdict: 0,
    flagged: [],
    numbers: draft.numbers,
    createdAt: now,
    updatedAt: now,
  };
  return {
    ...timesOf({ filing, since: now }, now),
    history: { version: 1, event: 'create', state: 'draft', at: now, facts: {} },
    messages: [],
    webhookEvent: undefined,
  };
}

/** What happens without anything new for integrators. */
const UNTOLD: readonly FilingEvent[] = ['save', 'miss-call'];

/**
 * Applies a change to a filing.
 *
 * @throws Refused('filing.wrong-state') when the event can't happen in the filing's state.
 */
export function applyChange({ filing: before, since }: StandingFiling, change: Change, now: Date): ChangeOutcome {
  const { event, facts = {}, send = [] } = change;
  const state = next(before.state, event);
  const version = before.version + 1;
  const filing: Filing = {
    ...before,
    state,
    version,
    round: change.round ?? before.round,
    lastVerdict: change.lastVerdict ?? before.lastVerdict,
    contents: change.contents ?? before.contents,
    flagged: change.flagged ?? before.flagged,
    numbers: change.numbers ?? before.numbers,
    startedFrom: change.startedFrom ?? before.startedFrom,
    ...(event === 'stop' && { isStopped: true }),
    updatedAt: now,
  };
  const times = timesOf({ filing, since: beginsStay(event) ? earlier(change.since, now) : since }, now);
  const date = deadlineInWords({ state, since: times.since, changedAt: now });
  return {
    ...times,
    history: { version, event, state, at: now, facts },
    messages: [...send, ...remindersAfter(event, filing, date ? { date } : {})],
    webhookEvent: UNTOLD.includes(event) ? undefined : webhookEventOf(state),
  };
}

/** The clock of the review desk may be ahead: no state begins in the future. */
const earlier = (reported: Date | undefined, now: Date): Date =>
  reported !== undefined && reported < now ? reported : now;

function timesOf({ filing, since }: StandingFiling, now: Date) {
  const { state, updatedAt: changedAt } = filing;
  return {
    filing,
    since,
    askDeskAt: firstAskAt(state, now),
    nextStepAt: nextStepAt({ state, since, changedAt }, now),
  };
}
