import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import { applyChange, type ChangeOutcome, openDraft } from './change.ts';
import type { Filing } from './filing.ts';
import { type FilingEvent, type FilingState, TRANSITIONS } from './machine.ts';

/** Ten in the morning in Beijing. */
const NOW = new Date('2026-11-24T02:00:00Z');
const SINCE = new Date('2026-11-20T02:00:00Z');
const contents = contentsOf(ENTERPRISE, 'w1');

const standing = (state: FilingState, changes: Partial<Filing> = {}) => ({
  since: SINCE,
  filing: {
    id: 'f1',
    applicantId: 'applicant',
    filingType: 'first' as const,
    state,
    version: 5,
    round: 1,
    lastVerdict: 2,
    contents,
    flagged: [{ field: 'organizer.name', reason: '与执照不一致' }],
    numbers: undefined,
    createdAt: new Date('2026-11-19T02:00:00Z'),
    updatedAt: SINCE,
    ...changes,
  },
});

const keysOf = ({ messages }: ChangeOutcome) => messages.map(({ key }) => key);

type Row = [
  state: FilingState,
  event: FilingEvent,
  to: FilingState,
  askDeskAt: string | undefined,
  nextStepAt: string | undefined,
];

/** Every transition. */
const TRANSITION_ROWS: readonly Row[] = [
  ['draft', 'save', 'draft', undefined, '2026-12-19T02:00:00.000Z'],
  ['draft', 'submit', 'submitted', '2026-11-24T02:01:00.000Z', '2026-11-25T02:00:00.000Z'],
  ['draft', 'abandon', 'abandoned', undefined, undefined],
  ['draft', 'expire', 'expired', undefined, undefined],
  ['draft', 'stop', 'abandoned', undefined, undefined],
  ['submitted', 'miss-call', 'submitted', '2026-11-24T02:01:00.000Z', '2026-11-28T02:00:00.000Z'],
  ['submitted', 'withdraw', 'draft', undefined, '2026-12-19T02:00:00.000Z'],
  ['submitted', 'accept', 'queued', '2026-11-24T02:01:00.000Z', '2026-11-25T02:00:00.000Z'],
  ['submitted', 'return', 'returned', undefined, '2027-01-03T02:00:00.000Z'],
  ['submitted', 'decline', 'declined', undefined, undefined],
  ['submitted', 'stop', 'abandoned', undefined, undefined],
  ['returned', 'save', 'returned', undefined, '2026-12-30T02:00:00.000Z'],
  ['returned', 'submit', 'submitted', '2026-11-24T02:01:00.000Z', '2026-11-25T02:00:00.000Z'],
  ['returned', 'abandon', 'abandoned', undefined, undefined],
  ['returned', 'reopen', 'draft', undefined, '2026-12-19T02:00:00.000Z'],
  ['returned', 'stop', 'abandoned', undefined, undefined],
  ['queued', 'queue', 'queued', '2026-11-24T02:01:00.000Z', '2026-11-28T02:00:00.000Z'],
  ['queued', 'send-sms', 'sms-verification', '2026-11-24T02:01:00.000Z', '2026-11-24T20:00:00.000Z'],
  ['queued', 'return', 'returned', undefined, '2027-01-03T02:00:00.000Z'],
  ['queued', 'abandon', 'abandoned', undefined, undefined],
  ['queued', 'stop', 'abandoned', undefined, undefined],
  ['sms-verification', 'confirm-sms', 'authority-review', '2026-11-24T02:01:00.000Z', '2026-11-25T02:00:00.000Z'],
  ['sms-verification', 'fail-sms', 'returned', undefined, '2027-01-03T02:00:00.000Z'],
  ['sms-verification', 'time-out-sms', 'queued', '2026-11-24T02:01:00.000Z', '2026-11-25T02:00:00.000Z'],
  ['sms-verification', 'lapse', 'abandoned', undefined, undefined],
  ['sms-verification', 'send-sms', 'sms-verification', '2026-11-24T02:01:00.000Z', '2026-11-24T20:00:00.000Z'],
  ['sms-verification', 'stop', 'abandoned', undefined, undefined],
  ['authority-review', 'authority-accept', 'authority-review', '2026-11-24T02:01:00.000Z', '2026-11-28T02:00:00.000Z'],
  ['authority-review', 'approve', 'approved', '2026-11-25T02:00:00.000Z', '2026-11-25T02:00:00.000Z'],
  ['authority-review', 'authority-return', 'authority-returned', undefined, '2027-01-03T02:00:00.000Z'],
  ['authority-review', 'stop', 'abandoned', undefined, undefined],
  ['authority-returned', 'save', 'authority-returned', undefined, '2026-12-30T02:00:00.000Z'],
  ['authority-returned', 'submit', 'submitted', '2026-11-24T02:01:00.000Z', '2026-11-25T02:00:00.000Z'],
  ['authority-returned', 'abandon', 'abandoned', undefined, undefined],
  ['authority-returned', 'reopen', 'draft', undefined, '2026-12-19T02:00:00.000Z'],
  ['authority-returned', 'stop', 'abandoned', undefined, undefined],
  ['approved', 'revoke', 'revoked', undefined, undefined],
];

describe('a change', () => {
  it('has a row in the table above for every transition of the machine', () => {
    const transitions = Object.entries(TRANSITIONS).flatMap(([state, events]) =>
      Object.entries(events).map(([event, to]) => [state, event, to]),
    );

    expect(TRANSITION_ROWS.map(([state, event, to]) => [state, event, to])).toEqual(transitions);
  });

  it.each(TRANSITION_ROWS)(
    'from %s by %s leads to %s; the desk is queried at %s, the next step is due at %s',
    (state, event, to, askDeskAt, nextStepAt) => {
      const outcome = applyChange(standing(state), { event }, NOW);

      expect(outcome.filing).toMatchObject({ state: to, version: 6, updatedAt: NOW });
      expect(outcome.askDeskAt?.toISOString()).toBe(askDeskAt);
      expect(outcome.nextStepAt?.toISOString()).toBe(nextStepAt);
      expect(outcome.history).toEqual({ version: 6, event, state: to, at: NOW, facts: {} });
    },
  );

  it.each<[FilingState, FilingEvent]>([
    ['draft', 'save'],
    ['queued', 'queue'],
    ['submitted', 'miss-call'],
    ['authority-review', 'authority-accept'],
  ])('from %s by %s keeps the time of entry, whatever time is reported', (state, event) => {
    const outcome = applyChange(standing(state), { event, since: new Date('2026-11-23T02:00:00Z') }, NOW);

    expect(outcome.since).toEqual(SINCE);
  });

  it.each<[string, string | undefined, string]>([
    ['now when no time is reported', undefined, '2026-11-24T02:00:00.000Z'],
    ['the time of the decision', '2026-11-23T23:00:00Z', '2026-11-23T23:00:00.000Z'],
    ['now when the desk’s clock is ahead', '2026-11-24T02:00:01Z', '2026-11-24T02:00:00.000Z'],
  ])('sets the time of entry to %s', (_, reported, since) => {
    const change = { event: 'send-sms' as const, ...(reported !== undefined && { since: new Date(reported) }) };

    const outcome = applyChange(standing('queued'), change, NOW);

    expect(outcome.since.toISOString()).toBe(since);
  });

  it('schedules the next step from the time of the decision, not from its arrival', () => {
    const outcome = applyChange(
      standing('queued'),
      { event: 'send-sms', since: new Date('2026-11-23T23:00:00Z') },
      NOW,
    );

    expect(outcome.nextStepAt?.toISOString()).toBe('2026-11-24T17:00:00.000Z');
    expect(outcome.askDeskAt?.toISOString()).toBe('2026-11-24T02:01:00.000Z');
  });

  it('keeps the values that it does not contain', () => {
    const numbers = { organizer: '粤ICP备2026000001号', websites: {} };
    const before = standing('returned', { numbers });

    const { filing } = applyChange(before, { event: 'save' }, NOW);

    expect(filing).toEqual({ ...before.filing, version: 6, updatedAt: NOW });
  });

  it('sets the values that it contains', () => {
    const given = {
      contents: { ...contents, websites: [] },
      flagged: [],
      numbers: { organizer: '粤ICP备2026000001号', websites: {} },
      round: 2,
      lastVerdict: 0,
    };

    const { filing, history } = applyChange(
      standing('returned'),
      { event: 'submit', facts: { round: 2 }, ...given },
      NOW,
    );

    expect(filing).toMatchObject(given);
    expect(history).toEqual({ version: 6, event: 'submit', state: 'submitted', at: NOW, facts: { round: 2 } });
  });

  it.each<[FilingState, FilingEvent, readonly string[]]>([
    ['draft', 'save', []],
    ['draft', 'submit', ['reminder/submitted/f1/v6/account']],
    ['submitted', 'accept', ['reminder/accepted/f1/v6/account']],
    ['submitted', 'withdraw', []],
    ['submitted', 'return', ['reminder/returned/f1/v6/account', 'reminder/returned/f1/v6/principal']],
    ['queued', 'queue', []],
    ['queued', 'send-sms', ['reminder/sms-verification/f1/v6/account', 'reminder/sms-verification/f1/v6/principal']],
    ['authority-review', 'approve', ['reminder/approved/f1/v6/account', 'reminder/approved/f1/v6/principal']],
    ['approved', 'revoke', ['reminder/revoked/f1/v6/account', 'reminder/revoked/f1/v6/principal']],
    ['returned', 'abandon', []],
    ['submitted', 'stop', ['reminder/filing-stopped/f1/v6/account']],
  ])('from %s by %s sends people %j', (state, event, keys) => {
    expect(keysOf(applyChange(standing(state), { event }, NOW))).toEqual(keys);
  });

  it('sends its own messages before the notifications', () => {
    const send = [{ topic: 'review-desk.submit' as const, key: 'submit/f1/2', payload: { filingId: 'f1', round: 2 } }];

    const outcome = applyChange(standing('draft'), { event: 'submit', send }, NOW);

    expect(keysOf(outcome)).toEqual(['submit/f1/2', 'reminder/submitted/f1/v6/account']);
  });

  it.each<[FilingState, FilingEvent, string | undefined]>([
    ['draft', 'save', undefined],
    ['returned', 'save', undefined],
    ['draft', 'submit', 'filing.submitted'],
    ['queued', 'queue', 'filing.queued'],
    ['queued', 'send-sms', 'filing.sms_verification'],
    ['authority-review', 'authority-return', 'filing.authority_returned'],
    ['draft', 'expire', 'filing.expired'],
  ])('from %s by %s sends integrators %s', (state, event, webhookEvent) => {
    expect(applyChange(standing(state), { event }, NOW).webhookEvent).toBe(webhookEvent);
  });

  it('is refused if the state does not allow it', () => {
    const change = () => applyChange(standing('approved'), { event: 'abandon' }, NOW);

    expect(change).toThrow(
      expect.objectContaining({ refusal: 'filing.wrong-state', facts: { state: 'approved', event: 'abandon' } }),
    );
  });
});

describe('a new draft', () => {
  it('has version 1 and round 0, a first reminder on its 25th day, and sends no messages', () => {
    const draft = { id: 'f1', applicantId: 'applicant', filingType: 'first' as const, contents };

    const outcome = openDraft(draft, NOW);

    expect(outcome).toEqual({
      filing: {
        ...draft,
        state: 'draft',
        version: 1,
        round: 0,
        lastVerdict: 0,
        flagged: [],
        numbers: undefined,
        createdAt: NOW,
        updatedAt: NOW,
      },
      since: NOW,
      askDeskAt: undefined,
      nextStepAt: new Date('2026-12-19T02:00:00Z'),
      history: { version: 1, event: 'create', state: 'draft', at: NOW, facts: {} },
      messages: [],
      webhookEvent: undefined,
    });
  });
});
