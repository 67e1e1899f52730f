import { maskName, maskPhone } from '../identity/mask.ts';
import { type FiledRecord, liveWebsites } from './record.ts';
import { type RecordTransfer, type TransferEnd, type TransferState, transferState } from './transfer.ts';

/** States as people read them. */
export const TRANSFER_STATE_LABELS: Readonly<Record<TransferState, string>> = {
  started: '等待验证码',
  offered: '等待对方打开',
  opened: '等待对方接收',
  reviewing: '等审核员核实',
  waiting: '等待 24 小时',
  expired: '已过期',
  moved: '已转移',
  stopped: '已停止',
};

/** How it ended, as people read it. */
const END_LABELS: Readonly<Record<TransferEnd, string>> = {
  moved: '备案已转到新的账号',
  'stopped-by-holder': '原账号停止了转移',
  'stopped-by-target': '接收方停止了转移',
  'stopped-by-principal': '主体负责人停止了转移',
  replaced: '又发起了一次转移，这一次不再有效',
  'wrong-certificates': '接收方上传的证件 3 次都与主体不一致',
  declined: '审核员没有核实通过，备案没有变；可以补齐材料，再申请一次',
  unreviewed: '30 天内没有核实完，备案没有变；请再申请一次',
  'filing-open': '等待期间有人为这个主体发起了备案订单',
  'target-has-record': '接收方的账号里已有这个主体的备案信息',
  'record-ended': '备案已经注销',
  'account-erased': '接收方的账号已注销',
};

/** The same to whoever receives it, where it is about them. */
const TO_TARGET: Partial<Readonly<Record<TransferState, string>>> = { opened: '等你接收', moved: '备案已转到你的账号' };

/** A transfer for the account that holds the record, or has opened the link. Nothing of the record but its number. */
export function transferView(transfer: RecordTransfer, { number }: FiledRecord, accountId: string, now: Date) {
  const { id, recordId, holderId, isRecovery, startedAt, expiresAt, movesAt, endedAt, end } = transfer;
  const state = transferState(transfer, now);
  const toTarget = holderId === accountId ? undefined : TO_TARGET[state];
  return {
    transferId: id,
    recordId,
    number,
    role: holderId === accountId ? ('holder' as const) : ('target' as const),
    state,
    stateLabel: (state === 'opened' && toTarget) || TRANSFER_STATE_LABELS[state],
    ...(isRecovery && { isRecovery }),
    startedAt,
    expiresAt,
    ...(movesAt && { movesAt }),
    ...(endedAt && { endedAt }),
    ...(end && { endLabel: toTarget ?? END_LABELS[end] }),
  };
}

/** What somebody sees who has the link or the principal's code: whose record it is, masked as in a list, and what moves with it. */
export function transferredRecord(record: FiledRecord) {
  const { organizer, subject } = record.contents;
  const isPerson = subject.organizerKind === 'individual';
  return {
    number: record.number,
    organizer: organizer && (isPerson ? maskName(organizer.name) : organizer.name),
    certificateType: subject.certificateType,
    domains: liveWebsites(record).flatMap(({ domains }) => domains),
  };
}

/** An account as the other side of a transfer, and the principal, may see it. */
export const accountShown = (mobile: string | undefined): string =>
  mobile === undefined ? '用微信登录的账号' : `手机号 ${maskPhone(mobile)} 的账号`;
