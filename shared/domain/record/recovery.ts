import { Refused } from '../../../contracts/kit/refusal.ts';
import type { FiledRecord } from './record.ts';
import {
  beginWait,
  endTransfer,
  obstacleTo,
  type RecordTransfer,
  requireNoObstacle,
  TRANSFER,
  type TransferCase,
  transferState,
} from './transfer.ts';

/** How long nobody may recover a record after its principal, or the account that holds it, has stopped that. */
const PAUSE_SECONDS = 30 * 24 * 60 * 60;

/** What decides whether somebody may recover a record whose account is lost. */
export interface RecoveryCase extends Omit<TransferCase, 'transfer'> {
  /** When the last recovery of the record was stopped by its principal or its holder. */
  readonly stoppedAt: Date | undefined;
}

const after = (time: Date, seconds: number): Date => new Date(time.getTime() + seconds * 1000);

/**
 * The record with an organizer's certificate that is in another account; undefined when it is in none.
 *
 * @throws Refused('claim.own') when it is in this one.
 */
export function heldElsewhere(records: readonly FiledRecord[], accountId: string): FiledRecord | undefined {
  if (records.some((record) => record.accountId === accountId)) throw new Refused('claim.own');
  return records[0];
}

/** How long a reviewer may take at most: one workday, and those before it. */
const REVIEW_SECONDS = 30 * 24 * 60 * 60;

/**
 * Whether a record may be recovered now, before anybody is asked for a code.
 *
 * @throws Refused('transfer.principal-missing'), and as `requireFree`.
 */
export function requireRecoverable(recoveryCase: RecoveryCase): void {
  requireFree(recoveryCase);
  if (!recoveryCase.record.contents.principal?.mobile) throw new Refused('transfer.principal-missing');
}

/** @throws Refused('recovery.stopped') with until when, Refused('recovery.filing-open'); as `requireNoObstacle`. */
function requireFree(recoveryCase: RecoveryCase): void {
  const { stoppedAt, now } = recoveryCase;
  if (obstacleTo(recoveryCase) === 'filing-open') throw new Refused('recovery.filing-open');
  requireNoObstacle(recoveryCase);
  const pausedMs = stoppedAt ? after(stoppedAt, PAUSE_SECONDS).getTime() - now.getTime() : 0;
  if (pausedMs > 0) throw new Refused('recovery.stopped', { retryAfterSeconds: Math.ceil(pausedMs / 1000) });
}

/**
 * A transfer that begins without the account that holds the record: the target has shown the organizer's certificate, and the
 * code of its principal. @throws as `requireRecoverable` does.
 */
export function recoverRecord(recoveryCase: RecoveryCase, id: string, targetId: string): RecordTransfer {
  requireRecoverable(recoveryCase);
  return begun(recoveryCase, id, targetId, TRANSFER.offerSeconds);
}

/** The same where nobody can type the code: a reviewer decides by papers. @throws as `requireFree` does. */
export function askReview(
  recoveryCase: RecoveryCase,
  id: string,
  targetId: string,
  papers: readonly string[],
): RecordTransfer {
  requireFree(recoveryCase);
  return { ...begun(recoveryCase, id, targetId, REVIEW_SECONDS), papers };
}

const begun = ({ record, now }: RecoveryCase, id: string, targetId: string, seconds: number): RecordTransfer => ({
  ...{ id, recordId: record.id, holderId: record.accountId, targetId, isRecovery: true, wrongCertificates: 0 },
  ...{ startedAt: now, offeredAt: now, expiresAt: after(now, seconds) },
});

/** What the reviewer has decided; undefined when nothing waits for it any more. */
export function decideReview(transferCase: TransferCase, isAccepted: boolean): RecordTransfer | undefined {
  const { transfer, now } = transferCase;
  if (transferState(transfer, now) !== 'reviewing') return undefined;
  const end = isAccepted ? obstacleTo(transferCase) : 'declined';
  return end ? endTransfer(transfer, end, now) : beginWait(transferCase);
}
