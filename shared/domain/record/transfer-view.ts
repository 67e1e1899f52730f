import { maskName } from '../identity/mask.ts';
import { type FiledRecord, liveWebsites } from './record.ts';
import { type RecordTransfer, type TransferEnd, type TransferState, transferState } from './transfer.ts';

/** States as people read them. */
export const TRANSFER_STATE_LABELS: Readonly<Record<TransferState, string>> = {
  started: '等待验证码',
  offered: '等待对方打开链接',
  opened: '等待对方接收',
  waiting: '等待 24 小时',
  expired: '已过期',
  moved: '已转移',
  stopped: '已停止',
};

/** How it ended, as people read it. */
const END_LABELS: Readonly<Record<TransferEnd, string>> = {
  moved: '备案已转到新的账号',
  'stopped-by-holder': '原账号停止了转移',
  'stopped-by-target': '迁入账号停止了转移',
  'stopped-by-principal': '主体负责人停止了转移',
  replaced: '原账号重新发起了转移',
  'wrong-certificates': '迁入账号上传的证件 3 次都与主体不一致',
  'filing-open': '等待期间有人为这个主体发起了备案订单',
  'target-has-record': '迁入账号里已有这个主体的备案信息',
  'record-ended': '备案已经注销',
  'account-erased': '迁入账号已注销',
};

/** A transfer for the account that holds the record, or has opened the link. Nothing of the record but its number. */
export function transferView(transfer: RecordTransfer, { number }: FiledRecord, accountId: string, now: Date) {
  const { id, recordId, holderId, startedAt, expiresAt, movesAt, endedAt, end } = transfer;
  const state = transferState(transfer, now);
  return {
    transferId: id,
    recordId,
    number,
    role: holderId === accountId ? ('holder' as const) : ('target' as const),
    state,
    stateLabel: TRANSFER_STATE_LABELS[state],
    startedAt,
    expiresAt,
    ...(movesAt && { movesAt }),
    ...(endedAt && { endedAt }),
    ...(end && { endLabel: END_LABELS[end] }),
  };
}

/** What somebody sees who has the link or the principal's code: whose record it is, masked as in a list. */
export function transferredRecord({ number, contents }: FiledRecord) {
  const { organizer, subject } = contents;
  const isPerson = subject.organizerKind === 'individual';
  return {
    number,
    organizer: organizer && (isPerson ? maskName(organizer.name) : organizer.name),
    certificateType: subject.certificateType,
  };
}

/** The domains that move with it. */
export const domainsMoved = (record: FiledRecord): readonly string[] =>
  liveWebsites(record).flatMap(({ domains }) => domains);
