import { ENTERPRISE, INDIVIDUAL, type Specimen } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { recordIdFrom } from '../../../contracts/kit/record-id.ts';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import type { FiledRecord } from './record.ts';
import {
  acceptTransfer,
  certificateAnswer,
  moveTransfer,
  obstacleTo,
  offerTransfer,
  openTransfer,
  type RecordTransfer,
  startTransfer,
  stopCodeOf,
  stopTransfer,
  type TransferCase,
  transferNotices,
  transferState,
  typedStopCode,
} from './transfer.ts';

const START = new Date('2026-11-27T02:00:00Z');
const later = (hours: number): Date => new Date(START.getTime() + hours * 3_600_000);

function recordOf(specimen: Specimen = ENTERPRISE): FiledRecord {
  const { eligibility, organizer, principal } = contentsOf(specimen, 'w1');
  const contents = { subject: eligibility, organizer, principal, websites: [] };
  return { id: recordIdFrom('r1'), accountId: 'holder', number: '粤ICP备2026000001号', version: 1, contents };
}

const caseOf = (transfer: RecordTransfer, now: Date, more: Partial<TransferCase> = {}): TransferCase => ({
  transfer,
  record: recordOf(),
  hasOpenFiling: false,
  targetHasRecord: false,
  now,
  ...more,
});

const standing = { record: recordOf(), hasOpenFiling: false, targetHasRecord: false, now: START };
const started = startTransfer(standing, 't1');
const offered = offerTransfer(caseOf(started, START));
const opened = openTransfer(caseOf(offered, START), 'target');
const waiting = acceptTransfer(caseOf(opened, START), 'same');

const refusalOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { refusal?: string }).refusal;
  }
};

describe('a transfer', () => {
  it('waits for the code an hour, for the other account a day, and then a day before it moves', () => {
    expect([started.expiresAt, offered.expiresAt, waiting.movesAt]).toEqual([later(1), later(24), later(24)]);
    expect([started, offered, opened, waiting].map((transfer) => transferState(transfer, START))).toEqual([
      'started',
      'offered',
      'opened',
      'waiting',
    ]);
    expect([started, offered, opened, waiting].map((transfer) => transferState(transfer, later(30)))).toEqual([
      'expired',
      'expired',
      'expired',
      'waiting',
    ]);
  });

  it('is refused while a filing of the organizer is open, where the target has the record, and of what has ended', () => {
    const ended = { ...recordOf(), contents: { ...recordOf().contents, ended: { at: '', why: 'revoked' as const } } };

    expect(refusalOf(() => startTransfer({ ...standing, hasOpenFiling: true }, 't'))).toBe('transfer.filing-open');
    expect(refusalOf(() => startTransfer({ ...standing, record: ended }, 't'))).toBe('transfer.record-ended');
    expect(refusalOf(() => acceptTransfer(caseOf(opened, START, { hasOpenFiling: true }), 'same'))).toBe(
      'transfer.filing-open',
    );
    expect(refusalOf(() => acceptTransfer(caseOf(opened, START, { targetHasRecord: true }), 'same'))).toBe(
      'transfer.target-has-record',
    );
    expect(obstacleTo(standing)).toBeUndefined();
  });

  it('needs a principal with a mobile number', () => {
    const { principal: _, ...contents } = recordOf().contents;

    const refused = refusalOf(() => startTransfer({ ...standing, record: { ...recordOf(), contents } }, 't'));

    expect(refused).toBe('transfer.principal-missing');
  });

  it('is opened by one account, and not by the one that holds the record, nor before the code was right', () => {
    expect(openTransfer(caseOf(opened, START), 'target')).toEqual(opened);
    expect(refusalOf(() => openTransfer(caseOf(opened, START), 'another'))).toBe('transfer.other-account');
    expect(refusalOf(() => openTransfer(caseOf(offered, START), 'holder'))).toBe('transfer.own-account');
    expect(refusalOf(() => openTransfer(caseOf(started, START), 'target'))).toBe('transfer.unknown');
    expect(refusalOf(() => openTransfer(caseOf(offered, later(24)), 'target'))).toBe('transfer.over');
  });

  it('is accepted once, in its time, and only after it was opened', () => {
    expect(refusalOf(() => acceptTransfer(caseOf(waiting, START), 'same'))).toBe('transfer.over');
    expect(refusalOf(() => acceptTransfer(caseOf(offered, START), 'same'))).toBe('transfer.over');
    expect(refusalOf(() => acceptTransfer(caseOf(opened, later(24)), 'same'))).toBe('transfer.over');
    expect(refusalOf(() => offerTransfer(caseOf(offered, START)))).toBe('transfer.over');
  });

  it('ends with the third certificate of somebody else', () => {
    const once = acceptTransfer(caseOf(opened, START), 'other');
    const twice = acceptTransfer(caseOf(once, START), 'other');
    const thrice = acceptTransfer(caseOf(twice, START), 'other');

    expect([once, twice, thrice].map((transfer) => transferState(transfer, START))).toEqual([
      'opened',
      'opened',
      'stopped',
    ]);
    expect(thrice.end).toBe('wrong-certificates');
    expect(refusalOf(() => acceptTransfer(caseOf(thrice, START), 'same'))).toBe('transfer.over');
  });

  it('moves when its day is over, and not a moment before', () => {
    expect(moveTransfer(caseOf(waiting, new Date(later(24).getTime() - 1)))).toBeUndefined();
    expect(moveTransfer(caseOf(waiting, later(24)))).toMatchObject({ end: 'moved', endedAt: later(24) });
    expect(moveTransfer(caseOf(opened, later(48)))).toBeUndefined();
  });

  it('ends instead when a filing was opened meanwhile', () => {
    expect(moveTransfer(caseOf(waiting, later(24), { hasOpenFiling: true }))?.end).toBe('filing-open');
    expect(moveTransfer(caseOf(waiting, later(24), { targetHasRecord: true }))?.end).toBe('target-has-record');
  });

  it('is stopped by each of the three as long as it has not ended', () => {
    const ends = (['holder', 'target', 'principal'] as const).map((by) => stopTransfer(caseOf(waiting, later(25)), by));

    expect(ends.map(({ end }) => end)).toEqual(['stopped-by-holder', 'stopped-by-target', 'stopped-by-principal']);
    for (const ended of ends) {
      expect(refusalOf(() => stopTransfer(caseOf(ended, later(25)), 'holder'))).toBe('transfer.over');
      expect(moveTransfer(caseOf(ended, later(25)))).toBeUndefined();
    }
  });

  it('tells the holder and the principal that it waits, and all three how it ended after that', () => {
    const to = (before: RecordTransfer, now: RecordTransfer) => transferNotices(before, now).map(({ key }) => key);
    const moved = moveTransfer(caseOf(waiting, later(24))) as RecordTransfer;

    expect(to(opened, waiting)).toEqual([
      'reminder/transfer-waiting/t1/holder',
      'reminder/transfer-waiting/t1/principal',
    ]);
    expect(to(waiting, moved)).toEqual([
      'reminder/transfer-moved/t1/holder',
      'reminder/transfer-moved/t1/target',
      'reminder/transfer-moved/t1/principal',
    ]);
    expect(to(waiting, stopTransfer(caseOf(waiting, START), 'principal'))).toHaveLength(3);
    expect(to(opened, stopTransfer(caseOf(opened, START), 'holder'))).toEqual([]);
  });
});

describe('the certificate that a target shows', () => {
  const licence = (text: string, confidence?: number) => ({ creditCode: { text, ...(confidence && { confidence }) } });

  it('is the same when its number is the organizer’s, however it is written', () => {
    const number = ENTERPRISE.licence.creditCode;

    expect(certificateAnswer(recordOf(), licence(number.toLowerCase(), 0.5))).toBe('same');
    expect(certificateAnswer(recordOf(INDIVIDUAL), { idNumber: { text: INDIVIDUAL.principal.idNumber } })).toBe('same');
  });

  it('is another one only when that was read surely, or fits its check character; else it may be misread', () => {
    expect(certificateAnswer(recordOf(), licence('91440106MAYB2T412D', 0.99))).toBe('other');
    expect(certificateAnswer(recordOf(), licence('91440106MAYB2T412D'))).toBe('other');
    expect(certificateAnswer(recordOf(), licence('91440106MAYB2T412E'))).toBe('unread');
    expect(certificateAnswer(recordOf(), licence('91440106MAYB2T412D', 0.5))).toBe('unread');
    expect(certificateAnswer(recordOf(INDIVIDUAL), { idNumber: { text: ENTERPRISE.principal.idNumber } })).toBe(
      'other',
    );
    expect(certificateAnswer(recordOf(), undefined)).toBe('unread');
    expect(certificateAnswer(recordOf(), { idNumber: { text: ENTERPRISE.principal.idNumber, confidence: 1 } })).toBe(
      'unread',
    );
  });
});

describe('the code that stops a transfer', () => {
  it('has six letters and digits that nobody confuses, each as likely as the other', () => {
    expect(stopCodeOf(Uint8Array.from([0, 1, 30, 31, 247, 250, 255, 248, 61, 62]))).toBe('23Z2Z' + 'Z');
    expect(() => stopCodeOf(Uint8Array.from(Array.from({ length: 16 }, () => 255)))).toThrow('not enough');
  });

  it('may be typed in small letters, with spaces, and in full width', () => {
    expect([typedStopCode(' ab3 c9z'), typedStopCode('ＡＢ３Ｃ９Ｚ')]).toEqual(['AB3C9Z', 'AB3C9Z']);
    expect(['AB3C9', 'AB3C9Z7', 'AB0C9Z', 'AB1C9I', ''].map(typedStopCode)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
