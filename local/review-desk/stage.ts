import type { VerdictKind } from '../../shared/domain/verdict.ts';
import type { DeskFiling, DeskVerdict } from './desk-store.ts';

/** Where a filing stands at the desk, and what may be decided there. */
export interface Stage {
  readonly label: string;
  readonly decisions: readonly VerdictKind[];
}

export const DECISION_LABELS: Readonly<Record<VerdictKind, string>> = {
  accepted: '初审通过',
  returned: '退回',
  'sms-waiting': '发起短信核验',
  'sms-done': '短信核验完成',
  'sms-failed': '短信核验失败',
  'authority-returned': '管局退回',
  approved: '管局通过',
};

const AFTER: Readonly<Record<VerdictKind, Stage>> = {
  accepted: { label: '待提交管局', decisions: ['sms-waiting', 'returned'] },
  returned: { label: '已退回', decisions: [] },
  'sms-waiting': { label: '短信核验中', decisions: ['sms-done', 'sms-failed'] },
  'sms-done': { label: '管局审核中', decisions: ['approved', 'authority-returned'] },
  'sms-failed': { label: '短信核验失败', decisions: [] },
  'authority-returned': { label: '管局已退回', decisions: [] },
  approved: { label: '已备案', decisions: [] },
};
const INITIAL_REVIEW: Stage = { label: '待初审', decisions: ['accepted', 'returned'] };
const WITHDRAWN: Stage = { label: '已撤回', decisions: [] };

/** Verdicts of the round that the desk is working on, in order. */
export const verdictsOfRound = ({ submission, verdicts }: DeskFiling): readonly DeskVerdict[] =>
  verdicts.filter(({ round }) => round === submission?.round).sort((a, b) => a.sequence - b.sequence);

export function stageOf(filing: DeskFiling): Stage {
  if (!filing.submission || filing.withdrawnRound >= filing.submission.round) return WITHDRAWN;
  const last = verdictsOfRound(filing).findLast(({ kind }) => Object.hasOwn(AFTER, kind));
  return last ? AFTER[last.kind as VerdictKind] : INITIAL_REVIEW;
}
