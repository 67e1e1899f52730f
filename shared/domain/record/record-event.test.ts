import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { recordIdFrom } from '../../../contracts/kit/record-id.ts';
import { type RecordEvent, recordEvent } from '../../../contracts/review-desk/record-event.ts';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import { approvedFiling, foldRecord, type RecordCause, stepOf } from './fold.ts';
import { extendedUntil, type RecordNotice, reasonAgainstExtension } from './notice.ts';
import { type ApprovedFiling, type FiledRecord, liveAccesses, recordState } from './record.ts';
import { causeOfEvent, type EventCause, noticesOf } from './record-event.ts';
import { maskedRecord } from './view.ts';

const AT = '2026-11-24T02:00:00.000Z';
const LATER = '2026-12-24T02:00:00.000Z';
const NUMBER = '粤ICP备2026000001号';

/** An approved filing of a website with this suffix. */
function approved(suffix: number): ApprovedFiling {
  const id = `f${suffix}`;
  const contents = contentsOf(ENTERPRISE, `w${suffix}`);
  const websites = contents.websites.map((website) => ({ ...website, domain: `yunfan-${suffix}.cn` }));
  const found = approvedFiling({
    id,
    applicantId: 'a',
    filingType: suffix === 1 ? 'first' : 'new-website',
    state: 'approved',
    version: 7,
    round: 1,
    lastVerdict: 4,
    contents: { ...contents, websites },
    flagged: [],
    numbers: { organizer: NUMBER, websites: { [`w${suffix}`]: `${NUMBER}-${suffix}` } },
    createdAt: new Date(AT),
    updatedAt: new Date(AT),
  });
  if (!found) throw new Error('no numbers');
  return found;
}

const APPROVALS: readonly RecordCause[] = [
  { kind: 'approval', at: AT, filing: approved(1) },
  { kind: 'approval', at: AT, filing: approved(2) },
];

function recordAfter(...causes: readonly RecordCause[]): FiledRecord {
  const record = foldRecord([...APPROVALS, ...causes]);
  if (!record) throw new Error('no record');
  return record;
}

const event = (kind: string, more: Partial<RecordEvent> = {}): RecordEvent => ({
  recordId: recordIdFrom('f1'),
  sequence: 1,
  kind,
  at: new Date(LATER),
  websites: [],
  items: [],
  ...more,
});

/** What an event makes of a record with two websites. */
function causeOf(kind: string, more: Partial<RecordEvent> = {}, record = recordAfter()): EventCause {
  const cause = causeOfEvent(record, event(kind, more));
  if (typeof cause === 'string') throw new Error(cause);
  return cause;
}

/** Website by website: its number's suffix, live accesses, and why it has ended. */
const state = ({ contents }: FiledRecord) => [
  ...contents.websites.map(
    (website) => `${website.number.at(-1)}: ${liveAccesses(website).length} ${website.ended?.why ?? 'live'}`,
  ),
  contents.ended?.why ?? 'live',
];

describe('a forced cancellation', () => {
  it('of the organizer ends everything', () => {
    const record = recordAfter(causeOf('cancelled', { whole: true }));

    expect(state(record)).toEqual(['1: 0 cancelled', '2: 0 cancelled', 'cancelled']);
    expect(record.contents.ended).toEqual({ at: LATER, why: 'cancelled' });
    expect(record.version).toBe(3);
  });

  it('of one website leaves the other one, and of the last one the organizer with its number', () => {
    const cause = causeOf('cancelled', { websites: [`${NUMBER}-1`] });
    const last = causeOf('cancelled', { websites: [`${NUMBER}-2`], sequence: 2 });

    expect(state(recordAfter(cause))).toEqual(['1: 0 cancelled', '2: 1 live', 'live']);
    expect(state(recordAfter(cause, last))).toEqual(['1: 0 cancelled', '2: 0 cancelled', 'live']);
    expect(recordState(recordAfter(cause, last).contents)).toBe('empty');
  });

  it('that comes again under another number changes nothing', () => {
    const record = recordAfter(causeOf('cancelled', { whole: true }));

    expect(
      stepOf(record, causeOf('cancelled', { whole: true, sequence: 2, at: new Date('2027-01-01T00:00:00Z') })),
    ).toBeUndefined();
  });
});

describe('an event that ends something', () => {
  it.each(['cancelled', 'access-ended'])('%s names its websites or says that it means all of them', (kind) => {
    const told = (more: object) =>
      recordEvent.safeParse({
        ...{ recordId: '11111111-1111-4111-8111-111111111111', sequence: 1, kind, at: LATER, by: 'authority' },
        ...more,
      }).success;
    const websites = [`${NUMBER}-1`];

    expect([told({}), told({ websites: [] }), told({ websites }), told({ whole: true })]).toEqual([
      ...[false, false],
      ...[true, true],
    ]);
    expect([told({ websites, whole: true }), told({ whole: false })]).toEqual([false, false]);
  });

  it('and names nothing ends nothing', () => {
    expect(stepOf(recordAfter(), causeOf('cancelled'))).toBeUndefined();
  });
});

describe('the end of an access', () => {
  it('leaves the website with its number, as a shell', () => {
    const record = recordAfter(causeOf('access-ended', { websites: [`${NUMBER}-2`], by: 'elsewhere' }));

    expect(state(record)).toEqual(['1: 1 live', '2: 0 live', 'live']);
    expect(record.contents.websites[1]?.accesses[0]?.ended).toEqual({ at: LATER, why: 'elsewhere' });
  });

  it.each([
    ['provider', 'by-provider'],
    ['authority', 'by-authority'],
  ] as const)('by the %s is remembered as such', (by, why) => {
    const record = recordAfter(causeOf('access-ended', { whole: true, by }));

    expect(record.contents.websites.map(({ accesses }) => accesses[0]?.ended?.why)).toEqual([why, why]);
  });

  it('that has ended before changes nothing', () => {
    const record = recordAfter(causeOf('access-ended', { whole: true }));

    expect(stepOf(record, causeOf('access-ended', { whole: true, sequence: 2, by: 'authority' }))).toBeUndefined();
  });
});

describe('a notice', () => {
  const items = [{ field: 'principal.mobile', reason: '电话无人接听' }];
  const inspection = causeOf('inspection', { items, dueAt: new Date('2026-12-31T02:00:00Z'), reason: '年度核查' });

  it('stands in the record with what to mend and until when', () => {
    expect(noticesOf(recordAfter(inspection).contents)).toEqual([
      {
        notice: 1,
        kind: 'inspection',
        at: LATER,
        reason: '年度核查',
        websites: [],
        items,
        dueAt: '2026-12-31T02:00:00.000Z',
        state: 'open',
      },
    ]);
  });

  it('is answered, prolonged, and closed; afterwards nothing changes it', () => {
    const extended = { kind: 'notice-extended', at: LATER, notice: 1, dueAt: '2027-01-11T15:59:59.000Z' } as const;
    const answered = { kind: 'notice-answered', at: LATER, notice: 1, word: '已更换号码' } as const;
    const before = recordAfter(inspection, extended, answered);
    const closed = recordAfter(
      inspection,
      extended,
      answered,
      causeOf('notice-closed', { sequence: 2, notice: 1 }, before),
    );

    expect(noticesOf(before.contents)).toMatchObject([
      { state: 'answered', dueAt: extended.dueAt, extendedAt: LATER, answer: { at: LATER, word: '已更换号码' } },
    ]);
    expect(noticesOf(closed.contents)).toMatchObject([{ state: 'closed' }]);
    expect(stepOf(closed, answered)).toBeUndefined();
  });

  it('about a record that has ended changes nothing', () => {
    expect(stepOf(recordAfter(causeOf('cancelled', { whole: true })), { ...inspection })).toBeUndefined();
  });
});

describe('an event that is wrong for its record', () => {
  it.each([
    ['an unknown kind', event('moved'), 'unknown-kind'],
    ['a website of another record', event('cancelled', { websites: ['粤ICP备2026000009号-1'] }), 'unknown-website'],
    ['a notice that never came', event('notice-closed', { notice: 7 }), 'unknown-notice'],
    ['a closing without a notice', event('notice-closed'), 'unknown-notice'],
  ])('has %s', (_, wrong, why) => {
    expect(causeOfEvent(recordAfter(), wrong)).toBe(why);
  });
});

describe('the time of a notice', () => {
  const notice: RecordNotice = {
    notice: 1,
    kind: 'inspection',
    at: AT,
    websites: [],
    items: [],
    dueAt: '2026-12-04T02:00:00.000Z',
    state: 'open',
  };

  it.each([
    // A Friday: Monday is the first day.
    ['2026-12-04T02:00:00Z', '2026-12-15T15:59:59.000Z'],
    ['2026-12-07T15:59:59Z', '2026-12-16T15:59:59.000Z'],
    // In Beijing it is Tuesday already.
    ['2026-12-07T16:00:00Z', '2026-12-17T15:59:59.000Z'],
  ])('that ends at %s is prolonged by seven working days to the end of the last one', (due, until) => {
    expect(extendedUntil(new Date(due)).toISOString()).toBe(until);
  });

  it.each<[string, Partial<RecordNotice>, string, string | undefined]>([
    ['can be prolonged to its last second', {}, '2026-12-04T02:00:00Z', undefined],
    ['is over a second later', {}, '2026-12-04T02:00:01Z', 'overdue'],
    ['is prolonged once', { extendedAt: AT }, AT, 'extended'],
    ['is not asked for when it was answered', { state: 'answered' }, AT, 'done'],
    ['is not asked for when there is none', { dueAt: undefined }, AT, 'done'],
  ])('%s', (_, more, now, why) => {
    expect(reasonAgainstExtension({ ...notice, ...more }, new Date(now))).toBe(why);
  });
});

describe('the reason that the desk gives for an end', () => {
  const shown = (kind: string, more: Partial<RecordEvent>) =>
    maskedRecord(recordAfter(causeOf(kind, { reason: '主体信息不真实', ...more })), { isBusy: false }, new Date(LATER));

  it('is shown to the organizer with a cancellation, of the whole or of a website', () => {
    expect(shown('cancelled', { whole: true }).ended).toMatchObject({
      label: '已被管局注销',
      reason: '主体信息不真实',
    });
    expect(shown('cancelled', { websites: [`${NUMBER}-2`] }).websites.map(({ ended }) => ended?.reason)).toEqual([
      undefined,
      '主体信息不真实',
    ]);
  });

  it('is shown with an access that has ended, beside who ended it', () => {
    const { websites } = shown('access-ended', { by: 'authority', whole: true });

    expect(websites[0]?.accessEnded).toMatchObject({ label: '已按管局要求取消接入', reason: '主体信息不真实' });
  });
});
