import type { RecordId } from '../../../contracts/kit/record-id.ts';
import { Refused } from '../../../contracts/kit/refusal.ts';
import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import { isSoundCreditCode, isSoundIdNumber } from '../media/agreement.ts';
import type { ReadFields } from '../media/document.ts';
import { isSure } from '../media/evidence.ts';
import type { ReminderMessage } from '../messages/notifications.ts';
import { deskErasure, type OutboxMessage } from '../messages/outbox-message.ts';
import type { FiledRecord } from './record.ts';

/** How long what takes several people is open. */
export const TRANSFER = {
  /** From the start to the principal's code. */
  codeSeconds: 60 * 60,
  /** From the code until another account has accepted: time to reach a person and to find the certificate. */
  offerSeconds: 24 * 60 * 60,
  /** From the acceptance to the move: the holder and the principal can stop it. */
  waitSeconds: 24 * 60 * 60,
  /** A principal who hears of it later than this after the acceptance has the whole wait from then on. */
  toldSeconds: 60 * 60,
  /** Certificates with another number after which it is over. */
  tries: 3,
} as const;

/** Who stops a transfer. */
export type TransferParty = 'holder' | 'target' | 'principal';

/**
 * How a transfer ended. `replaced`: the holder began another one · `wrong-certificates`: too many had another number ·
 * `declined`: by the reviewer of a recovery, or `unreviewed` in time · `filing-open`: a filing of the same organizer is open (FT-46) ·
 * `target-has-record`: the target has a record of this number already · `record-ended` · `account-erased`: the target's.
 */
export const TRANSFER_ENDS = [
  'moved',
  'stopped-by-holder',
  'stopped-by-target',
  'stopped-by-principal',
  'replaced',
  'wrong-certificates',
  'declined',
  'unreviewed',
  'filing-open',
  'target-has-record',
  'record-ended',
  'account-erased',
] as const;
export type TransferEnd = (typeof TRANSFER_ENDS)[number];

/** Why a transfer can't go on, whoever asks. */
export type TransferObstacle = Extract<TransferEnd, 'filing-open' | 'target-has-record' | 'record-ended'>;

/** The way of a record from the account that holds it to another one. */
export interface RecordTransfer {
  readonly id: string;
  readonly recordId: RecordId;
  /** The account that holds the record. */
  readonly holderId: string;
  /** The account that has opened the link; no other can. */
  readonly targetId?: string | undefined;
  /** It began without the holder, whose account is lost: by certificate and the principal's code. */
  readonly isRecovery?: true;
  /** The documents by which a reviewer decides on a recovery, where nobody can type the code. */
  readonly papers?: readonly string[];
  readonly startedAt: Date;
  /** Until when the next step must be taken: the code, or the acceptance. */
  readonly expiresAt: Date;
  /** When the principal's code was right. */
  readonly offeredAt?: Date | undefined;
  readonly acceptedAt?: Date | undefined;
  /** When the record moves, once it is accepted. */
  readonly movesAt?: Date | undefined;
  readonly wrongCertificates: number;
  readonly endedAt?: Date | undefined;
  readonly end?: TransferEnd | undefined;
}

/**
 * `started`: waits for the principal's code · `offered`: the link may be opened · `opened`: an account has, and proves
 * that it may have the record · `reviewing`: a reviewer looks at its papers · `waiting`: accepted, moves
 * in a day · `expired` · `moved` and `stopped`: the ends.
 */
export const TRANSFER_STATES = [
  'started',
  'offered',
  'opened',
  'reviewing',
  'waiting',
  'expired',
  'moved',
  'stopped',
] as const;
export type TransferState = (typeof TRANSFER_STATES)[number];

/** Where a transfer stands. */
export function transferState(transfer: RecordTransfer, now: Date): TransferState {
  if (transfer.endedAt) return transfer.end === 'moved' ? 'moved' : 'stopped';
  if (transfer.acceptedAt) return 'waiting';
  if (transfer.expiresAt <= now) return 'expired';
  if (transfer.papers) return 'reviewing';
  if (!transfer.offeredAt) return 'started';
  return transfer.targetId === undefined ? 'offered' : 'opened';
}

/** A transfer with what decides on it, all of it locked until the transaction ends. */
export interface TransferCase {
  readonly transfer: RecordTransfer;
  readonly record: FiledRecord;
  /** The holder or the target has a filing of the same organizer that has not ended. */
  readonly hasOpenFiling: boolean;
  /** The target has a record of this number, though it may have ended. */
  readonly targetHasRecord: boolean;
  readonly now: Date;
}

/** What stands in the way of a transfer now, worst first (FT-46). */
export function obstacleTo({
  record,
  hasOpenFiling,
  targetHasRecord,
}: Omit<TransferCase, 'transfer' | 'now'>): TransferObstacle | undefined {
  if (record.contents.ended) return 'record-ended';
  if (hasOpenFiling) return 'filing-open';
  return targetHasRecord ? 'target-has-record' : undefined;
}

/** @throws Refused('transfer.record-ended' | 'transfer.filing-open' | 'transfer.target-has-record') */
export function requireNoObstacle(transferCase: Omit<TransferCase, 'transfer' | 'now'>): void {
  const obstacle = obstacleTo(transferCase);
  if (obstacle) throw new Refused(`transfer.${obstacle}`);
}

const after = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000);

/** @throws Refused('transfer.over') unless it is in one of these states. */
function requireState({ transfer, now }: TransferCase, ...states: readonly TransferState[]): void {
  if (!states.includes(transferState(transfer, now))) throw new Refused('transfer.over');
}

/**
 * A new transfer of a record.
 *
 * @throws Refused as `requireNoObstacle` does; Refused('transfer.principal-missing') when no code can be sent.
 */
export function startTransfer(transferCase: Omit<TransferCase, 'transfer'>, id: string): RecordTransfer {
  requireNoObstacle(transferCase);
  if (!transferCase.record.contents.principal?.mobile) throw new Refused('transfer.principal-missing');
  const { id: recordId, accountId: holderId } = transferCase.record;
  const expiresAt = after(transferCase.now, TRANSFER.codeSeconds);
  return { id, recordId, holderId, startedAt: transferCase.now, expiresAt, wrongCertificates: 0 };
}

/** After the principal's code: the link may be opened. @throws Refused('transfer.over') */
export function offerTransfer(transferCase: TransferCase): RecordTransfer {
  requireState(transferCase, 'started');
  requireNoObstacle(transferCase);
  return {
    ...transferCase.transfer,
    offeredAt: transferCase.now,
    expiresAt: after(transferCase.now, TRANSFER.offerSeconds),
  };
}

/**
 * An account opens the link. The first one is the one; it may come again.
 *
 * @throws Refused('transfer.unknown') when it is not offered, Refused('transfer.over'), Refused('transfer.other-account'),
 * Refused('transfer.own-account') for the account that holds the record.
 */
export function openTransfer(transferCase: TransferCase, accountId: string): RecordTransfer {
  const { transfer } = transferCase;
  if (!transfer.offeredAt) throw new Refused('transfer.unknown');
  if (transfer.holderId === accountId) throw new Refused('transfer.own-account');
  if (transfer.targetId !== undefined && transfer.targetId !== accountId) throw new Refused('transfer.other-account');
  requireState(transferCase, 'offered', 'opened', 'waiting');
  return { ...transfer, targetId: accountId };
}

/**
 * What a certificate that was uploaded in the target's account says about the record. `unread`: no number was read, or
 * another one that may be misread.
 */
export type CertificateAnswer = 'same' | 'other' | 'unread';

/**
 * Compares the number that was read from a certificate with the organizer’s. Most vendors state no confidence: then its check
 * character tells.
 */
export function certificateAnswer({ contents }: FiledRecord, fields: ReadFields = {}): CertificateAnswer {
  const { certificateType, certificateNumber } = contents.subject;
  const isLicence = certificateType === 'business-licence';
  const read = isLicence ? fields.creditCode : fields.idNumber;
  if (!read) return 'unread';
  if (certificateForm(read.text) === certificateForm(certificateNumber)) return 'same';
  const isSound = isLicence ? isSoundCreditCode(read) : isSoundIdNumber(fields);
  return isSure(read) || isSound ? 'other' : 'unread';
}

/** The target has proven what it must, and the wait begins. @throws Refused('transfer.over'), and as `requireNoObstacle` */
export function beginWait(transferCase: TransferCase): RecordTransfer {
  requireState(transferCase, 'opened', 'reviewing');
  requireNoObstacle(transferCase);
  return {
    ...transferCase.transfer,
    acceptedAt: transferCase.now,
    movesAt: after(transferCase.now, TRANSFER.waitSeconds),
  };
}

/**
 * The target accepts with a certificate of the organizer; one with another number is counted, and the third ends it.
 *
 * @throws as `beginWait` does.
 */
export function acceptTransfer(
  transferCase: TransferCase,
  answer: Exclude<CertificateAnswer, 'unread'>,
): RecordTransfer {
  const accepted = beginWait(transferCase);
  if (answer === 'same') return accepted;
  const { transfer, now } = transferCase;
  const counted = { ...transfer, wrongCertificates: transfer.wrongCertificates + 1 };
  return counted.wrongCertificates < TRANSFER.tries ? counted : endTransfer(counted, 'wrong-certificates', now);
}

/** Somebody stops a transfer that has not ended. @throws Refused('transfer.over') */
export function stopTransfer(transferCase: TransferCase, by: TransferParty): RecordTransfer {
  if (transferCase.transfer.endedAt) throw new Refused('transfer.over');
  return endTransfer(transferCase.transfer, `stopped-by-${by}`, transferCase.now);
}

/**
 * The principal has just been told how to stop the transfer. If that was late, the wait starts again: a thief in the holder's
 * account can delay the message, by asking for codes until the vendor's daily limit of that phone number is used up.
 * Undefined: the message was in time, or there is no wait.
 */
export function toldPrincipal({ transfer, now }: TransferCase): RecordTransfer | undefined {
  const { acceptedAt, endedAt } = transfer;
  if (endedAt || !acceptedAt || now <= after(acceptedAt, TRANSFER.toldSeconds)) return undefined;
  return { ...transfer, movesAt: after(now, TRANSFER.waitSeconds) };
}

/**
 * The wait is over: the record moves, unless something stands in the way. So ends a review that nobody has decided in its time.
 * Undefined: it is not due.
 */
export function moveTransfer(transferCase: TransferCase): RecordTransfer | undefined {
  const { transfer, now } = transferCase;
  if (transfer.papers && transferState(transfer, now) === 'expired') return endTransfer(transfer, 'unreviewed', now);
  if (transfer.endedAt || !transfer.movesAt || transfer.movesAt > now) return undefined;
  return endTransfer(transfer, obstacleTo(transferCase) ?? 'moved', now);
}

/** A transfer at its end. */
export const endTransfer = (transfer: RecordTransfer, end: TransferEnd, now: Date): RecordTransfer => ({
  ...transfer,
  endedAt: now,
  end,
});

/** Who is told of a transfer, and how: two accounts by WeChat, the principal by SMS. */
export type TransferRecipient = TransferParty;

/**
 * The messages after a change: that it waits, and that what had waited has moved or was stopped; the desk keeps no papers of what
 * has ended.
 */
export function transferNotices(before: RecordTransfer, now: RecordTransfer): readonly OutboxMessage[] {
  const { id, papers, end } = now;
  if (papers && !before.endedAt && now.endedAt)
    return [
      deskErasure(id),
      ...(end === 'declined' || end === 'unreviewed'
        ? noticesTo(['target'], 'transfer-stopped', now)
        : noticesOf(before, now)),
    ];
  return noticesOf(before, now);
}

function noticesOf(before: RecordTransfer, now: RecordTransfer): readonly ReminderMessage[] {
  if (!before.acceptedAt && now.acceptedAt) return noticesTo(['holder', 'principal'], 'transfer-waiting', now);
  if (!before.acceptedAt || before.endedAt || !now.endedAt) return [];
  const notification = now.end === 'moved' ? 'transfer-moved' : 'transfer-stopped';
  return noticesTo(['holder', 'target', 'principal'], notification, now);
}

const noticesTo = (
  recipients: readonly TransferRecipient[],
  notification: 'transfer-waiting' | 'transfer-stopped' | 'transfer-moved',
  { id: transferId }: RecordTransfer,
): readonly ReminderMessage[] =>
  recipients.map((recipient) => ({
    topic: 'reminder',
    key: `reminder/${notification}/${transferId}/${recipient}`,
    payload: { notification, transferId, recipient },
  }));

/** Whether another one may take its place: only what was accepted goes on. */
export const isReplaceable = (transfer: RecordTransfer): boolean => !transfer.endedAt && !transfer.acceptedAt;

/** Letters and digits that can't be taken for each other when somebody reads them from a phone. */
const STOP_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** An SMS takes six characters for a value. Source: Tencent Cloud SMS, limits of accounts opened since 2024. */
const STOP_CODE_LENGTH = 6;

/**
 * The code by which the principal stops a transfer without an account: one of 887 million, for a day. Letters that would
 * make some of them likelier than others are dropped.
 *
 * @param random bytes, at least 16. @throws Error when too many of them were dropped, which one in 10^9 times happens
 */
export function stopCodeOf(random: Uint8Array): string {
  const fair = Math.floor(256 / STOP_LETTERS.length) * STOP_LETTERS.length;
  const letters = [...random].filter((byte) => byte < fair).map((byte) => STOP_LETTERS[byte % STOP_LETTERS.length]);
  if (letters.length < STOP_CODE_LENGTH) throw new Error('not enough random bytes for a code');
  return letters.slice(0, STOP_CODE_LENGTH).join('');
}

/** What a person typed as such a code, in the form in which it was made; undefined when none can look like it. */
export function typedStopCode(typed: string): string | undefined {
  const code = certificateForm(typed);
  return code.length === STOP_CODE_LENGTH && [...code].every((letter) => STOP_LETTERS.includes(letter))
    ? code
    : undefined;
}
