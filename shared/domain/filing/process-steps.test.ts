import { describe, expect, it } from 'vitest';
import { NOTIFICATIONS } from '../messages/notifications.ts';
import { type FilingState, follow, TRANSITIONS } from './machine.ts';
import {
  deadlineInWords,
  INITIAL_REVIEW_WORKDAYS,
  nextStepAt,
  QUEUE_WORKDAYS,
  type Standing,
  stepDue,
  stepsOf,
} from './process-steps.ts';

/** 14:30 in Beijing. */
const SINCE = new Date('2026-09-30T06:30:00Z');
const standing = (state: FilingState, changes: Partial<Standing> = {}): Standing => ({
  state,
  since: SINCE,
  changedAt: SINCE,
  ...changes,
});
const planOf = (state: FilingState, changes: Partial<Standing> = {}) =>
  stepsOf(standing(state, changes)).map((step) => [
    step.does === 'remind' ? step.notification : step.does === 'event' ? step.event : step.does,
    step.at.toISOString(),
  ]);

describe('the timed steps', () => {
  it.each<[FilingState, readonly (readonly [string, string])[]]>([
    [
      'draft',
      [
        ['draft-expiring', '2026-10-25T02:00:00.000Z'],
        ['expire', '2026-10-30T16:00:00.000Z'],
      ],
    ],
    [
      'returned',
      [
        ['correction-expiring', '2026-11-09T02:00:00.000Z'],
        ['reopen', '2026-11-14T16:00:00.000Z'],
      ],
    ],
    [
      'authority-returned',
      [
        ['correction-expiring', '2026-11-09T02:00:00.000Z'],
        ['reopen', '2026-11-14T16:00:00.000Z'],
      ],
    ],
    ['sms-verification', [['sms-unconfirmed', '2026-10-01T00:30:00.000Z']]],
    [
      'approved',
      [
        ['public-security', '2026-10-01T02:00:00.000Z'],
        ['public-security', '2026-10-25T02:00:00.000Z'],
      ],
    ],
    ['revoked', []],
    ['abandoned', []],
    ['expired', []],
  ])('of a filing that is %s are reminders at ten in the morning and events after the last day', (state, plan) => {
    expect(planOf(state)).toEqual(plan);
  });

  it('check domains and servers once a week during a review', () => {
    for (const state of ['submitted', 'queued', 'authority-review'] as const) {
      expect(planOf(state)).toEqual([
        ['check-resources', '2026-10-01T02:00:00.000Z'],
        ['check-resources', '2026-10-08T02:00:00.000Z'],
        ['check-resources', '2026-10-15T02:00:00.000Z'],
        ['check-resources', '2026-10-22T02:00:00.000Z'],
        ['check-resources', '2026-10-29T02:00:00.000Z'],
        ['check-resources', '2026-11-05T02:00:00.000Z'],
        ['check-resources', '2026-11-12T02:00:00.000Z'],
      ]);
    }
  });

  it('count from the last change in a draft, otherwise from the entry into the state', () => {
    const changedAt = new Date('2026-10-10T06:30:00Z');

    expect(planOf('draft', { changedAt })[0]?.[1]).toBe('2026-11-04T02:00:00.000Z');
    expect(planOf('returned', { changedAt })).toEqual(planOf('returned'));
  });

  it('count from the calendar day in Beijing', () => {
    const changedAt = new Date('2026-09-30T16:00:00Z');

    expect(planOf('draft', { changedAt })[0]?.[1]).toBe('2026-10-26T02:00:00.000Z');
  });

  it('have the deadlines that the notifications mention', () => {
    expect(NOTIFICATIONS.submitted.text).toContain(`${INITIAL_REVIEW_WORKDAYS}个工作日`);
    // The authority says 1 to 3 working days; the page shows the last of them.
    expect(QUEUE_WORKDAYS).toBe(3);
  });

  it.each<[FilingState, string]>([
    ['draft', '11月8日'],
    ['submitted', ''],
    ['returned', '11月14日'],
    ['authority-returned', '11月14日'],
    ['sms-verification', '10月1日14:30'],
    ['approved', '10月30日'],
  ])('end, as messages say it, in the state %s on %s', (state, words) => {
    const since = new Date('2026-09-30T06:30:00Z');

    expect(deadlineInWords({ state, since, changedAt: new Date('2026-10-09T06:30:00Z') })).toBe(words);
  });

  it('have only events that the state allows', () => {
    const states = Object.keys(TRANSITIONS) as FilingState[];
    const events = states.flatMap((state) =>
      stepsOf(standing(state)).flatMap((step) => (step.does === 'event' ? [follow(state, step.event)] : [])),
    );

    expect(events).toEqual(['expired', 'draft', 'draft']);
  });

  it('have a unique occasion for each step and each start', () => {
    const again = standing('draft', { changedAt: new Date('2026-10-10T06:30:00Z') });

    const occasions = [...stepsOf(standing('draft')), ...stepsOf(again)].map(({ occasion }) => occasion);

    expect(occasions).toEqual(['1790749800000-1', '1790749800000-2', '1791613800000-1', '1791613800000-2']);
  });
});

describe('the step that is due', () => {
  it.each([
    ['2026-10-25T01:59:59Z', undefined, '2026-10-25T02:00:00.000Z'],
    ['2026-10-25T02:00:00Z', 'remind', '2026-10-30T16:00:00.000Z'],
    ['2026-10-30T15:59:59Z', 'remind', '2026-10-30T16:00:00.000Z'],
    ['2026-10-30T16:00:00Z', 'event', undefined],
    ['2027-06-01T00:00:00Z', 'event', undefined],
  ])('at %s is %s, and the next one is due at %s', (time, does, next) => {
    const now = new Date(time);

    expect(stepDue(standing('draft'), now)?.does).toBe(does);
    expect(nextStepAt(standing('draft'), now)?.toISOString()).toBe(next);
  });
});
