import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { recordIdFrom } from '../../../contracts/kit/record-id.ts';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import type { Filing } from '../filing/filing.ts';
import { FILING_TYPE_NAMES, type FilingType } from '../filing/filing-types.ts';
import type { FilingState } from '../filing/machine.ts';
import { approvedFiling, foldRecord } from './fold.ts';
import type { FiledRecord } from './record.ts';
import { contentsAfterEvent, type EventCause } from './record-event.ts';
import { stopOf } from './stop-filing.ts';

const AT = '2026-12-01T02:00:00.000Z';
const NUMBERS = { organizer: '粤ICP备2026000001号', websites: { w1: '粤ICP备2026000001号-1' } };

const filing = (filingType: FilingType, state: FilingState, more: Partial<Filing> = {}): Filing => ({
  id: 'f1',
  applicantId: 'a1',
  filingType,
  state,
  version: 3,
  round: 2,
  lastVerdict: 1,
  contents: contentsOf(ENTERPRISE, 'w1'),
  startedFrom: { recordId: recordIdFrom('r1'), version: 1 },
  flagged: [],
  numbers: undefined,
  createdAt: new Date(AT),
  updatedAt: new Date(AT),
  ...more,
});

function live(): FiledRecord {
  const approved = approvedFiling(filing('first', 'approved', { id: 'r1', numbers: NUMBERS }));
  const record = approved && foldRecord([{ kind: 'approval', at: AT, filing: approved }]);
  if (!record) throw new Error('no record');
  return record;
}
const after = (cause: EventCause): FiledRecord => {
  const record = live();
  return { ...record, version: 2, contents: contentsAfterEvent(record.contents, cause) };
};
const cancelled = after({ kind: 'cancelled', at: AT, sequence: 1, websites: [], whole: true });
const empty = after({ kind: 'cancelled', at: AT, sequence: 1, websites: [NUMBERS.websites.w1] });
const disconnected = after({ kind: 'access-ended', at: AT, sequence: 1, websites: [], whole: true, by: 'elsewhere' });

const stopped = (record: FiledRecord, state: FilingState = 'draft') =>
  FILING_TYPE_NAMES.filter((type) => stopOf(record, filing(type, state)));

describe('a filing about a record', () => {
  it('is stopped by the end of the record, whatever its type; a first filing is about none', () => {
    expect(stopped(cancelled)).toEqual([
      'new-website',
      'new-access',
      'change',
      'end-access',
      'cancel-website',
      'cancel-organizer',
    ]);
  });

  it('is stopped when nothing is connected here any more, unless it connects something', () => {
    expect(stopped(disconnected)).toEqual(['change', 'end-access', 'cancel-website', 'cancel-organizer']);
  });

  it('is stopped when the organizer has no website left, unless it cancels the organizer or adds a website', () => {
    expect(stopped(empty)).toEqual(['change', 'end-access', 'cancel-website']);
  });

  it('goes on while the record does', () => {
    expect(stopped(live())).toEqual([]);
  });

  it.each<[FilingState, number]>([
    ['draft', 0],
    ['submitted', 1],
    ['returned', 0],
    ['queued', 1],
    ['sms-verification', 1],
    ['authority-review', 1],
    ['authority-returned', 0],
  ])('is stopped when it is %s, and taken back from the desk %d times', (state, times) => {
    const change = stopOf(cancelled, filing('change', state));

    expect(change).toMatchObject({ event: 'stop', facts: { recordVersion: 2, why: 'cancelled' } });
    expect(stopOf(disconnected, filing('change', state))?.facts).toEqual({ recordVersion: 2, why: 'elsewhere' });
    expect(change?.send).toEqual(
      times === 0
        ? []
        : [{ topic: 'review-desk.withdraw', key: 'withdraw/f1/2', payload: { filingId: 'f1', round: 2 } }],
    );
  });

  it.each<FilingState>(['approved', 'revoked', 'abandoned', 'expired'])('stays as it is when it is %s', (state) => {
    expect(stopOf(cancelled, filing('change', state))).toBeUndefined();
  });

  it('of another record, or of another organizer, goes on; one that names no record is known by its certificate', () => {
    const other = { ...contentsOf(ENTERPRISE, 'w1') };
    const eligibility = { ...other.eligibility, certificateNumber: '91440101MA5AAAAA0X' };

    const ways = [
      stopOf(cancelled, filing('new-website', 'draft', { startedFrom: { recordId: recordIdFrom('r2'), version: 1 } })),
      stopOf(
        cancelled,
        filing('new-website', 'draft', { startedFrom: undefined, contents: { ...other, eligibility } }),
      ),
      stopOf(cancelled, filing('new-website', 'draft', { startedFrom: undefined })),
    ];

    expect(ways.map((change) => change?.event)).toEqual([undefined, undefined, 'stop']);
  });
});
