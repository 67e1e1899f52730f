import { isEnding } from './ending-types.ts';
import type { Filing } from './filing.ts';
import { type FilingState, STATE_LABELS } from './machine.ts';

/** What differs for a filing that ends something: nothing in it is mended, and its approval brings no number. */
const OF_ENDINGS: Partial<Readonly<Record<FilingState, string>>> = {
  submitted: '申请审核中',
  returned: '申请未通过审核',
  queued: '等待提交管局',
  'authority-returned': '申请被管局退回',
  approved: '已办结',
  // Given up, or without its SMS verification.
  abandoned: '申请已结束',
};

/** A change is not the first approval of what it changes. */
const OF_CHANGES: typeof OF_ENDINGS = { approved: '变更已通过' };

/** The state of a filing as people read it. One that ended with its record is not called given up. */
export const stateLabelOf = ({
  filingType,
  state,
  isStopped,
}: Pick<Filing, 'filingType' | 'state' | 'isStopped'>): string => {
  if (isStopped) return '已终止';
  return (isEnding(filingType) ? OF_ENDINGS : filingType === 'change' ? OF_CHANGES : {})[state] ?? STATE_LABELS[state];
};
