import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { recordIdFrom } from '../../../contracts/kit/record-id.ts';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import type { Filing, Person } from '../filing/filing.ts';
import type { LivenessCheck } from '../liveness/liveness.ts';
import type { FiledRecord } from './record.ts';
import { offerTransfer, openTransfer, startTransfer, type TransferCase, transferState } from './transfer.ts';
import { acceptByCheck, isBehind, obstacleToCheck, triesOfTransfer } from './transfer-check.ts';

const NOW = new Date('2026-11-28T02:00:00Z');
const minutes = (by: number): Date => new Date(NOW.getTime() + by * 60_000);
const filed = contentsOf(ENTERPRISE, 'w1');
const principal = filed.principal as Person;

const record: FiledRecord = {
  id: recordIdFrom('r1'),
  accountId: 'holder',
  number: '粤ICP备2026000001号',
  version: 1,
  contents: { subject: filed.eligibility, organizer: filed.organizer, principal, websites: [] },
};
const approved = { id: 'f1', applicantId: 'holder', state: 'approved', contents: filed } as unknown as Filing;
const NO_TRIES = { hasPassed: false, failed: 0, isRunning: false };
const ready = { record, filing: approved, hasConsent: true, tries: NO_TRIES };

const standing = { record, hasOpenFiling: false, targetHasRecord: false, now: NOW };
const offered = offerTransfer({ ...standing, transfer: startTransfer(standing, 't1') });
const transfer = openTransfer({ ...standing, transfer: offered }, 'target');
const opened: TransferCase = { ...standing, transfer };

const check = (more: Partial<LivenessCheck> = {}): LivenessCheck =>
  ({
    id: 'c1',
    filingId: 'f1',
    websiteId: undefined,
    transferId: 't1',
    person: { name: principal.name, idNumber: principal.idNumber },
    state: 'passed',
    expiresAt: minutes(60),
    createdAt: NOW,
    ...more,
  }) as LivenessCheck;

const refusalOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { refusal?: string }).refusal;
  }
};

describe('the principal’s check for a transfer', () => {
  it('can be had of a holder’s approved filing that says of the principal what the record says', () => {
    const other = { ...approved, contents: contentsOf(INDIVIDUAL, 'w1') };

    expect(obstacleToCheck(ready)).toBeUndefined();
    expect([
      isBehind(approved, record),
      isBehind({ ...approved, state: 'authority-review' }, record),
      isBehind(other, record),
      isBehind({ ...approved, contents: { ...filed, principal: undefined } }, record),
    ]).toEqual([true, false, false, false]);
  });

  it('can’t be had without a filing, of somebody without an ID card, without consent, or after three failures', () => {
    const passport = { ...record.contents, principal: { ...principal, certificateType: 'passport' as const } };

    expect([
      obstacleToCheck({ ...ready, filing: undefined }),
      obstacleToCheck({ ...ready, record: { ...record, contents: passport } }),
      obstacleToCheck({ ...ready, hasConsent: false }),
      obstacleToCheck({ ...ready, tries: { ...NO_TRIES, failed: 3 } }),
      obstacleToCheck({ ...ready, tries: { ...NO_TRIES, failed: 2 } }),
    ]).toEqual(['no-filing', 'other-certificate', 'no-consent', 'failed', undefined]);
  });

  it('counts the tries of one transfer, whatever links led to them, and none of site owners', () => {
    const checks = [
      check({ state: 'failed' }),
      check({ state: 'failed' }),
      check({ state: 'failed', transferId: 't2' }),
      check({ state: 'failed', transferId: undefined, websiteId: 'w1' }),
      check({ state: 'passed', expiresAt: NOW }),
    ];

    expect(triesOfTransfer(checks, 't1', NOW)).toEqual({ hasPassed: false, failed: 2, isRunning: false, begun: 3 });
    expect(triesOfTransfer([check()], 't1', NOW).hasPassed).toBe(true);
  });

  it('begins the wait of a day', () => {
    const accepted = acceptByCheck(opened, [check()]);

    expect([transferState(accepted, NOW), accepted.movesAt]).toEqual(['waiting', minutes(24 * 60)]);
  });

  it('counts only if it was passed for this transfer, by this principal, within the hour', () => {
    const [filer] = [contentsOf(INDIVIDUAL, 'w1').principal as Person];
    const others = [
      check({ transferId: 't2' }),
      check({ transferId: undefined, websiteId: 'w1' }),
      check({ state: 'failed' }),
      check({ state: 'open' }),
      check({ expiresAt: NOW }),
      check({ person: { name: filer.name, idNumber: filer.idNumber } }),
    ];

    expect(others.map((other) => refusalOf(() => acceptByCheck(opened, [other])))).toEqual(
      Array(6).fill('transfer.check-missing'),
    );
    expect(refusalOf(() => acceptByCheck(opened, []))).toBe('transfer.check-missing');
  });

  it('begins no wait of a transfer that is over, waits already, or has a filing in its way', () => {
    const accepted = acceptByCheck(opened, [check()]);

    expect([
      refusalOf(() => acceptByCheck({ ...opened, transfer: accepted }, [check()])),
      refusalOf(() => acceptByCheck({ ...opened, now: minutes(24 * 60) }, [check({ expiresAt: minutes(25 * 60) })])),
      refusalOf(() => acceptByCheck({ ...opened, hasOpenFiling: true }, [check()])),
    ]).toEqual(['transfer.over', 'transfer.over', 'transfer.filing-open']);
  });
});
