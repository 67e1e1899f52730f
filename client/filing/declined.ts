import type { Progress } from '../calls/messages.ts';

/** Why a filing was declined, and what can be done instead. */
export interface DeclinedReason {
  /** The field that it is about; undefined for the filing as a whole. */
  readonly title: string | undefined;
  readonly reason: string;
  readonly advice: string | undefined;
}

/** Where a reason is about the whole (docs/api/review-desk.yaml). */
const WHOLE = 'filing';

/** As `ended-filings` of shared/domain/retention.ts, whose other tables a page does not need. */
export const KEPT_DAYS = 30;

/** What a page of a declined filing says; undefined of any other. */
export function declinedWords({ state, flagged }: Pick<Progress, 'state' | 'flagged'>) {
  if (state !== 'declined') return undefined;
  const reasons = flagged.map(
    ({ field, name, reason, suggestion }): DeclinedReason => ({
      title: field === WHOLE ? undefined : name,
      reason,
      advice: suggestion,
    }),
  );
  return {
    title: '为什么不予受理',
    reasons,
    next: `这次申请已经结束，不能再修改。按上面的办法处理好以后，可以重新发起；填写的内容和材料 ${KEPT_DAYS} 天后删除。`,
  };
}
