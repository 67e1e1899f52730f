import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beginsStay,
  type FilingEvent,
  type FilingState,
  follow,
  hasEnded,
  isEditable,
  NOT_FILED,
  next,
  STATE_LABELS,
  TRANSITIONS,
} from './machine.ts';

const STATES = Object.keys(TRANSITIONS) as FilingState[];
const EVENTS = [...new Set(STATES.flatMap((state) => Object.keys(TRANSITIONS[state])))] as FilingEvent[];

/** The expected transitions, one per line. */
const WAYS: readonly (readonly [FilingState, FilingEvent, FilingState])[] = [
  ['draft', 'save', 'draft'],
  ['draft', 'submit', 'submitted'],
  ['draft', 'abandon', 'abandoned'],
  ['draft', 'expire', 'expired'],
  ['draft', 'stop', 'abandoned'],
  ['submitted', 'miss-call', 'submitted'],
  ['submitted', 'withdraw', 'draft'],
  ['submitted', 'accept', 'queued'],
  ['submitted', 'return', 'returned'],
  ['submitted', 'stop', 'abandoned'],
  ['submitted', 'decline', 'declined'],
  ['returned', 'save', 'returned'],
  ['returned', 'submit', 'submitted'],
  ['returned', 'abandon', 'abandoned'],
  ['returned', 'reopen', 'draft'],
  ['returned', 'stop', 'abandoned'],
  ['queued', 'queue', 'queued'],
  ['queued', 'send-sms', 'sms-verification'],
  ['queued', 'return', 'returned'],
  ['queued', 'abandon', 'abandoned'],
  ['queued', 'stop', 'abandoned'],
  ['sms-verification', 'confirm-sms', 'authority-review'],
  ['sms-verification', 'fail-sms', 'returned'],
  ['sms-verification', 'time-out-sms', 'queued'],
  ['sms-verification', 'lapse', 'abandoned'],
  ['sms-verification', 'send-sms', 'sms-verification'],
  ['sms-verification', 'stop', 'abandoned'],
  ['authority-review', 'authority-accept', 'authority-review'],
  ['authority-review', 'approve', 'approved'],
  ['authority-review', 'authority-return', 'authority-returned'],
  ['authority-review', 'stop', 'abandoned'],
  ['authority-returned', 'save', 'authority-returned'],
  ['authority-returned', 'submit', 'submitted'],
  ['authority-returned', 'abandon', 'abandoned'],
  ['authority-returned', 'reopen', 'draft'],
  ['authority-returned', 'stop', 'abandoned'],
  ['approved', 'revoke', 'revoked'],
];

describe('the state machine', () => {
  it.each(WAYS)('[S1] goes from %s by %s to %s', (state, event, to) => {
    const result = next(state, event);

    expect(result).toBe(to);
  });

  it.each(
    STATES.flatMap((state) => EVENTS.map((event) => [state, event] as const)).filter(
      ([state, event]) => !WAYS.some((way) => way[0] === state && way[1] === event),
    ),
  )('[S1] does not leave %s by %s', (state, event) => {
    const step = () => next(state, event);

    expect(step).toThrow(expect.objectContaining({ refusal: 'filing.wrong-state', facts: { state, event } }));
    expect(follow(state, event)).toBeUndefined();
  });

  it('has a distinct Chinese label for every state', () => {
    const labels = STATES.map((state) => STATE_LABELS[state]);

    expect(new Set(labels).size).toBe(12);
    expect(labels.every((label) => /^[\p{Script=Han}，]+$/u.test(label))).toBe(true);
  });
});

describe('a filing', () => {
  it('ends for the applicant in five states', () => {
    const ends = STATES.filter(hasEnded);

    expect(ends).toEqual(['approved', 'declined', 'revoked', 'abandoned', 'expired']);
  });

  it('is not filed in a draft and in four of its final states', () => {
    expect(NOT_FILED).toEqual(['draft', 'declined', 'abandoned', 'expired', 'revoked']);
  });

  it('restarts its deadlines with every event but the three that keep the state', () => {
    expect(EVENTS.filter((event) => !beginsStay(event))).toEqual(['save', 'miss-call', 'queue', 'authority-accept']);
  });

  it('can be edited as a draft and after a return', () => {
    const editable = STATES.filter(isEditable);

    expect(editable).toEqual(['draft', 'returned', 'authority-returned']);
  });

  it('can reach a final state from every state, and every state from a draft', () => {
    const reachable = (from: FilingState) => {
      const found = new Set([from]);
      for (const state of found) for (const to of Object.values(TRANSITIONS[state])) found.add(to);
      return found;
    };

    expect([...reachable('draft')].sort()).toEqual([...STATES].sort());
    for (const state of STATES) expect([...reachable(state)].some(hasEnded)).toBe(true);
  });

  it('[S4] has the same state after a replay of its history, which has no refused events', () => {
    const sequences = fc.array(fc.constantFrom(...EVENTS), { maxLength: 30 });

    fc.assert(
      fc.property(sequences, (sequence) => {
        const history: FilingEvent[] = [];
        const state = sequence.reduce<FilingState>((from, event) => {
          const to = follow(from, event);
          if (to) history.push(event);
          return to ?? from;
        }, 'draft');

        expect(history.reduce<FilingState>(next, 'draft')).toBe(state);
      }),
      { numRuns: 10_000 },
    );
  });

  it('[S6] passes every step between the last submission and the approval, on every path', () => {
    const choices = fc.array(fc.nat({ max: 11 }), { maxLength: 40 });

    fc.assert(
      fc.property(choices, (sequence) => {
        const { state, events } = walk(sequence);
        fc.pre(state === 'approved');

        // A verification that timed out is repeated; events that keep the state are no steps.
        const last = events
          .slice(events.lastIndexOf('submit'))
          .filter((event) => event !== 'time-out-sms' && beginsStay(event));
        const steps = [...new Set(last)];

        expect(steps).toEqual(['submit', 'accept', 'send-sms', 'confirm-sms', 'approve']);
      }),
      { numRuns: 100, maxSkipsPerRun: 2000 },
    );
  });
});

/** Follows the table from a draft; each number selects one of the possible events but `stop` and `decline`. */
function walk(choices: readonly number[]): { readonly state: FilingState; readonly events: readonly FilingEvent[] } {
  let state: FilingState = 'draft';
  const events: FilingEvent[] = [];
  for (const choice of choices) {
    const open = EVENTS.filter((event) => !['stop', 'decline'].includes(event) && follow(state, event) !== undefined);
    const event = open[choice % open.length];
    if (!event) break;
    state = next(state, event);
    events.push(event);
  }
  return { state, events };
}
