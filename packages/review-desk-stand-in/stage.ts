import * as z from 'zod/mini';
import type { DeskFiling, DeskVerdict, Submission } from './desk-store.ts';
import type { VerdictKind } from './verdict.ts';

/** The state of a filing at the desk, and the possible decisions. */
export interface Stage {
  readonly label: string;
  /** `turn` of the desk · `wait` for others · `good` and `no` are ends, the latter for this round. */
  readonly tone: 'turn' | 'wait' | 'good' | 'no';
  readonly decisions: readonly VerdictKind[];
}

export const DECISION_LABELS: Readonly<Record<VerdictKind, string>> = {
  accepted: '初审通过',
  returned: '退回',
  declined: '不予受理',
  queued: '排队等待提交',
  'sms-waiting': '发起短信核验',
  'sms-done': '短信核验完成',
  'sms-failed': '短信核验失败',
  'sms-timed-out': '短信核验超时',
  'authority-accepted': '管局审核通过，待发号',
  'authority-returned': '管局退回',
  approved: '通过并下发备案号',
  revoked: '注销备案',
};

const AFTER: Readonly<Record<VerdictKind, Stage>> = {
  accepted: { label: '待提交管局', tone: 'turn', decisions: ['sms-waiting', 'queued', 'returned'] },
  queued: { label: '排队等待提交管局', tone: 'turn', decisions: ['sms-waiting', 'returned'] },
  returned: { label: '已退回', tone: 'no', decisions: [] },
  declined: { label: '不予受理', tone: 'no', decisions: [] },
  'sms-waiting': { label: '短信核验中', tone: 'wait', decisions: ['sms-done', 'sms-timed-out', 'sms-failed'] },
  'sms-done': {
    label: '管局审核中',
    tone: 'turn',
    decisions: ['approved', 'authority-accepted', 'authority-returned'],
  },
  'authority-accepted': {
    label: '管局已通过，待下发备案号',
    tone: 'turn',
    decisions: ['approved', 'authority-returned'],
  },
  'sms-failed': { label: '短信核验失败', tone: 'no', decisions: [] },
  'sms-timed-out': { label: '短信核验超时，待重新提交', tone: 'turn', decisions: ['sms-waiting', 'returned'] },
  'authority-returned': { label: '管局已退回', tone: 'no', decisions: [] },
  approved: { label: '已备案', tone: 'good', decisions: ['revoked'] },
  revoked: { label: '已注销', tone: 'no', decisions: [] },
};
const INITIAL_REVIEW: Stage = { label: '待初审', tone: 'turn', decisions: ['accepted', 'returned', 'declined'] };
const WITHDRAWN: Stage = { label: '已撤回', tone: 'no', decisions: [] };

/** Verdicts with flagged fields; of a declined filing they say why. */
export const RETURNS: readonly VerdictKind[] = ['returned', 'declined', 'authority-returned', 'sms-failed'];

/** Whether a decision is needed. An approved filing can only be revoked. */
export const isOpen = (filing: DeskFiling): boolean => stageOf(filing).decisions.some((kind) => kind !== 'revoked');

/** Verdicts of the current round, in order. */
export const verdictsOfRound = ({ submission, verdicts }: DeskFiling): readonly DeskVerdict[] =>
  verdicts.filter(({ round }) => round === submission?.round).sort((a, b) => a.sequence - b.sequence);

const reviewed = z.object({ initialReview: z.boolean() });

/** A filing that ends something may come without an initial review. */
function firstStage({ data }: Submission): Stage {
  const parsed = reviewed.safeParse(data);
  return parsed.success && !parsed.data.initialReview ? AFTER.accepted : INITIAL_REVIEW;
}

export function stageOf(filing: DeskFiling): Stage {
  if (!filing.submission || filing.withdrawnRound >= filing.submission.round) return WITHDRAWN;
  const last = verdictsOfRound(filing).findLast(({ kind }) => Object.hasOwn(AFTER, kind));
  return last ? AFTER[last.kind as VerdictKind] : firstStage(filing.submission);
}
